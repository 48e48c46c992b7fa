"""One chart view: matplotlib in the theme's colours and Inter, redrawn on every theme switch.

matplotlib is imported when the first chart is made, never before the window is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui import theme
from app.ui.core.buttons import IconButton
from app.ui.core.cards import Card
from app.ui.core.labels import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Draw = Callable[["Axes"], None]


@cache
def _load_fonts() -> None:
    from matplotlib import font_manager

    for weight in ("Regular", "Medium", "SemiBold"):
        font_manager.fontManager.addfont(theme.font_path(weight))


def style(scale: float = 1.0) -> dict[str, Any]:
    """matplotlib's settings for the colours in force; text sizes in points at 72 dpi, so 12 px."""
    colours = theme.tokens()
    return {
        "font.family": "Inter",
        "font.size": 12 * scale,
        "text.color": colours.text,
        "axes.labelcolor": colours.text2,
        "axes.edgecolor": colours.border_strong,
        "axes.facecolor": colours.surface,
        "figure.facecolor": colours.surface,
        "savefig.facecolor": colours.surface,
        "xtick.color": colours.text2,
        "ytick.color": colours.text2,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": colours.border,
        "grid.linewidth": 1,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.labelsize": 12 * scale,
        "xtick.labelsize": 12 * scale,
        "ytick.labelsize": 12 * scale,
        "svg.fonttype": "none",
    }


class ChartView(QWidget):
    """A figure that `draw(axes)` fills; `picked(data)` when a mark made with `picker` and `gid` is clicked."""

    picked = Signal(object)

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Draw | None = None
        self._canvas: Any = None
        self._stale = False
        self.sentence = sentence
        self.setAccessibleName(sentence)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.signals.theme_changed.connect(self.redraw)

    def plot(self, draw: Draw, sentence: str = "") -> None:
        """Draw, now or when the chart comes into view; `sentence` says what it shows."""
        self._draw = draw
        if sentence:
            self.sentence = sentence
            self.setAccessibleName(sentence)
        self.redraw()

    def redraw(self) -> None:
        """Draw again, with the colours in force."""
        self._stale = True
        if self.isVisible() and self._draw is not None:
            self._paint()

    def image(self) -> QImage:
        """The chart as it stands."""
        return self.grab().toImage()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def save_png(self, path: str) -> None:
        """Write the picture at 200 % to `path`."""
        if self._canvas is None or self._stale:
            self._paint()
        self._canvas.figure.savefig(path, dpi=2 * self._canvas.figure.dpi)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._draw is not None:
            self._paint()

    def _paint(self) -> None:
        _load_fonts()
        import matplotlib

        self._stale = False
        with matplotlib.rc_context(style(theme.text_scale())):
            figure = self._figure()
            figure.clear()
            figure.set_facecolor(theme.tokens().surface)
            axes = figure.add_subplot()
            if self._draw is not None:
                self._draw(axes)
            self._canvas.draw()

    def _figure(self) -> Any:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        if self._canvas is None:
            figure = Figure(dpi=72, layout="constrained")
            self._canvas = FigureCanvasQTAgg(figure)
            self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._canvas.mpl_connect("pick_event", self._pick)
            self._column.addWidget(self._canvas)
        return self._canvas.figure

    def _pick(self, event: Any) -> None:
        self.picked.emit((event.artist.get_gid(), list(getattr(event, "ind", []))))


class ChartCard(Card):
    """A chart with its title, the sentence that reads it, and table, copy, save at the right."""

    table_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spacing=2, parent=parent)
        self.title = Label(title, "strong")
        self.sentence = Label(sentence, "small", "text2", wrap=True)
        self.chart = ChartView(sentence)
        row = QHBoxLayout()
        row.addWidget(self.title)
        row.addStretch(1)
        for name, words, slot in (
            ("table-2", _("Show as table"), self.table_wanted.emit),
            ("copy", _("Copy"), self.chart.copy),
            ("image-down", _("Save as PNG"), self.save_wanted.emit),
        ):
            row.addWidget(IconButton(name, f"{words}: {title}", slot))
        self.body.addLayout(row)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.chart, 1)

    def plot(self, draw: Draw, sentence: str) -> None:
        """Show other figures and say what they mean."""
        self.sentence.setText(sentence)
        self.chart.plot(draw, sentence)
