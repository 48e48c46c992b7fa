"""Buttons: primary, secondary, quiet, link, danger; icon buttons; all with names for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QToolTip,
    QWidget,
)

from app.ui.kit.look import theme
from app.ui.kit.look.icons import icon

_ICON_ROLES = {"primary": "on_accent", "danger": "danger", "link": "accent", "quiet": "text2"}


def presses(event: QKeyEvent) -> bool:
    """Whether a key presses the button that has the focus: Enter, alone; Space is Qt's own affair."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and held == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat()


class PressButton(QPushButton):
    """What Enter presses, too: the button one is at, never the main one of the dialog around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.click()
            return
        super().keyPressEvent(event)


class Button(PressButton):
    """A button with words. `kind`: primary, secondary, quiet, link, danger; `small` is 28 px high."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "secondary",
        icon_name: str = "",
        small: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        self.setProperty("small", "true" if (kind == "link" if small is None else small) else "false")
        self.setIconSize(QSize(20, 16) if text else QSize(16, 16))
        if icon_name:
            self.setIcon(icon(icon_name, _ICON_ROLES.get(kind, "text2"), "accent"))
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_kind(self, kind: str, icon_name: str = "") -> None:
        """Turn a secondary button into the primary one and back."""
        self.setProperty("kind", kind)
        if icon_name:
            self.setIcon(icon(icon_name, _ICON_ROLES.get(kind, "text2"), "accent"))
        self.style().unpolish(self)
        self.style().polish(self)

    def setText(self, text: str) -> None:
        """Show another text, ampersands as they stand."""
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Links are as wide as their words; Qt would keep room for a frame."""
        self.ensurePolished()
        hint = super().sizeHint()
        if self.property("kind") == "link":
            gap = self.iconSize().width() + 8 if not self.icon().isNull() else 0
            hint.setWidth(self.fontMetrics().horizontalAdvance(self.text()) + gap + 9)
        return hint


class NameButton(Button):
    """A link that says what somebody typed: it ends in "…" where there is no room, the whole is its tooltip."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, on_click, kind="link", icon_name=icon_name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.px(80)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        beside = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - beside + 4
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, QPainter(self), self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.width() < self.sizeHint().width():
            whole = f"<span>{escape(self.text().replace('&&', '&'))}</span>"
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), whole, self)
            return True
        return super().event(event)


class IconButton(QToolButton):
    """A button with an icon alone; its name is spoken and shown as tooltip.

    `side` 24, 28 or 32 px; `framed` draws the border of a control.
    """

    def __init__(
        self,
        icon_name: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        side: int = 28,
        framed: bool = False,
        role: str = "text2",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side = side
        self.setIcon(icon(icon_name, role, "accent"))
        self.setIconSize(QSize(16, 16))
        self.setCheckable(checkable)
        self.setProperty("framed", "true" if framed else "false")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name)
        self._resize()
        theme.signals.theme_changed.connect(self._resize)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.click()
            return
        super().keyPressEvent(event)

    def set_name(self, name: str) -> None:
        """What the button does, spoken and shown under the mouse."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def _resize(self) -> None:
        self.setFixedSize(max(24, theme.px(self._side)), max(24, theme.px(self._side)))
