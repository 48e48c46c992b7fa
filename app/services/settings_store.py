"""A book's settings: read from its table, and changed there one by one."""

from __future__ import annotations

from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.settings import Settings
from app.models.tables.settings import Setting
from app.services.queries import Query


def pairs_in(session: Session) -> dict[str, str | None]:
    """The settings as they stand in the book, unread."""
    rows = session.execute(select(Setting.key, Setting.value).order_by(Setting.key))
    return {row.key: row.value for row in rows}


def load(session: Session) -> Settings:
    """The settings of the book in force."""
    session.flush()
    return _meant(tuple(_every_pair().tuples(session.connection(), {})))


@cache
def _every_pair() -> Query:
    return Query(select(Setting.key, Setting.value).order_by(Setting.key))


@lru_cache(maxsize=8)
def _meant(pairs: tuple[tuple[str, str | None], ...]) -> Settings:
    """Every question to a book begins with its settings; they seldom change."""
    return Settings.from_pairs(dict(pairs))
