"""All disputed decisions."""
