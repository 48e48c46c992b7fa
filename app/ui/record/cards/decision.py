"""One disputed decision: the wish beside our advice, the counter, the attempts, and the one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.day_words import short_day
from app.i18n import _
from app.services.records import decisions as use_cases
from app.ui.forms.decisions import AttemptForm, CardForm, DebriefForm, SettleForm
from app.ui.kit import discreet
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import IconLabel, Label, Line
from app.ui.record.cards.decision_actions import register
from app.ui.record.cards.decision_parts import StakeLine, attempts_of, pill_of, settled_line, side, titled
from app.views.decisions.cards import DecisionCard
from app.views.decisions.page import DecisionRow
from app.views.record.page import RecordView

if TYPE_CHECKING:
    from app.ui.record.tab import RecordTab


class DecisionCardWidget(Card):
    """Settled decisions fold to three lines; a press on the title unfolds them."""

    def __init__(self, tab: RecordTab, view: RecordView, card: DecisionCard) -> None:
        super().__init__(padding=16, spacing=10)
        self._tab, self.context = tab, tab.context
        register(self.context)
        self.view, self.card = view, card
        self.rows = Rows(self.context, "decision", self, row=lambda: self.row)
        self._unfolded = card.verdict.state != "settled"
        self._form: CardForm | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head, self._middle, self._foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._head, self._middle, self._foot):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(10)
            self.body.addLayout(part)
        discreet.state.changed.connect(self._follow_discreet)
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

    @property
    def row(self) -> DecisionRow:
        """The decision as it stands in lists."""
        who = self.view.who
        return DecisionRow(who.id, who.name, who.owner, self.card.verdict, self.view.as_of)

    def open_row(self, _row: DecisionRow) -> None:
        """Unfold a settled decision, or fold it again."""
        if self.card.verdict.state == "settled":
            self._fold()

    def take(self, step: str, _row: DecisionRow | None = None) -> None:
        """Open the form of a step (attempt, convinced, settle, debrief), or open the decision again."""
        if step == "reopen":
            self._reopen()
        elif step == "attempt":
            beyond = self.card.verdict.state == "client_decides"
            self.open_form(AttemptForm(self.context, self.view, self.card, beyond=beyond))
        elif step == "debrief":
            self.open_form(DebriefForm(self.context, self.card))
        else:
            outcome = "convinced" if step == "convinced" else "client_way"
            self.open_form(SettleForm(self.context, self.view, self.card, outcome))

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
            if self.card.attempts and not discreet.state.on:
                self._middle.addWidget(Line())
                self._middle.addWidget(attempts_of(self._tab, self.card, self.view.as_of))
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
        named = FoldRow(spacing=8, beneath=4)
        named.add(titled(card.title, line, IconLabel("scale", "text2")), 1, likes=220)
        named.add(pill_of(self.card, self.view.as_of))
        row.addWidget(named, 1)
        if settled:
            arrow = "chevron-up" if self._unfolded else "chevron-down"
            name = _("Fold {title}") if self._unfolded else _("Unfold {title}")
            row.addWidget(IconButton(arrow, name.format(title=card.title), self._fold))
        row.addWidget(self.rows.more(_("More for {title}").format(title=card.title)))
        self._head.addLayout(row)
        if settled:
            self._head.addWidget(Label(settled_line(self.card, self.view.as_of), "small", "text2", wrap=True))
            if card.lesson:
                lesson = QHBoxLayout()
                lesson.setSpacing(10)
                lesson.addWidget(IconLabel("graduation-cap", "success"), 0, Qt.AlignmentFlag.AlignTop)
                lesson.addWidget(Label(_("Lesson: {text}").format(text=card.lesson), wrap=True), 1)
                self._head.addLayout(lesson)

    def _show_texts(self) -> None:
        both = FoldRow()
        both.add(side(_("What the client wants"), self.card.client_wish, "flat", "text2"), 1, likes=180)
        both.add(side(_("Our advice"), self.card.our_advice, "soft", "accent"), 1, likes=180)
        self._middle.addWidget(both)
        self._middle.addWidget(StakeLine(self.card))

    def _show_foot(self) -> None:
        clear(self._foot)
        verdict = self.card.verdict
        if self.context.read_only or (verdict.state == "settled" and not self.card.debrief_waits):
            return
        row, hint = FlowRow(gap=8, one_line=True), ""

        def make(name: str, **look: Any) -> Button:
            return self.rows.button(name, self.row, **look)

        if verdict.state == "advise":
            self._foot.addWidget(Line())
            if not discreet.state.on:
                row.add(make("attempt", kind="primary"))
                row.add(make("convinced"))
            row.add(make("settle", icon=""))
            if verdict.left == 1 and not discreet.state.on:
                hint = _("after the next attempt the client decides")
        elif verdict.state == "client_decides":
            row.add(make("settle", kind="primary"))
            if not discreet.state.on:
                row.add(make("attempt", kind="quiet", icon=""))
        else:
            row.add(make("debrief", small=True))
        foot = FoldRow()
        foot.add(row, 1)
        if hint:
            foot.add(Label(hint, "small", "text2"))
        self._foot.addWidget(foot)

    def _follow_discreet(self, on: bool) -> None:
        """The attempts, their number and an open form of one more go and come again with discreet mode."""
        if on and isinstance(self._form, AttemptForm):
            self._form.closed.emit()
        self._show()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    def _reopen(self) -> None:
        decision_id = self.card.id
        self.rows.write(
            _("Decision open again"), lambda session: use_cases.reopen(session, decision_id=decision_id)
        )
