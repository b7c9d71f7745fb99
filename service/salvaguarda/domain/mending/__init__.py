"""A person's corrections of a reading, before it is kept: pure, one module an operation."""
