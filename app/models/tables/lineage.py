"""The line of a book's changes, by which two copies of it that both went on are told apart.

Each opening that changes the book is a stretch of its own, with a uid and the number of the last change made
in it. A copy that was somewhere else meanwhile may have as many changes, but never the same stretches.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, String, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.models.tables.base import Base, new_uid


class Stretch(Base):
    """The changes that one opening of the book made; `last` is the number of the last one."""

    __tablename__ = "lineage"
    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class Head(NamedTuple):
    """A state of a book: how many changes, and the stretch of the last one; "" where the book knew none yet."""

    changes: int
    stretch: str = ""


class Line:
    """What an open book knows of its own past, and the stretch that this opening adds."""

    def __init__(self, changes: int, stretches: Mapping[str, int]) -> None:
        self._changes = changes
        self._stretches = dict(stretches)
        self._own = ""

    @classmethod
    def of(cls, session: Session, changes: int) -> Line:
        """The line of the book that the session reads."""
        rows = session.execute(select(Stretch.uid, Stretch.last))
        return cls(changes, {row.uid: row.last for row in rows})

    @property
    def head(self) -> Head:
        """The book's present state."""
        stretch = next((uid for uid, last in self._stretches.items() if last == self._changes), "")
        return Head(self._changes, stretch)

    def holds(self, head: Head) -> bool:
        """Whether the book once was in this state, and went on from it."""
        if head.changes > self._changes:
            return False
        return not head.stretch or self._stretches.get(head.stretch, -1) >= head.changes

    def extend(self, session: Session, changes: int) -> str:
        """Note the change in its transaction; gives the stretch, for `extended` once it is saved."""
        if self._own:
            session.execute(update(Stretch).where(Stretch.uid == self._own).values(last=changes))
            return self._own
        uid = new_uid()
        session.execute(insert(Stretch).values(uid=uid, last=changes))
        return uid

    def extended(self, stretch: str, changes: int) -> None:
        """The change is in the file."""
        self._own, self._changes = stretch, changes
        self._stretches[stretch] = changes


def stretches_in(driver: Any) -> dict[str, int]:
    """The stretches in a file, by a connection of the driver; none in a book of an earlier schema."""
    table = driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'lineage'").fetchone()
    found = driver.execute("SELECT uid, last FROM lineage").fetchall() if table else ()
    return {str(uid): int(last) for uid, last in found}


def put_back(driver: Any, changes: int, known: Mapping[str, int]) -> Head:
    """A backup takes the book's place: it goes on from what stood there, with so many changes.

    `known` are the stretches of what stood there. So whoever saw that one takes this for its continuation.
    """
    driver.execute("UPDATE identity SET changes = ?", (changes,))
    if driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'lineage'").fetchone() is None:
        return Head(changes)
    head = Head(changes, new_uid())
    own = stretches_in(driver)
    merged = {uid: max(last, own.get(uid, last)) for uid, last in known.items()}
    driver.executemany(
        "INSERT OR REPLACE INTO lineage (uid, last) VALUES (?, ?)", [*merged.items(), (head.stretch, changes)]
    )
    return head
