"""What the window asks the book meanwhile, and on which thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.ui.shell.app import Application


@contextmanager
def questions(application: Application) -> Iterator[list[str]]:
    """Collects every statement that goes to the book, each with the name of the thread that sent it."""
    assert application.opened is not None
    engine, seen = application.opened.book.engine, list[str]()

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(f"{threading.current_thread().name}: {statement[:120]}")

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
