"""Fields to type into. Each has `value()`, `set_value()`, `problem()` and the signal `value_changed`.

`problem()` is the translated reason why what is typed cannot be used, or "". `Field` of forms.py
shows it beneath when the field is left, and takes it away as soon as it is mended.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionFrame,
    QToolTip,
    QWidget,
)

from app.domain.amounts import read_number
from app.i18n import N_, _, format_number
from app.ui.kit.look.icons import icon
from app.ui.kit.widgets.labels import plain_tip

Check = Callable[[str], str]
_MENU = {
    "edit-undo": N_("Undo"),
    "edit-redo": N_("Redo"),
    "edit-cut": N_("Cut"),
    "edit-copy": N_("Copy"),
    "edit-paste": N_("Paste"),
    "edit-delete": N_("Delete"),
    "select-all": N_("Select all"),
}


def relabel(menu: QMenu) -> None:
    """Give Qt's menu of a text field our words; Qt speaks no Romanian. Keys behind a tab stay."""
    for action in menu.actions():
        if action.objectName() in _MENU:
            _words, tab, keys = action.text().partition("\t")
            action.setText(_(_MENU[action.objectName()]) + tab + keys)


def open_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    """Show Qt's menu of a text field in our words, where it was asked for."""
    relabel(menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())


def leaves_undo(event: QEvent, field: QLineEdit | QTextDocument) -> bool:
    """Whether Undo or Redo was pressed where there is no typing to take back: then it means the book's."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not field.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()


class LineField(QLineEdit):
    """One line of text; `check(text)` may return a reason against it."""

    value_changed = Signal()
    left = Signal()

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        check: Check | None = None,
        icon_name: str = "",
        small: bool = False,
        max_length: int = 500,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.required, self._check = required, check
        self.setMaxLength(max_length)
        self.setPlaceholderText(placeholder)
        self.setProperty("small", "true" if small else "false")
        if icon_name:
            self.addAction(icon(icon_name), QLineEdit.ActionPosition.LeadingPosition)
        self.set_value(value)
        self.textChanged.connect(lambda: self.value_changed.emit())

    def value(self) -> str:
        """What was typed, without space around it."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show `value` from its beginning."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Why this cannot be used; "" when it can."""
        if not self.value():
            return _("Needed.") if self.required else ""
        return self._check(self.value()) if self._check else ""

    def event(self, event: QEvent) -> bool:
        if leaves_undo(event, self):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self._is_too_long():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(self.createStandardContextMenu(), event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is longer than the field ends in "…" until somebody goes into it."""
        if self.hasFocus() or not self._is_too_long():
            super().paintEvent(event)
            return
        frame, style, painter = QStyleOptionFrame(), self.style(), QPainter(self)
        self.initStyleOption(frame)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
        shade = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(shade, QPalette.ColorRole.Text))
        room = self._room()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _room(self) -> QRect:
        """Where the text stands; Qt keeps 2 px at its left and right."""
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, self)
        return inside.adjusted(2, 0, -2, 0)

    def _is_too_long(self) -> bool:
        if self.echoMode() != QLineEdit.EchoMode.Normal or self.actions():
            return False
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()


class SearchField(LineField):
    """A filter or search line with its icon and a button that empties it; Esc empties it too."""

    def __init__(
        self,
        placeholder: str,
        *,
        icon_name: str = "list-filter",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, icon_name=icon_name, parent=parent)
        self.setAccessibleName(name or placeholder)
        clear = self.addAction(icon("x"), QLineEdit.ActionPosition.TrailingPosition)
        clear.setToolTip(_("Clear"))
        clear.triggered.connect(self.clear)
        clear.setVisible(False)
        self.textChanged.connect(lambda text: clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class NumberField(LineField):
    """A number between `low` and `high` inclusive; empty is None. Up and Down change it by `step`."""

    def __init__(
        self,
        value: float | None = None,
        *,
        low: float = 0,
        high: float = 1_000_000,
        decimals: int = 0,
        step: float = 1,
        required: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._low, self._high, self._decimals, self._step = low, high, decimals, step
        super().__init__(required=required, small=small, max_length=20, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(value)

    def value(self) -> float | int | None:  # type: ignore[override]  # looks like a line of text, holds more
        """The number typed, an int where no decimals are asked for; None when empty or no number."""
        number = read_number(self.text())
        if number is None:
            return None
        if self._decimals:
            return round(float(number), self._decimals)
        return int(number) if number == number.to_integral_value() else None

    def set_value(self, value: float | str | None) -> None:
        """Show a number, a text as it was typed, or nothing for None."""
        if value is None or isinstance(value, str):
            super().set_value(value)
        else:
            super().set_value(f"{value:.{self._decimals}f}")

    def problem(self) -> str:
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        number = self.value()
        if number is None:
            return _("This is no number.") if self._decimals else _("This is no whole number.")
        if not self._low <= number <= self._high:
            low, high = (format_number(limit, self._decimals) for limit in (self._low, self._high))
            return _("Between {low} and {high}.").format(low=low, high=high)
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        start = self.value()
        wanted = self._low if start is None else start + steps
        self.set_value(max(self._low, min(self._high, wanted)))
