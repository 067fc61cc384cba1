"""Conformance: the same replies in every format are read the same; run with ``python -m conformance``."""
