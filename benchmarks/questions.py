"""Questions to the book against the raw driver running the same statements."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import event, text

from app.models.book import Book
from app.services import answers, history
from app.services.search.questions import search
from benchmarks.large_book import AS_OF
from benchmarks.pairs import Result, calls, timed

Statement = tuple[str, Any]
_ROUNDS = 5


def all_of(book: Book) -> list[Result]:
    """Search, today, clients, and opening a client."""
    return [_search(book), _today(book), _portfolio(book), _clients(book), _client(book)]


def statements_of(book: Book, ask: Callable[[Any], object]) -> list[Statement]:
    """The statements that `ask(session)` sends, with their values, as the driver gets them."""
    sent: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append((statement, values))

    event.listen(book.engine, "before_cursor_execute", note)
    try:
        with book.reading() as session:
            ask(session)
    finally:
        event.remove(book.engine, "before_cursor_execute", note)
    return sent


def raw(book: Book, statements: list[Statement]) -> Callable[[], None]:
    """The same statements through the driver alone, every row read."""

    def run() -> None:
        with book.reading() as session:
            driver: Any = session.connection().connection.dbapi_connection
            for statement, values in statements:
                driver.execute(statement, values).fetchall()

    return run


def _asked(book: Book, ask: Callable[[Any], object]) -> Callable[[], None]:
    def run() -> None:
        with book.reading() as session:
            ask(session)

    return run


def _today(book: Book) -> Result:
    ask = lambda session: answers.today(session, AS_OF)  # noqa: E731
    return calls(
        "condica today", "its raw queries", raw(book, statements_of(book, ask)), _asked(book, ask), 5.0
    )


def _portfolio(book: Book) -> Result:
    start = AS_OF - timedelta(days=365)
    ask = lambda session: answers.portfolio(session, start, AS_OF)  # noqa: E731
    return calls(
        "condica portfolio", "its raw queries", raw(book, statements_of(book, ask)), _asked(book, ask), 5.0
    )


def _clients(book: Book) -> Result:
    ask = lambda session: answers.clients(session, AS_OF)  # noqa: E731
    floor = raw(book, statements_of(book, ask))
    return calls("the Clients table", "its raw queries", floor, _asked(book, ask), 5.0)


def _client(book: Book) -> Result:
    from app.views.record import page as record
    from app.views.record import timeline

    with book.reading() as session:
        ids = [h.client.id for h in history.load_all(session)]
    some = random.Random(1).sample(ids, 20)

    def ask(session: Any) -> None:
        for client_id in some:
            view = record.open_record(session, client_id, AS_OF)
            assert view is not None
            timeline.window(session, view)

    floor = raw(book, statements_of(book, ask))
    return calls("opening a client (20 of them)", "the raw driver, same rows", floor, _asked(book, ask), 3.0)


def _search(book: Book) -> Result:
    """p95 of one word over all notes, against the raw index query in the order newest first.

    The p95 is that of the words: each counts with the quickest of its rounds, taken in turn with its floor,
    so that a pause of the machine (the longer call meets more of them) does not pass for a slow word.
    """
    words = _words(book)
    query = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT 50"
    ours: dict[str, list[float]] = {word: [] for word in words}
    floor: dict[str, list[float]] = {word: [] for word in words}
    with book.reading() as session:
        driver: Any = session.connection().connection.dbapi_connection
        for word in words * _ROUNDS:
            floor[word].append(timed(lambda w=word: driver.execute(query, (f'"{w}"*',)).fetchall()))
            ours[word].append(timed(lambda w=word: search(session, w)))
    high = lambda times: statistics.quantiles(map(min, times.values()), n=20)[-1]  # noqa: E731
    return Result("search of one word, p95", "the raw index query", high(floor), high(ours), 2.0)


def _words(book: Book) -> list[str]:
    from app.domain.folding import tokens

    with book.reading() as session:
        bodies = session.scalars(text("SELECT body FROM notes WHERE body IS NOT NULL LIMIT 3000")).all()
    known = sorted({t for body in bodies for t in tokens(str(body)) if t.isalpha()})
    return random.Random(1).sample(known, min(60, len(known)))
