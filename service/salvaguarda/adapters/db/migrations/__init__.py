"""Changes of the tables over time, run at start and by `salvaguarda db upgrade`."""
