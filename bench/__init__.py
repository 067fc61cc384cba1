"""Benchmarks: ratios within one run, never times to pass or fail by."""
