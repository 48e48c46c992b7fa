"""Opening, making and leaving a book in the window; what is in the way is said and offered a way round."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import private
from app.errors import BookError, BookInUse, BookWentBack, NotABook, PasswordNeeded, UserError, WrongPassword
from app.ui.kit.errands import Errand, Errands
from app.ui.kit.page_context import BookCard

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.models.book import Book
    from app.ui.forms.book_dialogs import PasswordDialog


class Wish(NamedTuple):
    """How a book shall be opened."""

    path: Path
    password: str | None = None
    read_only: bool = False
    take_over: bool = False
    accept_older: bool = False
    remember: bool = False

    def with_(self, **changes: Any) -> Wish:
        """The same wish but for these."""
        return self._replace(**changes)


class NewBook(NamedTuple):
    """What a new book starts with; `person` is who makes it, and the first of its people."""

    path: Path
    name: str = ""
    currency: str = "RON"
    country: str = "RO"
    password: str | None = None
    sample: bool = False
    person: str = ""


class Opened(NamedTuple):
    """A book that is open now, what the frame shows of it, and its recovery code if it was just made."""

    book: Book
    card: BookCard
    recovery_code: str = ""


class BookDoor(QObject):
    """The door through which books come in, on a worker thread, so that the window stays alive.

    `opening(file name)` says that somebody waits, `opened(Opened)` and `refused` how it ended;
    `crashed(exception)` is a bug, for the error dialog; `restore_wanted(path)` and `import_wanted(path)` are ways
    round a file that is no whole book.
    """

    opening = Signal(str)
    opened = Signal(object)
    refused = Signal()
    crashed = Signal(object)
    restore_wanted = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._asking: PasswordDialog | None = None
        self._errands = Errands(self)

    def open(self, wish: Wish) -> None:
        """Open a book; asks for the password, or offers a way round, where that is needed."""
        self.opening.emit(wish.path.name)
        self.work(lambda: _open(wish), self._let_in, lambda error: self._refuse(wish, error))

    def create(self, new: NewBook, failed: Callable[[UserError], None] | None = None) -> None:
        """Make a new book, or the sample book, and open it; `failed` shows why it cannot be."""
        self.opening.emit(new.path.name)
        self.work(lambda: _create(new), self._let_in, failed or self._tell)

    def work(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[UserError], None]
    ) -> None:
        """Do something with the file of a book on a worker thread; `done` and `failed` on the main one."""

        def start(run: Callable[[], None]) -> None:
            threading.Thread(target=run, name="open", daemon=True).start()

        def take(errand: Errand) -> None:
            if errand.error is None:
                done(errand.result)
            elif isinstance(errand.error, UserError):
                failed(errand.error)
            else:
                self.crashed.emit(errand.error)
                self.refused.emit()

        self._errands.send(start, work, take)

    def _let_in(self, opened: Opened) -> None:
        self._forget_question()
        self.opened.emit(opened)

    def _forget_question(self) -> None:
        """The password was right, or is not what stands in the way."""
        if self._asking is not None:
            self._asking.accept()
            self._asking = None

    def _refuse(self, wish: Wish, error: UserError) -> None:
        from app.ui.forms import book_dialogs as dialogs

        if isinstance(error, PasswordNeeded | WrongPassword):
            self._ask_password(wish, error)
            return
        self._forget_question()
        if isinstance(error, BookInUse):
            made = dialogs.in_use(self._window, error, lambda **how: self.open(wish.with_(**how)))
        elif isinstance(error, BookWentBack):
            made = dialogs.went_back(self._window, error, lambda **how: self.open(wish.with_(**how)))
        elif isinstance(error, BookError):
            made = dialogs.unusable(
                self._window,
                error,
                restore=lambda: self.restore_wanted.emit(wish.path),
                read_only=None if wish.read_only else lambda: self.open(wish.with_(read_only=True)),
                bring=(lambda: self._bring(wish.path)) if _is_list(wish.path, error) else None,
            )
        else:
            self._tell(error)
            return
        made.rejected.connect(self.refused)

    def _bring(self, path: Path) -> None:
        """What was given as a book is a list."""
        self.refused.emit()
        self.import_wanted.emit(path)

    def _ask_password(self, wish: Wish, error: UserError) -> None:
        from app.ui.forms.book_dialogs import PasswordDialog

        if self._asking is not None:
            self._asking.refuse(error)
            return
        self._asking = PasswordDialog(wish.path.name, self._window)
        self._asking.given.connect(
            lambda word, keep: self.open(wish.with_(password=word, remember=keep)),
        )
        self._asking.rejected.connect(self._give_up)
        self._asking.open()

    def _give_up(self) -> None:
        self._asking = None
        self.refused.emit()

    def _tell(self, error: UserError) -> None:
        from app.ui.forms.book_dialogs import notice

        notice(self._window, error).rejected.connect(self.refused)


def _is_list(path: Path, error: BookError) -> bool:
    from app.services.file_names import is_list

    return isinstance(error, NotABook) and path.is_file() and is_list(path.name)


def _open(wish: Wish) -> Opened:
    book = _by_password(wish)
    if wish.remember:
        from app.services.passwords import remember

        remember(book)
    return Opened(book, card_of(book))


def _by_password(wish: Wish) -> Book:
    from app.services.books import open_book, secret_of

    how: dict[str, Any] = {
        "read_only": wish.read_only,
        "take_over": wish.take_over,
        "accept_older": wish.accept_older,
    }
    if wish.password is None:
        try:
            return open_book(wish.path, from_keyring=True, **how)
        except WrongPassword as error:
            # What the keyring kept is out of date; that is no mistake of the person at the keyboard.
            raise PasswordNeeded(error.message) from None
    return open_book(wish.path, **secret_of(wish.password), **how)


def _create(new: NewBook) -> Opened:
    from app.services.books import create_book

    private.make_folder(new.path.parent)
    book = create_book(
        new.path,
        password=new.password,
        name=new.name or None,
        currency=new.currency,
        country=new.country,
        fill=lambda session: _begin(session, new),
    )
    return Opened(book, card_of(book), book.recovery_code or "")


def _begin(session: Session, new: NewBook) -> None:
    from datetime import date

    from app.services.records.people import sign_in
    from app.services.sample import fill

    if new.sample:
        fill(session, clients=24, years=4, seed=1, as_of=date.today())
    sign_in(session, new.person)


def card_of(book: Book) -> BookCard:
    """What the frame shows of a book."""
    from app.views.frame import book_facts

    with book.reading() as session:
        facts = book_facts(session)
    return BookCard(
        name=facts.name or book.name,
        path=book.path,
        read_only=book.read_only,
        sample=facts.sample,
        encrypted=book.encrypted,
        currency=facts.currency,
        country=facts.country,
    )
