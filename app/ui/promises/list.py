"""Promises in groups by due day; kept at a click, a new day or a reason in a small form beneath the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.services.records import promises as use_cases
from app.services.views.promises import GROUPS, KEPT_WORDS, PromiseRow
from app.ui.clients.capture import delete_record, edit_record
from app.ui.core.deed_delegate import Tool
from app.ui.core.deed_list import DeedList
from app.ui.core.deed_rows import Heading, Line
from app.ui.core.icons import icon
from app.ui.desk import Desk, Place
from app.ui.forms.promises import PromiseForm

LATER, BROKEN = "later", "broken"


def lines_of(rows: Sequence[PromiseRow]) -> list[Line]:
    """The rows beneath the headings of their groups; empty groups have none."""
    lines: list[Line] = []
    for name, title in GROUPS:
        group = [row for row in rows if row.group == name]
        if group:
            lines += [Heading(_(title), len(group)), *group]
    return lines


class PromiseList(DeedList):
    """Enter keeps, D agrees on another day, B notes that it was not kept, Del deletes, O goes to the client.

    Without `with_client` all rows are of the client whose record is open.
    """

    def __init__(self, desk: Desk, *, with_client: bool = True) -> None:
        tools = (
            Tool(LATER, "calendar-clock", _("Another day (D)"), Qt.Key.Key_D),
            Tool(BROKEN, "circle-x", _("Not kept (B)"), Qt.Key.Key_B),
        )
        super().__init__(_("Promises"), (KEPT_WORDS,), tools, with_client=with_client)
        self.desk, self._with_client = desk, with_client
        self.delegate.read_only = desk.read_only
        self.acted.connect(lambda _row: self.keep())
        self.used.connect(lambda tool, _row: self.settle(tool))
        self.opened.connect(lambda _row: self.open_client() if with_client else self.open_record())
        self.menu_wanted.connect(self.open_menu)
        self.form_left.connect(self.close_form)

    def set_rows(self, rows: Sequence[PromiseRow]) -> None:
        """Show other rows; a form that is open stays."""
        self.set_lines(lines_of(rows))

    def keep(self) -> None:
        """The current one was kept, today; a closed one is opened to be read."""
        row = self.current_row()
        if row is None:
            return
        if self.desk.read_only or not row.is_open:
            self.open_record()
            return
        promise_id, today = row.id, self.desk.today()
        told = _("Promise fulfilled")
        self._write(told, lambda session: use_cases.keep(session, promise_id=promise_id, on=today))

    def settle(self, outcome: str) -> None:
        """Open the form for another end of the current one: kept (on another day), later, broken, released."""
        row = self.current_row()
        if row is None or self.desk.read_only or not row.is_open:
            return
        form = PromiseForm(self.desk, row.id, row.text, outcome)
        form.closed.connect(self.close_form)
        self.open_form(row.key, form)
        fields = list(form.form.fields.values())
        empty = (f.control for f in fields if f.control.value() in (None, "") and not f.isHidden())
        next(empty, fields[0].control).setFocus(Qt.FocusReason.TabFocusReason)

    def reopen(self) -> None:
        """The current one is open again."""
        row = self.current_row()
        if row is not None and not row.is_open and not self.desk.read_only:
            promise_id = row.id
            told = _("Promise open again")
            self._write(told, lambda session: use_cases.reopen(session, promise_id=promise_id))

    def open_record(self) -> None:
        """Open the current one with all its fields."""
        row = self.current_row()
        if row is not None:
            edit_record(self.desk, "promises", row.id, on_delete=self.delete)

    def open_client(self) -> None:
        """Go to whose promise it is."""
        row = self.current_row()
        if row is not None:
            self.desk.go(Place("clients", row.client_id, tab="promises", record=("promises", row.id)))

    def delete(self) -> None:
        """Put the current one into the trash, with Undo."""
        row = self.current_row()
        if row is not None and not self.desk.read_only:
            delete_record(self.desk, "promises", row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete()
        else:
            super().keyPressEvent(event)

    def open_menu(self, row: PromiseRow, place: QPoint) -> QMenu:
        """Everything that can be done with a row, as the registry has it."""
        menu, actions = QMenu(self), self.desk.actions
        names: tuple[str, ...] = ("open",)
        if not self.desk.read_only:
            ends = ("keep", "kept_on", "later", "broken", "released", "") if row.is_open else ("reopen", "")
            names = (*ends, "open", "delete")
        for name in (*names, "client") if self._with_client else names:
            if not name:
                menu.addSeparator()
                continue
            action = actions[f"promise.{name}"]
            made = menu.addAction(icon(action.icon), action.label)
            made.triggered.connect(lambda _on=False, each=name: self.run(each))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return menu

    def run(self, name: str) -> None:
        """Do with the current row what an action of the registry is called."""
        does: dict[str, Callable[[], Any]] = {
            "keep": self.keep,
            "kept_on": lambda: self.settle("kept"),
            "later": lambda: self.settle(LATER),
            "broken": lambda: self.settle(BROKEN),
            "released": lambda: self.settle("released"),
            "reopen": self.reopen,
            "open": self.open_record,
            "client": self.open_client,
            "delete": self.delete,
        }
        does[name]()

    def _write(self, told: str, do: Callable[[Any], Any]) -> None:
        self.desk.operations.write(
            told,
            lambda session: do(session) and None,
            lambda _result: self.desk.toast(told, undo=True),
            lambda error: self.desk.toast(str(error)),
            owner=self,
        )
