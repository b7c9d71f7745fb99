"""Second factors: libraries that others keep, each loaded when it is first needed."""
