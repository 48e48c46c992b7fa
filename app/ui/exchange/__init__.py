"""The import wizard: file, columns, preview, result."""
