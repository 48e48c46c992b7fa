"""A sheet of a report in small: A4 landscape, always on white, painted from the report's own figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.kit.look.tokens import LIGHT
from app.ui.reports.paper_charts import paint_charts
from app.ui.reports.paper_ink import LEFT, ink, line_of
from app.views.reports import SummaryView, TableView

# Points of A4 landscape; everything below is laid out in them.
WIDTH, HEIGHT, MARGIN = 842.0, 595.0, 40.0
INNER = WIDTH - 2 * MARGIN
_TONES = {"good": LIGHT.success, "bad": LIGHT.danger, "warn": LIGHT.warn, "": LIGHT.text2}


class Paper(QWidget):
    """Shows one sheet. Internal sheets say so in red, as the workbook does. `zoom` 1 fits the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: SummaryView | TableView | None = None
        self.zoom = 1.0
        self._room = 450
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, name: str, sheet: SummaryView | TableView | None) -> None:
        """Show another sheet, or an empty page."""
        self._sheet = sheet
        self.setAccessibleName(_("Preview of the sheet {name}").format(name=name))
        self.update()

    def fit(self, room: int, zoom: float | None = None) -> None:
        """Take `room` pixels of width times the zoom."""
        self._room, self.zoom = room, zoom or self.zoom
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        width = max(200, round(self._room * self.zoom))
        return QSize(width, round((width - 8) * HEIGHT / WIDTH) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(2, 0, self.width() - 8, self.height() - 10)
        for step in range(4, 0, -1):
            painter.fillRect(page.adjusted(0, 2, step, step + 2), QColor(0, 0, 0, 14))
        painter.fillRect(page, QColor("#FFFFFF"))
        painter.translate(page.topLeft())
        painter.scale(page.width() / WIDTH, page.height() / HEIGHT)
        painter.setClipRect(QRectF(0, 0, WIDTH, HEIGHT))
        if isinstance(self._sheet, SummaryView):
            _paint_summary(painter, self._sheet)
        elif self._sheet is not None:
            _paint_table(painter, self._sheet)


def _rule(
    painter: QPainter, x: float, y: float, width: float, colour: str = LIGHT.border, thick: float = 0.7
) -> None:
    painter.fillRect(QRectF(x, y, width, thick), QColor(colour))


def _paint_head(painter: QPainter, title: str, under: str) -> None:
    ink(painter, 17, bold=True)
    painter.drawText(QRectF(MARGIN, 34, INNER, 22), LEFT, title)
    ink(painter, 10, LIGHT.accent, bold=True)
    line_of(painter, MARGIN, 38, INNER, "Condica", right=True)
    ink(painter, 8, LIGHT.text2)
    line_of(painter, MARGIN, 58, INNER * 0.7, under)
    ink(painter, 8, LIGHT.danger, bold=True)
    line_of(painter, MARGIN, 58, INNER, _("internal · do not send to clients"), right=True)
    _rule(painter, MARGIN, 74, INNER, LIGHT.accent, 1.4)


def _paint_summary(painter: QPainter, sheet: SummaryView) -> None:
    _paint_head(painter, sheet.title, sheet.subtitle)
    gap = 12.0
    wide = (INNER - 3 * gap) / 4
    for at, tile in enumerate(sheet.tiles):
        x = MARGIN + at * (wide + gap)
        painter.fillRect(QRectF(x, 82, wide, 56), QColor("#F3F6FD"))
        ink(painter, 8, LIGHT.text2)
        line_of(painter, x + 8, 85, wide - 16, tile.label)
        ink(painter, 17, bold=True)
        painter.drawText(QRectF(x + 8, 99, wide - 16, 20), LEFT, tile.value)
        ink(painter, 8, _TONES[tile.tone], bold=True)
        line_of(painter, x + 8, 121, wide - 16, tile.beneath)
    paint_charts(painter, sheet, MARGIN, 150, INNER)
    _paint_measures(painter, sheet, MARGIN, 352, INNER * 0.48)
    _paint_attention(painter, sheet, MARGIN + INNER * 0.52, 352, INNER * 0.48)


def _paint_measures(painter: QPainter, sheet: SummaryView, x: float, y: float, width: float) -> None:
    ink(painter, 9.5, bold=True)
    line_of(painter, x, y, width, _("This period against the one before"))
    stops = ((0.0, 0.5), (0.5, 0.17), (0.67, 0.17), (0.84, 0.16))
    _line(painter, x, y + 16, width, stops, (_("Measure"), _("This"), _("Before"), _("Change")), LIGHT.text2)
    for at, (title, this, past, change, tone) in enumerate(sheet.measures[:10]):
        top = y + 33 + at * 17
        _line(painter, x, top, width, stops, (title, this, past, change), LIGHT.text, _TONES[tone])


def _line(
    painter: QPainter,
    x: float,
    y: float,
    width: float,
    stops: tuple[tuple[float, float], ...],
    texts: tuple[str, ...],
    colour: str,
    last: str = "",
) -> None:
    for at, ((start, share), text) in enumerate(zip(stops, texts, strict=True)):
        ink(
            painter,
            8,
            last if last and at == len(texts) - 1 else colour,
            bold=at == 1 or colour == LIGHT.text2,
        )
        line_of(painter, x + start * width, y, share * width - 4, text, right=at > 0)
    _rule(painter, x, y + 15.5, width)


def _paint_attention(painter: QPainter, sheet: SummaryView, x: float, y: float, width: float) -> None:
    ink(painter, 9.5, bold=True)
    line_of(painter, x, y, width, _("Needs attention first"))
    ink(painter, 8, LIGHT.text2, bold=True)
    line_of(painter, x, y + 16, width * 0.3, _("Client"))
    line_of(painter, x + width * 0.32, y + 16, width * 0.5, _("What"))
    line_of(painter, x, y + 16, width, _("Day"), right=True)
    _rule(painter, x, y + 31.5, width)
    for at, (client, text, day, urgent) in enumerate(sheet.attention[:10]):
        top = y + 33 + at * 17
        ink(painter, 8, bold=True)
        line_of(painter, x, top, width * 0.31, client)
        ink(painter, 8, LIGHT.danger if urgent else LIGHT.text)
        line_of(painter, x + width * 0.32, top, width * 0.54, text)
        ink(painter, 8, LIGHT.text2)
        line_of(painter, x, top, width, day, right=True)
        _rule(painter, x, top + 15.5, width)


def _paint_table(painter: QPainter, sheet: TableView) -> None:
    _paint_head(painter, sheet.title, sheet.note)
    if not sheet.rows:
        ink(painter, 9, LIGHT.text2)
        line_of(painter, MARGIN, 84, INNER, _("Nothing in this period."))
        return
    scale = INNER / max(1.0, sum(sheet.widths))
    painter.fillRect(QRectF(MARGIN, 84, INNER, 20), QColor(LIGHT.surface2))
    _paint_cells(painter, sheet, scale, 87, sheet.headers, bold=True)
    for at, row in enumerate(sheet.rows):
        top = 106 + at * 19
        if top > HEIGHT - 60:
            break
        _paint_cells(painter, sheet, scale, top, row)
        _rule(painter, MARGIN, top + 16.5, INNER)


def _paint_cells(
    painter: QPainter, sheet: TableView, scale: float, y: float, texts: tuple[str, ...], *, bold: bool = False
) -> None:
    x = MARGIN
    for at, (text, width, right) in enumerate(zip(texts, sheet.widths, sheet.right, strict=True)):
        ink(painter, 7.5, LIGHT.text2 if bold else LIGHT.text, bold=bold or at == 0)
        line_of(painter, x + 3, y, width * scale - 6, text, right=right)
        x += width * scale
