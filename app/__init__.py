"""Condica: the account manager's register of a client relationship."""

__version__ = "0.1.0"
