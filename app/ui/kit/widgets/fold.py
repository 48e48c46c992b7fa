"""Parts side by side that stand beneath each other where there is no room for them in one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.kit.look import theme

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldRow(QWidget):
    """A row that becomes a column when one of its parts would be narrower than it likes to be.

    `add` a part with its stretch and, where its own least width is not what it likes, `likes` in px of the
    normal text size.
    """

    def __init__(
        self, *parts: QWidget, spacing: int = 12, beneath: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: list[tuple[QWidget, int]] = []
        self._spacings = {_ACROSS: spacing, _DOWN: spacing if beneath is None else beneath}
        self._box = QBoxLayout(_ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget, stretch: int = 0, *, likes: int = 0, top: bool = False) -> None:
        """Append a part; `top` lets it stand at the upper edge of the row."""
        self._parts.append((part, likes))
        self._box.addWidget(part, stretch)
        if top:
            self._box.setAlignment(part, Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        """Take all parts away."""
        for part, _likes in self._parts:
            self._box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part can be, because it folds before it is narrower than their sum."""
        return QSize(max((_least(part) for part, _likes in self._shown()), default=0), self._height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _shown(self) -> list[tuple[QWidget, int]]:
        return [(part, likes) for part, likes in self._parts if not part.isHidden()]

    def _height(self) -> int:
        return 0 if self.hasHeightForWidth() else super().minimumSizeHint().height()

    def _fold(self) -> None:
        shown = self._shown()
        liked = sum(_liked(part, likes) for part, likes in shown)
        liked += self._spacings[_ACROSS] * (len(shown) - 1)
        way = _DOWN if liked > self.width() else _ACROSS
        if self._box.direction() != way:
            self._box.setDirection(way)
            self._box.setSpacing(self._spacings[way])
            self.updateGeometry()


def _liked(part: QWidget, likes: int) -> int:
    return max(theme.px(likes), _least(part)) if likes else max(part.sizeHint().width(), _least(part))


def _least(part: QWidget) -> int:
    return part.minimumWidth() or part.minimumSizeHint().width()
