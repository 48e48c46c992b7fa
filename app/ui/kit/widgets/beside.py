"""Two parts side by side; where there is no room for both, a button in the page's head changes between them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import IconButton

_GAP = 16
# Qt's own QWIDGETSIZE_MAX.
_UNBOUND = 16_777_215


class Beside(QWidget):
    """`main` takes the room, `side` has its width (in px of the normal text size) at the right.

    `toggle` is the button that shows the side instead where `main` would be narrower than `at_least`.
    """

    def __init__(
        self, main: QWidget, side: QWidget, *, width: int, at_least: int, icon_name: str, name: str
    ) -> None:
        super().__init__()
        self.main, self.side = main, side
        self._width, self._at_least = width, at_least
        self.toggle = IconButton(icon_name, name, self.fold, side=32, framed=True, checkable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(main, 1)
        row.addWidget(side)
        theme.signals.theme_changed.connect(self.fold)

    def fold(self, *_now: object) -> None:
        """Lay out for the room there is."""
        wanted = theme.px(self._width)
        room = self.width() - _GAP - wanted >= theme.px(self._at_least)
        swapped = not room and self.toggle.isChecked()
        self.toggle.setVisible(not room)
        self.side.setVisible(room or swapped)
        self.main.setVisible(room or not swapped)
        self.side.setMinimumWidth(min(wanted, self.width()))
        self.side.setMaximumWidth(wanted if room else _UNBOUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()
