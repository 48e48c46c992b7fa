"""What the parts of the shell ask of the application that holds them; it knows them, they know this."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.ui.kit.operations import Operations
    from app.ui.kit.page_context import Place
    from app.ui.kit.preferences import Preferences
    from app.ui.shell.books import BookDoor, Opened
    from app.ui.shell.garbage import Collector
    from app.ui.shell.main_window import MainWindow


class Program(QObject):
    """The preferences, the window, the book that is open now, and the ways to another one."""

    preferences: Preferences
    today: Callable[[], date]
    window: MainWindow
    collector: Collector
    opened: Opened | None
    operations: Operations | None

    @property
    def door(self) -> BookDoor:
        """The door through which books come in."""
        raise NotImplementedError

    def open_book(self, path: Path, *, then: Place | None = None, read_only: bool = False) -> None:
        """Open another book; the present one stays open until that has worked."""
        raise NotImplementedError

    def ask_open(self) -> None:
        """Choose another book's file and open it."""
        raise NotImplementedError

    def ask_new(self, *, then: Place | None = None) -> None:
        """Ask what a new book starts with, and make it."""
        raise NotImplementedError

    def ask_restore(self, path: Path | None = None) -> None:
        """Choose a backup to put in the place of a book."""
        raise NotImplementedError

    def open_sample(self) -> None:
        """Open the sample book, made at its first use."""
        raise NotImplementedError

    def speak(self, code: str) -> None:
        """Switch the language of the whole window, live."""
        raise NotImplementedError

    def leave(self) -> None:
        """Let running gestures end, stop reports and other long jobs, close the book; the window stays."""
        raise NotImplementedError

    def close_book(self) -> None:
        """Leave the book; the welcome takes its place."""
        raise NotImplementedError
