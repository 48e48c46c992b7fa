"""One threat: its class with all four reasons, what may be spent, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.day_words import short_day
from app.domain.names import shown
from app.domain.words import word
from app.i18n import _, format_day, format_money, in_quotes, ngettext
from app.ui.forms import threat_answers as answers
from app.ui.forms.capturing import capture
from app.ui.forms.ceiling import CeilingPanel
from app.ui.forms.reasons import ReasonsList, class_pill
from app.ui.forms.retention import ThreatForm
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, Label, Line
from app.ui.kit.widgets.pills import Tag
from app.ui.record.cards.retention_actions import register
from app.views.record.page import RecordView
from app.views.retention.client import ThreatCard
from app.views.retention.rows import ThreatRow

# What is proposed while nothing was answered: keep whom we gave a reason, give nothing for a bluff.
_PROPOSED = {"founded": "retain", "unfounded": "hold"}


class Host(Protocol):
    """Where a card stands: a client's Retention tab or the Retention page."""

    context: PageContext
    record_wanted: Any


class ThreatCardWidget(Card):
    """An open threat is a triage card; a closed one folds to two lines.

    With `steps` (the way to the next card, by `go(±1)`) at its top right it also says whose threat it is.
    """

    is_card = True

    def __init__(
        self,
        tab: Host,
        view: RecordView,
        card: ThreatCard,
        *,
        steps: QWidget | None = None,
        go: Callable[[int], Any] | None = None,
    ) -> None:
        super().__init__(padding=16, spacing=10)
        self._tab, self.context, self.view, self.card = tab, tab.context, view, card
        self.form: ThreatForm | None = None
        self._go = go
        register(self.context)
        self.row = ThreatRow(view.who.id, view.who.name, view.currency, card.verdict)
        self.rows = Rows(self.context, "threat", self, row=lambda: self.row)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        spoken = _("Threat {ref}, {kind}").format(ref=card.ref, kind=word(card.verdict.kind))
        self.setAccessibleName(f"{view.who.name}. {spoken}" if steps else spoken)
        if steps is not None:
            self._name(steps)
        self._head(named=steps is not None)
        if card.verdict.is_open:
            self._triage()

    def _name(self, steps: QWidget) -> None:
        """Whose threat it is, its class and since when it is open."""
        told = QWidget()
        row = QHBoxLayout(told)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._marks(row)
        row.addWidget(Label(self._age(), "small", "text2"))
        row.addWidget(steps)
        row.addWidget(self.rows.more(_("More for {title}").format(title=self.card.ref)))
        head = FoldRow(spacing=12, beneath=4)
        head.add(Label(self.view.who.name, "title", wrap=True), 1, likes=220)
        head.add(told)
        self.body.addWidget(head)

    def _head(self, *, named: bool) -> None:
        card = self.card
        row = QHBoxLayout()
        row.setSpacing(8)
        said = in_quotes(card.wording) if card.wording else _("They may leave")
        row.addWidget(Label(said, "body" if named else "strong", weight="medium", wrap=True), 1)
        if not named:
            self._marks(row)
            if not card.verdict.is_open:
                role = "success" if card.verdict.outcome == "stayed" else "danger"
                row.addWidget(Tag(word(card.verdict.outcome), role))
            row.addWidget(self.rows.more(_("More for {title}").format(title=self.card.ref)))
        self.body.addLayout(row)
        under = QHBoxLayout()
        under.addWidget(ElidedLabel(self._facts(), "small", "text2"), 1)
        if not named:
            under.addWidget(Label(self._age(), "small", "text2"))
        self.body.addLayout(under)

    def _marks(self, row: QHBoxLayout) -> None:
        if self.card.verdict.bargaining:
            row.addWidget(Tag(_("bargaining"), "warn"))
        row.addWidget(class_pill(self.card.verdict.kind))

    def _facts(self) -> str:
        card = self.card
        asked = card.asked_for if card.asked_for not in (None, "", "nothing") else None
        wanted = word(asked) if asked else ""
        if wanted and card.amount_asked:
            wanted = f"{wanted} ({format_money(card.amount_asked, self.view.currency, decimals=False)})"
        parts = [
            shown(card.made_by),
            format_day(card.made_on, "EEE d MMM y"),
            _("competitor {name}").format(name=card.competitor) if card.competitor else "",
            _("asked for {what}").format(what=wanted) if wanted else _("asked for nothing"),
            _("we answered: {how}").format(how=word(card.response)) if card.response else "",
        ]
        return " · ".join(part for part in parts if part)

    def _age(self) -> str:
        card = self.card
        if not card.verdict.is_open:
            ended = card.verdict.threat.outcome_on or card.made_on
            return f"{card.ref} · {short_day(ended, self.view.as_of)}"
        days = (self.view.as_of - card.made_on).days
        return ngettext("{ref} · open for {n} day", "{ref} · open for {n} days", days).format(
            ref=card.ref, n=days
        )

    def _triage(self) -> None:
        card = self.card
        self.body.addWidget(Line())
        both = FoldRow(spacing=32)
        self.reasons = ReasonsList(card.reasons, self._tab.record_wanted.emit)
        judged = _("judged on what was on record on {day}")
        self.reasons.add_note(judged.format(day=short_day(card.made_on, self.view.as_of)))
        both.add(self.reasons, 1, likes=200)
        self.ceiling = CeilingPanel(
            self.view.verdicts.value, card.chances, self.view.settings, self.view.currency
        )
        both.add(self.ceiling, 1, likes=200)
        self.body.addWidget(both)
        self.body.addWidget(Line())
        self._free_of_charge()
        self._answers()

    def _free_of_charge(self) -> None:
        """Alternatives without money come first, each opening its gesture."""
        first = Label(_("First, what costs no money"), "small", "text2")
        first.setProperty("weight", "semibold")
        first.setMinimumHeight(theme.px(28))
        flow = FlowRow(first)
        for words, icon_name, do in self._steps():
            flow.add(Button(words, do, icon_name=icon_name, small=True))
        self.body.addWidget(flow)

    def _steps(self) -> list[tuple[str, str, Callable[[], Any]]]:
        refs = {(e.kind, e.id): e.ref or "" for e in self.card.verdict.evidence}
        named = {
            "complaints": (_("Settle {what}"), "megaphone"),
            "promises": (_("Keep what was promised"), "handshake"),
            "surveys": (_("Ask what was poor"), "message-circle-question-mark"),
        }
        steps: list[tuple[str, str, Callable[[], Any]]] = []
        for reason in self.card.reasons:
            if reason.found and reason.record is not None:
                words, icon_name = named[reason.record[0]]
                steps.append(
                    (words.format(what=refs.get(reason.record, "")), icon_name, self._opener(reason.record))
                )
        steps.append((_("Go and listen"), "ear", self._listen))
        if len(self.view.contacts) < 2 and not self.context.read_only:
            steps.append((_("Second contact"), "user-plus", self._second_contact))
        return steps

    def _opener(self, record: tuple[str, int]) -> Callable[[], Any]:
        return lambda: self._tab.record_wanted.emit(record)

    def _listen(self) -> None:
        self.context.go(Place("clients", self.view.who.id, tab="log"))

    def _second_contact(self) -> None:
        capture(self.context, "contact", self.view.who.id)

    def _answers(self) -> None:
        if self.context.read_only:
            return
        flow = FlowRow(gap=8)
        wanted = self.card.response or _PROPOSED.get(self.card.verdict.kind)
        for response in ("retain", "hold", "let_go"):
            kind = "primary" if response == wanted else "secondary"
            flow.add(self.rows.button(response, self.row, kind=kind))
        ended = Label(_("How did it end?"), "small", "text2")
        ended.setMinimumHeight(theme.px(32))
        ended.setContentsMargins(12, 0, 0, 0)
        flow.add(ended)
        flow.add(self.rows.button("stayed", self.row, icon=""))
        flow.add(self.rows.button("left", self.row, icon=""))
        self.body.addWidget(flow)

    def retain(self) -> None:
        """Keep them: the answer, and the form of the offer that goes with it, which names the ceiling."""
        found = self.ceiling.ceiling()
        low, high = (
            format_money(cents, self.view.currency, decimals=False) for cents in (found.low, found.high)
        )
        told = _("Up to {low} surely pays, up to {high} may pay.").format(low=low, high=high)
        if not found.high:
            told = _("By the record no money pays here. What costs nothing comes first.")
        answers.answer(self.rows, self.card.id, "retain")
        capture(
            self.context,
            "offer",
            self.view.who.id,
            currency=self.view.currency,
            told=told,
            trigger="threat",
            threat_id=self.card.id,
            kind="service",
        )

    def left(self) -> None:
        """How it ended, with the offer to mark the client as lost; in place."""
        if self.form is not None:
            return
        item = f"threat_open/{self.view.who.id}/{self.card.ref}"
        form = ThreatForm(self.context, self.view, self.card.verdict, item)
        form.form.set_values(outcome="left")
        form.closed.connect(self._close_form)
        self.form = form
        self.body.addWidget(form)
        form.save_button.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def open_row(self, row: ThreatRow) -> None:
        """The record of a threat that is closed."""
        self.rows.edit("threats", row.id, row.currency)

    def has_steps(self) -> bool:
        """Whether there is another card to go to."""
        return self._go is not None

    def step(self, by: int) -> None:
        """The card before (−1) or after (+1)."""
        if self._go is not None:
            self._go(by)
