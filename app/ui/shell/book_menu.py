"""The menu at the book's name, and the dialogs it opens: another book, a new book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.services.file_names import name_part
from app.ui.forms.book_dialogs import NewBookForm, grow, say
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.shell.books import NewBook

if TYPE_CHECKING:
    from app.ui.kit.page_context import PageContext

SUFFIX = ".condica"
_MOST_RECENT = 5
_ORDER = ("book.open", "book.new", "import", "book.backups", "go.trash", "book.close")


def show_book_menu(context: PageContext, row: QWidget, open_book: Callable[[Path], object]) -> QMenu:
    """What one can do with the book, and other books lately open, above its name."""
    menu = QMenu(row)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action_id in _ORDER:
        action = context.actions.qaction(action_id)
        action.setEnabled(context.actions[action_id].is_possible())
        menu.addAction(action)
        if action_id == "book.open":
            _add_recent(context, menu, open_book)
        if action_id in ("book.new", "go.trash"):
            menu.addSeparator()
    menu.popup(row.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
    return menu


def _add_recent(context: PageContext, menu: QMenu, open_book: Callable[[Path], object]) -> None:
    """The books that were open lately and are still there; their names may be clients' names."""
    from app.ui.kit import discreet

    if discreet.state.on:
        return
    for path in _recent(context)[:_MOST_RECENT]:
        action = menu.addAction(path.stem.replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(lambda _on=False, path=path: open_book(path))
    menu.setToolTipsVisible(True)


def _recent(context: PageContext) -> list[Path]:
    kept = [Path(name) for name in context.preferences.recent_books]
    return [path for path in kept if path != context.card.path and path.is_file()]


def choose_book(parent: QWidget, found: Callable[[Path], None]) -> QFileDialog:
    """Ask for a book's file."""
    from app.paths import documents

    names = _("Condica books ({pattern})").format(pattern=f"*{SUFFIX}") + ";;" + _("All files (*)")
    asking = QFileDialog(parent, _("Open a book"), str(documents()), names)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setFileMode(QFileDialog.FileMode.ExistingFile)
    asking.fileSelected.connect(lambda name: found(Path(name)))
    asking.open()
    return asking


class NewBookDialog(Dialog):
    """Asks what a new book starts with; stays open, filled in, until the book could be made."""

    def __init__(
        self,
        make: Callable[[NewBook, Callable[[UserError], None]], None],
        parent: QWidget | None = None,
        *,
        currency: str = "RON",
        country: str = "RO",
    ) -> None:
        from app.paths import documents

        super().__init__(_("New book"), parent, width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make = make
        say(self, _("One file that belongs to you. Everything but its place can be changed later."))
        self.form = NewBookForm(str(documents()), currency, country)
        self.form.folder_wanted.connect(self._ask_folder)
        self.form.sized.connect(lambda: grow(self))
        self.body.addWidget(self.form)
        self.add_button(_("Cancel"), self.reject)
        self.button = self.add_button(_("Make the book"), self._go, kind="primary")

    def _ask_folder(self) -> None:
        asking = QFileDialog(self, _("Folder of the book"), self.form.values()["folder"])
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setFileMode(QFileDialog.FileMode.Directory)
        asking.setOption(QFileDialog.Option.ShowDirsOnly)
        asking.fileSelected.connect(lambda name: self.form.set_values(folder=name))
        asking.open()

    def _go(self) -> None:
        if not self.form.valid():
            grow(self)
            return
        self.button.setEnabled(False)
        given = self.form.values()
        path = Path(given["folder"]).expanduser() / f"{name_part(given['name'])}{SUFFIX}"
        new = NewBook(
            path,
            given["name"],
            given["currency"].upper(),
            given["country"].upper(),
            self.form.password(),
        )
        self._make(new, self._refused)

    def _refused(self, error: UserError) -> None:
        self.button.setEnabled(True)
        self.form.show_error(error)
        grow(self)
