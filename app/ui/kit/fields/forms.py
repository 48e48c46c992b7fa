"""Forms: label, buddy, accessible name and validation together, and everything to fill in.

```python
form = Form()
wish = form.add("wish", _("Client's wish"), TextField(required=True))
due = form.add("due_on", _("Due"), DayField(required=True))
if form.valid():
    operations.write(_("Promise"), lambda s: make(s, **form.values()), done, form.show_error, owner=self)
```
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InvalidInput, UserError
from app.ui.kit.fields.birthday_field import BirthdayField
from app.ui.kit.fields.choices import CheckField, ChoiceField, Segmented, mark_invalid
from app.ui.kit.fields.day_field import DayField, MoneyField
from app.ui.kit.fields.error_line import ErrorLine
from app.ui.kit.fields.fields import LineField, NumberField, SearchField
from app.ui.kit.fields.inplace import InPlaceLine, InPlaceText
from app.ui.kit.fields.moods import MoodPicker
from app.ui.kit.fields.text_field import TextField
from app.ui.kit.in_sight import announce, bring_in_sight
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import Label

__all__ = [
    "BirthdayField",
    "CheckField",
    "ChoiceField",
    "DayField",
    "ErrorLine",
    "Field",
    "Form",
    "InPlaceLine",
    "InPlaceText",
    "LineField",
    "MoneyField",
    "MoodPicker",
    "NumberField",
    "SearchField",
    "Segmented",
    "TextField",
]


# What a field in a row likes to have at least, in px of the normal text size.
_LIKES = 140


class Field(QWidget):
    """A control with its label above (or `beside` it) and its hint or error beneath.

    The label is the control's buddy and gives it its accessible name.
    """

    def __init__(
        self, label: str, control: Any, *, hint: str = "", beside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label(label, "body" if beside else "small", "text" if beside else "text2")
        self.label.setProperty("weight", "medium" if beside else "")
        self.label.setBuddy(control)
        self.hint = Label(hint, "small", "text2", wrap=True)
        self.error = ErrorLine()
        if not control.accessibleName() or not isinstance(control, CheckField):
            control.setAccessibleName(label)
        self._lay_out(beside)
        self.label.setVisible(bool(label))
        self.hint.setVisible(bool(hint))
        self._before = control.value()
        control.left.connect(self._leave)
        control.value_changed.connect(self._change)

    def _lay_out(self, beside: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.control)
        column.addWidget(self.hint)
        column.addWidget(self.error)
        outer = QHBoxLayout(self) if beside else QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12 if beside else 4)
        outer.addWidget(self.label)
        outer.addLayout(column, 1)

    def check(self) -> bool:
        """Say what is wrong with what was filled in; True when nothing is."""
        problem = self.control.problem()
        self.show_problem(problem)
        return not problem

    def show_problem(self, problem: str) -> None:
        """Put a reason beneath the field; "" takes it away."""
        self.error.show_text(problem)
        mark_invalid(self.control, problem)

    def go(self) -> None:
        """Go to what is wrong here: the field has the focus, and its problem is in sight and told."""
        self.control.setFocus()
        bring_in_sight(self)
        announce(self.control, self.error.text())

    def look_again(self) -> None:
        """Something in the form changed: an error stays only while the field itself still has one."""
        if self.error.text():
            self.show_problem(self.control.problem())

    def _leave(self) -> None:
        """Who only passes through an empty field, or clicks elsewhere, did nothing wrong yet."""
        before, self._before = self._before, self.control.value()
        if self._before or before:
            self.check()

    def _change(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            # Nobody typed this: the form was filled in, or emptied for the next record.
            self._before = self.control.value()
        if self.error.text() and not self.control.problem():
            self.show_problem("")


class Form(QWidget):
    """Fields by name, one under the other or several in a row, with one place for general errors."""

    changed = Signal()

    def __init__(self, *, spacing: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.error = ErrorLine()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._column.addWidget(self.error)
        self.changed.connect(self._look_again)

    def add(self, name: str, label: str, control: Any, *, hint: str = "") -> Any:
        """Append a field; returns the control."""
        self._insert(self._wrap(name, label, control, hint))
        return control

    def add_row(self, *parts: tuple[str, str, Any]) -> None:
        """Append several (name, label, control) side by side, beneath each other where there is little room."""
        row = FoldRow()
        for name, label, control in parts:
            row.add(self._wrap(name, label, control, ""), 1, likes=_LIKES, top=True)
        self._insert(row)

    def add_widget(self, widget: QWidget) -> None:
        """Append anything else, a line or an explanation."""
        self._insert(widget)

    def values(self) -> dict[str, Any]:
        """All values by name."""
        return {name: field.control.value() for name, field in self.fields.items()}

    def set_values(self, **values: Any) -> None:
        """Fill in by name."""
        for name, value in values.items():
            self.fields[name].control.set_value(value)

    def valid(self) -> bool:
        """Check every field, show what is wrong and go to the first wrong one."""
        self.error.show_text("")
        wrong = [field for field in self.fields.values() if field.isVisibleTo(self) and not field.check()]
        if wrong:
            wrong[0].go()
        return not wrong

    def show_error(self, error: UserError) -> None:
        """Show an error of a service: at its field if it names one, else at the end of the form."""
        field = self.fields.get(error.field or "") if isinstance(error, InvalidInput) else None
        if field is None or not field.isVisibleTo(self):
            self.error.tell(str(error))
        else:
            field.show_problem(str(error))
            field.go()

    def _look_again(self) -> None:
        """What a service said against the form, or against a field beside others, is tried anew at saving."""
        self.error.show_text("")
        for field in self.fields.values():
            field.look_again()

    def _wrap(self, name: str, label: str, control: Any, hint: str) -> Field:
        field = Field(label, control, hint=hint)
        self.fields[name] = field
        control.value_changed.connect(self.changed)
        return field

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
