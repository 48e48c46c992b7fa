"""Lucide icons that take their colour from the theme at the moment they are painted."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resources
from app.ui.kit.look import theme


@cache
def _svg(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(width, height)
    # A box wider than high keeps its room behind the icon: that is the gap to a button's words.
    renderer.render(painter, QRectF(0, (height - side) / 2, side, side))
    painter.end()
    return QPixmap.fromImage(image)


def draw(painter: QPainter, name: str, rect: QRect | QRectF, colour: str | QColor) -> None:
    """Paint an icon into `rect`, crisp on every screen."""
    scale = painter.device().devicePixelRatioF()
    wanted = QColor(colour).name()
    box = QRectF(rect)
    pixmap = _drawn(name, wanted, round(box.width() * scale), round(box.height() * scale))
    painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))


class _TokenEngine(QIconEngine):
    """Draws one SVG in a role's colour; a theme switch needs no new icon."""

    def __init__(self, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._name, self._role, self._on_role = name, role, on_role

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return theme.tokens().text3
        return theme.tokens().color(self._on_role if state == QIcon.State.On else self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, self._name, rect, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels (since Qt 6.8); a screen at 200 % gets twice as many real ones."""
        width, height = round(size.width() * scale), round(size.height() * scale)
        made = QPixmap(_drawn(self._name, self._colour(mode, state), width, height))
        made.setDevicePixelRatio(scale)
        return made

    def clone(self) -> QIconEngine:
        made = _TokenEngine(self._name, self._role, self._on_role)
        _kept.append(made)
        return made


# Qt owns cloned engines, but Python would collect them with their wrappers.
_kept: list[QIconEngine] = []


@cache
def icon(name: str, role: str = "text2", on_role: str | None = None) -> QIcon:
    """The Lucide icon `name` in the colour of `role`; checked buttons show it in `on_role`."""
    if not (resources() / "icons" / f"{name}.svg").is_file():
        raise KeyError(f"no icon called {name!r}")
    return QIcon(_TokenEngine(name, role, on_role or role))
