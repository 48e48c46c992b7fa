"""Text tabs with counts and an underline; what does not fit folds into "⋯" (design notes, tab strips)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.i18n import _
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import IconButton, PressButton
from app.ui.kit.widgets.menus import entry

_GAP = 24
_HEIGHT = 36


class _Tab(PressButton):
    """One tab: words, a smaller count, 2 px underline while it is the current one."""

    def __init__(self, text: str, count: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.count = text, count
        self.setProperty("painted", "true")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show another count."""
        self.count = count
        self.setAccessibleName(self.words if count is None else f"{self.words}, {count}")
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("body", "semibold")).horizontalAdvance(self.words) + 2
        if self.count is not None:
            width += QFontMetrics(theme.font("small")).horizontalAdvance(str(self.count)) + 6
        return QSize(width, theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        role = "accent" if on else "text" if self.underMouse() else "text2"
        painter.setPen(theme.color(role))
        painter.setFont(theme.font("body", "semibold" if on else "regular"))
        area = self.rect().adjusted(0, 0, 0, -2)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.words)
        if self.count is not None:
            x = painter.fontMetrics().horizontalAdvance(self.words) + 6
            painter.setFont(theme.font("small", "medium"))
            painter.drawText(area.adjusted(x, 1, 0, 1), Qt.AlignmentFlag.AlignVCenter, str(self.count))
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -4), 4, 4)


class TabStrip(QWidget):
    """`chosen(value)` comes when the user changes the tab; arrow keys, Home and End move."""

    chosen = Signal(object)

    def __init__(
        self, tabs: Iterable[tuple[Any, str]] = (), value: Any = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tabs: dict[Any, _Tab] = {}
        # Said here, not read from the tabs: Qt marks a pressed tab before it tells of the press.
        self._current: Any = None
        self._folded: list[Any] = []
        self._more = IconButton("ellipsis", _("More"), self._open_more, parent=self)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each, text in tabs:
            self.add_tab(each, text)
        if self._tabs:
            self.choose(value if value is not None else next(iter(self._tabs)))
        theme.signals.theme_changed.connect(self._arrange)

    def add_tab(self, value: Any, text: str, count: int | None = None) -> None:
        """Append a tab that stands for `value`."""
        tab = _Tab(text, count, self)
        tab.clicked.connect(lambda _on, each=value: self._user_chose(each))
        self._tabs[value] = tab
        self._arrange()

    def set_count(self, value: Any, count: int | None) -> None:
        """Show a count behind a tab's words; None shows none."""
        self._tabs[value].set_count(count)
        self._arrange()

    def set_tab_visible(self, value: Any, visible: bool) -> None:
        """Take a tab away (discreet mode) or bring it back."""
        self._tabs[value].setProperty("absent", not visible)
        self._arrange()

    def value(self) -> Any:
        """The current tab; None while none was chosen."""
        return self._current

    def choose(self, value: Any) -> None:
        """Make a tab the current one, without telling; a value that no tab stands for chooses none."""
        self._current = value if value in self._tabs else None
        for each, tab in self._tabs.items():
            tab.setChecked(each == value)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == value else Qt.FocusPolicy.ClickFocus)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(_HEIGHT) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.px(_HEIGHT) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        values = [value for value, tab in self._tabs.items() if not tab.property("absent")]
        at = values.index(self.value()) if self.value() in values else 0
        moves = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(values) - 1,
        }
        wanted = moves.get(Qt.Key(event.key()))
        if wanted is None or not values:
            super().keyPressEvent(event)
            return
        self._user_chose(values[wanted % len(values)])

    def _user_chose(self, value: Any) -> None:
        new = value != self._current
        self.choose(value)
        if self._tabs[value].isVisibleTo(self):
            self._tabs[value].setFocus()
        if new:
            self.chosen.emit(value)

    def _arrange(self) -> None:
        """Lay the tabs out; the current one is always among those shown."""
        shown = [(value, tab) for value, tab in self._tabs.items() if not tab.property("absent")]
        widths = {value: tab.sizeHint().width() for value, tab in shown}
        room = self.width()
        if sum(widths.values()) + _GAP * (len(shown) - 1) > room:
            room -= self._more.width() + _GAP
        current = self.value()
        used = widths.get(current, 0)
        fitting = {current}
        for value, _tab in shown:
            if value == current:
                continue
            used += widths[value] + _GAP
            if used > room:
                break
            fitting.add(value)
        self._place(shown, fitting)

    def _place(self, shown: list[tuple[Any, _Tab]], fitting: set[Any]) -> None:
        x = 0
        placed = [tab for value, tab in shown if value in fitting]
        for tab in self._tabs.values():
            tab.setVisible(tab in placed)
        for tab in placed:
            tab.setGeometry(x, 0, tab.sizeHint().width(), theme.px(_HEIGHT) + 1)
            x += tab.width() + _GAP
        self._folded = [value for value, _tab in shown if value not in fitting]
        self._more.setVisible(bool(self._folded))
        self._more.move(x, (self.height() - self._more.height()) // 2)

    def _open_more(self) -> None:
        menu = QMenu(self)
        for value in self._folded:
            tab = self._tabs[value]
            text = tab.words if tab.count is None else f"{tab.words}  {tab.count}"
            entry(menu, text, partial(self._user_chose, value))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
