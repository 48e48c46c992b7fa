"""Today: what asks for attention, most urgent first, each with the one thing to do about it."""
