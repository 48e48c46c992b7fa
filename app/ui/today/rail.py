"""The right rail of Today: the month's figures, today's meetings, and what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.words import capital
from app.i18n import _, format_day, ngettext
from app.services.journal import Mark
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line, SectionHeader
from app.ui.kit.widgets.share import Share
from app.views.today.board import TodayView
from app.views.today.figures import Figures, Meeting

WIDTH = 288


class Count(QWidget):
    """A number with two short lines."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.value = Label("–", "title")
        self.value.setMinimumWidth(theme.px(20))
        self.line = ElidedLabel("", "small", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(caption, "small", weight="medium"))
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.value)
        row.addLayout(words, 1)

    def show_count(self, number: int, line: str) -> None:
        """Show another number."""
        self.value.setText(str(number))
        self.line.setText(line)
        self.line.setVisible(bool(line))


class TodayRail(QWidget):
    """`meeting_wanted(meeting)` opens one; `undo_wanted(mark)` takes back the last thing that it names."""

    meeting_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = SectionHeader("", note=_("all clients"))
        self.promises = Share(_("Our promises kept"))
        self.complaints = Share(_("Complaints told, 12 months"))
        self.clients = Share(_("Clients kept, 12 months"))
        self.clients.setToolTip(
            _(
                "Active 12 months ago and still today. Satisfied are, of the clients active today who were asked lately, those at or above the limit of the settings: satisfied is not loyal."
            )
        )
        self.voiced = Count(_("Complaints voiced"))
        self.given = Count(_("Extra given"))
        self.silent = Count(_("Silent clients"))
        self.meetings_head = SectionHeader(_("Meetings today"))
        self.meetings = Card(padding=12, spacing=10)
        self.done = Card(kind="success", padding=12, spacing=2)
        self.done_title = Label("", "strong", "success")
        self.done_last = Label("", "small", wrap=True)
        self.undo = Button(_("Undo"), self._undo, kind="link")
        self._last: Mark | None = None
        self._lay_out()
        self.done.hide()

    def _lay_out(self) -> None:
        figures = Card(padding=12, spacing=14)
        for share in (self.promises, self.complaints, self.clients):
            figures.body.addWidget(share)
        figures.body.addWidget(Line())
        for count in (self.voiced, self.given, self.silent):
            figures.body.addWidget(count)
        self.done.body.addWidget(_with_icon(self.done_title))
        foot = QHBoxLayout()
        foot.setContentsMargins(26, 0, 0, 0)
        foot.addWidget(self.done_last, 1)
        foot.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignBottom)
        self.done.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.month)
        column.addWidget(figures)
        column.addSpacing(10)
        column.addWidget(self.meetings_head)
        column.addWidget(self.meetings)
        column.addSpacing(10)
        column.addWidget(self.done)
        column.addStretch(1)

    def show_view(self, view: TodayView, *, read_only: bool) -> None:
        """Show the figures of a day."""
        figures = view.figures
        month = capital(format_day(view.as_of, "LLLL"))
        self.month.set_texts(_("{month} so far").format(month=month), note=_("all clients"))
        self._show_shares(figures)
        self._show_counts(figures)
        self._show_meetings(view.meetings)
        self.done.setVisible(figures.done > 0)
        done = ngettext("{n} done today", "{n} done today", figures.done).format(n=figures.done)
        self.done_title.setText(done)
        self.done_last.setText(_("last: {what}").format(what=view.last.label) if view.last else "")
        self.done_last.setVisible(view.last is not None)
        self._last = view.last.mark if view.last else None
        self.undo.setVisible(view.last is not None and not read_only)

    def _undo(self) -> None:
        if self._last is not None:
            self.undo_wanted.emit(self._last)

    def _show_shares(self, figures: Figures) -> None:
        overdue = ngettext("{n} overdue", "{n} overdue", figures.promises_overdue)
        self.promises.show_share(
            figures.promises_kept,
            figures.promises_judged,
            overdue.format(n=figures.promises_overdue) if figures.promises_overdue else "",
        )
        waiting = figures.received - figures.told
        still = ngettext("{n} still open", "{n} still open", waiting).format(n=waiting)
        self.complaints.show_share(figures.told, figures.received, still if waiting else "")
        known = figures.satisfaction_known
        satisfied = _("satisfied: {k} of {n}").format(k=figures.satisfied, n=known) if known else ""
        self.clients.show_share(figures.kept, figures.kept_from, satisfied)

    def _show_counts(self, figures: Figures) -> None:
        asked = ngettext("{n} because we asked", "{n} because we asked", figures.solicited)
        self.voiced.show_count(figures.voiced, asked.format(n=figures.solicited) if figures.voiced else "")
        unasked = _("{n} unasked, {m} under threat").format(
            n=figures.given_unasked, m=figures.given_under_threat
        )
        self.given.show_count(figures.given, unasked if figures.given else "")
        new = ngettext("{n} of them is new", "{n} of them are new", figures.silent_new)
        self.silent.show_count(figures.silent, new.format(n=figures.silent_new) if figures.silent_new else "")

    def _show_meetings(self, found: tuple[Meeting, ...]) -> None:
        clear(self.meetings.body)
        self.meetings_head.set_texts(_("Meetings today"), len(found) or "")
        if not found:
            self.meetings.body.addWidget(Label(_("None planned."), "small", "text2"))
        for number, meeting in enumerate(found):
            if number:
                self.meetings.body.addWidget(Line())
            self.meetings.body.addWidget(self._meeting(meeting))

    def _meeting(self, meeting: Meeting) -> QWidget:
        holder = QWidget()
        when = QVBoxLayout()
        when.setSpacing(0)
        when.addWidget(Label(meeting.at or "–", "strong"))
        lasts = meeting.minutes or 0
        minutes = ngettext("{n} min", "{n} min", lasts).format(n=lasts) if lasts else ""
        when.addWidget(Label(minutes, "small", "text2"))
        what = QVBoxLayout()
        what.setSpacing(0)
        title = meeting.client or meeting.text
        what.addWidget(ElidedLabel(title, "body", weight="medium"))
        parts = (_("done") if meeting.done else "", meeting.place, meeting.who)
        what.addWidget(ElidedLabel(" · ".join(part for part in parts if part), "small", "text2"))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(when)
        row.addLayout(what, 1)
        if meeting.client_id is not None:
            name = _("Open {what}").format(what=title)
            row.addWidget(
                IconButton("presentation", name, lambda: self.meeting_wanted.emit(meeting), framed=True)
            )
        return holder


def _with_icon(label: Label) -> QWidget:
    row = FlowRow(IconLabel("circle-check", "success"))
    row.add(label)
    return row
