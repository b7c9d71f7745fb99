"""Measurements as ratios against a baseline in the same run: `python -m benchmarks` or `make bench`."""
