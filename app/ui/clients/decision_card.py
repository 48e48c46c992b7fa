"""One disputed decision: the wish beside our advice, the counter, the attempts, and the one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.records import decisions as use_cases
from app.services.rules.advice import CLIENTS_WAY
from app.services.views.decisions import DecisionCard
from app.services.views.record import RecordView
from app.services.views.words import short_day
from app.ui.clients.decision_forms import AttemptForm, CardForm, DebriefForm, SettleForm
from app.ui.clients.decision_parts import StakeLine, attempts_of, pill_of, settled_line, side, titled
from app.ui.core.buttons import Button, IconButton
from app.ui.core.cards import Card, clear
from app.ui.core.flow import FlowRow
from app.ui.core.fold import FoldRow
from app.ui.core.labels import IconLabel, Label, Line

if TYPE_CHECKING:
    from app.ui.clients.tab import RecordTab


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

    def steps(self) -> tuple[str, ...]:
        """What can be done now: attempt, settle, debrief; the next step first."""
        verdict = self.card.verdict
        if self.desk.read_only:
            return ()
        if verdict.state == "settled":
            return ("debrief",) if self.card.debrief_waits else ()
        return ("attempt", "settle") if verdict.state == "advise" else ("settle", "attempt")

    def take(self, step: str) -> None:
        """Open the form of one of `steps`."""
        if step == "attempt":
            self._log_attempt(beyond=self.card.verdict.state == "client_decides")
        elif step == "settle":
            self._settle("client_way")
        else:
            self._debrief()

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
        row.addWidget(IconLabel("scale", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        named = FoldRow(spacing=8, beneath=4)
        named.add(titled(card.title, line), 1, likes=200)
        named.add(pill_of(self.card, self.view.as_of))
        row.addWidget(named, 1)
        if settled:
            arrow = "chevron-up" if self._unfolded else "chevron-down"
            name = _("Fold {title}") if self._unfolded else _("Unfold {title}")
            row.addWidget(IconButton(arrow, name.format(title=card.title), self._fold))
        more = IconButton("ellipsis", _("More for {title}").format(title=card.title))
        more.clicked.connect(lambda: self._menu(more))
        row.addWidget(more)
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
        if self.desk.read_only or (verdict.state == "settled" and not self.card.debrief_waits):
            return
        row, hint = FlowRow(gap=8, one_line=True), ""
        if verdict.state == "advise":
            self._foot.addWidget(Line())
            row.add(Button(_("Log attempt"), self._log_attempt, kind="primary", icon_name="repeat-2"))
            row.add(Button(_("They are convinced"), lambda: self._settle("convinced"), icon_name="check"))
            row.add(Button(_("Settle…"), lambda: self._settle("client_way")))
            if verdict.left == 1:
                hint = _("after the next attempt the client decides")
        elif verdict.state == "client_decides":
            settle = _("The client decides: settle")
            row.add(
                Button(settle, lambda: self._settle("client_way"), kind="primary", icon_name="user-check")
            )
            row.add(Button(_("Argue once more…"), lambda: self._log_attempt(beyond=True), kind="quiet"))
        else:
            row.add(Button(_("Look back…"), self._debrief, icon_name="graduation-cap", small=True))
        foot = FoldRow()
        foot.add(row, 1)
        if hint:
            foot.add(Label(hint, "small", "text2"))
        self._foot.addWidget(foot)

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
