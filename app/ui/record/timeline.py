"""The Timeline tab: composer, filter, the stream of everything, and the rail beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, NC_, _
from app.services import drafts
from app.services.records import editing
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.record import rail
from app.ui.record.composer import Composer, place_of
from app.ui.record.find_line import FindLine
from app.ui.record.rail import Rail
from app.ui.record.stream import Stream
from app.ui.record.tab import RecordTab
from app.views.record import timeline
from app.views.record.page import RecordView
from app.views.record.timeline_rows import TimelineRow

GROUPS = (
    ("all", N_("Everything")),
    ("touches", N_("Touches")),
    ("disputes", N_("Disputes")),
    ("complaints", N_("Complaints")),
    ("promises", N_("Promises")),
    ("retention", N_("Retention")),
    ("money", N_("Money")),
    ("internal", NC_("notes", "Internal")),
)
# Widths of the tab in px of the normal text size: for the whole rail, and for any beside the stream.
_ROOMY, _BESIDE = 760, 660
# The height of the tab beneath which the composer shows its line alone until somebody writes.
_LOW = 400
# Qt's own QWIDGETSIZE_MAX.
_UNBOUND = 16_777_215
_INTERNAL_GROUPS = ("retention", "internal")


@dataclass(frozen=True)
class _Answer:
    """Pinned notes and the first window of the stream, or all that `words` found; counts, the composer's draft."""

    words: str
    pinned: tuple[TimelineRow, ...]
    rows: tuple[TimelineRow, ...]
    counts: dict[str, int]
    draft: dict[str, Any]


class TimelineTab(RecordTab):
    """Reads the stream in windows; keeps what is being typed when the record is read anew."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.composer = Composer(context)
        self.filter = ChipRow([(value, Chip(_(title))) for value, title in GROUPS])
        self._kept = ViewState(context, "client/timeline")
        shareable = [each for each, _title in GROUPS if each not in _INTERNAL_GROUPS]
        known = shareable if discreet.state.on else self.filter.chips
        self.filter.choose(self._kept.one_of("filter", known, "all"))
        for value in _INTERNAL_GROUPS:
            discreet.internal(self.filter.chips[value])
        self.stream = Stream(timeline.WINDOW)
        self.stream.setProperty("bare", "true")
        self.empty = EmptyState("feather", "")
        self.find_line = FindLine()
        self.to_find = IconButton("search", _("Search the timeline"), self._show_find, checkable=True)
        discreet.internal(self.to_find)
        self.rail = Rail(context)
        self.to_rail = IconButton(
            "lightbulb", _("What to know before you call"), self._fit, framed=True, checkable=True
        )
        self._lay_out()
        self.filter.chosen.connect(self._filter_chosen)
        self.find_line.asked.connect(self.reload_wanted)
        self.find_line.left.connect(self.to_find.click)
        self.stream.stream.more_wanted.connect(self._read_on)
        self.rows = Rows(context, "entry", self.stream, self)
        self.stream.opened.connect(lambda _row: self.rows.run("edit"))
        self.rail.record_wanted.connect(self.record_wanted)
        discreet.state.changed.connect(self._follow_discreet)
        theme.signals.theme_changed.connect(self._fit)

    def _lay_out(self) -> None:
        card = Card(padding=4, spacing=0)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.stream, 1)
        card.body.addWidget(self.empty, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.filter, 1)
        head.addWidget(self.to_find, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.to_rail, 0, Qt.AlignmentFlag.AlignTop)
        self._left = left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.composer)
        left.addLayout(head)
        left.addWidget(self.find_line)
        left.addWidget(card, 1)
        self._card = card
        self._beside = True
        holder = QWidget()
        holder.setLayout(left)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 24)
        row.setSpacing(16)
        row.addWidget(holder, 1)
        row.addWidget(self.rail)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a small screen the rail gives room to the stream; on a smaller one it takes its place at a press."""
        room = self.width() / theme.text_scale()
        beside = room >= _BESIDE
        if beside != self._beside:
            # A layout takes a widget over from the one it was in.
            (self._row if beside else self._left).addWidget(self.rail, 0 if beside else 1)
            self._beside = beside
        width = theme.px(rail.WIDTH if room >= _ROOMY else rail.NARROW)
        self.rail.setMinimumWidth(width if beside else 0)
        self.rail.setMaximumWidth(width if beside else _UNBOUND)
        self.composer.set_low(self.height() < theme.px(_LOW))
        self.to_rail.setVisible(not beside)
        self.rail.setVisible(beside or self.to_rail.isChecked())
        self._card.setVisible(beside or not self.to_rail.isChecked())

    def _filter_chosen(self, group: str) -> None:
        self._kept.keep(filter=group)
        self.reload_wanted.emit()

    def read(self, session: Any, view: RecordView) -> _Answer:
        group, quiet = self.filter.value() or "all", discreet.state.on
        words = "" if quiet else self.find_line.words
        how: dict[str, Any] = {"group": group, "shareable": quiet}
        pinned = () if words else timeline.pinned(session, view, **how)
        if words:
            rows = timeline.matching(session, view, words, **how)
        else:
            rows = timeline.window(session, view, **how)
        draft = drafts.kept(session, place_of(view.who.uid))
        return _Answer(words, pinned, rows, timeline.counts(view, shareable=quiet), draft)

    def show_view(self, view: RecordView, answer: _Answer) -> None:
        same = self.view is not None and self.view.who.id == view.who.id
        at = self.stream.verticalScrollBar().value() if same else 0
        self.view = view
        self.composer.show_view(view, answer.draft)
        for group, count in answer.counts.items():
            self.filter.chips[group].set_count(count)
        self.stream.stream.reset(answer.rows, view.as_of, answer.pinned, answer.words)
        self.find_line.tell(len(answer.rows) if answer.words else None)
        self.stream.verticalScrollBar().setValue(at)
        self.rail.show_view(view)
        self._show_empty(answer)

    def pin(self, at: Rows, row: TimelineRow) -> None:
        """Pin a note to the top, or take it down again."""
        told = _("Note no longer pinned") if row.pinned else _("Note pinned")
        wanted = None if row.pinned else True
        at.write(told, lambda s: editing.edit(s, kind="notes", record_id=row.id, pinned=wanted))

    def show_record(self, kind: str, record_id: int) -> bool:
        if not self.stream.show_record(kind, record_id):
            self.open_record(kind, record_id)
        return True

    def leave(self) -> None:
        self.composer.flush()

    def _show_empty(self, answer: _Answer) -> None:
        any_rows = bool(answer.rows or answer.pinned)
        self.stream.setVisible(any_rows)
        self.empty.setVisible(not any_rows)
        if answer.words and self.view is not None:
            title = _("Nothing of {client} holds “{words}”")
            self.empty.set_texts("search", title.format(client=self.view.who.name, words=answer.words), "")
        elif answer.counts["all"]:
            self.empty.set_texts("list-filter", _("Nothing of this kind yet"), "")
        else:
            text = _(
                "What you write above, and everything else about this client, stands here, newest first."
            )
            self.empty.set_texts("feather", _("Nothing is on record yet"), text)

    def _show_find(self) -> None:
        """The search line comes and goes; what it left out is there again then."""
        self.find_line.open(self.to_find.isChecked())
        if not self.to_find.isChecked():
            self.stream.setFocus()

    def _read_on(self, last: TimelineRow, size: int) -> None:
        view, group, quiet = self.view, self.filter.value() or "all", discreet.state.on
        if view is None:
            return
        self.context.operations.read(
            lambda session: timeline.window(
                session, view, group=group, before=last.key, limit=size, shareable=quiet
            ),
            lambda rows: self._take(view, group, rows),
            owner=self,
            key="more",
        )

    def _take(self, view: RecordView, group: str, rows: tuple[TimelineRow, ...]) -> None:
        """Rows of a stream that is no longer shown are dropped."""
        if self.view is view and self.filter.value() == group:
            self.stream.stream.append(rows)

    def _follow_discreet(self, on: bool) -> None:
        if on and self.filter.value() in _INTERNAL_GROUPS:
            self.filter.choose("all")
        if on and self.to_find.isChecked():
            self.to_find.setChecked(False)
            self.find_line.open(False)
        if self.view is not None:
            # What is internal goes at once; the shareable rows are read behind it.
            self.stream.stream.reset((), self.view.as_of)
            self.reload_wanted.emit()
