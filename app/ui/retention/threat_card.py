"""One threat: its class with all four reasons, what may be spent, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, format_day, ngettext
from app.services.records import threats as use_cases
from app.services.records.titles import word
from app.services.views.record import RecordView
from app.services.views.retention import Reason, ThreatCard
from app.services.views.words import capital, short_day
from app.ui import theme
from app.ui.clients.captures import capture
from app.ui.core.buttons import Button, IconButton
from app.ui.core.cards import Card
from app.ui.core.flow import FlowRow
from app.ui.core.labels import ElidedLabel, IconLabel, Label, Line
from app.ui.core.pills import Pill, Tag
from app.ui.retention.ceiling import CeilingPanel

if TYPE_CHECKING:
    from app.ui.clients.tab import RecordTab

CLASSES = {
    "founded": ("danger", "triangle-alert"),
    "doubtful": ("warn", "circle-question-mark"),
    "unfounded": ("neutral", "circle-minus"),
}


class ThreatCardWidget(Card):
    """An open threat is a triage card; a closed one folds to two lines."""

    def __init__(self, tab: RecordTab, view: RecordView, card: ThreatCard) -> None:
        super().__init__(padding=16, spacing=10)
        self._tab, self.desk, self.view, self.card = tab, tab.desk, view, card
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Threat {ref}, {kind}").format(ref=card.ref, kind=word(card.verdict.kind)))
        self._head()
        if card.verdict.is_open:
            self._triage()

    def _head(self) -> None:
        card = self.card
        role, icon_name = CLASSES[card.verdict.kind]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(
            Label(f"“{card.wording}”" if card.wording else _("They may leave"), "strong", wrap=True), 1
        )
        if card.verdict.bargaining:
            row.addWidget(Tag(_("bargaining"), "warn"))
        row.addWidget(Pill(capital(word(card.verdict.kind)), role, icon_name))
        if not card.verdict.is_open:
            row.addWidget(
                Tag(word(card.verdict.outcome), "success" if card.verdict.outcome == "stayed" else "danger")
            )
        more = IconButton("ellipsis", _("More for {title}").format(title=card.ref))
        more.clicked.connect(lambda: self._menu(more))
        row.addWidget(more)
        self.body.addLayout(row)
        under = QHBoxLayout()
        under.addWidget(ElidedLabel(self._facts(), "small", "text2"), 1)
        under.addWidget(Label(self._age(), "small", "text2"))
        self.body.addLayout(under)

    def _facts(self) -> str:
        card = self.card
        asked = card.asked_for if card.asked_for not in (None, "", "nothing") else None
        parts = [
            card.made_by,
            format_day(card.made_on, "EEE d MMM y"),
            _("competitor {name}").format(name=card.competitor) if card.competitor else "",
            _("asked for {what}").format(what=word(asked)) if asked else _("asked for nothing"),
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
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._reasons(), 1)
        both.addWidget(Line(vertical=True))
        self.ceiling = CeilingPanel(self.view.value, card.chances, self.view.settings, self.view.currency)
        both.addWidget(self.ceiling, 1)
        self.body.addLayout(both)
        self.body.addWidget(Line())
        self._free_of_charge()
        self._answers()

    def _reasons(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = _("Is there a reason? {n} of {all} found").format(
            n=self.card.found, all=len(self.card.reasons)
        )
        column.addWidget(Label(title, "strong"))
        for reason in self.card.reasons:
            column.addWidget(_reason(reason, self._tab))
        column.addStretch(1)
        return holder

    def _free_of_charge(self) -> None:
        """Alternatives without money come first."""
        first = Label(_("First, what costs no money"), "small", "text2")
        first.setProperty("weight", "semibold")
        first.setMinimumHeight(theme.px(28))
        flow = FlowRow(first)
        for reason in self.card.reasons:
            if reason.found and reason.record is not None:
                kind, record_id = reason.record
                words, icon_name = {
                    "complaints": (_("Settle {what}"), "megaphone"),
                    "promises": (_("Keep what was promised"), "handshake"),
                    "surveys": (_("Ask what was poor"), "message-circle-question-mark"),
                }[kind]
                ref = next(
                    (e.ref for e in self.card.verdict.evidence if e.kind == kind and e.id == record_id), ""
                )
                flow.add(
                    _step(
                        words.format(what=ref),
                        icon_name,
                        lambda r=reason.record: self._tab.record_wanted.emit(r),
                    )
                )
        log = self.desk.actions
        flow.add(_step(_("Go and listen"), "ear", lambda: log.run("client.log")))
        self.body.addWidget(flow)

    def _answers(self) -> None:
        if self.desk.read_only:
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        answered = self.card.response
        retain = Button(
            _("Retain…"), self._retain, icon_name="heart-handshake", kind=_kind(answered, "retain")
        )
        hold = Button(_("Hold"), lambda: self._answer("hold"), icon_name="hand", kind=_kind(answered, "hold"))
        let_go = Button(
            _("Let go"), lambda: self._answer("let_go"), icon_name="door-open", kind=_kind(answered, "let_go")
        )
        for button in (retain, hold, let_go):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(Label(_("How did it end?"), "small", "text2"))
        row.addWidget(Button(_("They stayed"), lambda: self._close("stayed"), small=True))
        row.addWidget(Button(_("They left"), lambda: self._close("left"), small=True))
        self.body.addLayout(row)
        judged = _("judged on what was on record on {day}").format(
            day=short_day(self.card.made_on, self.view.as_of)
        )
        self.body.addWidget(Label(judged, "small", "text2"))

    def _retain(self) -> None:
        """Keep them: the answer, and the form of the offer that goes with it."""
        self._answer("retain")
        capture(
            self.desk,
            "offer",
            self.view.who.id,
            currency=self.view.currency,
            trigger="threat",
            threat_id=self.card.id,
            kind="service",
        )

    def _answer(self, response: str) -> None:
        threat_id, told = self.card.id, _("Answer: {how}").format(how=word(response))
        self._write(told, lambda s: use_cases.answer_threat(s, threat_id=threat_id, response=response))

    def _close(self, outcome: str) -> None:
        threat_id, today = self.card.id, self.desk.today()
        told = _("They stayed: noted") if outcome == "stayed" else _("They left: noted")
        self._write(told, lambda s: use_cases.close_threat(s, threat_id=threat_id, outcome=outcome, on=today))

    def _write(self, label: str, do: Any) -> None:
        self.desk.operations.write(
            label,
            lambda session: do(session) and None,
            lambda _r: self.desk.toast(label, undo=True),
            owner=self,
        )

    def _menu(self, button: QWidget) -> None:
        more = []
        if self.card.verdict.is_open and not self.desk.read_only:
            more = [
                ("heart-handshake", _("Retain…"), self._retain),
                ("hand", _("Hold"), lambda: self._answer("hold")),
                ("door-open", _("Let go"), lambda: self._answer("let_go")),
                ("user-check", _("They stayed"), lambda: self._close("stayed")),
                ("user-x", _("They left"), lambda: self._close("left")),
            ]
        place = button.mapToGlobal(QPoint(0, button.height()))
        self._tab.record_menu("threats", self.card.id, place, *more)


def _reason(reason: Reason, tab: RecordTab) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    icon_name = "circle-alert" if reason.found else "circle-minus"
    row.addWidget(IconLabel(icon_name, "danger" if reason.found else "text3"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    title = Label(reason.title, "body", "text" if reason.found else "text2", wrap=True)
    title.setProperty("weight", "medium" if reason.found else "")
    words.addWidget(title)
    if reason.sub:
        words.addWidget(Label(reason.sub, "small", "text2", wrap=True))
    row.addLayout(words, 1)
    if reason.found and reason.record is not None:
        record = reason.record
        opened = Button(_("Open"), lambda: tab.record_wanted.emit(record), kind="link")
        opened.setAccessibleName(_("Open {what}").format(what=reason.title))
        row.addWidget(opened, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def _step(words: str, icon_name: str, do: Any) -> Button:
    return Button(words, do, icon_name=icon_name, small=True)


def _kind(answered: str | None, which: str) -> str:
    """The answer that was given is the filled button; before, retaining is proposed by none of them."""
    return "primary" if answered == which else "secondary"
