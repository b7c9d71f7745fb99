"""Use cases, one a file: the only callers of the ports."""
