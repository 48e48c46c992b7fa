"""Restoring a backup: chosen, asked for, its password if it has one, and the book opened again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.errors import PasswordNeeded, UserError, WrongPassword
from app.i18n import _
from app.ui.book_dialogs import PasswordDialog, notice
from app.ui.book_menu import SUFFIX
from app.ui.core.dialogs import ask

if TYPE_CHECKING:
    from app.ui.app import Application


class Restorer(QObject):
    """One restore: `backup` takes the place of the book at `path`, which is closed before and opened after."""

    def __init__(self, application: Application, path: Path, backup: Path) -> None:
        super().__init__(application)
        self._application, self._path, self._backup = application, path, backup
        self._dialog: PasswordDialog | None = None

    def ask(self) -> None:
        """Ask first: what was written since that backup leaves the book."""
        ask(
            self._application.window,
            _("Restore this backup?"),
            _(
                "“{name}” becomes what it was in {backup}. The book as it is now is kept as a backup too."
            ).format(name=self._path.name, backup=self._backup.name),
            _("Restore the backup"),
            self._run,
        )

    def _run(self, **secret: str) -> None:
        from app.services.backup import restore

        if self._application.opened is not None and self._application.opened.card.path == self._path:
            self._application.leave()
        backup, path = self._backup, self._path
        self._application.door.work(
            lambda: restore(path, backup, **secret),
            self._restored,
            self._failed,
        )

    def _restored(self, _kept: Any) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._application.open_book(self._path)
        self.deleteLater()

    def _failed(self, error: UserError) -> None:
        if isinstance(error, WrongPassword | PasswordNeeded):
            self._ask_password(error)
            return
        notice(self._application.window, error)
        # Nothing was touched: the book that was open is opened again.
        if self._path.exists():
            self._application.open_book(self._path)

    def _ask_password(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)
            return
        self._dialog = PasswordDialog(self._backup.name, self._application.window)
        self._dialog.remember.hide()
        self._dialog.given.connect(lambda word, _keep: self._run(password=word))
        self._dialog.rejected.connect(lambda: self._application.open_book(self._path))
        self._dialog.open()


def ask_restore(application: Application, path: Path | None = None) -> QFileDialog:
    """Choose a backup's file; without `path` the book beside its folder is the one restored."""
    from app.paths import documents
    from app.services.backup import folder_of

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
