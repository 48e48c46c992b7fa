"""The book of complaints: board, table, hunt, stories, and the sheet as an open book."""
