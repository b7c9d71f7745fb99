"""What leaves the service as a file: one writer a format, safe to open anywhere."""
