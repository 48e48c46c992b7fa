"""The first frame: the window's sidebar drawn at once, before the widgets that take its place are imported.

Measured: importing the widgets, the style sheet and Qt's own name space costs as much as a bare window;
even `QPainter.fillRect` from Python first makes a hundred enumerations. So the frame is one SVG drawing,
rendered inside Qt, that says the same as `sidebar.py` shows a moment later.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.i18n import _
from app.paths import resources
from app.ui.shell.places import PLACES, PlaceEntry

SIDEBAR, COMPACT = 200, 52
_ROW, _GAP = 36, 2
_ROOMY = 1000


# The same as in kit/look/tokens.py, which takes longer to import than the whole frame to paint; a test compares.
COLOURS = {
    "light": ("#F6F7F9", "#FFFFFF", "#E0E4E9", "#848D9A", "#525C69", "#2457D6", "#E7EEFD"),
    "dark": ("#14171C", "#1B1F26", "#2F3641", "#737D8C", "#AAB3C0", "#7EA2FF", "#22305A"),
    "contrast": ("#FFFFFF", "#FFFFFF", "#4A4A4A", "#000000", "#1F1F1F", "#0A2F8F", "#DCE6FF"),
}
ROLES = ("bg", "surface", "border", "border_strong", "text2", "accent", "accent_soft")


def colours_of(mode: str, *, system_is_dark: bool) -> dict[str, str]:
    """The colours of a mode by role; `system` follows what the desktop shows."""
    if mode == "system":
        mode = "dark" if system_is_dark else "light"
    return dict(zip(ROLES, COLOURS.get(mode, COLOURS["light"]), strict=True))


def is_compact(width: int, scale: float) -> bool:
    """Whether a window of that width is too narrow for its text size to keep the words of its sidebar."""
    return width < _ROOMY * scale


class FirstFrame:
    """The frame in the colours and text size that the preferences ask for; `page` is the place to come.

    Without a sidebar it is the ground alone, for the welcome.
    """

    def __init__(self, colours: dict[str, str], scale: float, page: str, *, with_sidebar: bool) -> None:
        self._colours, self._scale, self._page = colours, scale, page
        self._with_sidebar = with_sidebar
        if with_sidebar:
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / "Inter-Medium.ttf"))

    def paint(self, painter: QPainter, width: int, height: int) -> None:
        """Draw the whole window."""
        QSvgRenderer(QByteArray(self.drawing(width, height).encode())).render(painter)

    def drawing(self, width: int, height: int) -> str:
        """The frame as SVG."""
        parts = [f'<rect width="{width}" height="{height}" fill="{self._colours["bg"]}"/>']
        if self._with_sidebar:
            parts += self._narrow(height) if is_compact(width, self._scale) else self._sidebar(height)
        size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'

    def _sidebar(self, height: int) -> list[str]:
        wide, high = round(SIDEBAR * self._scale), 32 * self._scale
        line = f'<rect x="{wide - 1}" width="1" height="{height}" fill="{self._colours["border"]}"/>'
        parts = [line, self._box(8.5, 12.5, wide - 17, high - 1, "surface", "border_strong")]
        parts.append(self._icon("search", 18, 12 + high / 2 - 8, 16, "text2"))
        parts.append(self._words(_("Jump to…"), 42, 12 + high / 2, "text2", 400))
        for at, place in enumerate(PLACES):
            parts += self._row(place, wide, 24 + high + at * (_ROW * self._scale + _GAP))
        return parts

    def _narrow(self, height: int) -> list[str]:
        """The ground of a sidebar of icons; what stands in it follows a moment later."""
        wide = round(COMPACT * self._scale)
        return [f'<rect x="{wide - 1}" width="1" height="{height}" fill="{self._colours["border"]}"/>']

    def _row(self, place: PlaceEntry, wide: int, top: float) -> list[str]:
        here, high = place.id == self._page, _ROW * self._scale
        role, side = "accent" if here else "text2", 18 * self._scale
        ground = [self._box(8, top, wide - 16, high, "accent_soft", "accent_soft")] if here else []
        return [
            *ground,
            self._icon(place.icon, 20, top + (high - side) / 2, side, role),
            self._words(_(place.title), 30 + side, top + high / 2, role, 500),
        ]

    def _box(self, x: float, y: float, width: float, height: float, fill: str, edge: str) -> str:
        where = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="6"'
        colours = self._colours
        return f'<rect {where} fill="{colours[fill]}" stroke="{colours[edge]}"/>'

    def _words(self, text: str, x: float, middle: float, role: str, weight: int) -> str:
        size = round(14 * self._scale)
        look = f'font-family="Inter" font-size="{size}" font-weight="{weight}"'
        where = f'x="{x}" y="{middle + size * 0.36}"'
        return f'<text {where} {look} fill="{self._colours[role]}">{_escaped(text)}</text>'

    def _icon(self, name: str, x: float, y: float, side: float, role: str) -> str:
        """A vendored drawing of 24 × 24, put in its place."""
        drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        inner = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
        look = f'fill="none" stroke="{self._colours[role]}" stroke-width="2"'
        ends = 'stroke-linecap="round" stroke-linejoin="round"'
        return f'<g transform="translate({x} {y}) scale({side / 24})" {look} {ends}>{inner}</g>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
