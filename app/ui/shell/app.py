"""The program with a window: shows the frame first, then brings in the book behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import private
from app.i18n import _, set_language
from app.paths import config, documents, resources
from app.ui.kit.preferences import Preferences
from app.ui.kit.widgets.qt_words import QtWords
from app.ui.shell.garbage import Collector
from app.ui.shell.main_window import MainWindow
from app.ui.shell.program import Program

if TYPE_CHECKING:
    from app.errors import UserError
    from app.ui.kit.operations import Operations
    from app.ui.kit.page_context import PageContext, Place, Trail
    from app.ui.shell.book_session import BookSession
    from app.ui.shell.books import BookDoor, NewBook, Opened
    from app.ui.shell.leaving import Leaving

# What takes longer shows that it does (UX.md, Behaviour 7).
_PATIENCE_MS = 500
# What an earlier process left behind can wait until the book is there.
_SWEPT_AFTER_MS = 5000


def run(path: Path | None) -> int:
    """Open the window, with the book at `path`, else the last one, else the welcome; returns the exit status."""
    # The name that window managers and desktops know the program by, whatever started it (packaging/linux).
    QApplication.setDesktopFileName("condica")
    qt = QApplication(["condica"])
    preferences = Preferences()
    set_language(preferences.language_in_force())
    # Before there is anything that would have to be asked for its words again.
    qt.installTranslator(QtWords(qt))
    application = Application(preferences)
    application.start(path)
    application.window.painted.connect(_settle_in)
    return qt.exec()


def _settle_in() -> None:
    """What the first frame need not wait for."""
    from app import temporary
    from app.ui.kit import error as errors

    errors.log_to_file()
    temporary.begin()
    QTimer.singleShot(_SWEPT_AFTER_MS, temporary.sweep)


def name_program(qt: QApplication) -> None:
    """The program's name, and its folder for what Qt itself keeps (column widths, recent jumps)."""
    from PySide6.QtCore import QSettings

    qt.setApplicationName("Condica")
    qt.setOrganizationName("Condica")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(config()))
    # Qt makes its file readable for all, but keeps the mode of one that is there.
    private.keep_file(private.make_folder(config() / "Condica") / "Condica.ini")


def show_error(error: BaseException) -> None:
    """A bug: the error dialog, with a report to copy."""
    from app.ui.kit import error as errors

    errors.show(error)


class Application(Program):
    """Keeps the preferences, the window, and the book that is open now; `today` is the day it is."""

    def __init__(self, preferences: Preferences, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.preferences, self.today = preferences, today
        self.window = MainWindow(preferences)
        self.collector = Collector(self)
        self.opened: Opened | None = None
        self.operations: Operations | None = None
        self.book_session: BookSession | None = None
        self.ready = False
        self._first: Path | None = None
        self._after_opening: Place | None = None
        self.window.may_close = lambda: self.leaving.free(self.window.close)
        self.window.closing.connect(self.leave)
        self.window.dropped.connect(self._take_files)

    @property
    def context(self) -> PageContext | None:
        """The context of the open book."""
        return self.book_session.context if self.book_session is not None else None

    @cached_property
    def leaving(self) -> Leaving:
        """Asks before a book is left while something is at work."""
        from app.ui.shell.leaving import Leaving

        return Leaving(self)

    @cached_property
    def door(self) -> BookDoor:
        """The door through which books come in; imported after the first frame is painted."""
        from app.ui.shell.books import BookDoor

        door = BookDoor(self.window, self)
        door.opened.connect(self._lay_book)
        door.refused.connect(self._stay)
        door.crashed.connect(show_error)
        door.restore_wanted.connect(self.ask_restore)
        door.import_wanted.connect(lambda path: self._take_files([str(path)]))
        return door

    def start(self, path: Path | None) -> None:
        """Show the first frame; widgets and book follow once it is painted."""
        self._first = path or self._last_book()
        self.window.painted.connect(self._begin)
        self.window.show_first(with_sidebar=self._first is not None)

    def open_book(self, path: Path, *, then: Place | None = None, read_only: bool = False) -> None:
        """Open another book; the present one stays open until that has worked."""
        from app.ui.shell.books import Wish

        if not self.leaving.free(lambda: self.open_book(path, then=then, read_only=read_only)):
            return
        self._after_opening = then
        if self.opened is not None and self.opened.card.path == path.absolute():
            self.leave()
        self.door.open(Wish(path, read_only=read_only))

    def make_book(
        self, new: NewBook, failed: Callable[[UserError], None] | None = None, *, then: Place | None = None
    ) -> None:
        """Make a book and open it; `failed` shows why it could not be made."""
        if not self.leaving.free(lambda: self.make_book(new, failed, then=then)):
            return
        self._after_opening = then
        self.door.create(new._replace(person=self.preferences.person), failed)

    def ask_open(self) -> None:
        """Choose another book's file and open it."""
        from app.ui.shell.book_menu import choose_book

        choose_book(self.window, self.open_book)

    def ask_new(self, *, then: Place | None = None) -> None:
        """Ask what a new book starts with, and make it."""
        from app.ui.shell.book_menu import NewBookDialog

        asking = NewBookDialog(lambda new, failed: self.make_book(new, failed, then=then), self.window)
        self.door.opened.connect(asking.accept)
        asking.open()

    def ask_restore(self, path: Path | None = None) -> None:
        """Choose a backup to put in the place of a book."""
        from app.ui.shell.restore import ask_restore

        ask_restore(self, path)

    def open_sample(self) -> None:
        """Open the sample book, made at its first use."""
        from app.ui.kit.page_context import Place
        from app.ui.shell.books import NewBook

        path = documents() / f"{_('Sample')}.condica"
        if path.exists():
            self.open_book(path, then=Place("clients"))
        else:
            self.make_book(NewBook(path, name=_("Sample book"), sample=True), then=Place("clients"))

    def show_welcome(self) -> None:
        """The place to start from: sample, new book, import."""
        from app.ui.shell.welcome import Welcome

        self.window.show_instead(Welcome(self))
        self.window.setWindowTitle("Condica")

    def speak(self, code: str) -> None:
        """Switch the language of the whole window, live."""
        self.preferences.change(language=code)
        set_language(code)
        if self.context is not None:
            self._lay_book_session(self.context.trail)
        else:
            self.window.build()
            self.show_welcome()

    def leave(self) -> None:
        """Let running gestures end, stop reports and other long jobs, close the book; the window stays."""
        if self.operations is not None:
            self.operations.close()
            self.operations.deleteLater()
        if self.book_session is not None:
            self.book_session.deleteLater()
        if self.opened is not None:
            self.opened.book.close()
        self.opened = self.operations = self.book_session = None

    def close_book(self) -> None:
        """Leave the book; the welcome takes its place."""
        if not self.leaving.free(self.close_book):
            return
        self.leave()
        self.preferences.change(last_book="")
        self.window.build()
        self.show_welcome()

    def _last_book(self) -> Path | None:
        last = self.preferences.last_book
        return Path(last) if last and Path(last).is_file() else None

    def _begin(self) -> None:
        """The first frame is painted: now there is time for the widgets, the log and the book."""
        from app.ui.kit import error as errors
        from app.ui.kit.look import theme

        errors.install()
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            name_program(qt)
            qt.setWindowIcon(QIcon(str(resources() / "condica.svg")))
            theme.apply(qt, self.preferences.theme, self.preferences.text_scale)
        if self._first is None:
            self.window.build()
            self.show_welcome()
        else:
            # The painted frame stays until the book is there; of one that takes its time it says so.
            QTimer.singleShot(_PATIENCE_MS, self, self._say_opening)
            self.open_book(self._first)
        self.ready = True

    def _say_opening(self) -> None:
        if self._first is not None and not self.window.built:
            self.window.build()
            self.window.sidebar.book_row.show_book(self._first.stem, _("opening…"))

    def _take_files(self, names: list[str]) -> None:
        """Files dragged onto the window: a book is opened, a list is imported, into a new book if none is open."""
        from app.ui.kit.page_context import Place

        path = Path(names[0])
        there = Place("import", tab=str(path))
        if path.suffix.lower() == ".condica":
            self.open_book(path)
        elif self.context is None:
            self.ask_new(then=there)
        elif self.context.read_only:
            self.context.toast(_("This book was opened for reading only; nothing can be imported."))
        else:
            self.context.go(there)

    def _stay(self) -> None:
        self._after_opening = None
        if self.opened is None:
            self.window.build()
            self.show_welcome()

    def _lay_book(self, opened: Opened) -> None:
        from app.services.records.people import sign_in
        from app.ui.kit.operations import Operations
        from app.ui.kit.page_context import Trail

        self.leave()
        self.opened = opened
        self.operations = Operations(opened.book, self, lambda: self.preferences.person, sign_in)
        self.operations.crashed.connect(show_error)
        self.operations.failed.connect(self.window.toasts.error)
        self.preferences.note_book(opened.card.path)
        trail = Trail()
        if self._after_opening is not None:
            trail.visit(self._after_opening)
        self._after_opening = None
        self._lay_book_session(trail)
        if opened.recovery_code:
            from app.ui.forms.book_dialogs import RecoveryDialog

            RecoveryDialog(opened.card.name, opened.recovery_code, self.window).open()

    def _lay_book_session(self, trail: Trail) -> None:
        """A fresh session and frame around the open book; also after the language changed."""
        from app.ui.shell.book_session import BookSession

        if self.operations is None or self.opened is None:
            return
        if self.book_session is not None:
            self.book_session.deleteLater()
        self.book_session = BookSession(self, self.opened, self.operations, trail)
