"""Keeps the day ready in the background, after each gesture and at midnight.

It serves Today, the badge in the sidebar, and the list of clients, so that the book is judged once for all.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.ui.kit.page_context import PageContext

if TYPE_CHECKING:
    from app.views.today.board import TodayBoard, TodayView
    from app.views.today.page import TodayRow

PAGE = "today"
_SETTLE_MS = 60
BADGE_FROM = 2


class TodayKeeper(QObject):
    """One for each book session. `changed(view)` when Today was read anew, `failed(error)` when it could not be.

    `since` is the day on which somebody looked at this book's Today before today; None the first time.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.context = context
        self.view: TodayView | None = None
        self._board: TodayBoard | None = None
        self._asked = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        context.day_changed.connect(self._new_day)
        context.operations.changed.connect(self._something_changed)
        self.since = self._note_visit()

    def refresh(self) -> None:
        """Read Today anew; only the clients whose records changed are judged again."""
        today = self.context.today()
        self._asked = True
        self.context.operations.read(
            lambda session: self._read(session, today), self._take, self._fail, owner=self, key="today"
        )

    def refresh_soon(self, after_ms: int = 0) -> None:
        """Read Today once there is time, if nobody did yet."""
        waiting = self._settle.remainingTime() if self._settle.isActive() else None
        if self.view is None and not self._asked and (waiting is None or after_ms < waiting):
            self._settle.start(after_ms)

    def person(self) -> str | None:
        """Whose list is shown: the person's at the keyboard, or None for everyone's."""
        author = self.context.author
        scope = self.context.preferences.today.get("scope")
        if not author or scope == "everyone":
            return None
        if scope is None and self.view is not None and author not in self.view.owners:
            return None
        return author

    def set_mine(self, mine: bool) -> None:
        """Show the person's own list, or everyone's, from now on."""
        kept = self.context.preferences.today
        self.context.preferences.change(today={**kept, "scope": "mine" if mine else "everyone"})
        self._tell()

    def rows(self) -> tuple[TodayRow, ...]:
        """What is shown: not what is put off."""
        return self.view.shown(self.person()) if self.view is not None else ()

    def missed(self) -> tuple[TodayRow, ...]:
        """What came due between the last visit and today."""
        if self.since is None:
            return ()
        today = self.context.today()
        return tuple(row for row in self.rows() if self.since < row.item.due < today and row.item.severity)

    def _read(self, session: Any, today: date) -> TodayView:
        if self._board is None:
            from app.views.today.board import TodayBoard

            self._board = TodayBoard()
        return self._board.read(session, today)

    def _take(self, view: TodayView) -> None:
        self.view, self._asked = view, False
        self._tell()

    def _tell(self) -> None:
        if self.view is not None:
            self.changed.emit(self.view)
            self.context.counted.emit(PAGE, sum(row.item.severity >= BADGE_FROM for row in self.rows()))

    def _fail(self, error: UserError) -> None:
        self._asked = False
        self.failed.emit(error)

    def _something_changed(self, _kinds: set[str]) -> None:
        self._settle.start(_SETTLE_MS)

    def _new_day(self, _day: object) -> None:
        self.since = self._note_visit()
        self.refresh()

    def _note_visit(self) -> date | None:
        """Remember that this book was looked at today; returns the day before that it was looked at."""
        book = hashlib.sha256(str(self.context.card.path).encode()).hexdigest()[:16]
        kept = self.context.preferences.today
        visits = kept.get("visits") if isinstance(kept.get("visits"), dict) else {}
        last, before = (_day(each) for each in (*_pair(visits.get(book)),))
        today = self.context.today()
        if last != today:
            before = last
            days = [each.isoformat() if each else "" for each in (today, before)]
            self.context.preferences.change(today={**kept, "visits": {**visits, book: days}})
        return before if before is None or before < today else None


def _pair(value: Any) -> tuple[Any, Any]:
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else (None, None)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def keeper_of(context: PageContext) -> TodayKeeper:
    """The keeper of a book session, made at its first use."""
    found = context.findChild(TodayKeeper)
    return found if isinstance(found, TodayKeeper) else TodayKeeper(context)
