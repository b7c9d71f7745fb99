"""Lines of a file become provisions: `segment` is the way in; docs/reading.md says where each rule is (plan, nesting, words)."""
