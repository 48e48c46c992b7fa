"""The search index knows the words of every script; it is filled anew after the steps (services/books.py)."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew, empty."""
    op.execute("DROP TABLE search_index")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "body, content='', contentless_delete=1, tokenize='ascii')"
    )
