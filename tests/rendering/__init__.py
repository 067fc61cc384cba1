"""Values look right in every format."""
