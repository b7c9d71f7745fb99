"""How far raters agree: pure figures over ordinal ratings; an undefined figure is None, never 0."""
