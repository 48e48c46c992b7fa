"""The search index knows words and numbers without their separators, and whom a record names.

Its table stays as it is; after the steps it is filled anew (services/books.py).
"""

from __future__ import annotations

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing of the schema changes."""
