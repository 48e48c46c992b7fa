"""Settings, backups, password and trash of a book, and what this computer remembers."""
