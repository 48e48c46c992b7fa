"""The window: sidebar, pages, toasts and the strip for what the book has to say. It only assembles."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.core import discreet
from app.ui.desk import Desk, Place
from app.ui.places import FIRST, Pages, entry
from app.ui.preferences import Preferences
from app.ui.sidebar import Sidebar

if TYPE_CHECKING:
    from app.ui.core.cards import Banner
    from app.ui.core.toasts import Toasts

SMALLEST = (1180, 680)
USUAL = (1366, 768)


class MainWindow(QWidget):
    """The frame, painted before anything heavy is imported; a desk is laid on it when its book is open.

    `painted` comes once, after the first frame; `closing` before the window goes; `dropped(paths)` when
    files were dragged onto it; `menu_wanted` when the book's row was pressed.
    """

    painted = Signal()
    closing = Signal()
    dropped = Signal(object)
    menu_wanted = Signal(QWidget)
    jump_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("window")
        self._preferences = preferences
        self._painted = False
        self.desk: Desk | None = None
        self.pages: Pages | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        if preferences.geometry:
            self.restoreGeometry(QByteArray.fromBase64(preferences.geometry.encode("ascii")))
        self._root = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._root)
        discreet.state.changed.connect(self._show_title)
        self.build()

    @cached_property
    def toasts(self) -> Toasts:
        """The short messages at the bottom; imported after the first frame is painted."""
        from app.ui.core.toasts import Toasts

        return Toasts(self)

    def build(self) -> None:
        """Make an empty frame in the language in force; what lay on the old one goes."""
        while (old := self._root.widget(0)) is not None:
            self._root.removeWidget(old)
            old.deleteLater()
        self.desk = self.pages = None
        self._frame = QWidget()
        self.sidebar = Sidebar()
        self.banners = QVBoxLayout()
        self.banners.setContentsMargins(24, 0, 24, 0)
        self.banners.setSpacing(8)
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addLayout(self.banners)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self._right, 1)
        self._root.addWidget(self._frame)
        self.sidebar.chosen.connect(lambda page: self.go(Place(page)))
        self.sidebar.jump.connect(self.jump_wanted)
        self.sidebar.book_menu.connect(lambda: self.menu_wanted.emit(self.sidebar.book_row))
        self.sidebar.discreet_pressed.connect(discreet.state.toggle)
        self._show_title()

    def lay(self, desk: Desk) -> None:
        """Lay the desk of an open book on a fresh frame and go where it was left."""
        self.build()
        self.desk = desk
        desk.wanted.connect(self.go)
        desk.moved.connect(self._moved)
        desk.told.connect(self._tell)
        desk.card_changed.connect(self._show_title)
        # On the frame, not the window: they go with it, and rest while the welcome is in front.
        desk.actions.install(self._frame)
        self.pages = Pages(desk)
        self._right.addWidget(self.pages, 1)
        self.show_frame()
        place = desk.here or Place(self._preferences.page or FIRST)
        desk.trail.visit(place)
        self._arrive(place)

    def show_instead(self, widget: QWidget) -> None:
        """Show one widget in place of sidebar and pages: the welcome."""
        while self._root.count() > 1:
            old = self._root.widget(1)
            self._root.removeWidget(old)
            old.deleteLater()
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)

    def show_frame(self) -> None:
        """Back to sidebar and pages."""
        self._root.setCurrentWidget(self._frame)

    def go(self, place: Place) -> None:
        """Show a place, as one more step."""
        if self.desk is not None:
            self.desk.trail.visit(place)
            self._arrive(place)

    def step(self, by: int) -> None:
        """Back (−1) or forward (+1)."""
        place = self.desk.trail.step(by) if self.desk is not None else None
        if place is not None:
            self._arrive(place)

    def show_banner(
        self, text: str, role: str = "warn", action: str = "", on_action: Callable[[], Any] | None = None
    ) -> Banner:
        """Say something above the pages that stays until its action or the end of the session."""
        from app.ui.core.cards import Banner

        banner = Banner(text, role, action=action, on_action=on_action)
        self.banners.addWidget(banner)
        return banner

    def current_page(self) -> Any | None:
        """The page in front, if there is a desk."""
        return self.pages.currentWidget() if self.pages is not None else None

    def _arrive(self, place: Place) -> None:
        if self.pages is not None:
            self.pages.show_place(place)
            self._moved(place)

    def _moved(self, place: Place) -> None:
        self.sidebar.show_page(entry(place.page).id)
        self._show_title()

    def _tell(self, text: str, undo: bool, action: Any) -> None:
        if undo and self.desk is not None:
            self.toasts.deleted(text, self.desk.operations.undo)
        else:
            self.toasts.show(text, *(action or ()))

    def _show_title(self, *_now: object) -> None:
        """Which place and book; in discreet mode nothing but the program."""
        parts = ["Condica"]
        if self.desk is not None and not discreet.state.on:
            here = self.desk.here
            parts = [self.desk.card.name, "Condica"]
            if here is not None:
                parts.insert(0, _(entry(here.page).title))
        self.setWindowTitle(" – ".join(parts))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        here = self.desk.here if self.desk is not None else None
        self._preferences.change(geometry=geometry, page=here.page if here else self._preferences.page)
        self.closing.emit()
        super().closeEvent(event)
