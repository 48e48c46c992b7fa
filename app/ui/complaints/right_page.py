"""The right page: our report. The current step is the open editor, finished ones are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services import drafts
from app.services.records import complaints as use_cases
from app.services.records import editing
from app.ui.complaints.book import BookPage
from app.ui.complaints.clocks import Clocks
from app.ui.complaints.report_parts import Answers, Section, StepEditor, foot_row
from app.ui.forms import complaint_words as words
from app.ui.forms.complaint_steps import step_after
from app.ui.forms.composer_draft import DraftKeeper
from app.ui.kit import discreet
from app.ui.kit.fields.forms import InPlaceLine, InPlaceText, MoneyField
from app.ui.kit.fields.record_fields import NOBODY, NameChoice
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import Label, Line
from app.ui.kit.widgets.pills import Avatar
from app.views.complaints.sheet import SheetView


def draft_place(view: SheetView) -> str:
    """Where the draft of the current step lies; erasing the client takes it along."""
    step = step_after(view.step)
    return drafts.place_of(view.client_uid, "complaint", view.uid, step.after if step else "")


class RightPage(BookPage):
    """`story_wanted(id)` when the story shall be written or read."""

    story_wanted = Signal(int)

    def __init__(self, context: PageContext, answers: Answers) -> None:
        super().__init__(_("Our report"), left=False)
        self.context, self._answers = context, answers
        self.view: SheetView | None = None
        self.editor: StepEditor | None = None
        self._typed: dict[tuple[int, str], dict[str, Any]] = {}
        self._draft = DraftKeeper(context, self._typed_now)
        self.who = NameChoice([(None, NOBODY)], None, small=True)
        self.who.setAccessibleName(_("Who looks after it"))
        self.who.setMinimumWidth(theme.px(150))
        self.who.activated.connect(lambda _at: self._assign())
        self._avatar = QHBoxLayout()
        self.clocks = Clocks()
        self.texts = {name: self._in_place(name) for name in ("finding", "change_made", "told_words")}
        self.sections = {
            "finding": Section(_("What we found"), self.texts["finding"]),
            "change_made": Section(_("What we changed"), self.texts["change_made"]),
            "told_words": Section(_("How we told the client"), self.texts["told_words"]),
        }
        self._foot()
        self._lay_out()

    def _lay_out(self) -> None:
        whose = QWidget()
        row = QHBoxLayout(whose)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(_("looked after by"), "small", "text2"))
        row.addWidget(self.who)
        row.addLayout(self._avatar)
        title = Label(_("Our report"), "title")
        title.setMinimumWidth(title.sizeHint().width() + theme.px(24))
        self.column.addWidget(FlowRow(title, whose, gap=12))
        self.column.addSpacing(4)
        self.column.addWidget(self.clocks)
        for section in self.sections.values():
            self.column.addWidget(section)
        self.column.addWidget(Line())
        self.column.addWidget(self.thanks)
        self.column.addLayout(self._thanks_editor)
        self.column.addWidget(self.money)
        self.column.addWidget(self.story)
        self.column.addStretch(1)

    def _foot(self) -> None:
        self.thanked = Label("", "body", "text2", wrap=True)
        self.thanks = foot_row("heart", _("Thanks"), self.thanked)
        self._thanks_editor = QVBoxLayout()
        self._thanks_editor.setContentsMargins(17, 0, 0, 0)
        self.reward = InPlaceText(_("Reward"), "", self._save("reward"), placeholder=_("nothing given"))
        money = MoneyField(None, "")
        self.cost = InPlaceLine(_("Cost of the reward"), None, self._save("reward_cost"), control=money)
        self.cost.setFixedWidth(theme.px(100))
        discreet.internal(self.cost)
        self.currency = Label("", "small", "text2")
        discreet.internal(self.currency)
        self.money = foot_row("gift", _("Reward"), self.reward, self.cost, self.currency)
        discreet.state.changed.connect(self._follow_discreet)
        self.told_story = Label("", "body", "text2", wrap=True)
        self.to_story = Button("", self._to_story, kind="link")
        self.story = foot_row("feather", _("Story"), self.told_story, self.to_story)

    def _follow_discreet(self) -> None:
        self.money.setVisible(self._something_given())

    def _in_place(self, name: str) -> InPlaceText:
        titles = {
            "finding": _("What we found"),
            "change_made": _("What we changed"),
            "told_words": _("How we told the client"),
        }
        return InPlaceText(titles[name], "", self._save(name), placeholder=_("nothing written"))

    def show_view(self, view: SheetView, draft: dict[str, Any] | None = None) -> None:
        """Show a sheet; what somebody is typing for it stays, `draft` is what they had typed before."""
        if self.view is not None and self.view.id != view.id:
            for field in (*self.texts.values(), self.reward, self.cost):
                field.commit()
                field.revert()
        self.view = view
        complaint, writable = view.sheet.complaint, not self.context.read_only
        self._show_who(view)
        self.clocks.show_view(view)
        for name, field in self.texts.items():
            field.set_value(view.text(name))
            field.control.setReadOnly(not writable)
        self._show_editor(view, draft or {})
        step = step_after(view.step)
        done = {
            "finding": view.column != "received",
            "change_made": view.column in ("resolved", "told"),
            "told_words": view.column == "told",
        }
        for name, section in self.sections.items():
            now = writable and step is not None and step.main == name
            section.set_state("now" if now else "done" if done[name] else "ahead")
            self.texts[name].setVisible(not now and (done[name] or bool(view.text(name))))
            section.note.setText("")
        if complaint.responded_on is not None:
            self.sections["finding"].note.setText(words.day_words(complaint.responded_on, view.as_of))
        if complaint.resolved_on is not None:
            self.sections["change_made"].note.setText(words.day_words(complaint.resolved_on, view.as_of))
        if complaint.told_on is not None:
            self.sections["told_words"].note.setText(words.day_words(complaint.told_on, view.as_of))
        self._show_foot(view)

    def submit(self) -> None:
        """Take the current step."""
        if self.editor is not None:
            self.ensureWidgetVisible(self.editor)
            self.editor.submit()

    def focus_editor(self) -> None:
        """Go to the open form."""
        if self.editor is not None:
            self.editor.form.fields[self.editor.step.main].control.setFocus()
            self.ensureWidgetVisible(self.editor)

    def _show_editor(self, view: SheetView, draft: dict[str, Any]) -> None:
        step = None if self.context.read_only else step_after(view.step)
        key = None if step is None else (view.id, step.after)
        if self.editor is not None and self.editor.key == key:
            return
        typing = False
        if self.editor is not None:
            typing = self.editor.isAncestorOf(self.window().focusWidget())
            # Half a sentence is there again when somebody comes back to the sheet, or undoes the step.
            self._draft.flush()
            self._typed[self.editor.key] = self.editor.everything()
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        if step is not None:
            self.editor = StepEditor(self.context, view, step, self._answers)
            if self.editor.key in self._typed:
                self.editor.fill(self._typed.pop(self.editor.key))
            else:
                self.editor.fill(draft)
            self._draft.start(draft_place(view), there=bool(draft))
            self.editor.form.changed.connect(self._draft.touch)
            self.editor.saved.connect(self._step_saved)
            place = self._thanks_editor if step.main == "reward" else self.sections[step.main].place
            place.addWidget(self.editor)
        if typing:
            self._go_on()

    def _go_on(self) -> None:
        """Whoever took a step by keyboard is at the next one, after the last at the story."""
        if self.editor is not None:
            self.focus_editor()
        else:
            self.to_story.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep what was typed, before the sheet is left."""
        self._draft.flush()

    def _typed_now(self) -> dict[str, Any] | None:
        return None if self.editor is None or self.editor.is_saved else self.editor.typed()

    def _step_saved(self) -> None:
        """The step is in the book: its draft goes, at once."""
        self._draft.saved()
        self._draft.flush()

    def _show_who(self, view: SheetView) -> None:
        assigned = view.sheet.complaint.assigned_to
        self.who.set_options([(None, NOBODY), *((name, name) for name in view.people)], None)
        self.who.set_value(assigned)
        lock(self.who, self.context.read_only)
        clear(self._avatar)
        if assigned:
            self._avatar.addWidget(Avatar(assigned, 28))

    def _something_given(self) -> bool:
        """Whether there is a reward to show; that one cost us something is internal."""
        if self.view is None:
            return False
        thanked = self.view.sheet.complaint.thanked_on is not None
        cost = bool(self.view.texts.get("reward_cost")) and not discreet.state.on
        return thanked or bool(self.view.text("reward")) or cost

    def _show_foot(self, view: SheetView) -> None:
        complaint, writable = view.sheet.complaint, not self.context.read_only
        thanked = complaint.thanked_on
        if thanked is not None:
            text = _("on {day}").format(day=words.day_words(thanked, view.as_of))
        else:
            text = _("for the words that helped us") if view.column == "told" else _("after telling")
        self.thanked.setText(text)
        self.money.setVisible(self._something_given())
        self.reward.set_value(view.text("reward"))
        self.currency.setText(view.currency)
        self.cost.set_value(view.texts.get("reward_cost"))
        for field in (self.reward, self.cost):
            field.control.setReadOnly(not writable)
        told, link = self._story_words(view)
        self.told_story.setText(told)
        self.to_story.setText(link)

    @staticmethod
    def _story_words(view: SheetView) -> tuple[str, str]:
        if not view.text("story").strip():
            return _("none yet"), _("Write it")
        if view.texts.get("story_consent") is True:
            return _("written, the client agreed"), _("Open the story")
        return _("not before the client agrees"), _("Ask for consent")

    def _to_story(self) -> None:
        if self.view is not None:
            self.story_wanted.emit(self.view.id)

    def _assign(self) -> None:
        view, name = self.view, self.who.value()
        if view is None or name == view.sheet.complaint.assigned_to:
            return
        label = _("{ref} given to {name}").format(ref=view.sheet.complaint.ref, name=name or NOBODY)

        def save(session: Any) -> None:
            if name:
                use_cases.assign(session, complaint_id=view.id, to=name)
            else:
                editing.edit(session, kind="complaints", record_id=view.id, assigned_to=None)

        self.context.operations.write(
            label, save, lambda _r: self.context.toast(label, undo=True), owner=self
        )

    def _save(self, name: str) -> Callable[[Any], None]:
        def save(value: Any) -> None:
            view = self.view
            if view is None:
                return
            label = _("Report of {ref} changed").format(ref=view.sheet.complaint.ref)
            field = self.texts.get(name) or (self.reward if name == "reward" else self.cost)
            self.context.operations.write(
                label,
                lambda s: editing.edit(s, kind="complaints", record_id=view.id, **{name: value}) and None,
                lambda _r: self.context.toast(label, undo=True),
                field.show_error,
                owner=self,
            )

        return save
