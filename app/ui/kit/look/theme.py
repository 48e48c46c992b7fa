"""Colours, fonts and sizes of the window, switched live.

`apply` once at start; afterwards `set_mode` and `set_text_scale`. Widgets that paint
themselves ask `tokens()`, `font()` and `px()` while painting and so follow every switch;
those that lay out by hand connect to `signals.theme_changed`.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resources
from app.ui.kit.look.dressing import Wardrobe
from app.ui.kit.look.tokens import BY_NAME, LIGHT, Tokens

MODES = ("light", "dark", "contrast", "system")
SCALES = (0.9, 1.0, 1.1, 1.25, 1.4, 1.5)
SIZES = {"small": 12, "body": 14, "strong": 14, "title": 18, "page": 24, "big": 28}
_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
}
_BOLD_SIZES = {"strong", "title", "page", "big"}


class _Signals(QObject):
    """What the theme tells: colours, text size or both are new."""

    theme_changed = Signal()


class _State:
    """The look in force; one per program, because a program has one look."""

    def __init__(self) -> None:
        self.tokens: Tokens = LIGHT
        self.mode = "light"
        self.scale = 1.0
        self.app: QApplication | None = None
        self.fonts_loaded = False
        self.wardrobe: Wardrobe | None = None


signals = _Signals()
_state = _State()


def tokens() -> Tokens:
    """The colours in force."""
    return _state.tokens


def color(role: str) -> QColor:
    """The colour of a role as Qt wants it."""
    return QColor(_state.tokens.color(role))


def soft(role: str) -> QColor:
    """The soft ground of a role."""
    return QColor(_state.tokens.soft(role))


def mode() -> str:
    """What the user chose: one of `MODES`."""
    return _state.mode


def text_scale() -> float:
    """The text size in force, 0.9 to 1.5."""
    return _state.scale


def px(size: float) -> int:
    """A size that grows with the text, in logical pixels."""
    return round(size * _state.scale)


def font(size: str = "body", weight: str | None = None, *, tabular: bool = False) -> QFont:
    """Inter in one of `SIZES`; weight regular, medium or semibold, by default the size's own."""
    made = QFont("Inter")
    made.setPixelSize(px(SIZES[size]))
    made.setWeight(_WEIGHTS[weight or ("semibold" if size in _BOLD_SIZES else "regular")])
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font_path(weight: str = "Regular") -> str:
    """The file of Inter `Regular`, `Medium` or `SemiBold`, for matplotlib and PDF."""
    return str(resources() / "fonts" / f"Inter-{weight}.ttf")


def apply(app: QApplication, mode: str = "system", text_scale: float = 1.0) -> None:
    """Dress the program; call once before the first window is shown."""
    _load_fonts()
    first = _state.app is not app
    _state.app, _state.mode, _state.scale = app, mode, _clamp(text_scale)
    if first:
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(_follow_system)
    _refresh()


def set_mode(mode: str) -> None:
    """Switch between light, dark, contrast and system while the program runs."""
    if mode in MODES and mode != _state.mode:
        _state.mode = mode
        _refresh()


def set_text_scale(scale: float) -> None:
    """Make all texts larger or smaller, 0.9 to 1.5."""
    if _clamp(scale) != _state.scale:
        _state.scale = _clamp(scale)
        _refresh()


def step_text_scale(steps: int) -> None:
    """The next larger (+1) or smaller (−1) text size, for Ctrl+plus and Ctrl+minus."""
    nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - _state.scale))
    set_text_scale(SCALES[max(0, min(len(SCALES) - 1, nearest + steps))])


def is_dressed() -> bool:
    """Whether everything in the program has the look in force; what is hidden follows after what is seen."""
    return _state.wardrobe is None or not _state.wardrobe.waiting


def dress_all() -> None:
    """Give the look in force to what is hidden, too, before it is shown."""
    if _state.wardrobe is not None:
        _state.wardrobe.finish()


def style_sheet(colours: Tokens, scale: float) -> str:
    """resources/style.qss with the tokens (`@accent`) and text-bound sizes (`14sp`) filled in."""
    template = (resources() / "style.qss").read_text(encoding="utf-8")
    icons = (resources() / "icons").as_posix()
    template = template.replace("@icons", icons)
    template = re.sub(r"@([a-z_0-9]+)", lambda found: colours.color(found[1]), template)
    return re.sub(r"(\d+)sp\b", lambda found: f"{round(int(found[1]) * scale)}px", template)


def _clamp(scale: float) -> float:
    return max(SCALES[0], min(SCALES[-1], scale))


def _load_fonts() -> None:
    if not _state.fonts_loaded:
        for weight in ("Regular", "Medium", "SemiBold"):
            QFontDatabase.addApplicationFont(font_path(weight))
        _state.fonts_loaded = True


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _follow_system() -> None:
    if _state.mode == "system":
        _refresh()


def _refresh() -> None:
    app = _state.app
    if app is None:
        return
    name = _state.mode
    if name == "system":
        name = "dark" if _system_is_dark(app) else "light"
    _state.tokens = BY_NAME[name]
    if _state.wardrobe is None or _state.wardrobe.parent() is not app:
        _state.wardrobe = Wardrobe(app)
    app.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        _state.wardrobe.undress()
        app.setFont(font())
        app.setPalette(_palette(_state.tokens))
        _state.wardrobe.dress(style_sheet(_state.tokens, _state.scale))
        signals.theme_changed.emit()
    finally:
        app.restoreOverrideCursor()


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    wanted = {
        role.Window: colours.bg, role.WindowText: colours.text,
        role.Base: colours.surface, role.AlternateBase: colours.surface2, role.Text: colours.text,
        role.Button: colours.surface, role.ButtonText: colours.text, role.BrightText: colours.danger,
        role.Highlight: colours.accent, role.HighlightedText: colours.on_accent,
        role.ToolTipBase: colours.overlay, role.ToolTipText: colours.on_overlay,
        role.PlaceholderText: colours.text3, role.Link: colours.accent, role.LinkVisited: colours.accent,
        role.Light: colours.surface, role.Midlight: colours.surface2, role.Mid: colours.border,
        role.Dark: colours.border_strong, role.Shadow: colours.border_strong, role.Accent: colours.accent,
    }  # fmt: skip
    made = QPalette()
    for which, value in wanted.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.text3))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.surface2))
    made.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(colours.text3))
    return made
