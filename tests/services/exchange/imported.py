"""What an import left in the book, and what it said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from app.models import (
    Base,
)
from app.models.book import Book
from app.services.exchange.reports import ImportReport

Sheets = dict[str, list[list[Any]]]
BringIn = Callable[..., ImportReport]


def count(book: Book, model: type[Base]) -> int:
    with book.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def only(book: Book, model: type[Any], **values: Any) -> Any:
    with book.reading() as session:
        return session.scalars(select(model).filter_by(**values)).one()


def told(report: ImportReport) -> list[tuple[str, int, str]]:
    return [(problem.sheet, problem.row, problem.column) for problem in report.problems]
