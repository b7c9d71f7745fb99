"""What goes over the wire: `…In` is pydantic (all mistakes at once), `…Out` is msgspec (fast, no defaults)."""
