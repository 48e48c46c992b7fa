"""The clients: list, table, and the record of one client with its tabs."""
