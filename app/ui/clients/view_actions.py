"""The saved views of Clients as actions: by key, from the palette, and on the F1 sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer

from app.i18n import N_, _
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext

if TYPE_CHECKING:
    from app.services.saved_views import SavedView

GROUP = N_("Saved views of Clients")
MOST = 9


class ViewsFront(Protocol):
    """The button of saved views in front: what the actions ask of it."""

    def show_view(self, view: SavedView) -> object: ...
    def ask_name(self) -> object: ...
    def open_menu(self) -> object: ...


class ViewsPage(Protocol):
    """The page that shows the views."""

    def isVisible(self) -> bool: ...
    def front_views(self) -> ViewsFront: ...


# Nobody asks for a view in the first moments; the page in front reads first.
_LATER_MS = 1500


class SavedViews(QObject):
    """Knows the saved views of a book, the page that shows them, and does what the actions say."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.context = context
        self.views: tuple[SavedView, ...] = ()
        self.page: ViewsPage | None = None
        self._wanted: SavedView | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.refresh)
        self._later.start()

    def refresh(self) -> None:
        """Read what is saved now."""

        def read(session: Any) -> tuple[SavedView, ...]:
            from app.services.saved_views import saved_views

            return saved_views(session)

        self._later.stop()
        self.context.operations.read(read, self._take, owner=self, key="views")

    def in_front(self) -> bool:
        """Whether Clients is the page in front."""
        return self.page is not None and self.page.isVisible()

    def may_save(self) -> bool:
        """Whether there is a view to be saved, and a book to keep it."""
        return self.in_front() and not self.context.read_only

    def has(self, number: int) -> bool:
        """Whether there is a view of that number, from 1."""
        return number <= len(self.views)

    def words(self, number: int) -> str:
        """What showing a view is called."""
        if self.has(number):
            return _("Show the view “{name}”").format(name=self.views[number - 1].name)
        return _("Show saved view {n}").format(n=number)

    def show(self, number: int) -> None:
        """Go to Clients and show a view."""
        self._go_to(self.views[number - 1])

    def show_unwritten(self) -> None:
        """Go to Clients and show those of whom nothing is written yet."""
        from app.services.saved_views import SavedView

        self._go_to(SavedView("", chip="unwritten"))

    def attach(self, page: ViewsPage) -> None:
        """The page is there; the view that was asked for before it was made is shown now."""
        self.page = page
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            page.front_views().show_view(wanted)

    def _go_to(self, view: SavedView) -> None:
        """Show a view on Clients; a page that is still to be made takes it when it is there."""
        self._wanted = None if self.page is not None else view
        if not self.in_front():
            self.context.go("clients")
        if self.page is not None:
            self.page.front_views().show_view(view)

    def save(self) -> None:
        """Ask for a name for what Clients shows now."""
        if self.page is not None:
            self.page.front_views().ask_name()

    def manage(self) -> None:
        """Offer the views, to show or to forget one."""
        if self.page is not None:
            self.page.front_views().open_menu()

    def _take(self, views: tuple[SavedView, ...]) -> None:
        self.views = views


def views_of(context: PageContext) -> SavedViews:
    """The saved views of a book session, with their actions in its registry; made at the first use."""
    found = context.findChild(SavedViews)
    if isinstance(found, SavedViews):
        return found
    views, add = SavedViews(context), context.actions.add
    add(
        Action(
            "view.save", N_("Save this view…"), views.save, "star", "Ctrl+Shift+S",
            enabled=views.may_save, group=GROUP,
        )
    )  # fmt: skip
    add(
        Action(
            "view.manage", N_("Saved views: show or forget one…"), views.manage, "star", "Ctrl+Shift+V",
            enabled=views.in_front, group=GROUP,
        )
    )  # fmt: skip
    add(
        Action(
            "view.unwritten", N_("Show the clients of whom nothing is written yet"), views.show_unwritten,
            "file-text", group=GROUP,
        )
    )  # fmt: skip
    for number in range(1, MOST + 1):
        add(
            Action(
                f"view.{number}",
                N_("Show saved view {n}"),
                partial(views.show, number),
                "star",
                f"Alt+{number}",
                enabled=partial(views.has, number),
                group=GROUP,
                words=partial(views.words, number),
            )
        )
    return views
