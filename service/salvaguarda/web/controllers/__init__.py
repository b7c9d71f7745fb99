"""One controller a resource: parse, call one use case, present."""
