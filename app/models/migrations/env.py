"""How Alembic runs the steps: in batches, on the connection and in the transaction of `models.schema`."""

from __future__ import annotations

from typing import Any

from alembic import context

from app.models import Base


def _ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """The search index and its shadow tables are no mapped tables; steps make them by hand."""
    return not (kind == "table" and (name or "").startswith("search_index"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=_ours,
    transactional_ddl=True,
)
# The caller has begun the transaction, and ends it.
context.run_migrations()
