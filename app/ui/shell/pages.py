"""The pages of an open book, each made at its first visit."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.kit.look import theme
from app.ui.kit.page import Visited
from app.ui.kit.page_context import PageContext, Place
from app.ui.shell.places import ASIDE, PLACES, entry


def register_actions(context: PageContext) -> None:
    """Let each place register what can be done there."""
    for place in (*PLACES, *ASIDE):
        if place.actions:
            _named(place.actions)(context)


def _named(name: str) -> Any:
    module, _colon, member = name.partition(":")
    return getattr(import_module(module), member)


class Pages(QStackedWidget):
    """The pages of one book session. A page is made at its first visit; hidden ones that a gesture touched are stale.

    A page has `arrive(place)`, `reload(kinds)` and, where it has a filter line, `focus_search()`.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, Visited] = {}
        self._stale: dict[str, set[str]] = {}
        # The pages that were made on an earlier day and not looked at since.
        self._aged: set[str] = set()
        context.operations.changed.connect(self._changed)
        context.day_changed.connect(self._new_day)

    def page(self, name: str) -> Any | None:
        """The page of that id, if it was visited."""
        return self._pages.get(name)

    def show_place(self, place: Place) -> Visited:
        """Bring the page of a place to the front and let it arrive there."""
        name = entry(place.page).id
        page = self._pages.get(name) or self._make(name)
        if page is not self.currentWidget():
            theme.dress_all()
        self.setCurrentWidget(page)
        stale = self._stale.pop(name, None)
        if name in self._aged:
            self._aged.discard(name)
            page.new_day()
        elif stale:
            page.reload(stale)
        page.arrive(place)
        return page

    def _make(self, name: str) -> Visited:
        """Make a page at its first visit; the room is seen empty meanwhile, else the page before for too long."""
        before, room = self.currentWidget(), self._emptied()
        try:
            page: Visited = _named(entry(name).page)(self._context)
        except BaseException:
            if room is not None and before is not None:
                self.setCurrentWidget(before)
            raise
        else:
            self._pages[name] = page
            self.addWidget(page)
            self.setCurrentWidget(page)
        finally:
            if room is not None:
                self.removeWidget(room)
                room.deleteLater()
        return page

    def _emptied(self) -> QWidget | None:
        """An empty widget in front, painted already; None where nothing is seen yet."""
        if self.currentWidget() is None or not self.isVisible():
            return None
        room = QWidget()
        self.addWidget(room)
        self.setCurrentWidget(room)
        room.repaint()
        return room

    def _changed(self, kinds: set[str]) -> None:
        for name, page in self._pages.items():
            if page is self.currentWidget():
                page.reload(kinds)
            else:
                self._stale.setdefault(name, set()).update(kinds)

    def _new_day(self, _day: object) -> None:
        """The page in front follows at once, the others at their next visit."""
        for name, page in self._pages.items():
            if page is self.currentWidget():
                page.new_day()
            else:
                self._aged.add(name)
