"""Reports are right in their figures and words."""
