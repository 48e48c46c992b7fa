"""Stories: what a complaint changed, told without names, agreed to, and copied to where it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import UserError
from app.i18n import N_, _, format_day
from app.services.records import editing
from app.ui.kit.fields.forms import ErrorLine, InPlaceText, Segmented
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.locked import lock
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import IconLabel, Label, Line
from app.views.complaints.stories import StoryLine

_STATES = {
    "none": (N_("no story yet"), "neutral", "feather"),
    "names": (N_("gives names away"), "danger", "triangle-alert"),
    "asks": (N_("not before the client agrees"), "warn", "clock"),
    "ready": (N_("may be published"), "success", "circle-check"),
}
_FORMS = (("text", N_("Copy as text")), ("markdown", N_("Copy as Markdown")), ("html", N_("Copy as HTML")))
_CHECK_MS = 200


def _two_lines(line: StoryLine) -> TwoLines:
    words, role, icon = _STATES[line.state]
    about = line.category or " ".join(line.remark.split())[:80]
    return TwoLines(
        f"{line.ref} · {line.client}",
        f"{about} · {_(words)}",
        icon=icon,
        icon_role=role,
        muted=line.state == "none",
    )


class StoriesTab(QWidget):
    """The stories at the left, the one in front with its checks at the right. `opened(id)` for its sheet."""

    opened = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.line: StoryLine | None = None
        self.list = TwoLineList(_two_lines, _("Stories"), lines=True)
        self.empty = EmptyState(
            "feather",
            _("No complaint was told to its client yet"),
            _("Once something changed and the client heard of it, the account of it can be written here."),
        )
        self.title = Label("", "title", wrap=True)
        self.source = Label("", "small", "text2", wrap=True)
        self.remark, self.change = Label("", wrap=True), Label("", wrap=True)
        hint = _("What somebody told us, what we found, and what is different since. No names.")
        self.story = InPlaceText(_("The story"), "", self._save_story, placeholder=hint)
        self.state_icon, self.state = IconLabel("feather", "text2"), Label("", "body", wrap=True)
        self.consent = Segmented([(True, _("They agreed")), (False, _("They did not"))], small=True)
        self.error = ErrorLine().goes_with(self.story.control, self.consent)
        self.copies = [
            Button(_(words), partial(self.copy, form), icon_name="copy", small=True) for form, words in _FORMS
        ]
        self._check = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check.timeout.connect(self._show_state)
        self._lay_out()
        self.rows = Rows(context, "story", self.list, self)
        self.list.opened.connect(lambda _row: self.rows.run("write"))
        self.list.picked.connect(self._pick)
        self.story.control.value_changed.connect(self._check.start)
        self.consent.value_changed.connect(self._save_consent)

    def _lay_out(self) -> None:
        self.card = Card(padding=24, spacing=10)
        facts = Card(kind="flat", padding=12, spacing=4)
        for heading, label in ((_("The client’s words"), self.remark), (_("What we changed"), self.change)):
            facts.body.addWidget(Label(heading, "small", "text2", weight="semibold"))
            facts.body.addWidget(label)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.state_icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        self.agree = Label(_("May it be published?"), weight="medium")
        self.agree.setContentsMargins(0, 4, 0, 4)
        body = self.card.body
        for widget in (self.title, self.source, facts, Label(_("The story"), "strong"), self.story):
            body.addWidget(widget)
        body.addLayout(state)
        body.addWidget(Line())
        body.addWidget(FlowRow(self.agree, self.consent, gap=12))
        body.addWidget(self.error)
        sheet = Button(_("Open the sheet"), self._open_sheet, kind="quiet", icon_name="book-open", small=True)
        body.addWidget(FlowRow(*self.copies, sheet, gap=8))
        body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 2)
        self.right = scrolled(self.card)
        row.addWidget(self.right, 3)
        row.addWidget(self.empty, 1)
        self.empty.hide()

    def show_lines(self, lines: Sequence[StoryLine]) -> None:
        """Show these; the one in front stays while it is among them."""
        self.list.set_rows(list(lines), keep=lambda line: line.id)
        for each in (self.list, self.right):
            each.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        wanted = next((x for x in lines if self.line is not None and x.id == self.line.id), None)
        wanted = wanted or (lines[0] if lines else None)
        if wanted is None:
            self.line = None
        else:
            self.list.select(lambda line: line.id == wanted.id)
            self._pick(wanted)

    def choose(self, complaint_id: int) -> bool:
        """Go to the story of a complaint; False where it cannot have one yet."""
        for line in self.list.rows():
            if line.id == complaint_id:
                self.list.select(lambda each: each.id == complaint_id)
                self._pick(line)
                self.story.setFocus()
                return True
        return False

    def write(self) -> None:
        """Go to the words of the story."""
        self.story.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self, form: str) -> bool:
        """Put the story on the clipboard, or say why it must not be published; the names stand there."""
        if self.line is None:
            return False
        try:
            text = replace(self.line, story=self.story.value()).published(form)
        except UserError as error:
            self.error.tell(str(error))
            return False
        self.error.show_text("")
        carried = QMimeData()
        carried.setText(text)
        if form == "html":
            carried.setHtml(text)
        QGuiApplication.clipboard().setMimeData(carried)
        self.context.toast(_("Story copied"))
        return True

    def _pick(self, line: StoryLine) -> None:
        if self.line is not None and self.line.id != line.id:
            self.story.commit()
            self.story.revert()
            self.error.show_text("")
        self.line = line
        self.title.setText(_("Story of {ref}").format(ref=line.ref))
        told = _("told {day}").format(day=format_day(line.told_on)) if line.told_on else _("not told yet")
        self.source.setText(" · ".join(part for part in (line.client, line.category, told) if part))
        self.remark.setText(line.remark)
        self.change.setText(line.change_made or line.finding or _("nothing written"))
        self.story.set_value(line.story)
        self.story.control.setReadOnly(self.context.read_only)
        self.consent.blockSignals(True)
        self.consent.set_value(line.consent)
        self.consent.blockSignals(False)
        lock(self.consent, self.context.read_only)
        self._show_state()

    def _show_state(self) -> None:
        if self.line is None:
            return
        text = self.story.value()
        now = replace(self.line, story=text, found=tuple(self.line.names_in(text)))
        words, role, icon = _STATES[now.state]
        told = _(words)
        if now.found:
            told = _("The story names {names}. Tell it without.").format(names=", ".join(now.found))
        elif now.state == "none":
            told = _("Not written yet.")
        elif now.state == "ready":
            told = _("No names found, and the client agreed: it may be published.")
        else:
            told = _("No names found. Ask the client whether it may be published.")
        self.state.setText(told)
        self.state.set_role("text2" if role == "neutral" else role)
        self.state_icon.set_icon(icon, "text2" if role == "neutral" else role)

    def _save_story(self, text: str) -> None:
        label = _("Story written")
        self._write(label, self.story.show_error, story=text or None)

    def _save_consent(self) -> None:
        line, agreed = self.line, self.consent.value()
        if line is not None and agreed != line.consent:
            label = _("Consent noted") if agreed else _("No consent: noted")
            self._write(label, lambda error: self.error.tell(str(error)), story_consent=agreed)

    def _write(self, label: str, failed: Any, **values: Any) -> None:
        line = self.line
        if line is not None:
            self.context.operations.write(
                label,
                lambda s: editing.edit(s, kind="complaints", record_id=line.id, **values) and None,
                lambda _r: self.context.toast(label, undo=True),
                failed,
                owner=self,
            )

    def _open_sheet(self) -> None:
        if self.line is not None:
            self.opened.emit(self.line.id)
