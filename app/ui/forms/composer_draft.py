"""The draft of a form: written into the book after a short pause, so that it survives a kill."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import _
from app.services import drafts
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.forms import DayField
from app.ui.kit.fields.record_fields import MomentField
from app.ui.kit.page_context import PageContext

PAUSE_MS = 400
# A day or moment that is proposed: it is now, until somebody changes it.
PROPOSED = "now"


class DraftKeeper(QObject):
    """Keeps what `now()` gives, under the place one started; `kept(on)` says whether a draft is there."""

    kept = Signal(bool)

    def __init__(self, context: PageContext, now: Callable[[], dict[str, Any] | None]) -> None:
        super().__init__(context)
        self._context, self._now = context, now
        self._place = ""
        self._there = False
        # How often the form was begun or saved: what was kept of it before that is over.
        self._round = 0
        # How often what stands at a place went into the book; what was on its way before comes too late.
        self._saves: Counter[str] = Counter()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)

    def start(self, place: str, *, there: bool) -> None:
        """From now on the draft of this place is kept; `there` says whether the book holds one."""
        self._pause.stop()
        self._round += 1
        self._place, self._there = place, there
        self.kept.emit(there)

    def touch(self) -> None:
        """Somebody typed."""
        self._pause.start()

    def stop(self) -> None:
        """What is there now needs no keeping."""
        self._pause.stop()

    def is_waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._pause.isActive()

    def flush(self) -> None:
        """Keep it now, not after the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def saved(self) -> None:
        """The form is in the book; a draft that was on its way meanwhile must not come back."""
        self._pause.stop()
        self._round += 1
        self._saves[self._place] += 1
        self.kept.emit(False)
        self._write(None)

    def _keep(self) -> None:
        """Write the draft in the background, as no gesture of its own."""
        state = self._now()
        if self._place and (state is not None or self._there):
            self._there = True
            self._write(state)

    def _write(self, state: dict[str, Any] | None) -> None:
        place, begun = self._place, self._round
        saves, book = self._saves[place], self._context.operations.book

        def keep(_progress: Any, _cancelled: Any) -> None:
            with book.transaction() as session:
                if state is None:
                    drafts.drop(session, place)
                elif saves == self._saves[place]:
                    drafts.keep(session, place, state)

        self._context.operations.run(
            _("Draft"), keep, lambda _r: self._told(begun, state), lambda _error: None, owner=self
        )

    def _told(self, begun: int, state: dict[str, Any] | None) -> None:
        if begun == self._round:
            self._there = self._there and state is not None
            self.kept.emit(state is not None)


def raw(control: Any) -> Any:
    """What stands in a field as a draft keeps it: days as days, what nobody changed as the proposal it is."""
    if (isinstance(control, DayField) and control.is_proposed()) or (
        isinstance(control, MomentField) and control.is_now()
    ):
        return PROPOSED
    value = control.value()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return control.text() if isinstance(control, LineField) else value


def put(control: Any, value: Any) -> None:
    """Fill in what a draft kept."""
    if value == PROPOSED and isinstance(control, (DayField, MomentField)):
        if isinstance(control, MomentField):
            control.set_value(_("now"))
        return
    with contextlib.suppress(ValueError):
        if isinstance(control, MomentField) and isinstance(value, str):
            value = datetime.fromisoformat(value)
        elif isinstance(control, DayField) and isinstance(value, str):
            value = date.fromisoformat(value)
    control.set_value(value)
