"""The Timeline tab: composer, filter, the stream of everything, and the rail beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services import drafts
from app.services.views import timeline
from app.services.views.record import RecordView
from app.services.views.timeline_rows import TimelineRow
from app.ui.clients import rail
from app.ui.clients.capture import delete_record
from app.ui.clients.composer import Composer, place_of
from app.ui.clients.rail import Rail
from app.ui.clients.stream import Stream
from app.ui.clients.tab import RecordTab
from app.ui.core import discreet
from app.ui.core.cards import Card, EmptyState
from app.ui.core.pills import Chip, ChipRow
from app.ui.desk import Desk

GROUPS = (
    ("all", N_("Everything")),
    ("touches", N_("Touches")),
    ("disputes", N_("Disputes")),
    ("complaints", N_("Complaints")),
    ("promises", N_("Promises")),
    ("retention", N_("Retention")),
    ("money", N_("Money")),
    ("internal", N_("Internal")),
)
_ROOMY = 760
_INTERNAL_GROUPS = ("retention", "internal")


@dataclass(frozen=True)
class _Answer:
    """The first window of the stream, its counts, and the draft of the composer."""

    group: str
    rows: tuple[TimelineRow, ...]
    counts: dict[str, int]
    draft: dict[str, Any]


class TimelineTab(RecordTab):
    """Reads the stream in windows; keeps what is being typed when the record is read anew."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.composer = Composer(desk)
        self.filter = ChipRow([(value, Chip(_(title))) for value, title in GROUPS])
        self.filter.choose("all")
        for value in _INTERNAL_GROUPS:
            discreet.internal(self.filter.chips[value])
        self.stream = Stream(timeline.WINDOW)
        self.stream.setProperty("bare", "true")
        self.empty = EmptyState("feather", "")
        self.rail = Rail(desk)
        self._lay_out()
        self.filter.chosen.connect(lambda _value: self.reload_wanted.emit())
        self.stream.stream.more_wanted.connect(self._read_on)
        self.stream.opened.connect(lambda row: self.open_record(row.kind, row.id))
        self.stream.removed.connect(self._remove)
        self.stream.menu_wanted.connect(lambda row, place: self.record_menu(row.kind, row.id, place))
        self.rail.record_wanted.connect(self.record_wanted)
        discreet.state.changed.connect(self._follow_discreet)

    def _lay_out(self) -> None:
        card = Card(padding=4, spacing=0)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.stream, 1)
        card.body.addWidget(self.empty, 1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.composer)
        left.addWidget(self.filter)
        left.addWidget(card, 1)
        holder = QWidget()
        holder.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 24)
        row.setSpacing(16)
        row.addWidget(holder, 1)
        row.addWidget(self.rail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the rail gives room to the stream."""
        super().resizeEvent(event)
        self.rail.setFixedWidth(rail.WIDTH if self.width() >= _ROOMY else rail.NARROW)

    def read(self, session: Any, view: RecordView) -> _Answer:
        group, quiet = self.filter.value() or "all", discreet.state.on
        rows = timeline.window(session, view, group=group, shareable=quiet)
        draft = drafts.kept(session, place_of(view.who.id))
        return _Answer(group, rows, timeline.counts(view, shareable=quiet), draft)

    def show_view(self, view: RecordView, answer: _Answer) -> None:
        same = self.view is not None and self.view.who.id == view.who.id
        at = self.stream.verticalScrollBar().value() if same else 0
        self.view = view
        self.composer.show_view(view, answer.draft)
        for group, count in answer.counts.items():
            self.filter.chips[group].set_count(count)
        self.stream.stream.reset(answer.rows, view.as_of)
        self.stream.verticalScrollBar().setValue(at)
        self.rail.show_view(view)
        self._show_empty(answer)

    def show_record(self, kind: str, record_id: int) -> bool:
        if not self.stream.show_record(kind, record_id):
            self.open_record(kind, record_id)
        return True

    def leave(self) -> None:
        self.composer.flush()

    def _show_empty(self, answer: _Answer) -> None:
        self.stream.setVisible(bool(answer.rows))
        self.empty.setVisible(not answer.rows)
        if answer.counts["all"]:
            self.empty.set_texts("list-filter", _("Nothing of this kind yet"), "")
        else:
            text = _(
                "What you write above, and everything else about this client, stands here, newest first."
            )
            self.empty.set_texts("feather", _("Nothing is on record yet"), text)

    def _read_on(self, last: TimelineRow, size: int) -> None:
        view, group, quiet = self.view, self.filter.value() or "all", discreet.state.on
        if view is None:
            return
        self.desk.operations.read(
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

    def _remove(self, row: TimelineRow) -> None:
        if not self.desk.read_only:
            delete_record(self.desk, row.kind, row.id)

    def _follow_discreet(self, on: bool) -> None:
        if on and self.filter.value() in _INTERNAL_GROUPS:
            self.filter.choose("all")
        if self.view is not None:
            # What is internal goes at once; the shareable rows are read behind it.
            self.stream.stream.reset((), self.view.as_of)
            self.reload_wanted.emit()
