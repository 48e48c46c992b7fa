"""What is fast, measured against its floor: pairs in one run, ratios of medians (`make bench`)."""
