"""Restoring a backup: chosen, asked for, its password if it has one, and the book opened again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.errors import MaybeAnotherBook, PasswordNeeded, UserError, WrongPassword
from app.i18n import _
from app.ui.forms.book_dialogs import PasswordDialog, notice
from app.ui.kit.widgets.dialogs import ask
from app.ui.shell.book_menu import SUFFIX

if TYPE_CHECKING:
    from app.models.encryption import Key
    from app.ui.shell.program import Program


class Restorer(QObject):
    """One restore: `backup` takes the place of the book at `path`, which is closed before and opened after.

    Where the book is open the backup is looked through first, so that a bad one interrupts nobody's work.
    """

    def __init__(self, application: Program, path: Path, backup: Path) -> None:
        super().__init__(application)
        self._application, self._path, self._backup = application, path, backup
        self._dialog: PasswordDialog | None = None
        self._key: Key | None = None
        self._left = False

    def ask(self) -> None:
        """Ask first: what was written since that backup leaves the book."""
        ask(
            self._application.window,
            _("Restore this backup?"),
            _(
                "“{name}” becomes what it was in {backup}. The book as it is now is kept as a backup too."
            ).format(name=self._path.name, backup=self._backup.name),
            _("Restore the backup"),
            self._look_through,
        )

    def _look_through(self, **secret: str) -> None:
        from app.services.backups.restoring import examine

        opened = self._application.opened
        if opened is None or not is_same(opened.card.path, self._path):
            self._restore(secret)
            return
        book, backup = opened.book, self._backup
        self._key = book.key
        self._application.door.work(
            lambda: examine(book, backup, **secret), lambda _fine: self._restore(secret), self._failed
        )

    def _restore(self, secret: dict[str, str], *, though_unknown: bool = False) -> None:
        from app.services.backups.making import restore

        opened = self._application.opened
        if opened is not None and is_same(opened.card.path, self._path):
            self._application.leave()
            self._left = True
        backup, path, key = self._backup, self._path, self._key
        self._application.door.work(
            lambda: restore(
                path,
                backup,
                password=secret.get("password"),
                recovery_code=secret.get("recovery_code"),
                present_key=key,
                though_unknown=though_unknown,
            ),
            self._restored,
            lambda error: self._failed(error, secret),
        )

    def _restored(self, _kept: Any) -> None:
        self._forget_question()
        self._application.open_book(self._path)
        self.deleteLater()

    def _failed(self, error: UserError, secret: dict[str, str] | None = None) -> None:
        if isinstance(error, WrongPassword | PasswordNeeded):
            self._ask_password(error)
            return
        self._forget_question()
        if isinstance(error, MaybeAnotherBook):
            again = partial(self._restore, secret or {}, though_unknown=True)
            ask(self._application.window, error.message, error.next_step, _("Restore all the same"), again)
            return
        notice(self._application.window, error)
        self._go_on()

    def _go_on(self) -> None:
        """Nothing was touched: a book that was left for this is opened again."""
        if self._left and self._path.exists():
            self._application.open_book(self._path)

    def _forget_question(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _ask_password(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)
            return
        self._dialog = PasswordDialog(self._backup.name, self._application.window)
        self._dialog.remember.hide()
        self._dialog.given.connect(self._given)
        self._dialog.rejected.connect(self._go_on)
        self._dialog.open()

    def _given(self, typed: str, _keep: bool) -> None:
        from app.services.books import secret_of

        self._look_through(**secret_of(typed))


def is_same(one: Path, other: Path) -> bool:
    """Whether both paths lead to the same file, or would."""
    return one.resolve() == other.resolve()


def ask_restore(application: Program, path: Path | None = None) -> QFileDialog:
    """Choose a backup's file; without `path` the book beside its folder is the one restored."""
    from app.paths import documents
    from app.services.backups.making import folder_of

    folder = folder_of(path) if path is not None and folder_of(path).is_dir() else documents()
    names = _("Condica books ({pattern})").format(pattern=f"*{SUFFIX}")
    asking = QFileDialog(application.window, _("Choose a backup"), str(folder), names)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setFileMode(QFileDialog.FileMode.ExistingFile)
    asking.fileSelected.connect(
        lambda name: Restorer(application, path or book_of(Path(name)), Path(name)).ask()
    )
    asking.open()
    return asking


def book_of(backup: Path) -> Path:
    """The book a backup belongs to, from its name and folder (see `services.backup`)."""
    folder = backup.parent
    stem = folder.name.removesuffix(" backups")
    if stem != folder.name:
        return folder.with_name(f"{stem}{backup.suffix}")
    return backup.with_name(f"{backup.stem} ({_('restored')}){backup.suffix}")
