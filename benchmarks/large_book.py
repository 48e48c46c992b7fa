"""The book that everything is measured on: 2,000 sample clients, about 200,000 notes; made once, kept in build/."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from app.errors import BookError
from app.models.book import Book
from app.services.books import create_book, open_book
from app.services.sample import fill

AS_OF = date(2026, 11, 20)
CLIENTS = 2000
YEARS = 5
PLACE = Path(__file__).parent.parent / "build" / "benchmark.condica"

# Nothing of the person who measures is read or written.
os.environ.setdefault("CONDICA_HOME", tempfile.mkdtemp(prefix="condica-bench-"))


def large_book() -> Book:
    """The open book, read-only; made at the first use, which takes a minute."""
    if not PLACE.exists():
        PLACE.parent.mkdir(exist_ok=True)
        unfinished = PLACE.with_suffix(".new.condica")
        unfinished.unlink(missing_ok=True)
        book = create_book(unfinished)
        try:
            with book.transaction() as session:
                fill(session, clients=CLIENTS, years=YEARS, seed=1, as_of=AS_OF)
        finally:
            book.close()
        unfinished.rename(PLACE)
    try:
        return open_book(PLACE, read_only=True)
    except BookError:
        # An older Condica made it; opened once for writing, it is brought up to date.
        open_book(PLACE, accept_older=True).close()
        return open_book(PLACE, read_only=True)
