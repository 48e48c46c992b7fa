"""Values that cannot be read: one damaged cell must not stop every page and answer.

A day that cannot be read is one that has not come: no rule looks at a record of a later day. An amount or a number
that cannot be read counts nothing. `services.check` says which they are, in the cells as they lie in the file.

Text that is not UTF-8 stops the driver; once that was met in a file, its texts are read with a mark in place of
what is broken. From the first reading on that would cost a third of the time that every book takes to read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Date, DateTime, Engine, Float, Integer
from sqlalchemy.dialects.sqlite import DATE, DATETIME

from app.errors import TextBroken

NEVER = date(9999, 12, 31)
Read = Callable[[Any], Any]
Answer = TypeVar("Answer")

_broken: set[Path] = set()


def has_broken_text(path: Path) -> bool:
    """Whether a text that is not UTF-8 was met in this file."""
    return path.absolute() in _broken


def met_broken_text(path: Path) -> None:
    """From now on the texts of this file are read with marks for what is broken; for new connections."""
    _broken.add(path.absolute())


def with_marks(data: bytes) -> str:
    """The text with U+FFFD for what is broken in it."""
    return data.decode("utf-8", "replace")


def past_broken_text(ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers; where it met a broken text, it is asked once more, which reads past it."""
    try:
        return ask()
    except TextBroken:
        return ask()


def forgive(engine: Engine) -> None:
    """Let an engine's columns read whatever lies in them."""
    dialect: Any = engine.dialect
    forgiving = {Date: _Day, DateTime: _Moment, BigInteger: _Cents, Float: _Number}
    dialect.colspecs = {**dialect.colspecs, **forgiving}


class _Day(DATE):
    def result_processor(self, dialect: Any, coltype: Any) -> Read:
        return _reading(super().result_processor(dialect, coltype), NEVER)


class _Moment(DATETIME):
    def result_processor(self, dialect: Any, coltype: Any) -> Read:
        never = datetime(NEVER.year, NEVER.month, NEVER.day)
        return _reading(super().result_processor(dialect, coltype), never)


class _Cents(BigInteger):
    def result_processor(self, dialect: Any, coltype: Any) -> Read:
        return _cents


class Whole(Integer):
    """A whole number that is no key; one that cannot be read is not known."""

    cache_ok = True

    def result_processor(self, dialect: Any, coltype: Any) -> Read:
        return _whole


class _Number(Float[Any]):
    def result_processor(self, dialect: Any, coltype: Any) -> Read:
        return _number


def _reading(read: Any, instead: date) -> Read:
    def readable(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, TypeError, AttributeError):
            return instead

    return readable


def _cents(value: Any) -> int | None:
    return value if value.__class__ is int or value is None else 0


def _whole(value: Any) -> int | None:
    return value if value.__class__ is int else None


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) or value is None else 0.0
