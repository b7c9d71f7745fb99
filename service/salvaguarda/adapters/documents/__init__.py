"""One reader a format: bytes → lines. The format is found from the content, not from the name."""
