"""Fields to choose with: a list, a check mark, a switch of two or three, five faces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStyledItemDelegate,
    QWidget,
)

from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.labels import set_property


class ChoiceField(QComboBox):
    """One of several values, each shown as its translated text; `icon_name` stands before it.

    `options` are (value, shown text) pairs; `words` makes them from the English words of a record.
    """

    value_changed = Signal()
    left = Signal()

    def __init__(
        self,
        options: Iterable[tuple[Any, str]] = (),
        value: Any = None,
        *,
        required: bool = False,
        placeholder: str = "",
        small: bool = False,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.required, self._icon = required, icon_name
        self.setProperty("small", "true" if small else "false")
        self.setProperty("icon", "true" if icon_name else "false")
        # Qt's own delegate of a list box ignores the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setPlaceholderText(placeholder)
        # AdjustToContents resizes the box behind the layout's back; the hint below does the same in peace.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options, value)
        self.currentIndexChanged.connect(lambda: self.value_changed.emit())

    @staticmethod
    def words(values: Sequence[str]) -> list[tuple[str, str]]:
        """Options for English words of a record, shown translated."""
        return [(value, _(value)) for value in values]

    def set_options(self, options: Iterable[tuple[Any, str]], value: Any = None) -> None:
        """Offer other options and choose `value`, or nothing."""
        self.blockSignals(True)
        self.clear()
        for each, text in options:
            self.addItem(text, each)
        self.blockSignals(False)
        self.set_value(value)
        self.updateGeometry()

    def value(self) -> Any:
        """The chosen value; None when nothing is chosen."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Choose `value`; one that is not offered chooses nothing."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(-1)

    def problem(self) -> str:
        """Why this cannot be used; "" when it can."""
        return _("Choose one.") if self.required and self.currentIndex() < 0 else ""

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        texts = [self.placeholderText(), *(self.itemText(at) for at in range(self.count()))]
        words = max(self.fontMetrics().horizontalAdvance(text) for text in texts)
        return QSize(words + (72 if self._icon else 48), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(120)), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page over a list must not change a record."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = theme.tokens()
        shade = colours.text2 if self.isEnabled() else colours.text3
        middle = self.height() / 2 - 8
        draw(painter, "chevron-down", QRectF(self.width() - 26, middle, 16, 16), shade)
        if self._icon:
            draw(painter, self._icon, QRectF(10, middle, 16, 16), shade)


class CheckField(QCheckBox):
    """Yes or no, with its own words; the box is drawn from the theme."""

    value_changed = Signal()
    left = Signal()

    def __init__(self, text: str = "", value: bool = False, *, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setChecked(value)
        self.toggled.connect(lambda: self.value_changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Always usable."""
        return ""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(16 + 10 + words + 8, max(24, theme.px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3.5, (self.height() - 16) / 2 + 0.5, 15, 15)
        on, live = self.isChecked(), self.isEnabled()
        painter.setPen(QColor(colours.accent if on and live else colours.border_strong))
        painter.setBrush(QColor((colours.accent if live else colours.text3) if on else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            draw(painter, "check", box.adjusted(1.5, 1.5, -1.5, -1.5), colours.on_accent)
        painter.setPen(QColor(colours.text if live else colours.text3))
        words = self.rect().adjusted(29, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Segmented(QWidget):
    """A switch between two to four words, e.g. "They | We"; arrow keys move it."""

    value_changed = Signal()
    left = Signal()

    def __init__(
        self,
        options: Iterable[tuple[Any, str]],
        value: Any = None,
        *,
        small: bool = False,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.required = required
        self._values: list[Any] = []
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for each, text in options:
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(text)
            button.setProperty("segment", "true")
            button.setProperty("small", "true" if small else "false")
            self._group.addButton(button, len(self._values))
            self._values.append(each)
            row.addWidget(button)
        self._group.idToggled.connect(self._toggled)
        self.setFocusProxy(self._group.buttons()[0])
        self.set_value(value)

    def value(self) -> Any:
        """The chosen value; None when nothing is chosen."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose `value`; None chooses nothing."""
        self._group.setExclusive(False)
        for at, button in enumerate(self._group.buttons()):
            button.setChecked(self._values[at] == value and value is not None)
        self._group.setExclusive(True)
        self.update()

    def problem(self) -> str:
        """Why this cannot be used; "" when it can."""
        return _("Choose one.") if self.required and self._group.checkedId() < 0 else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border_strong"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(theme.color("border"))
        buttons = self._group.buttons()
        for one, other in pairwise(buttons):
            if not one.isChecked() and not other.isChecked():
                x = other.geometry().left()
                painter.drawLine(x, 9, x, self.height() - 10)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def _toggled(self, at: int, on: bool) -> None:
        self.setFocusProxy(self._group.button(at))
        self.update()
        if on:
            self.value_changed.emit()


def mark_invalid(widget: QWidget, problem: str) -> None:
    """Give a field the red border, and its problem to screen readers; "" takes both away."""
    set_property(widget, "invalid", "true" if problem else "false")
    widget.setAccessibleDescription(problem)
