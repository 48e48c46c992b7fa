"""A sheet of the book of complaints: its head, the bar of steps, and the open book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kinds import KINDS
from app.errors import UserError
from app.i18n import N_, _
from app.services import drafts
from app.services.records import editing
from app.ui.complaints.actions import SHEET, register
from app.ui.complaints.book import OpenBook
from app.ui.complaints.left_page import LeftPage
from app.ui.complaints.right_page import RightPage, draft_place
from app.ui.complaints.step_bar import StepBar
from app.ui.forms import complaint_words as words
from app.ui.forms.complaint_steps import step_after
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows, tool_tip
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Pill
from app.views.complaints.sheet import SheetView, sheet_view

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STATES = {
    "received": (N_("Received, not answered"), "warn"),
    "answered": (N_("Answered, not resolved"), "warn"),
    "resolved": (N_("Resolved, not told"), "warn"),
    "told": (N_("Told, not thanked"), "info"),
    "thanked": (N_("Told and thanked"), "success"),
}


class SheetPage(QWidget):
    """`closed` to go back to the board, `opened(id)` for another sheet, `story_wanted(id)`."""

    closed = Signal()
    opened = Signal(int)
    story_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        register(context)
        self.context = context
        self.view: SheetView | None = None
        self.complaint_id: int | None = None
        self._order: list[int] = []
        self._focus = False
        self.rows = Rows(context, "sheet", self, row=lambda: self.view)
        tip = {each.name: tool_tip(each) for each in SHEET.actions}
        self.back = IconButton("arrow-left", tip["close"], self.closed.emit, side=28)
        self.crumb = Button(_("Complaints"), self.closed.emit, kind="quiet", small=True)
        self.ref = Label("", "strong")
        self.state, self.severity = Pill("", "warn"), Pill("", "neutral", "gauge")
        self.before = IconButton("chevron-up", tip["before"], lambda: self.step(-1), side=32, framed=True)
        self.after = IconButton("chevron-down", tip["next"], lambda: self.step(1), side=32, framed=True)
        self.print_button = Button(_("Print"), self._print_menu, icon_name="printer")
        self.more = self.rows.more(_("More for this sheet"), side=32, framed=True)
        self.primary = Button("…", self._take_step, kind="primary", icon_name="megaphone")
        self.bar = StepBar()
        self.left = LeftPage(context)
        self.right = RightPage(context, self.left.answers)
        self.empty = EmptyState("book-open", _("This sheet is no longer in the book"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for each in (self.back, self.crumb, Label("›", "body", "text2"), self.ref, self.state, self.severity):
            head.addWidget(each)
        head.addStretch(1)
        for each in (self.before, self.after, self.print_button, self.more, self.primary):
            head.addWidget(each)
        self.book = OpenBook(self.left, self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 18)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.book, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        # One client sits at the table: the sheets of others are not to be leafed through.
        for each in (self.before, self.after, self.back, self.crumb):
            discreet.internal(each)

    def _connect(self) -> None:
        self.left.opened.connect(self.opened)
        self.left.telling.connect(self.right.submit)
        self.left.all_wanted.connect(lambda each: self.context.go(Place("clients", each, tab="complaints")))
        self.right.story_wanted.connect(self.story_wanted)

    def open(self, complaint_id: int, *, focus: bool = True) -> None:
        """Show a sheet; `focus` goes to the open editor once it is there."""
        self.complaint_id, self._focus = complaint_id, focus
        self.reload()

    def reload(self) -> None:
        """Read the sheet again."""
        complaint_id, today = self.complaint_id, self.context.today()
        if complaint_id is not None:
            self.context.operations.read(
                lambda session: _with_draft(session, complaint_id, today),
                lambda found: self._show(*found),
                self._gone,
                owner=self,
                key="sheet",
            )

    def set_order(self, ids: Sequence[int]) -> None:
        """The sheets the arrows go through, in their order."""
        self._order = list(ids)
        self._arrows()

    def step(self, by: int) -> None:
        """The sheet before (−1) or after (+1), in the order of the list it was opened from."""
        if self.complaint_id in self._order and not discreet.state.on:
            at = self._order.index(self.complaint_id) + by
            if 0 <= at < len(self._order):
                self.opened.emit(self._order[at])

    def print_page(self) -> None:
        """Ctrl+P."""
        # Qt's paper sizes take a tenth of a second to load: only when somebody prints.
        from app.ui.complaints.printing import print_sheet

        if self.complaint_id is not None:
            print_sheet(self.context, self.complaint_id, self)

    def save_pdf(self) -> None:
        """The sheet as a file."""
        from app.ui.complaints.printing import save_pdf

        if self.complaint_id is not None:
            save_pdf(self.context, self.complaint_id, self)

    def _show(self, view: SheetView, draft: dict[str, Any]) -> None:
        self.view = view
        self._show_inside(True)
        title, role = _STATES[view.step]
        clock = view.clock
        if clock is not None and clock.late:
            role = "danger"
        self.ref.setText(view.sheet.complaint.ref)
        self.state.set_status(_(title), role)
        severity = view.sheet.complaint.severity
        short = _("Severity {n} of 3").format(n=severity) if severity else words.severity_words(None)
        self.severity.set_status(short, "neutral", "gauge")
        self.severity.setToolTip(words.severity_words(severity))
        self.bar.show_view(view)
        self.left.show_view(view)
        self.right.show_view(view, draft)
        step = step_after(view.step)
        self.primary.setVisible(step is not None and not self.context.read_only)
        if step is not None:
            self.primary.setText(_(step.words))
            self.primary.set_kind("primary", step.icon)
        self._arrows()
        if self._focus:
            self._focus = False
            self.right.focus_editor()

    def _gone(self, error: UserError) -> None:
        self.empty.set_texts(
            "book-open", error.args[0] if error.args else str(error), _("Undo, or look in the trash.")
        )
        self._show_inside(False)

    def _show_inside(self, on: bool) -> None:
        for each in (self.bar, self.book, self.state, self.primary, self.print_button, self.more):
            each.setVisible(on)
        self.empty.setVisible(not on)
        self._make_room()

    def _make_room(self) -> None:
        """Where the head is narrow, what the pages say as well gives way first."""
        room = self.width()
        self.severity.setVisible(room >= theme.px(1060) and not self.book.isHidden())
        self.print_button.setText(_("Print") if room >= theme.px(900) else "")
        self.print_button.setAccessibleName(_("Print"))
        self.print_button.setToolTip(_("Print or save as PDF"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _arrows(self) -> None:
        at = self._order.index(self.complaint_id) if self.complaint_id in self._order else -1
        self.before.setEnabled(at > 0)
        self.after.setEnabled(0 <= at < len(self._order) - 1)

    def _take_step(self) -> None:
        self.right.submit()

    def delete(self, complaint_id: int) -> None:
        """Put the sheet into the trash; once that worked, the board is shown again."""
        what = KINDS["complaints"].words
        self.rows.write(
            _("{what} deleted").format(what=what),
            lambda session: editing.remove(session, kind="complaints", record_id=complaint_id),
            self.closed.emit,
        )

    def _print_menu(self) -> None:
        under = self.print_button
        self.rows.open_menu(under.mapToGlobal(QPoint(0, under.height())), "print", "pdf")


def _with_draft(session: Session, complaint_id: int, today: date) -> tuple[SheetView, dict[str, Any]]:
    """The sheet, and what was typed for its current step and not saved."""
    view = sheet_view(session, complaint_id, today)
    return view, drafts.kept(session, draft_place(view))
