"""Texts: labels that never interpret what users typed, and labels that end in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.buttons import Button


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and dress the widget again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Label(QLabel):
    """Plain text in one of the type sizes and roles of UX.md "Look".

    `size`: small, body, strong, title, page, big, caption. `role`: text, text2, text3, accent,
    success, warn, danger, info, neutral. `weight`: medium or semibold where the size has neither.
    """

    def __init__(
        self,
        text: str = "",
        size: str = "body",
        role: str = "text",
        *,
        weight: str = "",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", size)
        self.setProperty("role", "text2" if size == "caption" and role == "text" else role)
        self.setProperty("weight", weight)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_role(self, role: str) -> None:
        """Show the text in another role's colour."""
        set_property(self, "role", role)


class ElidedLabel(Label):
    """One line that ends in "…" where there is no room; the whole text is its tooltip then."""

    def __init__(
        self,
        text: str = "",
        size: str = "body",
        role: str = "text",
        *,
        weight: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size, role, weight=weight, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._set_tip()

    def minimumSizeHint(self) -> QSize:
        fonts = self.fontMetrics()
        least = min(fonts.horizontalAdvance("MM…"), fonts.horizontalAdvance(self.text()))
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, self._shown())

    def _shown(self) -> str:
        line = " ".join(self.text().split())
        return self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _set_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self._shown() != self.text() else "")


def plain_tip(text: str) -> str:
    """A tooltip text that Qt shows as it stands, whatever somebody typed into it."""
    from html import escape

    return f"<span>{escape(text)}</span>" if text else ""


class FittingLabel(Label):
    """A figure as large as a page title; smaller where its room is too narrow, and as high as ever."""

    _SIZES = ("page", "title", "strong")

    def __init__(self, text: str = "", role: str = "text", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "page", role, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.signals.theme_changed.connect(self._fit)

    def setText(self, text: str) -> None:
        """Show another figure."""
        super().setText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._needs("page"), QFontMetrics(theme.font("page")).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needs("strong"), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = [size for size in self._SIZES if self._needs(size) <= self.width()]
        set_property(self, "type", fitting[0] if fitting else self._SIZES[-1])
        self.updateGeometry()

    def _needs(self, size: str) -> int:
        return QFontMetrics(theme.font(size)).horizontalAdvance(self.text()) + 2


class Line(QFrame):
    """A border of 1 px, lying or standing."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", "vertical" if vertical else "true")


class SectionHeader(QWidget):
    """A heading above a card: title, muted count, and at the right a muted note or a link.

    `link` is a `Button` of kind link, hidden while `link_text` is empty; connect its `clicked`.
    """

    def __init__(
        self,
        title: str,
        count: int | str = "",
        *,
        note: str = "",
        link_text: str = "",
        size: str = "strong",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, size)
        self.count = ElidedLabel(str(count), "small", "text3")
        self.note = ElidedLabel(note, "small", "text3")
        for part in (self.count, self.note):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.link = Button(link_text, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.link)
        self.set_texts(title, count, note=note, link_text=link_text)

    def set_texts(self, title: str, count: int | str = "", *, note: str = "", link_text: str = "") -> None:
        """Change what the heading says."""
        self.title.setText(title)
        for part, text in ((self.count, str(count)), (self.note, note), (self.link, link_text)):
            part.setText(text)
            part.setVisible(bool(text))
        self.link.setAccessibleName(f"{link_text}, {title}" if link_text else "")


class IconLabel(QWidget):
    """A tinted icon, optionally in a round soft ground like the rows of Today."""

    def __init__(
        self,
        name: str,
        role: str = "text2",
        size: int = 16,
        parent: QWidget | None = None,
        *,
        ground: int = 0,
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size, self._ground = name, role, size, ground
        self._resize()
        theme.signals.theme_changed.connect(self._resize)

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon, or the same in another role."""
        self._name, self._role = name, role or self._role
        self.update()

    def _resize(self) -> None:
        side = theme.px(max(self._size, self._ground))
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.soft(self._role))
            painter.drawEllipse(self.rect())
        inset = (self.width() - theme.px(self._size)) / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        draw(painter, self._name, box, theme.color(self._role))
