"""Which backups a book has, in the order they were made, and which of them stay (DESIGN.md, Storage).

A backup's name says when it was made (UTC), the book's count of changes then, which backup of the book it was,
and why: `Clients.20261122-093000Z.812.41.timed.condica`. Clocks go wrong; the order made is that of the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from app.models.file_location import real

REASONS = (
    "start", "timed", "upgrade", "import", "repair", "restore", "damaged", "password", "erase", "asked",
)  # fmt: skip
# How often a changed book is backed up while it is open.
INTERVAL = timedelta(minutes=30)
LATEST, DAILY, WEEKLY, MONTHLY = 10, 7, 5, 12
# Made by hand or in the way of a restore: nobody could make them again. They stay so long whatever comes after.
LASTING = ("asked", "restore", "damaged")
LASTS = timedelta(days=30)
# Two computers' clocks may differ that much; a backup dated later than this is dated by a wrong clock.
_CLOCKS_DIFFER = timedelta(minutes=5)

_NAME = re.compile(
    r"^(?P<stem>.+)\.(?P<stamp>\d{8}-\d{6})Z\.(?P<changes>\d{1,18})(?:\.(?P<number>\d{1,18}))?\.(?P<reason>[a-z]+)$"
)


class Backup(NamedTuple):
    """A copy of the book; `made_at` is UTC, `changes` the book's counter at that moment, `number` its place in
    the order they were made. One for the reason `damaged` is what a restore replaced and nobody could read.
    """

    path: Path
    made_at: datetime
    changes: int
    reason: str
    number: int = 0

    def __str__(self) -> str:
        return str(self.path)


def folder_of(book: Path) -> Path:
    """The folder of the book's backups, beside its file."""
    book = real(book)
    return book.with_name(f"{book.stem} backups")


def backups_of(book: Path) -> list[Backup]:
    """The backups of the book at `book`, the one made last first."""
    book = real(book)
    folder = folder_of(book)
    files = folder.iterdir() if folder.is_dir() else ()
    found = [each for file in files if (each := _parsed(file, book)) is not None]
    return sorted(found, key=lambda each: (each.number, each.changes, each.made_at), reverse=True)


def _parsed(file: Path, book: Path) -> Backup | None:
    match = _NAME.match(file.stem)
    if match is None or match["stem"] != book.stem or file.suffix != book.suffix:
        return None
    try:
        made_at = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(file, made_at, int(match["changes"]), match["reason"], int(match["number"] or 0))


def next_backup(book: Path, reason: str, changes: int, made_at: datetime | None = None) -> Backup:
    """How the next backup of the book is to be called; nothing is written."""
    book = real(book)
    made_at = (made_at or datetime.now(UTC)).replace(microsecond=0)
    number = max((each.number for each in backups_of(book)), default=0) + 1
    name = f"{book.stem}.{made_at:%Y%m%d-%H%M%S}Z.{changes}.{number}.{reason}{book.suffix}"
    return Backup(folder_of(book) / name, made_at, changes, reason, number)


def last_of(backups: Sequence[Backup], now: datetime | None = None) -> Backup | None:
    """The latest backup that can be put back, of those made last first; one dated in the future is none.

    The clock was wrong when that was made, or is wrong now: its age is unknown. `now` is aware.
    """
    limit = (now or datetime.now(UTC)) + _CLOCKS_DIFFER
    return next((each for each in backups if each.made_at <= limit and each.reason != "damaged"), None)


def to_keep(backups: Sequence[Backup], now: datetime | None = None) -> set[Backup]:
    """Which backups stay, of those made last first: the 10 latest, then the last of each of 7 days, 5 weeks and
    12 months; and for 30 days whatever was made by hand or before a restore.
    """
    moment = now or datetime.now(UTC)
    kept = set(backups[:LATEST])
    kept.update(each for each in backups if each.reason in LASTING and moment - each.made_at < LASTS)
    older = backups[LATEST:]
    for pattern, most in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        kept.update(list(_last_of_each(older, pattern))[:most])
    return kept


def _last_of_each(latest_first: Sequence[Backup], pattern: str) -> Iterator[Backup]:
    told: set[str] = set()
    for each in latest_first:
        period = each.made_at.strftime(pattern)
        if period not in told:
            told.add(period)
            yield each


def drop(backup: Backup) -> None:
    """Delete a backup, and the journal beside it if it has one."""
    backup.path.unlink(missing_ok=True)
    journal_of(backup.path).unlink(missing_ok=True)


def journal_of(path: Path) -> Path:
    """The rollback journal that SQLite keeps beside a file while it changes it."""
    return path.with_name(path.name + "-journal")
