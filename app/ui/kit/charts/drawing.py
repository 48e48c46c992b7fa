"""Drawing charts off the window's thread: matplotlib on one thread of its own, pictures on the main one.

matplotlib is imported on that thread when the first chart is wanted, so neither the window's start nor a
first visit waits for it. One thread, because matplotlib's settings are one for the whole program.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter

from app.errors import UserError
from app.services import outfile
from app.ui.kit.errands import Errand, Errands
from app.ui.kit.look import theme
from app.ui.kit.look.tokens import Tokens

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.typing import RcKeyType


@dataclass(frozen=True)
class Spot:
    """A mark of a chart under the mouse: where it is in logical pixels, what it says, what it stands for."""

    rect: QRectF
    text: str
    data: Any = None


class Sheet:
    """What a chart is drawn on, in logical pixels; made anew for each drawing on the same figure.

    A drawing runs on the drawing thread: it takes colours from `colours`, sizes from `px`, and touches
    no widget.
    """

    def __init__(self, figure: Figure, size: QSize, colours: Tokens, scale: float) -> None:
        self.figure, self.colours, self.scale = figure, colours, scale
        self.width, self.height = size.width(), size.height()
        self._marks: list[tuple[Any, tuple[float, float, float, float], float, str, Any]] = []

    def px(self, size: float) -> float:
        """A size that grows with the text."""
        return size * self.scale

    def axes(self, left: float, top: float, right: float, bottom: float, **values: Any) -> Axes:
        """Axes with these margins in pixels, the margins growing with the text."""
        return self.place(
            self.px(left),
            self.px(top),
            self.width - self.px(left + right),
            self.height - self.px(top + bottom),
            **values,
        )

    def place(self, x: float, y: float, width: float, height: float, **values: Any) -> Axes:
        """Axes at a place in plain pixels from the top left corner."""
        width, height = max(8.0, width), max(8.0, height)
        box = (
            x / self.width,
            1 - (y + height) / self.height,
            width / self.width,
            height / self.height,
        )
        return self.figure.add_axes(box, **values)

    def text_size(self, text: str, size: float = 12, weight: int = 400) -> tuple[float, float]:
        """How wide and high a text is, in logical pixels."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family="Inter", size=self.px(size), weight=weight)
        canvas = self.figure.canvas
        if not isinstance(canvas, FigureCanvasAgg):
            raise TypeError("a sheet's figure is drawn by Agg")
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib gives it no types
        width, height, _below = renderer.get_text_width_height_descent(text or " ", font, False)
        ratio = self.figure.dpi / 72
        return width / ratio, height / ratio

    def fitted(self, text: str, width: float, size: float = 12) -> str:
        """The text, ended by an ellipsis where it is wider than that."""
        if self.text_size(text, size)[0] <= width:
            return text
        while len(text) > 1 and self.text_size(text + "…", size)[0] > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def mark(self, axes: Axes, box: tuple[float, float, float, float], text: str, data: Any = None) -> None:
        """A rectangle (x0, y0, x1, y1) in the axes' figures answers the mouse."""
        self._marks.append((axes.transData, box, 0.0, text, data))

    def dot(self, axes: Axes, x: float, y: float, radius: float, text: str, data: Any = None) -> None:
        """A circle around a point answers the mouse."""
        self._marks.append((axes.transData, (x, y, x, y), radius, text, data))

    def spots(self) -> list[Spot]:
        """All marks in logical pixels, in the order they were drawn."""
        ratio = self.figure.dpi / 72
        found = []
        for transform, (x0, y0, x1, y1), radius, text, data in self._marks:
            ax, ay = (float(each) for each in transform.transform((x0, y0)) / ratio)
            bx, by = (float(each) for each in transform.transform((x1, y1)) / ratio)
            rect = QRectF(min(ax, bx), self.height - max(ay, by), abs(bx - ax), abs(by - ay))
            found.append(Spot(rect.adjusted(-radius, -radius, radius, radius), text, data))
        return found


Draw = Callable[[Sheet], None]


@dataclass(frozen=True)
class Order:
    """One drawing that somebody wants: `path` asks for a file instead of a picture to show."""

    draw: Draw
    size: QSize
    ratio: float
    colours: Tokens
    scale: float
    path: str = ""


@dataclass(frozen=True)
class Drawn:
    """A finished drawing; `error` says why a file could not be written."""

    image: QImage
    spots: list[Spot]
    size: QSize
    error: str = ""


def order(draw: Draw, size: QSize, ratio: float, path: str = "") -> Order:
    """An order in the colours and text size in force; to be made on the main thread."""
    return Order(draw, QSize(size), ratio, theme.tokens(), theme.text_scale(), path)


class Easel:
    """One figure, drawn on again and again; used on the drawing thread alone."""

    def __init__(self) -> None:
        self.figure: Any = None
        self.drawings = 0

    def draw(self, wanted: Order) -> Drawn:
        """Draw in the order's colours; the figure is the same every time."""
        _load_fonts()
        import matplotlib

        size = wanted.size.expandedTo(QSize(40, 40))
        with matplotlib.rc_context(style(wanted.colours, wanted.scale)):
            figure = self._figure(size, wanted)
            sheet = Sheet(figure, size, wanted.colours, wanted.scale)
            wanted.draw(sheet)
            figure.canvas.draw()
            spots = sheet.spots()
            width, height = figure.canvas.get_width_height(physical=True)
            pixels = bytes(figure.canvas.buffer_rgba())
        self.drawings += 1
        image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        error = _save(image, wanted.path) if wanted.path else ""
        image.setDevicePixelRatio(wanted.ratio)
        return Drawn(image, spots, size, error)

    def _figure(self, size: QSize, wanted: Order) -> Any:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        if self.figure is None:
            self.figure = Figure()
            FigureCanvasAgg(self.figure)
        figure = self.figure
        figure.clear()
        figure.set_dpi(72 * wanted.ratio)
        figure.set_size_inches(size.width() / 72, size.height() / 72)
        figure.set_facecolor(wanted.colours.surface)
        return figure


def _save(image: QImage, path: str) -> str:
    """Write the picture beside its place and move it there; returns what went wrong."""
    try:
        with outfile.writing(Path(path)) as made:
            writer = QImageWriter(str(made), b"png")
            if not writer.write(image):
                raise OSError(writer.errorString())
    except UserError as error:
        return str(error)
    return ""


class _Workshop:
    """The drawing thread, and the way back to the main one."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="draw")
        self._errands = Errands()

    @property
    def waiting(self) -> int:
        """How many drawings were ordered and have not arrived."""
        return len(self._errands)

    def submit(self, work: Callable[[], Drawn | None], done: Callable[[Drawn], None]) -> None:
        """Do `work` on the drawing thread and give what it made to `done` here."""

        def take(errand: Errand) -> None:
            if errand.error is not None:
                raise errand.error
            if errand.result is not None:
                done(errand.result)

        self._errands.send(self._pool.submit, work, take)


@cache
def workshop() -> _Workshop:
    """The one drawing thread; made with the first chart."""
    return _Workshop()


def idle() -> bool:
    """Whether every drawing that was ordered has arrived."""
    return workshop().waiting == 0


@cache
def _load_fonts() -> None:
    from matplotlib import font_manager

    for weight in ("Regular", "Medium", "SemiBold"):
        font_manager.fontManager.addfont(theme.font_path(weight))


def style(colours: Tokens, scale: float = 1.0) -> dict[RcKeyType, Any]:
    """matplotlib's settings for these colours; text sizes in points at 72 dpi, so 12 px."""
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
        "axes.spines.bottom": False,
        "axes.labelsize": 12 * scale,
        "xtick.labelsize": 12 * scale,
        "ytick.labelsize": 12 * scale,
        "svg.fonttype": "none",
    }
