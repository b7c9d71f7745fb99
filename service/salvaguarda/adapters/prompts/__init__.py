"""Prompt files: read strictly, locked by hash, rendered in a sandbox."""
