"""Asking a model for suggestions: runs, their tasks, and the worker that asks. Nothing here writes a score."""
