"""Beside the promises: how well both sides keep their word, and to whom we talk less than while courting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rules.promises import Tally
from app.i18n import _, format_percent, ngettext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Bar, Card, PressCard, clear
from app.ui.kit.widgets.labels import ElidedLabel, Label, Line, SectionHeader
from app.ui.kit.widgets.share import Share
from app.ui.kit.widgets.spoken import spoken
from app.views.clients.attention import AttentionLine, rates_words
from app.views.promises import Kept, PromisesView

WIDTH = 288
_AT_FIRST = 5
# A gap within so many per cent is no gap to speak of.
_SMALL, _WIDE = 10, 50


class AttentionRow(PressCard):
    """One client: what is left of the attention of the courting time."""

    def __init__(self, line: AttentionLine) -> None:
        told = spoken(f"{line.client}: {line.sentence}", rates_words(line))
        super().__init__(told, padding=4)
        self.set_kind("plain")
        self.body.setContentsMargins(4, 3, 4, 4)
        self.body.setSpacing(2)
        role = _role(line.gap)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(line.client, "small", weight="medium"), 1)
        percent = Label(_signed(line.gap), "small", role, weight="semibold")
        head.addWidget(percent)
        self.body.addLayout(head)
        bar = Bar(min(1.0, line.share), "accent" if role in ("success", "text2") else role, height=4)
        bar.setAccessibleName(line.sentence)
        self.body.addWidget(bar)
        self.body.addWidget(ElidedLabel(rates_words(line), "small", "text2"))


class PromisesRail(QWidget):
    """`client_wanted(id)` when a client's line is pressed."""

    client_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._all = False
        self._lines: Sequence[AttentionLine] = ()
        self.courting = Share(_("Ours, said while courting"))
        self.since = Share(_("Ours, said since"))
        self.theirs = Share(_("Theirs"))
        self.reading = Label("", "small", "text2", wrap=True)
        self.head = SectionHeader(_("Attention"), note=_("against courting"))
        self.sentence = Label("", "small", "text2", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.more = Button("", self._toggle, kind="link", small=True)
        figures = Card(padding=12, spacing=14)
        for each in (self.courting, self.since, Line(), self.theirs):
            figures.body.addWidget(each)
        figures.body.addWidget(self.reading)
        self.attention = Card(padding=12, spacing=8)
        self.attention.body.addWidget(self.sentence)
        self.attention.body.addLayout(self.lines)
        self.attention.body.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHeader(_("Promises kept"), note=_("all clients")))
        column.addWidget(figures)
        column.addSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.attention)
        column.addStretch(1)

    def show_view(self, view: PromisesView) -> None:
        """Show how well the word is kept."""
        for share, tally in (
            (self.courting, view.ours.courting),
            (self.since, view.ours.since),
            (self.theirs, view.theirs.whole),
        ):
            share.show_share(tally.kept, _judged(tally), _missed(tally))
        self.reading.setText(_reading(view.ours))
        self.reading.setVisible(bool(self.reading.text()))

    def show_attention(self, lines: Sequence[AttentionLine]) -> None:
        """Show the widest gaps first."""
        self._lines = lines
        less = sum(line.gap < -_SMALL for line in lines)
        if not lines:
            text = _("Unknown until clients have a day of first contact and touches from that time.")
        else:
            text = ngettext(
                "With {n} of {all} client we talk less than while we courted them.",
                "With {n} of {all} clients we talk less than while we courted them.",
                len(lines),
            ).format(n=less, all=len(lines))
        self.sentence.setText(text)
        self._show_lines()

    def _show_lines(self) -> None:
        clear(self.lines)
        for line in self._lines if self._all else self._lines[:_AT_FIRST]:
            row = AttentionRow(line)
            row.pressed.connect(lambda client_id=line.client_id: self.client_wanted.emit(client_id))
            self.lines.addWidget(row)
        self.more.setVisible(len(self._lines) > _AT_FIRST)
        self.more.setText(_("Show fewer") if self._all else _("Show all {n}").format(n=len(self._lines)))

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_lines()


def _judged(tally: Tally) -> int:
    return tally.kept + tally.late + tally.broken + tally.overdue


def _missed(tally: Tally) -> str:
    """What else became of them, in short."""
    if tally.overdue:
        return ngettext("{n} overdue", "{n} overdue", tally.overdue).format(n=tally.overdue)
    return ngettext("{n} late", "{n} late", tally.late).format(n=tally.late) if tally.late else ""


def _reading(ours: Kept) -> str:
    """What the two shares say beside each other."""
    then, now = ours.courting.kept_rate, ours.since.kept_rate
    if then is None or now is None:
        return ""
    if round(100 * then) > round(100 * now):
        return _("What we said to win clients we kept better than what we said since.")
    if round(100 * then) < round(100 * now):
        return _("What we say now we keep better than what we said to win clients.")
    return _("We keep our word now as we did while courting.")


def _role(gap: float) -> str:
    if gap <= -_WIDE:
        return "danger"
    if gap < -_SMALL:
        return "warn"
    return "success" if gap > _SMALL else "text2"


def _signed(gap: float) -> str:
    share = format_percent(abs(gap) / 100)
    if round(gap) == 0:
        return share
    return f"−{share}" if gap < 0 else f"+{share}"
