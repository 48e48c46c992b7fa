"""Small marks: status pills, tags, chips to filter with, dots, avatars, keys of the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.buttons import PressButton
from app.ui.kit.widgets.flow import FlowRow

STATUS_ICONS = {
    "success": "circle-check",
    "warn": "clock",
    "danger": "triangle-alert",
    "info": "info",
    "neutral": "circle-question-mark",
}
_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class _Mark(QWidget):
    """A widget as large as its words, painted from the theme."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def words_width(self, font: QFont) -> int:
        """How wide the text is, rounded up."""
        return QFontMetrics(font).horizontalAdvance(self.text) + 1


class Pill(_Mark):
    """A status: icon, word and colour role (success, warn, danger, info, neutral); 22 px high, round."""

    def __init__(
        self, text: str, role: str = "neutral", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.role, self._icon = role, icon_name

    def set_status(self, text: str, role: str, icon_name: str = "") -> None:
        """Show another status."""
        self.role, self._icon = role, icon_name
        self.set_text(text)

    def sizeHint(self) -> QSize:
        return QSize(self.words_width(theme.font("small", "semibold")) + 40, theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self.role))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        colour = theme.color(self.role)
        draw(
            painter,
            self._icon or STATUS_ICONS[self.role],
            QRectF(8, (self.height() - 14) / 2, 14, 14),
            colour,
        )
        painter.setPen(colour)
        painter.setFont(theme.font("small", "semibold"))
        painter.drawText(self.rect().adjusted(28, 0, 0, 0), _TEXT, self.text)


class Tag(_Mark):
    """A quiet mark without icon, with square corners: "we asked", "repeats", "unasked"."""

    def __init__(self, text: str, role: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.role = role

    def sizeHint(self) -> QSize:
        return QSize(self.words_width(theme.font("small", "medium")) + 12, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self.role))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(theme.color(self.role))
        painter.setFont(theme.font("small", "medium"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)


class KeyCap(_Mark):
    """A key or chord as it stands on the keyboard, e.g. Ctrl+K."""

    def sizeHint(self) -> QSize:
        return QSize(self.words_width(theme.font("small", "medium")) + 10, theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_key(QPainter(self), self.rect(), self.text)


def paint_key(painter: QPainter, rect: QRect, text: str) -> None:
    """Draw a key of the keyboard, for widgets and delegates alike."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("border"))
    painter.setBrush(theme.color("surface2"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.color("text2"))
    painter.setFont(theme.font("small", "medium"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class Avatar(_Mark):
    """The initials of a person in a soft circle; the name is its tooltip and accessible name."""

    def __init__(self, name: str, side: int = 22, parent: QWidget | None = None) -> None:
        from app.ui.kit.widgets.labels import plain_tip

        super().__init__("".join(part[0] for part in name.split()[:2]).upper(), parent)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self._side = side

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft("info"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.color("accent"))
        painter.setFont(theme.font("small", "semibold"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)


class Dots(_Mark):
    """A counter as dots: `done` filled, the rest hollow; spoken as "2 of 3"."""

    def __init__(self, done: int, total: int, role: str = "info", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_count(done, total, role)

    def set_count(self, done: int, total: int, role: str = "info") -> None:
        """Show another count."""
        self._done, self._total, self._role = done, max(done, total), role
        self.setAccessibleName(_("{done} of {total}").format(done=done, total=total))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, self._total) * 13, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(self._total):
            filled = at < self._done
            painter.setPen(Qt.PenStyle.NoPen if filled else QPen(theme.color("text2"), 1.5))
            painter.setBrush(theme.color(self._role) if filled else QColor(Qt.GlobalColor.transparent))
            radius = 4.5 if filled else 3.5
            centre = QRectF(at * 13 + 6 - radius, self.height() / 2 - radius, 2 * radius, 2 * radius)
            painter.drawEllipse(centre)


class Chip(PressButton):
    """A round filter chip, checkable, with an optional icon and count; 26 px high."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        icon_name: str = "",
        checked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._count, self._icon = text, count, icon_name
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("painted", "true")
        self.setChecked(checked)
        self.set_count(count)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)

    def set_count(self, count: int | None, words: str = "") -> None:
        """Show another count; with `words` say something else, too."""
        self._count, self._words = count, words or self._words
        self.setAccessibleName(self._words if count is None else f"{self._words}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        fonts = QFontMetrics(theme.font("small", "semibold"))
        width = fonts.horizontalAdvance(self._words) + 2 * 8 + 2
        if self._count is not None:
            width += fonts.horizontalAdvance(str(self._count)) + 5
        return QSize(width + (20 if self._icon else 0), max(24, theme.px(26)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live, on = self.isEnabled(), self.isChecked()
        self._paint_ground(painter, on and live)
        role = "text3" if not live else "accent" if on else "text"
        x = 9
        if self._icon:
            draw(
                painter,
                self._icon,
                QRectF(8, (self.height() - 14) / 2, 14, 14),
                theme.color(role if on or not live else "text2"),
            )
            x += 18
        painter.setFont(theme.font("small", "semibold" if on else "medium"))
        painter.setPen(theme.color(role))
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), _TEXT, self._words)
        if self._count is not None:
            x += painter.fontMetrics().horizontalAdvance(self._words) + 5
            painter.setPen(theme.color(role if on or not live else "text2"))
            painter.drawText(self.rect().adjusted(x, 0, 0, 0), _TEXT, str(self._count))

    def _paint_ground(self, painter: QPainter, on: bool) -> None:
        focus = self.hasFocus()
        edge = "accent" if on or focus else "border_strong" if self.underMouse() else "border"
        painter.setPen(QPen(theme.color(edge), 2 if focus else 1))
        painter.setBrush(theme.color("accent_soft" if on else "surface"))
        inset = 1 if focus else 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


class ChipRow(FlowRow):
    """Chips of which one is chosen (or several, with `several`); wraps into more rows.

    `chosen(value)` comes when the user chooses. With `required=False` pressing the chosen one frees it.
    """

    chosen = Signal(object)

    def __init__(
        self,
        chips: Iterable[tuple[Any, Chip]] = (),
        *,
        several: bool = False,
        required: bool = True,
        gap: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=gap, parent=parent)
        self._several, self._required = several, required
        self.chips: dict[Any, Chip] = {}
        for value, chip in chips:
            self.add_chip(value, chip)

    def add_chip(self, value: Any, chip: Chip) -> None:
        """Append a chip that stands for `value`."""
        self.chips[value] = chip
        chip.clicked.connect(lambda on, each=value: self._clicked(each, on))
        self.add(chip)

    def value(self) -> Any:
        """The chosen value, or the set of them with `several`."""
        on = [value for value, chip in self.chips.items() if chip.isChecked()]
        return set(on) if self._several else on[0] if on else None

    def choose(self, value: Any) -> None:
        """Choose a value, or a set of them, without telling."""
        wanted = value if self._several else {value}
        for each, chip in self.chips.items():
            chip.setChecked(each in wanted)

    def _clicked(self, value: Any, on: bool) -> None:
        if not self._several:
            self.choose(value if on or self._required else None)
        self.chosen.emit(self.value())
