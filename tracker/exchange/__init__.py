"""Ledgers on their way out and in: the sheets that offices fill in, and other files that programs read."""
