"""What is kept: SQLite in the data folder, or PostgreSQL; one code path for both."""
