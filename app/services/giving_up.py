"""A reading that nobody waits for any more ends at once: its statement, its loops, and a process that helps it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.models.book import Book

_GIVEN_UP = "given up"
# So many steps of SQLite between two questions whether a statement is still wanted: some milliseconds.
_STEPS = 100_000


class GivenUp:
    """Says whether readings are not wanted any more; safe from any thread."""

    def __init__(self) -> None:
        self._said = Event()
        self._lock = Lock()
        self._ends: list[Callable[[], object]] = []

    def __call__(self) -> bool:
        return self._said.is_set()

    def check(self) -> None:
        """Raises `Cancelled` once it was given up."""
        if self():
            raise Cancelled

    def give_up(self) -> None:
        """Nobody waits any more; what readings wait for is ended."""
        self._said.set()
        with self._lock:
            for end in self._ends:
                end()

    @contextmanager
    def ends(self, end: Callable[[], object]) -> Iterator[None]:
        """Call `end()` where it is given up within; at once where it was before."""
        with self._lock:
            self._ends.append(end)
        try:
            if self():
                end()
            yield
        finally:
            with self._lock:
                self._ends.remove(end)


NEVER = GivenUp()


@contextmanager
def reading(book: Book, given_up: GivenUp) -> Iterator[Session]:
    """As `Book.reading`; raises `Cancelled` soon after it was given up."""
    with book.reading() as session:
        session.info[_GIVEN_UP] = given_up
        driver: Any = session.connection().connection.dbapi_connection
        driver.set_progress_handler(given_up, _STEPS)
        try:
            yield session
        except DBAPIError as error:
            if given_up():
                raise Cancelled from error
            raise
        finally:
            driver.set_progress_handler(None, 0)


def given_up_of(session: Session) -> GivenUp:
    """Who says whether what this session reads is still wanted."""
    found = session.info.get(_GIVEN_UP, NEVER)
    return found if isinstance(found, GivenUp) else NEVER
