"""No id is given twice, and what was typed about a client lies under their uid."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Nobody remembers the ids of these.
_LEFT = ("identity", "changes")
_KEY = re.compile(
    r',\s*CONSTRAINT "?\w+"? PRIMARY KEY \("?id"?\)|CONSTRAINT "?\w+"? PRIMARY KEY \("?id"?\)\s*,'
)
_ID = re.compile(r'("?\bid"? INTEGER NOT NULL)')


def upgrade() -> None:
    """Every table of records counts its ids on; drafts move to their new places."""
    _move_drafts()
    tables = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'"
    )
    for name, sql in op.get_bind().execute(tables).all():
        if name not in _LEFT and _KEY.search(sql):
            _count_on(name, sql)
    _count_past_what_is_gone()


def _count_on(name: str, sql: str) -> None:
    """Build the table anew with all its rows, in SQLite's way: AUTOINCREMENT can be given at birth alone."""
    bind = op.get_bind()
    indexes = bind.execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL"
        ),
        {"name": name},
    ).scalars()
    anew = list(indexes)
    _head, bracket, body = sql.partition("(")
    body = _ID.sub(r"\1 PRIMARY KEY AUTOINCREMENT", _KEY.sub("", body), count=1)
    for statement in (
        f'CREATE TABLE "_{name}" {bracket}{body}',
        f'INSERT INTO "_{name}" SELECT * FROM "{name}"',
        f'DROP TABLE "{name}"',
        f'ALTER TABLE "_{name}" RENAME TO "{name}"',
        *anew,
    ):
        bind.exec_driver_sql(statement)


def _count_past_what_is_gone() -> None:
    """Ids of rows that are gone, and that the journal still names, are not given again either."""
    bind = op.get_bind()
    noted = "SELECT table_name, max(CAST(row_key AS INTEGER)) FROM changes GROUP BY table_name"
    for name, highest in bind.exec_driver_sql(noted).all():
        with_ids = sa.text("SELECT 1 FROM sqlite_master WHERE name = :name AND sql LIKE '%AUTOINCREMENT%'")
        if bind.execute(with_ids, {"name": name}).first() is None:
            continue
        had = {"name": name, "seq": highest}
        bind.execute(
            sa.text(
                "INSERT INTO sqlite_sequence (name, seq) SELECT :name, 0"
                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)"
            ),
            had,
        )
        bind.execute(sa.text("UPDATE sqlite_sequence SET seq = max(seq, :seq) WHERE name = :name"), had)


def _move_drafts() -> None:
    """`composer/7` becomes `client/UID/composer`; what was about somebody who is gone goes."""
    bind = op.get_bind()
    clients, complaints = (
        {row[0]: row[1] for row in bind.exec_driver_sql(f"SELECT id, uid FROM {table}")}
        for table in ("clients", "complaints")
    )
    for (place,) in bind.exec_driver_sql("SELECT place FROM drafts").all():
        kind, *parts = place.split("/")
        if kind not in ("composer", "client"):
            continue
        new = _place(kind, parts, clients, complaints)
        if new is None:
            bind.execute(sa.text("DELETE FROM drafts WHERE place = :place"), {"place": place})
        else:
            bind.execute(
                sa.text("UPDATE drafts SET place = :new WHERE place = :place"), {"place": place, "new": new}
            )


def _place(kind: str, parts: list[str], clients: dict[int, str], complaints: dict[int, str]) -> str | None:
    client = clients.get(_number(parts, 0))
    if client is None:
        return None
    if kind == "composer":
        return f"client/{client}/composer"
    complaint = complaints.get(_number(parts, 2))
    if parts[1:2] != ["complaint"] or complaint is None:
        return None
    return "/".join(("client", client, "complaint", complaint, *parts[3:]))


def _number(parts: list[str], at: int) -> int:
    return int(parts[at]) if len(parts) > at and parts[at].isdecimal() else -1
