"""The parts our report is made of: the open editor of a step, a section, a line at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.forms.complaint_steps import Step
from app.ui.forms.composer_draft import put, raw
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import Form
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import IconLabel, Label
from app.ui.kit.widgets.pills import KeyCap
from app.views.complaints.sheet import SheetView

# Texts edited in place stand this far within their field.
_INSET = 9
Answers = Callable[[], dict[str, Any]]


class StepEditor(QWidget):
    """The open form of the current step. `answers` brings what the left page asks at the telling.

    `saved` once the step is in the book.
    """

    saved = Signal()

    def __init__(self, context: PageContext, view: SheetView, step: Step, answers: Answers) -> None:
        super().__init__()
        self._context, self._answers, self._saving = context, answers, False
        self.is_saved = False
        self.key, self.step, self._ref = (view.id, step.after), step, view.sheet.complaint.ref
        self.form = Form(spacing=8)
        step.build(self.form, context, view, False)
        self.button = Button(_(step.words), self.submit, kind="primary", icon_name=step.icon, small=True)
        day = self.form.fields["on"]
        day.label.hide()
        day.setFixedWidth(theme.px(150))
        foot = FlowRow(day, self.button, KeyCap("Ctrl+Enter"), gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(foot)
        main = self.form.fields[step.main]
        main.label.hide()
        self._untouched = self.everything()
        FormKeys(self, self.submit)

    def submit(self) -> None:
        """Take the step, or go to what is still needed for it."""
        if self._saving or not self.form.valid():
            return
        self._saving = True
        complaint_id, label = self.key[0], _(self.step.label)
        values = self.form.values() | (self._answers() if self.step.reaches == "told" else {})
        save = self.step.save
        self._context.operations.write(
            label,
            lambda session: save(session, complaint_id, values) and None,
            lambda _r: self._taken(label),
            self._failed,
            owner=self,
        )

    def _taken(self, label: str) -> None:
        self.is_saved = True
        self.saved.emit()
        self._context.toast(f"{self._ref}: {label}", undo=True)

    def typed(self) -> dict[str, Any] | None:
        """What was typed, as a draft keeps it; nothing where the form stands as it was opened."""
        now = self.everything()
        return None if now == self._untouched else now

    def everything(self) -> dict[str, Any]:
        """What stands in the fields, as a draft keeps it."""
        return {name: raw(field.control) for name, field in self.form.fields.items()}

    def fill(self, draft: dict[str, Any]) -> None:
        """Fill in what a draft kept."""
        for name, value in draft.items():
            if name in self.form.fields:
                put(self.form.fields[name].control, value)

    def _failed(self, error: UserError) -> None:
        self._saving = False
        self.form.show_error(error)


class Section(QWidget):
    """One part of the report: a mark, a heading, a muted note, and beneath it a text or the open editor."""

    def __init__(self, title: str, holder: QWidget) -> None:
        super().__init__()
        self.mark = IconLabel("circle", "text3")
        self.title = Label(title, "strong")
        self.note = Label("", "small", "text2", wrap=True)
        self.place = QVBoxLayout()
        self.place.setContentsMargins(26 - _INSET, 0, 0, 0)
        self.place.addWidget(holder)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.mark)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self.place)

    def set_state(self, state: str) -> None:
        """done, now or ahead."""
        icon, role = {
            "done": ("check", "success"),
            "now": ("circle-dot", "accent"),
            "ahead": ("circle", "text3"),
        }[state]
        self.mark.set_icon(icon, role)
        self.title.set_role("text2" if state == "ahead" else "text")


def foot_row(icon: str, title: str, *widgets: QWidget) -> QWidget:
    """A line at the foot of the page: icon, name, and what is said to it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel(icon))
    name = Label(title, weight="medium")
    name.setMinimumWidth(90)
    row.addWidget(name)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 1 if at == 0 else 0, Qt.AlignmentFlag.AlignVCenter)
    column.addLayout(row)
    return holder
