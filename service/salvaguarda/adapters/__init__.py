"""Everything that touches the outside world; adapters do not know each other."""
