"""The left page: the client's words, which only grow, and whose, how, about what and when they were said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.names import shown
from app.i18n import _, format_day, pgettext
from app.services.records import complaints as use_cases
from app.services.records import editing
from app.ui.complaints.book import BookPage
from app.ui.forms import complaint_words as words
from app.ui.forms.complaint_steps import satisfied_field
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import ErrorLine, LineField, TextField
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button, NameButton
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line, plain_tip
from app.views.complaints.sheet import Earlier, SheetView

_OTHERS = 3


class Words(Label):
    """The client's words, a little larger than the rest of the page."""

    def __init__(self) -> None:
        super().__init__("", "words", wrap=True, selectable=True)
        theme.signals.theme_changed.connect(self._dress)
        self._dress()

    def setText(self, text: str) -> None:
        """Show words; they are spoken as well, because they can be selected."""
        super().setText(text)
        self.setAccessibleName(text)

    def _dress(self) -> None:
        font = theme.font("body")
        font.setPixelSize(theme.px(16))
        self.setFont(font)


class EarlierLine(QWidget):
    """Another complaint of this client; a press opens it."""

    def __init__(self, earlier: Earlier, view: SheetView, open_it: Any) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        ref = Button(earlier.ref, open_it, kind="link")
        ref.setAccessibleName(_("Open {ref}: {words}").format(ref=earlier.ref, words=earlier.words))
        row.addWidget(ref)
        row.addWidget(Label(words.day_words(earlier.received_on, view.as_of), "small", "text2"))
        row.addWidget(ElidedLabel(earlier.words, "small"), 1)
        title, role = words.SATISFIED.get(earlier.satisfied or "", ("", "text2"))
        state = _(title) if title else _("told") if earlier.told else pgettext("one complaint", "open")
        row.addWidget(Label(state, "small", role))


class LeftPage(BookPage):
    """`opened(id)` for another sheet, `all_wanted(client id)` for the client's record, `telling` to note the telling.

    What the client said to the telling is asked here and belongs to that step of the report.
    """

    telling = Signal()
    opened = Signal(int)
    all_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__(_("The client’s words"), left=True)
        self.context = context
        self.view: SheetView | None = None
        self.client = NameButton("", self._to_client)
        self.words = Words()
        self.adding = TextField(placeholder=_("What else they said, as they said it"), lines=2)
        self.adding.setAccessibleName(_("What else the client said"))
        self.satisfied = satisfied_field()
        self.said = LineField(placeholder=_("in the client’s words"), small=True)
        self.said.setAccessibleName(_("What the client said to it, in their words"))
        self.error = ErrorLine().goes_with(self.adding, self.said, self.satisfied)
        self.facts, self.before = QGridLayout(), QVBoxLayout()
        self._lay_out()
        FormKeys(self.adding, self._add, self._stop_adding, enter=False)
        FormKeys(self.box, self._say)
        self.satisfied.value_changed.connect(self._judge)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("The client’s words"), "title"))
        head.addStretch(1)
        head.addWidget(self.client)
        head.addStrut(theme.px(28))
        quote = QHBoxLayout()
        quote.setSpacing(10)
        quote.addWidget(IconLabel("quote", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        quote.addWidget(self.words, 1)
        self.add_button = Button(
            _("Add their words"), self._start_adding, kind="quiet", icon_name="plus", small=True
        )
        self.keep = Button(_("Add to their page"), self._add, kind="primary", small=True)
        self.drop = Button(_("Cancel"), self._stop_adding, kind="quiet", small=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.add_button, self.keep, self.drop):
            buttons.addWidget(each)
        buttons.addStretch(1)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(8)
        self.facts.setColumnStretch(1, 1)
        self.before.setSpacing(0)
        self.column.addLayout(head)
        self.column.addSpacing(8)
        self.column.addLayout(quote)
        self.column.addWidget(self.adding)
        self.column.addWidget(self.error)
        self.column.addLayout(buttons)
        self.column.addWidget(Line())
        self.column.addLayout(self.facts)
        self.column.addWidget(self._told_box())
        self.column.addLayout(self.before)
        self.column.addStretch(1)
        self._stop_adding()

    def _told_box(self) -> Card:
        self.box = Card(kind="flat", padding=12, spacing=8)
        head = FoldRow(spacing=8, beneath=2)
        self.question = Label(_("When told: is the client satisfied?"), "small", weight="semibold", wrap=True)
        self.when = Label("", "small", "text2")
        head.add(self.question, 1, likes=150)
        head.add(self.when)
        limit_width(self.said, least=150)
        self.box.body.addWidget(head)
        self.box.body.addWidget(FlowRow(self.satisfied, self.said, gap=12))
        return self.box

    def show_view(self, view: SheetView) -> None:
        """Show a sheet; words somebody is adding just now stay."""
        another = self.view is None or self.view.id != view.id
        self.view = view
        self.client.setText(view.client)
        self.words.setText(view.text("remark"))
        writable = not self.context.read_only
        if another:
            self.adding.set_value("")
            self._stop_adding()
            self.said.set_value("")
        self.add_button.setEnabled(writable)
        told = view.sheet.complaint.told_on
        # While the telling is being written, its answer waits for the same button.
        if another or told is not None:
            self.satisfied.blockSignals(True)
            self.satisfied.set_value(view.sheet.complaint.satisfied)
            self.satisfied.blockSignals(False)
        open_to_answer = writable and view.column in ("resolved", "told")
        self.satisfied.setEnabled(open_to_answer)
        self.said.setEnabled(open_to_answer)
        self.when.setText(
            _("asked at the telling")
            if told is None
            else _("told {day}").format(day=words.day_words(told, view.as_of))
        )
        self._facts(view)
        self._before(view)

    def answers(self) -> dict[str, Any]:
        """What the client said to the telling, for the gesture that notes it."""
        return {"satisfied": self.satisfied.value(), "said": self.said.value()}

    def _facts(self, view: SheetView) -> None:
        clear(self.facts)
        complaint = view.sheet.complaint
        about = [complaint.category or _("not said")]
        if view.sheet.repeats:
            refs = ", ".join(e.ref or "" for e in view.sheet.repeats)
            about.append(_("also {refs}: repeats").format(refs=refs))
        who = ", ".join(part for part in (shown(complaint.raised_by), view.raised_by_role) if part)
        channel = view.texts.get("channel")
        day = format_day(complaint.received_on, "EEE d MMM y")
        heard = ", ".join(part for part in (view.heard_by, day) if part)
        rows = (
            (_("Said by"), who or _("not said")),
            (_("How"), words.how_words(None if channel is None else str(channel), complaint.solicited)),
            (pgettext("a complaint", "About"), " · ".join(about)),
            (_("Heard by") if view.heard_by else _("Heard on"), heard),
        )
        for at, (title, text) in enumerate(rows):
            self.facts.addWidget(Label(title, "small", "text2"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(Label(text, wrap=True), at, 1)

    def _before(self, view: SheetView) -> None:
        clear(self.before)
        if not view.others:
            return
        head = FoldRow(spacing=8, beneath=0)
        head.add(Label(_("Other complaints of this client"), "small", "text2", weight="semibold"), 1)
        text = _("All {n} of this client").format(n=len(view.others) + 1)
        head.add(Button(text, lambda: self.all_wanted.emit(view.client_id), kind="link"))
        self.before.addWidget(head)
        for earlier in view.others[:_OTHERS]:
            self.before.addWidget(Line())
            line = EarlierLine(earlier, view, lambda each=earlier.id: self.opened.emit(each))
            line.setToolTip(plain_tip(earlier.words))
            self.before.addWidget(line)

    def _to_client(self) -> None:
        if self.view is not None:
            self.all_wanted.emit(self.view.client_id)

    def _start_adding(self) -> None:
        for each in (self.adding, self.keep, self.drop):
            each.show()
        self.add_button.hide()
        self.adding.setFocus()

    def _stop_adding(self) -> None:
        for each in (self.adding, self.keep, self.drop):
            each.hide()
        self.error.show_text("")
        self.add_button.show()

    def _add(self) -> None:
        text = self.adding.value()
        if not text:
            self.adding.setFocus()
            return
        self._write_words(text, self._added)

    def _added(self) -> None:
        self.adding.set_value("")
        self._stop_adding()

    def _say(self) -> None:
        """Before the telling Enter notes it; once the client was told, their words go to their page at once."""
        if self.view is not None and self.view.column == "resolved":
            self.telling.emit()
        elif self.view is not None and self.view.column == "told" and self.said.value():
            self._write_words(self.said.value(), lambda: self.said.set_value(""))

    def _write_words(self, text: str, after: Any) -> None:
        if self.view is None:
            return
        complaint_id, today, label = self.view.id, self.context.today(), _("Words added")

        def done(_result: Any) -> None:
            after()
            self.context.toast(label, undo=True)

        self.context.operations.write(
            label,
            lambda s: use_cases.add_words(s, complaint_id=complaint_id, words=text, on=today) and None,
            done,
            lambda error: self.error.tell(str(error)),
            owner=self,
        )

    def _judge(self) -> None:
        """Once the client was told, the answer is kept at once."""
        view, answer = self.view, self.satisfied.value()
        if view is None or view.column != "told" or answer == view.sheet.complaint.satisfied:
            return
        label = _("Answer of the client noted")
        self.context.operations.write(
            label,
            lambda s: editing.edit(s, kind="complaints", record_id=view.id, satisfied=answer) and None,
            lambda _r: self.context.toast(label, undo=True),
            lambda error: self.error.tell(str(error)),
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc beside the field, on its buttons, leaves it as well."""
        if event.key() == Qt.Key.Key_Escape and self.adding.isVisible():
            self._stop_adding()
            return
        super().keyPressEvent(event)
