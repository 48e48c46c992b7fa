"""Who may touch the file when: this program's threads never meet SQLite's own “database is locked”.

With the rollback journal a commit needs the file to itself. Readers share it, one writer at a time
prepares its changes beside them, and only the commit waits for the readers that are there; those that
come meanwhile wait for the commit, so that it is not put off for ever.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakValueDictionary


class ReadWriteLock:
    """The order in which the threads of this program use one book's file."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._readers = 0
        self._committing = 0
        self._writer = threading.Lock()
        self._own = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read beside others; may be nested in one thread."""
        depth = getattr(self._own, "reads", 0)
        if depth == 0:
            with self._change:
                self._change.wait_for(lambda: not self._committing)
                self._readers += 1
        self._own.reads = depth + 1
        try:
            yield
        finally:
            self._own.reads = depth
            if depth == 0:
                with self._change:
                    self._readers -= 1
                    self._change.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Prepare changes: one thread at a time, beside the readers.

        Raises `RuntimeError` where the same thread is still reading or writing: it would wait for itself.
        """
        if getattr(self._own, "reads", 0) or getattr(self._own, "writes", False):
            raise RuntimeError("a thread that reads or writes the book cannot begin to write it")
        with self._writer:
            self._own.writes = True
            try:
                yield
            finally:
                self._own.writes = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the file to oneself, as for a commit; only inside `writing`."""
        with self._change:
            self._committing += 1
            self._change.wait_for(lambda: not self._readers)
        try:
            yield
        finally:
            with self._change:
                self._committing -= 1
                self._change.notify_all()


_of_files: WeakValueDictionary[Path, ReadWriteLock] = WeakValueDictionary()
_guard = threading.Lock()


def turns_of(path: Path) -> ReadWriteLock:
    """The turns at this file: the same for everyone in the program who has it open."""
    with _guard:
        turns = _of_files.get(path.resolve())
        if turns is None:
            turns = _of_files[path.resolve()] = ReadWriteLock()
        return turns
