"""The HTTP interface: one controller a resource, schemas, and the table from error to status."""
