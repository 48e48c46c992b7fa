"""Reports: which, of what time, how they will look, and where they went."""
