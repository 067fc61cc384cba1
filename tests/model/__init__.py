"""The vocabulary itself."""
