"""Controls for the fields of any record, made from what the mapping says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.days import is_now, parse_day
from app.domain.names import Reference, joined, shown, split
from app.i18n import _, format_day, language
from app.ui.kit import discreet
from app.ui.kit.fields.codes import currencies
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.forms import (
    BirthdayField,
    ChoiceField,
    DayField,
    Form,
    MoneyField,
    MoodPicker,
    NumberField,
    TextField,
)
from app.ui.kit.widgets.buttons import Button
from app.views.forms import FieldSpec, RecordFields

NOBODY = "–"
Today = Callable[[], date]


class MomentField(LineField):
    """A day and an hour, typed as `now`, `today 09:12`, `21.11 14:00` or a day alone.

    `now` is the moment at which it is asked for: when the form is saved, not when it was opened.
    """

    def __init__(
        self,
        value: datetime | None = None,
        *,
        today: Today = date.today,
        required: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._today = today
        super().__init__(
            placeholder=_("today 09:12"), required=required, small=small, max_length=60, parent=parent
        )
        self.set_value(value)

    def value(self) -> datetime | None:  # type: ignore[override]  # looks like a line of text, holds more
        """The moment typed; None when empty or none."""
        try:
            return self._parsed()
        except (ValueError, OverflowError):
            return None

    def set_value(self, value: datetime | str | None) -> None:
        """Show a moment the way people write it here."""
        if isinstance(value, datetime):
            day = _("today") if value.date() == self._today() else format_day(value.date())
            hour = "" if value.time() == time() else f" {value:%H:%M}"
            value = f"{day}{hour}"
        super().set_value(value)

    def problem(self) -> str:
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        return "" if self.value() is not None else _("This is no day and time. Try today 09:12.")

    def is_now(self) -> bool:
        """Whether it says `now`, in any language of the window."""
        return is_now(self.text())

    def _parsed(self) -> datetime | None:
        words = self.text().split()
        if not words:
            return None
        if self.is_now():
            return datetime.combine(self._today(), datetime.now().time().replace(microsecond=0))
        hour = time()
        if ":" in words[-1]:
            hour = time.fromisoformat(words.pop().zfill(5))
        day = parse_day(" ".join(words), self._today(), language()) if words else self._today()
        return datetime.combine(day, hour)


class SeveralField(Button):
    """Several of a few names, ticked in a menu; the value is the list as records hold it."""

    value_changed = Signal()
    left = Signal()

    def __init__(
        self,
        names: Iterable[str],
        value: str | None = None,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._names = list(names)
        self._value: list[str] = []
        self._meant: dict[str, Reference] = {}
        super().__init__(NOBODY, self._open, icon_name="users", small=small, parent=parent)
        self.required = False
        self.set_value(value)

    def value(self) -> str:
        """The chosen names, joined as records hold them."""
        return joined(self._meant.get(name, name) for name in self._value)

    def set_value(self, value: str | None) -> None:
        """Choose names; one that is no longer offered stays chosen."""
        said = split(value or "")
        self._meant |= {each.written(): each for each in said if each.uid}
        self._value = [each.written() if each.uid else each.name for each in said]
        self._show()

    def set_names(self, names: Iterable[str]) -> None:
        """Offer others; whoever was chosen before is not any more."""
        self._names = list(names)
        self.set_value(None)

    def problem(self) -> str:
        """Always usable; nobody is a choice."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        menu = QMenu(self)
        for name in dict.fromkeys([*self._names, *self._value]):
            action = menu.addAction(shown(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self._value)
            action.toggled.connect(lambda on, each=name: self._tick(each, on))
        if menu.isEmpty():
            menu.addAction(_("Nobody is known here yet")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tick(self, name: str, on: bool) -> None:
        if on and name not in self._value:
            self._value.append(name)
        elif not on and name in self._value:
            self._value.remove(name)
        self._show()
        self.value_changed.emit()

    def _show(self) -> None:
        told = self.accessibleName()
        more = f" +{len(self._value) - 1}" if len(self._value) > 1 else ""
        self.setText(f"{shown(self._value[0])}{more}" if self._value else _("With…"))
        if told:
            self.setAccessibleName(told)


def control_for(spec: FieldSpec, *, today: Today, currency: str = "", small: bool = False) -> Any:
    """The control for one field, empty."""
    if spec.name == "mood":
        return MoodPicker()
    if spec.name == "contacts":
        return SeveralField([text for _value, text in spec.options], small=small)
    if spec.name == "currency":
        return NameChoice([(None, NOBODY), *currencies()], required=spec.required, small=small)
    if spec.kind in ("word", "flag", "link", "named"):
        return _choice(spec, small)
    if spec.kind == "day":
        return DayField(required=spec.required, today=today, small=small)
    if spec.kind == "birthday":
        return BirthdayField(required=spec.required, today=today, small=small)
    if spec.kind == "moment":
        return MomentField(required=spec.required, today=today, small=small)
    if spec.kind == "money":
        return MoneyField(None, currency, required=spec.required, small=small)
    if spec.kind in ("whole", "real"):
        low = 0 if spec.lowest is None else spec.lowest
        high = 1_000_000 if spec.highest is None else spec.highest
        digits = 2 if spec.kind == "real" else 0
        return NumberField(low=low, high=high, decimals=digits, required=spec.required, small=small)
    if spec.long:
        return TextField(required=spec.required, lines=2, max_lines=6)
    return LineField(required=spec.required, small=small)


def _choice(spec: FieldSpec, small: bool) -> NameChoice:
    options = list(spec.options) if spec.required else [(None, NOBODY), *spec.options]
    return NameChoice(options, required=spec.required, small=small)


class NameChoice(ChoiceField):
    """A choice that keeps a value which is no longer offered: somebody who left stays on the record."""

    def set_value(self, value: Any) -> None:
        """Choose `value`, adding it where it is not offered any more."""
        if isinstance(value, str) and value and self.findData(value) < 0:
            self.addItem(shown(value), value)
        super().set_value(value)


def veil_internal(form: Form, spec: FieldSpec) -> None:
    """A field that is internal is not there while the client looks on, whatever form it stands in."""
    if spec.internal:
        discreet.internal(form.fields[spec.name])


_WIDE = ("text", "list")


def record_form(fields: RecordFields, *, today: Today, currency: str = "", form: Form | None = None) -> Form:
    """A form of a record: long texts over the whole width, short fields two in a row.

    With `form` the fields are appended to it.
    """
    form = Form() if form is None else form
    waiting: list[tuple[str, str, Any]] = []

    def flush() -> None:
        if waiting:
            form.add_row(*waiting)
            for name, _title, _control in waiting:
                veil_internal(form, fields.spec(name))
            waiting.clear()

    for spec in fields.fields:
        control = control_for(spec, today=today, currency=currency)
        if spec.name in fields.values:
            control.set_value(fields.values[spec.name])
        if spec.long or (
            spec.kind in _WIDE and spec.name not in ("contacts", "ref", "channel", "invoice", "currency")
        ):
            flush()
            form.add(spec.name, spec.title, control)
            veil_internal(form, spec)
            continue
        waiting.append((spec.name, spec.title, control))
        if len(waiting) == 2:
            flush()
    flush()
    return form
