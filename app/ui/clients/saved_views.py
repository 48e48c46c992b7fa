"""The button with the saved views of the clients: choose one, save the present one, forget one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.clients.view_actions import views_of
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.menus import entry

if TYPE_CHECKING:
    from app.services.saved_views import SavedView


class ViewsButton(IconButton):
    """`now()` is the view on screen, without a name; `show(view)` brings a saved one there."""

    def __init__(
        self,
        context: PageContext,
        now: Callable[[], SavedView],
        show: Callable[[SavedView], Any],
        *,
        framed: bool = False,
    ) -> None:
        super().__init__("star", _("Saved views"), self.open_menu, side=32 if framed else 28, framed=framed)
        self._context, self._now, self._show = context, now, show
        self.shown: QMenu | None = None

    def open_menu(self) -> None:
        """Read what is saved and offer it."""

        def read(session: Any) -> tuple[SavedView, ...]:
            from app.services.saved_views import saved_views

            return saved_views(session)

        self._context.operations.read(read, self._offer, owner=self, key="views")

    def show_view(self, view: SavedView) -> None:
        """Bring a saved view there."""
        self._show(view)

    def save(self, name: str) -> None:
        """Keep the view on screen under a name."""
        view = replace(self._now(), name=name)
        self._write(lambda session: _saved(session, view), _("View saved: {name}").format(name=name))

    def ask_name(self) -> None:
        """A small form for the name of the view on screen."""
        from app.services.saved_views import LONGEST_NAME
        from app.ui.kit.fields.capture import FormDialog
        from app.ui.kit.fields.forms import Form, LineField

        form = Form()
        form.add("name", _("Name of the view"), LineField(required=True, max_length=LONGEST_NAME))
        text = _("Chip, filter words and sorting are kept in the book.")
        dialog = FormDialog(self._context, _("Save this view"), form, text, QWidget.window(self))
        dialog.add_button(_("Cancel"), dialog.reject)

        def save() -> None:
            if form.valid():
                dialog.accept()
                self.save(" ".join(form.values()["name"].split()))

        dialog.add_button(_("Save view"), save, kind="primary")
        dialog.open()

    def forget(self, view: SavedView) -> None:
        """Let a view go; the toast brings it back."""
        told = _("View forgotten: {name}").format(name=view.name)
        back = (_("Undo"), lambda: self._write(lambda session: _saved(session, view), ""))
        self._write(lambda session: _dropped(session, view.name), told, back)

    def _offer(self, views: tuple[SavedView, ...]) -> None:
        menu = self.shown = QMenu(self)
        for view in views:
            entry(menu, view.name, partial(self._show, view))
        if views and not self._context.read_only:
            menu.addSeparator()
        if not self._context.read_only:
            menu.addAction(_("Save this view…"), self.ask_name)
        if views and not self._context.read_only:
            gone = menu.addMenu(_("Forget a view"))
            for view in views:
                entry(gone, view.name, partial(self.forget, view))
        if menu.isEmpty():
            menu.addAction(_("No saved view")).setEnabled(False)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _write(self, do: Callable[[Any], None], told: str, action: Any = None) -> None:
        book: Any = self._context.operations.book

        def work(_progress: Any, _cancelled: Any) -> None:
            with book.transaction() as session:
                do(session)

        def done(_result: Any) -> None:
            views_of(self._context).refresh()
            if told:
                self._context.toast(told, action=action)

        self._context.operations.run(_("Saved views"), work, done, self._failed, owner=self)

    def _failed(self, error: UserError) -> None:
        self._context.toast(str(error))


def _saved(session: Any, view: SavedView) -> None:
    from app.services.saved_views import save_view

    save_view(session, view)


def _dropped(session: Any, name: str) -> None:
    from app.services.saved_views import drop_view

    drop_view(session, name)
