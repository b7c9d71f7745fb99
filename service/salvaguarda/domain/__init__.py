"""Plain values and rules of the trade; knows no framework, database, clock or settings."""
