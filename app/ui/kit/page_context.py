"""What every page is given: the way to the book, the actions, the person, and the way to other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.days import signals

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.journal import Step
    from app.ui.kit.actions import Actions
    from app.ui.kit.operations import Operations
    from app.ui.kit.preferences import Preferences

_STEPS_KEPT = 100
_MINUTE_MS = 60_000


@dataclass(frozen=True)
class Place:
    """Somewhere to go: a page, and what to show there. `record` is a kind (a table's name) and an id.

    `words` is what is searched for there.
    """

    page: str
    client_id: int | None = None
    tab: str | None = None
    record: tuple[str, int] | None = None
    words: str = ""


class Trail:
    """Where somebody has been, to go back and forward as in a browser."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where they are now."""
        return self._places[self._at] if self._at >= 0 else None

    def last_but(self, page: str) -> Place | None:
        """Where they are, or were last before they came to `page`."""
        return next((place for place in reversed(self._places[: self._at + 1]) if place.page != page), None)

    def visit(self, place: Place) -> None:
        """Go on to `place`; what lay ahead is forgotten, going to where one is changes nothing."""
        if place == self.here:
            return
        self._places = [*self._places[: self._at + 1], place][-_STEPS_KEPT:]
        self._at = len(self._places) - 1

    def replace(self, place: Place) -> None:
        """The present step is `place` from now on, e.g. another tab of the same page."""
        if self._at >= 0:
            self._places[self._at] = place
        else:
            self.visit(place)

    def step(self, by: int) -> Place | None:
        """One step back (−1) or forward (+1); None where there is none."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]


class BookCard(NamedTuple):
    """What the frame shows of the open book."""

    name: str
    path: Path
    read_only: bool = False
    sample: bool = False
    encrypted: bool = False
    currency: str = ""
    country: str = ""


class PageContext(QObject):
    """The context of one open book; a page gets it in its constructor and needs nothing else.

    `operations` reads and changes the book, `actions` is the registry of everything that can be done,
    `preferences` what this computer remembers, `card` what the book is called. `discreet_changed(bool)`
    follows F9, `card_changed(card)` a new name or currency. `counted(page, n)` shows beside a place how many
    things ask for somebody there. `day_changed(day)` comes at midnight, and when the computer or the window
    wakes on another day. The other signals are the window's.
    """

    discreet_changed = Signal(bool)
    wanted = Signal(object)
    moved = Signal(object)
    told = Signal(str, object, object)
    card_changed = Signal(object)
    language_wanted = Signal(str)
    restore_wanted = Signal(object)
    backed_up = Signal()
    counted = Signal(str, int)
    day_changed = Signal(object)

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        preferences: Preferences,
        card: BookCard,
        *,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.operations, self.actions, self.preferences = operations, actions, preferences
        self.card, self.today = card, today
        self.trail = Trail()
        self._day = today()
        # A timer rests while the computer sleeps and goes on when it wakes: at most a minute later.
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.applicationStateChanged.connect(self._woken)
        discreet.state.changed.connect(self.discreet_changed)
        # Methods, not lambdas: Qt lets go of them when the context goes.
        operations.undone.connect(self._undone)
        operations.redone.connect(self._redone)

    @property
    def author(self) -> str:
        """The person at the keyboard, who signs what is written; "" until they said who they are."""
        return str(self.preferences.person)

    @property
    def read_only(self) -> bool:
        """Whether the book may only be looked at."""
        return self.card.read_only

    @property
    def here(self) -> Place | None:
        """The place shown now."""
        return self.trail.here

    def go(self, place: Place | str) -> None:
        """Show a place, as one more step that Alt+← takes back; a text is the id of a page."""
        self.wanted.emit(Place(place) if isinstance(place, str) else place)

    def mark(self, place: Place) -> None:
        """Tell that the page itself moved on to `place` (another client, another tab), as one more step."""
        self.trail.visit(place)
        self.moved.emit(place)

    def toast(
        self, text: str, undo: bool = False, action: tuple[str, Callable[[], Any]] | None = None
    ) -> None:
        """Say quietly what was done; `action` is (words, what to do).

        `undo` offers to take back the gesture whose `done` this is called from: that one, whatever comes after.
        """
        self.told.emit(text, self.operations.made if undo else None, action)

    def set_card(self, card: BookCard) -> None:
        """The book's name, currency or state is new."""
        self.card = card
        self.card_changed.emit(card)

    def look_at_clock(self) -> None:
        """Tell everybody if it is another day than the last time one looked."""
        today = self.today()
        if today != self._day:
            self._day = today
            self.day_changed.emit(today)
            signals.new_day.emit()

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_at_clock()

    def _undone(self, step: Step) -> None:
        self.toast(_("Undone: {what}").format(what=step.label))

    def _redone(self, step: Step) -> None:
        self.toast(_("Done again: {what}").format(what=step.label))
