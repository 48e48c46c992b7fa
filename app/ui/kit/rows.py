"""The rows of one widget, or one card, with everything that can be done with them.

Their keys, their menu (right click, Menu, Shift+F10), the "⋯" button and what the palette offers are all made
from the `RowActions` that the registry has, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QItemSelectionModel, QKeyCombination, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.kit import discreet, house_keys
from app.ui.kit.actions import native
from app.ui.kit.lists.marked_rows import can_all, do_all, marked
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.lists.table import TableView
from app.ui.kit.lists.table_copy import add_entries
from app.ui.kit.look.icons import icon
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.row_actions import RowAction
from app.ui.kit.widgets.buttons import Button, IconButton

_PRESSES = ("Return", "Space")
# The keys of a Russian keyboard by what stands on the same key of a Latin one: B is B there, too.
_LATIN = dict(zip("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True))


def pressed(event: QKeyEvent) -> str:
    """A key press as portable text: "D", "Ctrl+Right"; both Enter keys are "Return"."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    text = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
    return text[:-1] + _LATIN.get(text[-1:], text[-1:])


class Rows(QObject):
    """What stands in `widget`: `row()` is the one it is about now, None for none.

    `place` is the page or tab, for what its actions call; `context` the way to the book. Keys act while the
    widget itself has the focus, never from a field within it; those of a whole page from anywhere on it.
    """

    def __init__(
        self,
        context: PageContext,
        scope: str,
        widget: Any,
        place: Any = None,
        *,
        row: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(widget)
        self.context, self.widget, self.place = context, widget, place if place is not None else widget
        self.set = context.actions.rows(scope)
        self.row: Callable[[], Any] = row or widget.current_row
        self.note: RowNote | None = None
        self._menu: QMenu | None = None
        self._menu_alone: list[QObject] = []
        self._keys = {key: each for each in self.set.actions for key in (each.key, *each.more) if key}
        context.actions.bind(self)
        self.watch(widget)
        if isinstance(widget, TableView):
            widget.told.connect(context.toast)
        if not self.set.whole:
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(self._pointed)

    def watch(self, widget: QWidget) -> None:
        """Take the keys of one more widget that belongs to the row, e.g. its "⋯" button."""
        widget.installEventFilter(self)

    def is_view(self) -> bool:
        """Whether it has a current row that can be seen, as lists and tables do."""
        return self.set.whole or isinstance(self.widget, QAbstractItemView)

    def can(self, name: str) -> bool:
        """Whether something can be done with the row there is now."""
        row = self.row()
        return row is not None and self.fits(self.set[name], row)

    def run(self, name: str) -> bool:
        """Do it with the row there is now, if that is possible; says whether it was done."""
        row = self.row()
        if row is None or not self.fits(self.set[name], row):
            return False
        self._do(self.set[name], row)
        return True

    def menu(self, *names: str) -> QMenu:
        """Everything that can be done with the row, or what is named; empty where there is none."""
        menu, row, several = QMenu(self.widget), self.row(), marked(self)
        menu.setAccessibleName(_(self.set.title))
        menu.setToolTipsVisible(False)
        for action in self.set.actions if row is not None else ():
            wanted = action.name in names if names else action.menu
            if not wanted or not (can_all(self, action, several) if several else self.fits(action, row)):
                continue
            if action.apart and not menu.isEmpty():
                menu.addSeparator()
            made = menu.addAction(icon(action.icon) if action.icon else icon("circle"), "")
            words = action.label(self, row) if not several else f"{action.label(self, row)} ({len(several)})"
            made.setText(words.replace("&", "&&"))
            made.setObjectName(f"{self.set.scope}.{action.name}")
            if action.key:
                made.setShortcut(QKeySequence(action.key.replace("Return", "Enter")))
                made.setShortcutVisibleInContextMenu(True)
            made.triggered.connect(lambda _on=False, each=action: self._do(each, row))
        if isinstance(self.widget, TableView) and row is not None and not names:
            add_entries(menu, self.widget)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def open_menu(self, place: QPoint | None = None, *names: str) -> QMenu | None:
        """Show the menu, at a point of the screen or beside the row; None where there is nothing to do."""
        if self._menu is not None and shiboken6.isValid(self._menu) and self._menu.isVisible():
            return self._menu
        self._menu = menu = self.menu(*names)
        if menu.isEmpty():
            menu.deleteLater()
            return None
        menu.popup(place if place is not None else self._beside())
        return menu

    def button(self, name: str, row: Any, **look: Any) -> Button:
        """A button that does one thing with a row, with the words of its menu and its key as tooltip."""
        action = self.set[name]
        made = Button(
            action.label(self, row), lambda: self.run(name), icon_name=look.pop("icon", action.icon), **look
        )
        made.setToolTip(native(action.key))
        return made

    def more(self, name: str, *, side: int = 28, framed: bool = False, keys: bool = True) -> IconButton:
        """The "⋯" button: the same menu, beneath it; with `keys` it takes the keys of the row, too."""
        made = IconButton("ellipsis", name, side=side, framed=framed)
        self.open_by(made, keys=keys)
        return made

    def open_by(self, button: QAbstractButton, *, keys: bool = True) -> None:
        """Let a button of the row open its menu beneath itself; with `keys` it takes the row's keys, too."""
        button.setProperty("opens_menu", True)
        button.clicked.connect(lambda: self.open_menu(button.mapToGlobal(QPoint(0, button.height()))))
        self.watch(button)
        if not keys:
            self._menu_alone.append(button)

    def write(self, told: str, do: Callable[[Any], Any], done: Callable[[], Any] | None = None) -> None:
        """One gesture `do(session)` with Undo, called `told`; what goes wrong is said at the row."""
        self.forget()

        def well(_result: Any) -> None:
            self.context.toast(told, undo=True)
            if done is not None:
                done()

        # The context owns it: the row may be gone once it is done, and its toast is wanted all the same.
        self.context.operations.write(told, lambda s: do(s) and None, well, self.failed, owner=self.context)

    def failed(self, error: UserError) -> None:
        """Say at the row why something could not be done; elsewhere only where the row is gone."""
        if not shiboken6.isValid(self) or not self.widget.isVisible():
            self.context.toast(str(error))
            return
        self.forget()
        self.note = RowNote(str(error), self.widget)

    def forget(self) -> None:
        """What was said about an earlier try does not count any more."""
        if self.note is not None and shiboken6.isValid(self.note):
            self.note.leave()
        self.note = None

    def edit(self, kind: str, record_id: int, currency: str = "") -> None:
        """Open a record with all its fields."""
        from app.ui.kit.fields.capture import delete_record, edit_record

        edit_record(
            self.context,
            kind,
            record_id,
            currency=currency,
            on_delete=lambda: delete_record(self.context, kind, record_id, failed=self.failed),
            failed=self.failed,
        )

    def delete(self, kind: str, record_id: int) -> None:
        """Put a record into the trash, with Undo."""
        self.delete_all([(kind, record_id)])

    def delete_all(self, records: Sequence[tuple[str, int]]) -> None:
        """Put records, each a table and an id, into the trash as one gesture, with Undo."""
        from app.ui.kit.fields.capture import delete_records

        self.forget()
        delete_records(self.context, records, failed=self.failed)

    def to_client(
        self, client_id: int, tab: str | None = None, record: tuple[str, int] | None = None
    ) -> None:
        """Go to a client's record."""
        self.context.go(Place("clients", client_id, tab=tab, record=record))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the row, and its menu by the keyboard."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event)
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard and not self.set.whole:
                self.open_menu()
                return True
        elif kind == QEvent.Type.FocusIn:
            self.context.actions.come_forward(self)
        return False

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        if not isinstance(watched, QWidget) or (not self.set.whole and _from_within(watched)):
            return False
        key = pressed(event)
        if key in house_keys.MENU and not self.set.whole:
            self.open_menu()
            return True
        if watched in self._menu_alone or (isinstance(watched, QAbstractButton) and key in _PRESSES):
            return False
        action, row = self._keys.get(key), self.row()
        if action is None or row is None:
            return False
        if self.fits(action, row):
            self._do(action, row)
        return True

    def fits(self, action: RowAction, row: Any) -> bool:
        """Whether something can be done with a row now."""
        hidden = (action.changes and self.context.read_only) or (action.internal and discreet.state.on)
        return not hidden and action.fits(self, row)

    def _do(self, action: RowAction, row: Any) -> None:
        self.context.actions.come_forward(self)
        self.forget()
        several = marked(self)
        if several and action.changes:
            do_all(self, action, several)
        else:
            action.run(self, row)

    def _pointed(self, point: QPoint) -> None:
        """A right click: the row under the mouse becomes the one it is about."""
        view = self.widget
        if isinstance(view, QAbstractItemView):
            index = view.indexAt(point)
            if index.isValid() and index.row() != view.currentIndex().row():
                # A right click on one of several marked rows is about all of them.
                kept = QItemSelectionModel.SelectionFlag.NoUpdate
                among = view.selectionModel().isSelected(index)
                view.selectionModel().setCurrentIndex(index, kept) if among else view.setCurrentIndex(index)
            if not index.isValid() or index.row() != view.currentIndex().row():
                return
            self.open_menu(view.viewport().mapToGlobal(point))
        elif hasattr(view, "choose_at"):
            # Rows that are painted without a model, e.g. on a time line.
            if view.choose_at(point):
                self.open_menu(view.viewport().mapToGlobal(point))
        else:
            self.open_menu(view.mapToGlobal(point))

    def _beside(self) -> QPoint:
        """Where the menu opens that was asked for by a key."""
        view: QWidget = self.widget
        if isinstance(view, QAbstractItemView):
            box = view.visualRect(view.currentIndex())
            return view.viewport().mapToGlobal(QPoint(box.left() + 24, box.center().y()))
        if hasattr(view, "menu_place"):
            return QPoint(view.menu_place())
        return view.mapToGlobal(QPoint(12, min(32, view.height())))


def tool_tip(action: RowAction) -> str:
    """What a small button of a row does, and by which key: "Put off (S)"."""
    words = _(action.title).removesuffix("…")
    return f"{words} ({native(action.key)})" if action.key else words


def _from_within(widget: QWidget) -> bool:
    """Whether the focus is in a part of a card, so that the key was not for the card.

    What is typed into a form within a list ends at the form (`FormHost`) and never comes here.
    """
    if isinstance(widget, QAbstractItemView):
        return False
    focused = widget.window().focusWidget()
    return focused is not None and focused is not widget and widget.isAncestorOf(focused)
