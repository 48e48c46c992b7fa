"""One disputed decision: the wish beside our advice, the counter, the attempts, and the one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.records import decisions as use_cases
from app.services.records.titles import word
from app.services.rules.advice import CLIENTS_WAY
from app.services.views.decisions import AttemptLine, DecisionCard
from app.services.views.record import RecordView
from app.services.views.words import ago, capital, short_day
from app.ui.clients.decision_forms import AttemptForm, CardForm, DebriefForm, SettleForm
from app.ui.core import discreet
from app.ui.core.buttons import Button, IconButton
from app.ui.core.cards import Card, clear
from app.ui.core.labels import ElidedLabel, IconLabel, Label, Line
from app.ui.core.pills import Dots, Pill, Tag

if TYPE_CHECKING:
    from app.ui.clients.tab import RecordTab

_RESPONSES = {"refused": "danger", "hesitated": "warn", "partly": "accent", "accepted": "success"}
_VERDICTS = {
    "our_advice": "success",
    "client_right": "info",
    "mixed": "warn",
    "too_early": "neutral",
}


class DecisionCardWidget(Card):
    """Settled decisions fold to three lines; a press on the title unfolds them."""

    def __init__(self, tab: RecordTab, view: RecordView, card: DecisionCard) -> None:
        super().__init__(padding=16, spacing=10)
        self._tab, self.desk = tab, tab.desk
        self.view, self.card = view, card
        self._unfolded = card.verdict.state != "settled"
        self._form: CardForm | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head, self._middle, self._foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._head, self._middle, self._foot):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(10)
            self.body.addLayout(part)
        self._show()

    def refresh(self, view: RecordView, card: DecisionCard) -> None:
        """Show the decision anew; an open form stays as it is."""
        self.view, self.card = view, card
        self._show()

    def unfold(self) -> None:
        """Show wish, advice and attempts of a settled decision, too."""
        if not self._unfolded:
            self._unfolded = True
            self._show()

    def is_unfolded(self) -> bool:
        """Whether wish, advice and attempts are shown."""
        return self._unfolded

    def form_is_open(self) -> bool:
        """Whether somebody is filling in a form of this card."""
        return self._form is not None

    def open_form(self, form: CardForm) -> None:
        """Open one of the forms in place of the buttons."""
        self._form = form
        form.closed.connect(self._close_form)
        clear(self._foot)
        self._foot.addWidget(form)
        first = next((f.control for f in form.form.fields.values() if f.control.value() in (None, "")), None)
        if first is not None:
            first.setFocus()

    def _close_form(self) -> None:
        self._form = None
        self._show_foot()

    def _show(self) -> None:
        self.setAccessibleName(f"{self.card.title}, {self.card.ref}")
        clear(self._head)
        clear(self._middle)
        self._show_head()
        if self._unfolded:
            self._show_texts()
            if self.card.attempts:
                self._middle.addWidget(Line())
                self._middle.addWidget(self._attempts())
        if self._form is None:
            self._show_foot()

    def _show_head(self) -> None:
        card, verdict = self.card, self.card.verdict
        decision = verdict.decision
        settled = verdict.state == "settled"
        when = decision.settled_on if settled else decision.raised_on
        words = _("settled {day}") if settled else _("since {day}")
        line = f"{card.ref} · {words.format(day=short_day(when, self.view.as_of))}"
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("scale", "text2"))
        title = ElidedLabel(card.title, "strong")
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(title)
        row.addWidget(ElidedLabel(line, "small", "text2"), 1)
        row.addWidget(self._pill())
        if settled:
            arrow = "chevron-up" if self._unfolded else "chevron-down"
            name = _("Fold {title}") if self._unfolded else _("Unfold {title}")
            row.addWidget(IconButton(arrow, name.format(title=card.title), self._fold))
        more = IconButton("ellipsis", _("More for {title}").format(title=card.title))
        more.clicked.connect(lambda: self._menu(more))
        row.addWidget(more)
        self._head.addLayout(row)
        if settled:
            self._head.addWidget(Label(self._settled_line(), "small", "text2", wrap=True))
            if card.lesson:
                lesson = QHBoxLayout()
                lesson.setSpacing(10)
                lesson.addWidget(IconLabel("graduation-cap", "success"), 0, Qt.AlignmentFlag.AlignTop)
                lesson.addWidget(Label(_("Lesson: {text}").format(text=card.lesson), wrap=True), 1)
                self._head.addLayout(lesson)

    def _pill(self) -> Pill:
        verdict = self.card.verdict
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
            due = waits <= self.view.as_of
            text = _("Debrief due") if due else _("Debrief {when}").format(when=ago(waits, self.view.as_of))
            return Pill(text, "warn" if due else "info", "clock")
        return Pill(
            capital(word(verdict.outcome)),
            "success" if verdict.outcome == "convinced" else "neutral",
            "check",
        )

    def _settled_line(self) -> str:
        verdict = self.card.verdict
        decision = verdict.decision
        parts = [capital(word(verdict.outcome))]
        if verdict.attempts:
            parts.append(
                ngettext(
                    "after {n} of {limit} attempt", "after {n} of {limit} attempts", verdict.limit
                ).format(n=verdict.attempts, limit=verdict.limit)
            )
        if decision.decided_by:
            parts.append(_("decided by {who}").format(who=decision.decided_by))
        if decision.debriefed_on:
            parts.append(_("debrief {day}").format(day=short_day(decision.debriefed_on, self.view.as_of)))
        return " · ".join(parts)

    def _show_texts(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(_side(_("What the client wants"), self.card.client_wish, "flat", "text2"), 1)
        both.addWidget(_side(_("Our advice"), self.card.our_advice, "soft", "accent"), 1)
        self._middle.addLayout(both)
        row = QHBoxLayout()
        row.setSpacing(12)
        if self.card.stake:
            row.addWidget(Label(_("At stake"), "small", "text2"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self.card.stake, wrap=True), 1)
        row.addStretch(0 if self.card.stake else 1)
        verdict = self.card.verdict
        if verdict.limit:
            row.addWidget(Dots(verdict.attempts, verdict.limit, "warn" if verdict.left == 0 else "info"))
        row.addWidget(Label(self._counter(), "strong" if verdict.state == "advise" else "body"))
        self._middle.addLayout(row)

    def _counter(self) -> str:
        """The counter in words."""
        verdict = self.card.verdict
        if verdict.limit == 0:
            return _("we do not argue with this client: implement it")
        told = ngettext("argued {n} of {limit} time", "argued {n} of {limit} times", verdict.limit)
        counted = told.format(n=verdict.attempts, limit=verdict.limit)
        if verdict.state == "client_decides":
            return _("{counted}: implement it, without sulking").format(counted=counted)
        return counted

    def _attempts(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, attempt in enumerate(self.card.attempts):
            self._attempt(grid, at, attempt)
        grid.setColumnMinimumWidth(1, 180)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 5)
        grid.setColumnStretch(3, 3)
        return holder

    def _attempt(self, grid: QGridLayout, at: int, attempt: AttemptLine) -> None:
        top = Qt.AlignmentFlag.AlignTop
        number = Tag(str(attempt.number), "warn" if attempt.over_limit else "neutral")
        number.setAccessibleName(_("Attempt {n}").format(n=attempt.number))
        grid.addWidget(number, at, 0, top)
        how = " · ".join(filter(None, (short_day(attempt.made_on, self.view.as_of), word(attempt.channel))))
        who = " → ".join(filter(None, (attempt.made_by, attempt.contact)))
        grid.addWidget(_two(how, who), at, 1, top)
        words = attempt.argument
        over = (
            _("Over the limit: {why}").format(why=attempt.override_reason) if attempt.override_reason else ""
        )
        grid.addWidget(_two(words, over, role="text"), at, 2, top)
        answer = Label(
            capital(word(attempt.response)), "small", _RESPONSES.get(attempt.response or "", "text2")
        )
        answer.setProperty("weight", "semibold")
        right = QHBoxLayout()
        right.addWidget(answer, 1)
        name = _("Open attempt {n} of {title}").format(n=attempt.number, title=self.card.title)
        opened = IconButton("pencil", name, lambda: self._tab.open_record("attempts", attempt.id), side=24)
        right.addWidget(opened, 0, top)
        discreet.internal(answer)
        grid.addLayout(right, at, 3, top)

    def _show_foot(self) -> None:
        clear(self._foot)
        verdict = self.card.verdict
        if self.desk.read_only or (verdict.state == "settled" and not self.card.debrief_waits):
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        hint = ""
        if verdict.state == "advise":
            self._foot.addWidget(Line())
            row.addWidget(Button(_("Log attempt"), self._log_attempt, kind="primary", icon_name="repeat-2"))
            row.addWidget(
                Button(_("They are convinced"), lambda: self._settle("convinced"), icon_name="check")
            )
            row.addWidget(Button(_("Settle…"), lambda: self._settle("client_way")))
            if verdict.left == 1:
                hint = _("after the next attempt the client decides")
        elif verdict.state == "client_decides":
            settle = _("The client decides: settle")
            row.addWidget(
                Button(settle, lambda: self._settle("client_way"), kind="primary", icon_name="user-check")
            )
            row.addWidget(Button(_("Argue once more…"), lambda: self._log_attempt(beyond=True), kind="quiet"))
        else:
            row.addWidget(Button(_("Look back…"), self._debrief, icon_name="graduation-cap", small=True))
        row.addStretch(1)
        row.addWidget(Label(hint, "small", "text2"))
        self._foot.addLayout(row)

    def _log_attempt(self, *, beyond: bool = False) -> None:
        self.open_form(AttemptForm(self.desk, self.view, self.card, beyond=beyond))

    def _settle(self, outcome: str) -> None:
        self.open_form(SettleForm(self.desk, self.view, self.card, outcome))

    def _debrief(self) -> None:
        self.open_form(DebriefForm(self.desk, self.card))

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    def _menu(self, button: QWidget) -> None:
        more = []
        verdict = self.card.verdict
        if not self.desk.read_only and verdict.state == "settled":
            if verdict.decision.debriefed_on is None:
                more.append(("undo-2", _("Open it again"), self._reopen))
            if verdict.outcome in CLIENTS_WAY and not verdict.debriefed:
                more.append(("graduation-cap", _("Look back…"), self._debrief))
        place = button.mapToGlobal(QPoint(0, button.height()))
        self._tab.record_menu("decisions", self.card.id, place, *more)

    def _reopen(self) -> None:
        decision_id = self.card.id
        told = _("Decision open again")
        self.desk.operations.write(
            told,
            lambda session: use_cases.reopen(session, decision_id=decision_id) and None,
            lambda _r: self.desk.toast(told, undo=True),
            owner=self,
        )


def _side(title: str, text: str, kind: str, role: str) -> Card:
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
