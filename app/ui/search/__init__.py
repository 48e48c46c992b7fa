"""Search in all text of all records."""
