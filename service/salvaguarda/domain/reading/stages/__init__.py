"""The stages of the plan, one a file. Each looks at all lines once and writes what it found into the Plan."""
