"""What both sides owe each other."""
