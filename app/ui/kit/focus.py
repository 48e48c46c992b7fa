"""What takes the focus when something goes away, and how Tab moves it.

Qt walks the widgets in the order they were made, and gives the focus of a form that closes to whatever comes
next in that order. Here Tab follows the eye (`stops`), and the focus of what is gone goes to the same thing
made anew, to what opened it, or to the card or list it stood in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from app.ui.kit.stops import bring_into_view, children, is_stop, not_beside, walk

# So many turns of the event loop something new may take until it is shown.
_TRIES = 10
FORM = "form"
"""The property of what is filled in and left again; it remembers where the focus came from."""


def is_there(widget: QWidget | None) -> bool:
    """Whether a widget still stands on screen and can be used."""
    return widget is not None and shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled()


def _comes(widget: QWidget) -> bool:
    """Whether it stands on screen, or will as soon as the layout it was put into is done."""
    each: QWidget | None = widget
    while each is not None and not each.isVisible():
        if each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and each.isHidden():
            return False
        each = each.parentWidget()
    return each is not None and widget.isEnabled()


def _takes(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


class _Link(NamedTuple):
    """One widget of a mark: what it is, what it is called, and the how manieth of its kind beside its like."""

    widget: QWidget
    kind: type
    name: str
    at: int


class Mark(NamedTuple):
    """Where the focus was: the widget and all it stood in, from within outward to the window."""

    links: tuple[_Link, ...]

    @classmethod
    def of(cls, widget: QWidget) -> Mark:
        """The mark of a widget that has the focus now."""
        links: list[_Link] = []
        each = widget
        while not each.isWindow() and (parent := each.parentWidget()) is not None:
            beside = _like(parent, type(each))
            at = beside.index(each) if each in beside else 0
            links.append(_Link(each, type(each), each.accessibleName(), at))
            each = parent
        return cls((*links, _Link(each, type(each), "", 0)))

    def same(self) -> QWidget | None:
        """The widget; else the same made anew within what is left; else what came up in its place."""
        gone, home = self._parted()
        if not gone or home is None:
            return home
        for link in gone:
            found = _called(home, link) if link.name else None
            if found is None and link.name and _is_card(link.kind):
                # A card may have moved on to another column.
                found = _called(home.window(), link)
            if found is not None:
                return _at(found)
        return _in_place_of(gone, home)

    def around(self) -> QWidget | None:
        """The nearest card, row or list that it stood in and that takes keys itself."""
        _gone, each = self._parted()
        while each is not None and not each.isWindow():
            if _takes(each):
                return each
            each = each.parentWidget()
        return None

    def _parted(self) -> tuple[list[_Link], QWidget | None]:
        """What is gone, and the innermost part that is left."""
        gone: list[_Link] = []
        for link in self.links:
            if is_there(link.widget):
                return gone, link.widget
            gone.append(link)
        return gone, None


def _is_card(kind: type) -> bool:
    return issubclass(kind, QFrame) and not issubclass(kind, QAbstractScrollArea)


def _like(parent: QWidget, kind: type) -> list[QWidget]:
    found = (each for each in parent.children() if type(each) is kind and isinstance(each, QWidget))
    return [each for each in found if _comes(each)]


def _called(home: QWidget, link: _Link) -> QWidget | None:
    found = (each for each in home.findChildren(QWidget) if type(each) is link.kind and _comes(each))
    named = (each for each in found if each.accessibleName() == link.name)
    # A form that opened meanwhile may say the same on its own button; whoever opened it is on the way into it.
    return next((each for each in named if not _in_form(each, home)), None)


def _in_form(widget: QWidget, home: QWidget) -> bool:
    """Whether it stands in a form that is itself within `home`."""
    each: QWidget | None = widget
    while each is not None and each is not home:
        if each.property(FORM):
            return True
        each = each.parentWidget()
    return False


def _in_place_of(gone: list[_Link], home: QWidget) -> QWidget | None:
    """Of rows or cards made anew the one that stands where the one that is gone stood, or the last."""
    found: QWidget | None = None
    for link in reversed(gone):
        beside = _like(found or home, link.kind)
        if not beside:
            break
        found = beside[min(link.at, len(beside) - 1)]
    return _at(found) if found is not None else None


def _at(widget: QWidget) -> QWidget | None:
    """The widget where it takes keys itself, else the first thing in it that does."""
    return widget if _takes(widget) else next((each for each in _inside(widget) if is_stop(each)), None)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    for child in children(widget):
        if not child.isWindow() and _comes(child):
            yield child
            yield from _inside(child)


class WindowFocus(QObject):
    """Moves the focus within one window. `rest()` is where it goes when nothing else is left."""

    def __init__(self, window: QWidget, rest: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._rest = window, rest
        self._mark: Mark | None = None
        self._openers: WeakKeyDictionary[QWidget, Mark] = WeakKeyDictionary()
        # What was lost a moment ago, and who has the focus in its place until the page is whole again.
        self._lost: Mark | None = None
        self._heir: QWidget | None = None
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def step(self, *, forward: bool) -> bool:
        """To the next stop or the one before; Qt asks for the same where the focused widget goes away."""
        here = QApplication.focusWidget()
        if here is not None and here.window() is self._window and not is_there(here):
            return self.hand_on()
        order = list(walk(self._window))
        at = order.index(here) if here in order else -1 if forward else len(order)
        ahead = chain(order[at + 1 :], order[: max(at, 0)])
        behind = chain(reversed(order[: max(at, 0)]), reversed(order[at + 1 :]))
        target = next(filter(not_beside(here), ahead if forward else behind), None)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        bring_into_view(target)
        return True

    def hand_on(self) -> bool:
        """Give the focus of what is gone to what takes its place; says whether anything did."""
        # What took its place for a moment may go as well: it is still about what was lost first.
        mark = self._lost or self._mark
        if mark is None:
            return False
        heir = self._same(mark) or mark.around() or self._rest()
        self._lost, self._heir = mark, heir
        if heir is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        # A page that shows new answers takes the old ones away first: what comes in their place is not there yet.
        QTimer.singleShot(0, self, lambda: self._look_again(mark, heir, _TRIES))
        return heir is not None

    def mark(self) -> Mark | None:
        """Where the focus is, to come back to it."""
        return self._mark

    def go_back(self, mark: Mark | None) -> None:
        """To where the focus was, or to what took its place."""
        target = (self._same(mark) or mark.around() if mark is not None else None) or self._rest()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _same(self, mark: Mark) -> QWidget | None:
        """What took the place of the widget; of a form that was left, what opened it."""
        for widget, *_rest in mark.links:
            opener = None if is_there(widget) else self._openers.get(widget)
            if opener is not None:
                return self._same(opener) or opener.around()
        return mark.same()

    def _look_again(self, mark: Mark, heir: QWidget | None, tries: int) -> None:
        """Once the page is whole again: the same thing, made anew, where nobody moved on meanwhile."""
        if self._heir is not heir or self._lost is not mark:
            return
        here = QApplication.focusWidget()
        moved_on = here is not None and here is not heir and _comes(here)
        same = None if moved_on else self._same(mark)
        if same is not None and same is not here:
            same.setFocus(Qt.FocusReason.OtherFocusReason)
        if same is not None and tries and not same.isVisible():
            # It takes the focus when its layout shows it, unless what is deleted before that takes it away again.
            QTimer.singleShot(0, self, lambda: self._look_again(mark, heir, tries - 1))
            return
        self._lost = self._heir = None

    def _moved(self) -> None:
        """The focus is elsewhere. Asked for, not taken from the signal: what lost it may be half gone by now."""
        if not shiboken6.isValid(self._window):
            return
        now = QApplication.focusWidget()
        if now is None:
            if self._window.isActiveWindow() and self._mark is not None:
                QTimer.singleShot(0, self, self._found_nowhere)
            return
        if now.window() is not self._window:
            return
        before, self._mark = self._lost or self._mark, Mark.of(now)
        for widget, *_rest in self._mark.links:
            if widget.property(FORM) and widget not in self._openers and before is not None:
                self._openers[widget] = before

    def _found_nowhere(self) -> None:
        if not shiboken6.isValid(self._window):
            return
        if QApplication.focusWidget() is None and self._window.isActiveWindow():
            self.hand_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that comes back after a dialog may have lost meanwhile what had its focus."""
        if event.type() == QEvent.Type.WindowActivate and self._mark is not None:
            kept = self._window.focusWidget()
            if kept is None or not is_there(kept):
                self.hand_on()
        return False
