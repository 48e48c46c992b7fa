"""The hunt for complaints: whom to ask, the question in their language, and the answer in two clicks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.words import capital, word
from app.errors import UserError
from app.i18n import LANGUAGES, _, format_day, ngettext
from app.services.records import complaints as use_cases
from app.ui.complaints.actions import register
from app.ui.forms import complaint_words as words
from app.ui.forms.new_complaint import new_complaint
from app.ui.kit.fields.forms import ChoiceField, ErrorLine, TextField
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.locked import lock
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, EmptyState, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line
from app.views.complaints.hunt import QUESTIONS, HuntLine

_ANSWERS = (("willing", "thumbs-up"), ("hesitant", "meh"), ("unwilling", "thumbs-down"))
_ON_STRIP = 3


class HuntStrip(Card):
    """Beneath the board, only while somebody is silent. `ask(client id)`, `all_wanted`."""

    ask = Signal(int)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=0)
        self.setAccessibleName(_("Who says nothing?"))
        self.sub = Label("", "small", "text2", wrap=True)
        about = QVBoxLayout()
        about.setSpacing(2)
        about.addWidget(Label(_("Who says nothing?"), "strong"))
        about.addWidget(self.sub)
        about.addStretch(1)
        about.addWidget(Button(_("Open the hunt"), self.all_wanted.emit, kind="link"))
        self.cards = QHBoxLayout()
        self.cards.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("ear", "info", 20, ground=36), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(about, 2)
        row.addLayout(self.cards, 6)
        self.body.addLayout(row)
        self.hide()

    def show_lines(self, lines: Sequence[HuntLine]) -> None:
        """Show the first few; nothing where everybody speaks."""
        clear(self.cards)
        self.setVisible(bool(lines))
        count = len(lines)
        text = ngettext(
            "{n} client is silent. Silence is the risk.",
            "{n} clients are silent. Silence is the risk.",
            count,
        )
        self.sub.setText(text.format(n=count))
        for line in lines[:_ON_STRIP]:
            self.cards.addWidget(self._card(line), 1)
        for _each in range(_ON_STRIP - count):
            self.cards.addStretch(1)

    def _card(self, line: HuntLine) -> Card:
        card = Card(kind="flat", padding=12, spacing=2)
        card.body.addWidget(ElidedLabel(line.client, "strong"))
        card.body.addWidget(ElidedLabel(words.silence_words(line), "small", "text2"))
        foot = QHBoxLayout()
        foot.addWidget(ElidedLabel(line.contact, "small"), 1)
        ask = Button(
            _("Ask"),
            lambda: self.ask.emit(line.client_id),
            icon_name="message-circle-question-mark",
            small=True,
        )
        ask.setAccessibleName(_("Ask {client}").format(client=line.client))
        foot.addWidget(ask)
        card.body.addLayout(foot)
        return card


def _two_lines(line: HuntLine) -> TwoLines:
    return TwoLines(
        line.client,
        words.silence_words(line),
        icon="ear",
        icon_role="warn" if line.kind == "new_silent" else "text2",
    )


class HuntTab(QWidget):
    """The silent clients at the left, the question and the answer at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        register(context)
        self.context = context
        self.line: HuntLine | None = None
        self._saving = False
        self.list = TwoLineList(_two_lines, _("Clients who say nothing"), lines=True)
        self.empty = EmptyState(
            "ear",
            _("Nobody is silent"),
            _(
                "Every client complained, answered or wrote by themselves lately. Whoever falls silent appears here."
            ),
        )
        self.title, self.why = Label("", "title", wrap=True), Label("", "body", "text2", wrap=True)
        self.reach = Label("", "body", wrap=True, selectable=True)
        self.language = ChoiceField(LANGUAGES.items(), "en", small=True, icon_name="languages")
        self.language.setAccessibleName(_("Language of the question"))
        self.question = Label("", "words", wrap=True, selectable=True)
        self.said = TextField(placeholder=_("What they said to it, in their words"), lines=2)
        self.said.setAccessibleName(_("What they said to it"))
        self.error = ErrorLine().goes_with(self.said)
        self.answers = {
            answer: Button(capital(word(answer)), partial(self.log, answer), icon_name=icon)
            for answer, icon in _ANSWERS
        }
        self._lay_out()
        self.rows = Rows(context, "hunt", self.list, self)
        self.list.opened.connect(lambda _row: self.rows.run("ask"))
        self.list.picked.connect(self._pick)
        self.language.value_changed.connect(self._show_question)

    def _lay_out(self) -> None:
        card = Card(padding=24, spacing=12)
        quote = Card(kind="soft", padding=16, spacing=8)
        quote.body.addWidget(self.question)
        copying = FlowRow(
            Button(_("Copy the question"), self.copy, icon_name="copy", small=True), self.language, gap=8
        )
        quote.body.addWidget(copying)
        named = Button(
            _("They named something: write it down…"), self.write_down, icon_name="book-open", kind="quiet"
        )
        to_client = Button(_("Open the client"), self._open_client, kind="quiet", icon_name="building-2")
        for widget in (self.title, self.why, self.reach, quote):
            card.body.addWidget(widget)
        card.body.addWidget(Line())
        card.body.addWidget(Label(_("Would they tell us? One press keeps the answer."), "strong", wrap=True))
        card.body.addWidget(self.said)
        card.body.addWidget(self.error)
        card.body.addWidget(FlowRow(*self.answers.values(), gap=8))
        card.body.addWidget(FlowRow(named, to_client, gap=8))
        card.body.addStretch(1)
        self.card = card
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 2)
        self.right = scrolled(card)
        row.addWidget(self.right, 3)
        row.addWidget(self.empty, 1)
        self.empty.hide()

    def show_lines(self, lines: Sequence[HuntLine]) -> None:
        """Show whom to ask; the one in front stays while they are among them."""
        self.list.set_rows(list(lines), keep=lambda line: line.client_id)
        for each in (self.list, self.right):
            each.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        kept = next((x for x in lines if self.line is not None and x.client_id == self.line.client_id), None)
        if kept is None and lines:
            kept = lines[0]
        if kept is None:
            self.line = None
        else:
            self.list.select(lambda line: line.client_id == kept.client_id)
            self._pick(kept)

    def choose(self, client_id: int) -> None:
        """Go to the question for one client."""
        for line in self.list.rows():
            if line.client_id == client_id:
                self.list.select(lambda each: each.client_id == client_id)
                self._pick(line)
                self.answers["willing"].setFocus()

    def _pick(self, line: HuntLine) -> None:
        another = self.line is None or self.line.client_id != line.client_id
        self.line = line
        self.title.setText(line.client)
        since = _("client since {day}").format(day=format_day(line.since))
        self.why.setText(f"{capital(words.silence_words(line))} · {since}")
        whom = " · ".join(part for part in (line.contact, line.role, line.phone, line.email) if part)
        self.reach.setText(
            _("Ask {whom}").format(whom=whom) if whom else _("Nobody there is known yet: add a person first.")
        )
        self.reach.setAccessibleName(self.reach.text())
        if another:
            self.said.set_value("")
            self.error.show_text("")
            self.language.set_value(line.language)
        self._show_question()
        for button in self.answers.values():
            lock(button, self.context.read_only)

    def _show_question(self) -> None:
        self.question.setText(QUESTIONS[self.language.value() or "en"])
        self.question.setAccessibleName(self.question.text())

    def copy(self) -> None:
        """Put the question on the clipboard."""
        QGuiApplication.clipboard().setText(self.question.text())
        self.context.toast(_("Question copied"))

    def log(self, answer: str) -> None:
        """Keep the answer, with what they said to it."""
        line = self.line
        if line is None or self._saving:
            return
        self._saving = True
        self.error.show_text("")
        words_said, today = self.said.value() or None, self.context.today()
        label = _("{client}: {answer}").format(client=line.client, answer=word(answer))

        def save(session: Any) -> None:
            use_cases.ask_voice(
                session,
                client_id=line.client_id,
                asked_on=today,
                answer=answer,
                contact_id=line.contact_id,
                words=words_said,
            )

        self.context.operations.write(label, save, lambda _r: self._logged(label), self._failed, owner=self)

    def _logged(self, label: str) -> None:
        self._saving = False
        self.said.set_value("")
        self.context.toast(label, undo=True)

    def _failed(self, error: UserError) -> None:
        self._saving = False
        self.error.tell(str(error))

    def write_down(self) -> None:
        """Write down the complaint that the question brought up."""
        if self.line is not None:
            given = {"raised_by": self.line.contact} if self.line.contact else {}
            new_complaint(
                self.context, self.line.client_id, solicited=True, remark=self.said.value(), **given
            )

    def _open_client(self) -> None:
        if self.line is not None:
            self.context.go(Place("clients", self.line.client_id))
