"""Backups while a book is open: at start, every half hour if it changed, and how old the last one is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.backups.making import Backup
    from app.ui.kit.page_context import PageContext

_MINUTE_MS = 60_000
# The first one waits until the window is at rest.
_START_MS = 4_000


class BackupKeeper(QObject):
    """Makes the backups of one book session on a worker thread; `aged(moment | None)` tells of the latest one."""

    aged = Signal(object)
    failed = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._last: datetime | None = None
        self._running = self._swept = False
        self._start = QTimer(self, singleShot=True, interval=_START_MS)
        self._start.timeout.connect(lambda: self.back_up("start"))
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        context.backed_up.connect(self.look)
        if not context.read_only:
            self._start.start()

    def look(self) -> None:
        """Read how old the latest backup is, by today's clock: it may have been set since."""
        from app.services.backups.listing import backups_of, last_of

        latest = last_of(backups_of(self._context.card.path))
        self._last = latest.made_at if latest else None
        self.aged.emit(self._last)

    def back_up(self, reason: str) -> None:
        """Make a backup unless the latest one holds the same."""
        if self._running or self._context.read_only:
            return
        self._running = True
        from app.services.backups.making import backup_if_changed

        book = self._context.operations.book
        self._context.operations.run(
            _("Backup"),
            lambda _progress, _cancelled: backup_if_changed(book, reason),
            self._made,
            self._not_made,
            owner=self,
            stops=False,
        )

    def _tick(self) -> None:
        from app.services.backups.listing import INTERVAL

        self.look()
        if self._last is None or datetime.now(UTC) - self._last >= INTERVAL:
            self.back_up("timed")

    def _made(self, _backup: Backup | None) -> None:
        self._running = False
        self.look()
        if not self._swept:
            self._sweep()

    def _sweep(self) -> None:
        """Once a session, with a backup behind us: what has lain in the trash for 30 days goes."""
        from app.views.trash import throw_out_old

        self._swept = True
        book: Any = self._context.operations.book
        self._context.operations.run(
            _("Trash"), lambda _progress, _cancelled: throw_out_old(book), owner=self, stops=False
        )

    def _not_made(self, error: UserError) -> None:
        self._running = False
        self.failed.emit(str(error))


def backup_age(moment: datetime | None, now: datetime) -> str:
    """How long ago the last backup was made, in words; both moments in UTC."""
    if moment is None:
        return _("not backed up yet")
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 2:
        return _("backed up just now")
    if minutes < 60:
        return ngettext("backed up {n} min ago", "backed up {n} min ago", minutes).format(n=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("backed up {n} h ago", "backed up {n} h ago", hours).format(n=hours)
    days = hours // 24
    return ngettext("backed up {n} day ago", "backed up {n} days ago", days).format(n=days)
