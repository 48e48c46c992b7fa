"""Promises in groups by due day; kept at a click, a new day or a reason in a small form beneath the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.i18n import _
from app.services.records import promises as use_cases
from app.ui.forms.promises import PromiseForm
from app.ui.kit.lists.deed_delegate import Tool
from app.ui.kit.lists.deed_list import DeedList
from app.ui.kit.lists.deed_rows import Heading, Line
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows, tool_tip
from app.ui.record.cards.promise_actions import ROWS, register
from app.views.promises import GROUPS, KEPT_WORDS, PromiseRow

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
    """Shows promises; `rows` knows what can be done with the current one.

    Without `with_client` all rows are of the client whose record is open.
    """

    def __init__(self, context: PageContext, *, with_client: bool = True) -> None:
        tools = [Tool(name, ROWS[name].icon, tool_tip(ROWS[name])) for name in (LATER, BROKEN)]
        super().__init__(_("Promises"), (KEPT_WORDS,), tools, with_client=with_client)
        self.context, self.with_client = context, with_client
        register(context)
        self.delegate.read_only = context.read_only
        self.rows_at = Rows(context, "promise", self)
        self.acted.connect(lambda _row: self.rows_at.run("keep"))
        self.used.connect(lambda tool, _row: self.rows_at.run(tool))
        self.opened.connect(lambda _row: self.rows_at.run("client" if with_client else "edit"))
        self.form_left.connect(self.close_form)

    def set_rows(self, rows: Sequence[PromiseRow]) -> None:
        """Show other rows; a form that is open stays."""
        self.set_lines(lines_of(rows))

    def keep(self) -> None:
        """The current one was kept, today."""
        row = self.current_row()
        promise_id, today = row.id, self.context.today()
        self.rows_at.write(
            _("Promise fulfilled"), lambda session: use_cases.keep(session, promise_id=promise_id, on=today)
        )

    def settle(self, outcome: str) -> None:
        """Open the form for another end of the current one: kept (on another day), later, broken, released."""
        row = self.current_row()
        form = PromiseForm(self.context, row.id, row.text, outcome)
        form.closed.connect(self.close_form)
        self.open_form(row.key, form)
        fields = list(form.form.fields.values())
        empty = (f.control for f in fields if f.control.value() in (None, "") and not f.isHidden())
        next(empty, fields[0].control).setFocus(Qt.FocusReason.TabFocusReason)

    def reopen(self) -> None:
        """The current one is open again."""
        promise_id = self.current_row().id
        self.rows_at.write(
            _("Promise open again"), lambda session: use_cases.reopen(session, promise_id=promise_id)
        )

    def open_client(self) -> None:
        """Go to whose promise it is."""
        row = self.current_row()
        self.context.go(Place("clients", row.client_id, tab="promises", record=("promises", row.id)))
