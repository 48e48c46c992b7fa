"""The parts of a decision's card: status, counter in words, attempts, the two texts beside each other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.day_words import ago, short_day
from app.domain.names import shown
from app.domain.words import capital, word
from app.i18n import _, ngettext, pgettext
from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import ElidedLabel, Label
from app.ui.kit.widgets.pills import Dots, Pill, Tag
from app.views.decisions.cards import AttemptLine, DecisionCard

if TYPE_CHECKING:
    from app.ui.record.tab import RecordTab

_RESPONSES = {"refused": "danger", "hesitated": "warn", "partly": "accent", "accepted": "success"}
_VERDICTS = {
    "our_advice": "success",
    "client_right": "info",
    "mixed": "warn",
    "too_early": "neutral",
}


def pill_of(card: DecisionCard, today: date) -> Pill:
    """Where the decision stands, as a status."""
    verdict = card.verdict
    if discreet.state.on and verdict.state != "settled":
        # How often we may still argue is ours to know.
        return Pill(pgettext("one decision", "Open"), "info")
    if verdict.state == "client_decides":
        return Pill(_("The client decides"), "warn", "user-check")
    if verdict.state == "advise":
        left = ngettext("Open, {n} attempt left", "Open, {n} attempts left", verdict.left)
        return Pill(left.format(n=verdict.left), "info")
    if verdict.debriefed and verdict.decision.verdict:
        names = {
            "our_advice": _("Debriefed, our advice held"),
            "client_right": _("Debriefed, the client was right"),
            "mixed": _("Debriefed, mixed"),
            "too_early": _("Debriefed, too early to say"),
        }
        return Pill(names[verdict.decision.verdict], _VERDICTS[verdict.decision.verdict], "circle-check")
    waits = verdict.debrief_waits_since
    if waits is not None:
        due = waits <= today
        text = _("Debrief due") if due else _("Debrief {when}").format(when=ago(waits, today))
        return Pill(text, "warn" if due else "info", "clock")
    return Pill(
        capital(word(verdict.outcome)),
        "success" if verdict.outcome == "convinced" else "neutral",
        "check",
    )


def settled_line(card: DecisionCard, today: date) -> str:
    """How it was settled, after how many attempts, by whom."""
    verdict = card.verdict
    decision = verdict.decision
    parts = [capital(word(verdict.outcome))]
    if verdict.attempts and not discreet.state.on:
        parts.append(
            ngettext("after {n} of {limit} attempt", "after {n} of {limit} attempts", verdict.limit).format(
                n=verdict.attempts, limit=verdict.limit
            )
        )
    if decision.decided_by:
        parts.append(_("decided by {who}").format(who=shown(decision.decided_by)))
    if decision.debriefed_on:
        parts.append(_("debrief {day}").format(day=short_day(decision.debriefed_on, today)))
    return " · ".join(parts)


def counter(card: DecisionCard) -> str:
    """The counter in words."""
    verdict = card.verdict
    if verdict.limit == 0:
        return _("we do not argue with this client: implement it")
    told = ngettext("argued {n} of {limit} time", "argued {n} of {limit} times", verdict.limit)
    counted = told.format(n=verdict.attempts, limit=verdict.limit)
    if verdict.state == "client_decides":
        return _("{counted}: implement it, without sulking").format(counted=counted)
    return counted


class StakeLine(QWidget):
    """What is at stake, and the counter beside it; beneath it where both have no room in one line."""

    def __init__(self, card: DecisionCard) -> None:
        super().__init__()
        verdict = card.verdict
        self._counter = Label(counter(card), "strong" if verdict.state == "advise" else "body")
        discreet.internal(self._counter)
        stake, counted = QHBoxLayout(), QHBoxLayout()
        for row in (stake, counted):
            row.setSpacing(12)
        self._stake = Label(card.stake or "", wrap=True)
        if card.stake:
            stake.addWidget(Label(_("At stake"), "small", "text2"), 0, Qt.AlignmentFlag.AlignTop)
            stake.addWidget(self._stake, 1)
        if verdict.limit:
            dots = Dots(verdict.attempts, verdict.limit, "warn" if verdict.left == 0 else "info")
            discreet.internal(dots)
            counted.addWidget(dots)
        counted.addWidget(self._counter, 1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(8)
        self._both.addLayout(stake, 1)
        self._both.addLayout(counted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._counter.fontMetrics().horizontalAdvance(self._counter.text())
        said = self._stake.fontMetrics().horizontalAdvance(self._stake.text())
        narrow = words + min(said, theme.px(300)) + theme.px(150) > self.width()
        self._counter.setWordWrap(narrow)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._both.direction() != way:
            self._both.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """The counter can wrap, so the line can be narrow."""
        return QSize(theme.px(200), super().minimumSizeHint().height())


def attempts_of(tab: RecordTab, card: DecisionCard, today: date) -> QWidget:
    """The attempts, oldest first: number, day and who, argument, answer."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for at, attempt in enumerate(card.attempts):
        _attempt(tab, card, today, grid, at, attempt)
    grid.setColumnMinimumWidth(1, theme.px(120))
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 5)
    grid.setColumnStretch(3, 3)
    return holder


def _attempt(
    tab: RecordTab, card: DecisionCard, today: date, grid: QGridLayout, at: int, attempt: AttemptLine
) -> None:
    top = Qt.AlignmentFlag.AlignTop
    number = Tag(str(attempt.number), "warn" if attempt.over_limit else "neutral")
    number.setAccessibleName(_("Attempt {n}").format(n=attempt.number))
    grid.addWidget(number, at, 0, top)
    how = " · ".join(filter(None, (short_day(attempt.made_on, today), word(attempt.channel))))
    who = " → ".join(filter(None, (attempt.made_by, attempt.contact)))
    grid.addWidget(_two(how, who), at, 1, top)
    words = attempt.argument
    over = _("Over the limit: {why}").format(why=attempt.override_reason) if attempt.override_reason else ""
    grid.addWidget(_two(words, over, role="text"), at, 2, top)
    answer = Label(capital(word(attempt.response)), "small", _RESPONSES.get(attempt.response or "", "text2"))
    answer.setProperty("weight", "semibold")
    right = QHBoxLayout()
    right.addWidget(answer, 1)
    name = _("Open attempt {n} of {title}").format(n=attempt.number, title=card.title)
    opened = IconButton("pencil", name, lambda: tab.open_record("attempts", attempt.id), side=24)
    right.addWidget(opened, 0, top)
    grid.addLayout(right, at, 3, top)


def titled(title: str, line: str, icon: QWidget) -> QWidget:
    """Icon and title, and at their right in small print what else there is to say; both end in "…" in time."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    name = ElidedLabel(title, "strong")
    name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    row.addWidget(icon)
    row.addWidget(name)
    row.addWidget(ElidedLabel(line, "small", "text2"), 1)
    return holder


def side(title: str, text: str, kind: str, role: str) -> Card:
    """One of the two texts that stand beside each other."""
    card = Card(kind=kind, padding=12, spacing=2)
    heading = Label(title, "small", role)
    heading.setProperty("weight", "medium")
    card.body.addWidget(heading)
    words = Label(text, wrap=True, selectable=True)
    words.setAccessibleName(f"{title}: {text}")
    card.body.addWidget(words)
    card.body.addStretch(1)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return card


def _two(upper: str, lower: str, role: str = "text") -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(upper, "small", role, wrap=True))
    if lower:
        column.addWidget(Label(lower, "small", "text2", wrap=True))
    return holder
