"""The window: sidebar, pages, toasts and the strip for what the book has to say. It only assembles."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.preferences import Preferences
from app.ui.shell.bare_window import BareWindow
from app.ui.shell.places import FIRST, entry

# What the widgets need is imported when they are made, after the first frame is painted.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from app.services.journal import Mark
    from app.ui.kit.focus import WindowFocus
    from app.ui.kit.page_context import PageContext, Place
    from app.ui.kit.widgets.cards import Banner
    from app.ui.kit.widgets.toasts import Toasts
    from app.ui.shell.pages import Pages
    from app.ui.shell.sidebar import Sidebar


class MainWindow(BareWindow):
    """The frame of sidebar and pages; a book session is laid on it when its book is open.

    `menu_wanted` when the book's row was pressed, `jump_wanted` for the palette.
    """

    menu_wanted = Signal(QWidget)
    jump_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.sidebar: Sidebar
        self.context: PageContext | None = None
        self.pages: Pages | None = None
        self._wanted: Place | None = None
        self.closing.connect(self._keep_place)

    @cached_property
    def _root(self) -> QStackedWidget:
        """The frame, and behind it the welcome."""
        from PySide6.QtWidgets import QStackedWidget

        root = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(root)
        return root

    @cached_property
    def _follows(self) -> bool:
        """Connected to discreet mode, once."""
        from app.ui.kit import discreet

        discreet.state.changed.connect(self._show_title)
        return True

    @cached_property
    def toasts(self) -> Toasts:
        """The short messages at the bottom; imported after the first frame is painted."""
        from app.ui.kit.widgets.toasts import Toasts

        return Toasts(self)

    @cached_property
    def focus(self) -> WindowFocus:
        """Where the keys go: by the eye, and to what takes the place of what is gone."""
        from app.ui.kit.focus import WindowFocus
        from app.ui.kit.stops import first_of

        return WindowFocus(self, lambda: first_of(self.current_page() or self._root.currentWidget()))

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.focus.step(forward=forward) if self.built else False

    @property
    def built(self) -> bool:
        """Whether widgets took the place of the first frame."""
        return self._first is None

    def build(self) -> None:
        """Make an empty frame in the language in force; what lay on the old one goes."""
        from PySide6.QtWidgets import QHBoxLayout

        from app.ui.kit import discreet
        from app.ui.kit.page_context import Place
        from app.ui.shell.sidebar import Sidebar

        self._first = self._wanted = None
        self._made = self._follows and self.focus is not None
        while (old := self._root.widget(0)) is not None:
            self._root.removeWidget(old)
            old.deleteLater()
        self.context = self.pages = None
        self._frame = QWidget()
        self.sidebar = Sidebar()
        self.sidebar.follow(self._frame)
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

    def lay(self, context: PageContext) -> None:
        """Lay the session of an open book on a fresh frame and go where it was left."""
        from app.ui.kit.page_context import Place
        from app.ui.shell.pages import Pages

        wanted = self._wanted
        self.build()
        self.context = context
        context.wanted.connect(self.go)
        context.moved.connect(self._moved)
        context.told.connect(self._tell)
        context.card_changed.connect(self._show_title)
        context.counted.connect(self._show_count)
        # On the frame, not the window: they go with it, and rest while the welcome is in front.
        context.actions.install(self._frame)
        self.pages = Pages(context)
        self._right.addWidget(self.pages, 1)
        self.show_frame()
        place = context.here or wanted or Place(self._preferences.page or FIRST)
        context.trail.visit(place)
        self._arrive(place)

    def show_instead(self, widget: QWidget) -> None:
        """Show one widget in place of sidebar and pages: the welcome."""
        while self._root.count() > 1:
            old = self._root.widget(1)
            if old is None:
                break
            self._root.removeWidget(old)
            old.deleteLater()
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)

    def show_frame(self) -> None:
        """Back to sidebar and pages."""
        self._root.setCurrentWidget(self._frame)

    def go(self, place: Place) -> None:
        """Show a place, as one more step; before the book is open, begin there once it is."""
        if self.context is None:
            self._wanted = place
            return
        self.context.trail.visit(place)
        self._arrive(place)

    def step(self, by: int) -> None:
        """Back (−1) or forward (+1)."""
        place = self.context.trail.step(by) if self.context is not None else None
        if place is not None:
            self._arrive(place)

    def show_banner(
        self, text: str, role: str = "warn", action: str = "", on_action: Callable[[], Any] | None = None
    ) -> Banner:
        """Say something above the pages that stays until its action or the end of the session."""
        from app.ui.kit.widgets.cards import Banner

        banner = Banner(text, role, action=action, on_action=on_action)
        self.banners.addWidget(banner)
        return banner

    def current_page(self) -> Any | None:
        """The page in front, if there is a book session."""
        return self.pages.currentWidget() if self.pages is not None else None

    def _arrive(self, place: Place) -> None:
        if self.pages is not None:
            # Where one goes is seen at once, also where the page must be made first.
            self._moved(place)
            self.sidebar.repaint()
            self.pages.show_place(place)

    def _moved(self, place: Place) -> None:
        self.sidebar.show_page(entry(place.page).id)
        self._show_title()

    def _show_count(self, page: str, count: int) -> None:
        self.sidebar.rows[page].set_count(count)

    def _tell(self, text: str, made: Mark | None, action: Any) -> None:
        context = self.context
        if made is not None and context is not None:
            from app.ui.kit.undoing import undo_gesture

            self.toasts.deleted(text, lambda: undo_gesture(context, made, self))
        else:
            self.toasts.show(text, *(action or ()))

    def _show_title(self, *_now: object) -> None:
        """Which place and book; in discreet mode nothing but the program."""
        from app.ui.kit import discreet

        parts = ["Condica"]
        if self.context is not None and not discreet.state.on:
            here = self.context.here
            parts = [self.context.card.name, "Condica"]
            if here is not None:
                parts.insert(0, _(entry(here.page).title))
        self.setWindowTitle(" – ".join(parts))

    def _keep_place(self) -> None:
        """The next start is where one was; an import is nothing to come back to."""
        last = self.context.trail.last_but("import") if self.context is not None else None
        if last is not None:
            self._preferences.change(page=last.page)
