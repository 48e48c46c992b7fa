"""Insights: how many stay, how they feel, what is said, given, kept and learnt."""
