"""Everything that lives around the session of an open book: registry, palette, backups, menu, strips."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.kit.actions import Actions
from app.ui.kit.page_context import BookCard, PageContext, Trail
from app.ui.shell.backups import BackupKeeper, backup_age
from app.ui.shell.pages import register_actions
from app.ui.shell.window_actions import register

if TYPE_CHECKING:
    from app.ui.kit.operations import Operations
    from app.ui.kit.widgets.cards import Banner
    from app.ui.shell.books import Opened
    from app.ui.shell.jump import Jump
    from app.ui.shell.program import Program

# The page in front has so long to get its first answer before the rest is brought in all the same.
_REST_MS = 250


class BookSession(QObject):
    """A book session on the window. It goes when the book is left, and is made anew when the language changes.

    The page in front comes first; what the other places can do, the palette and the backups follow once it
    has its first answer (`complete`).
    """

    def __init__(self, application: Program, opened: Opened, operations: Operations, trail: Trail) -> None:
        super().__init__(application)
        self._application, self._window = application, application.window
        self.context = PageContext(
            operations,
            Actions(lambda: register_actions(self.context)),
            application.preferences,
            opened.card,
            today=application.today,
            parent=self,
        )
        self.context.trail = trail
        register(application, self.context)
        self.complete = False
        self._last_backup: datetime | None = None
        self._backup_banner: Banner | None = None
        self._window.lay(self.context)
        self.keeper = BackupKeeper(self.context)
        self._connect()
        self._say(opened)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._complete)
        self._rest.start()
        operations.settled.connect(self._soon)

    @cached_property
    def jump(self) -> Jump:
        """The palette."""
        from app.ui.shell.jump import Jump

        return Jump(self.context, self._window)

    def _soon(self) -> None:
        """The first answer arrived; it is shown before anything else is done."""
        if not self.complete:
            self._rest.start(0)

    def _complete(self) -> None:
        if self.complete:
            return
        self.complete = True
        self.context.actions.complete()
        self.keeper.look()
        self.jump.read_ahead()
        self._application.collector.settle()

    def _open_palette(self) -> None:
        self._complete()
        self.jump.open()

    def _connect(self) -> None:
        self._window.menu_wanted.connect(self._show_menu)
        self._window.jump_wanted.connect(self._open_palette)
        self.context.card_changed.connect(self._show_card)
        self.context.language_wanted.connect(self._application.speak)
        self.context.restore_wanted.connect(self._restore)
        self.keeper.aged.connect(self._show_age)
        self.keeper.failed.connect(self._warn_of_backup)

    def _say(self, opened: Opened) -> None:
        for warning in opened.book.warnings:
            self._window.show_banner(warning)
        if opened.book.foreign:
            from app.models.foreign import next_step

            self._window.show_banner(f"{opened.book.foreign} {next_step()}")
        elif opened.card.read_only:
            said = _("This book was opened for reading only: nothing you do here changes it.")
            self._window.show_banner(said, "info")

    def _show_card(self, card: BookCard) -> None:
        self._window.sidebar.show_book(card, backup_age(self._last_backup, datetime.now(UTC)))

    def _show_age(self, made_at: datetime | None) -> None:
        if self._backup_banner is not None and made_at != self._last_backup:
            self._backup_banner.hide()
        self._last_backup = made_at
        self._show_card(self.context.card)

    def _warn_of_backup(self, reason: str) -> None:
        said = _("The last backup did not work: {reason}").format(reason=reason)
        if self._backup_banner is None:
            self._backup_banner = self._window.show_banner(said, "danger")
        self._backup_banner.set_text(said)
        self._backup_banner.show()

    def _show_menu(self, row: QWidget) -> None:
        from app.ui.shell.book_menu import show_book_menu

        self._complete()
        show_book_menu(self.context, row, self._application.open_book)

    def _restore(self, backup: Path) -> None:
        from app.ui.shell.restore import Restorer

        Restorer(self._application, self.context.card.path, backup).ask()
