"""A field for a birthday, with or without its year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain import birthdays
from app.i18n import _
from app.ui.kit.fields.fields import LineField


class BirthdayField(LineField):
    """A birthday, typed as `12.05.1985`, `12.05.85`, `12 May` …; the value is as records keep it."""

    def __init__(
        self,
        value: str | None = None,
        *,
        required: bool = False,
        small: bool = False,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        self._today = today
        shown = _("e.g. 12.05.1985 or 12.05")
        super().__init__(placeholder=shown, required=required, small=small, max_length=40, parent=parent)
        self.left.connect(self._tidy)
        self.returnPressed.connect(self._tidy)
        self.set_value(value)

    def value(self) -> str | None:  # type: ignore[override]  # None where there is none
        """The birthday typed, as it is kept; None when empty or none."""
        try:
            return birthdays.parse(self.text(), self._today())
        except ValueError:
            return None

    def set_value(self, value: str | None) -> None:
        """Show a birthday the way people write it here."""
        super().set_value(birthdays.shown(value))

    def problem(self) -> str:
        """Why this cannot be used; "" when it can."""
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        if self.value() is not None:
            return ""
        return _("This is no birthday. Try 12.05.1985, or 12.05 without the year; it cannot lie ahead.")

    def _tidy(self) -> None:
        born = self.value()
        if born is not None and self.text().strip() != birthdays.shown(born):
            self.set_value(born)
