"""The headline over the charts: kept clients, kept revenue, growth, and satisfied beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _, pgettext
from app.ui.kit.charts.ink import Pick
from app.ui.kit.widgets.cards import Tile
from app.views.insights.headline import Figure, Headline


class FigureTile(Tile):
    """A tile that opens the clients behind its figure."""

    picked = Signal(object)

    def __init__(self, caption: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(caption, parent=parent)
        self._figure = Figure("–")
        self.setToolTip(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure = figure
        self.set_figure(figure.value, figure.sub, figure.role, beside=figure.beside)
        hand = Qt.CursorShape.PointingHandCursor if figure.links else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)

    def open(self) -> None:
        """The clients behind it."""
        if self._figure.links:
            title = f"{self.caption.text()}: {self._figure.sub or self._figure.value}"
            self.picked.emit(Pick(title, self._figure.links))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open()
            return
        super().keyPressEvent(event)


class HeadlineTiles(QWidget):
    """The five tiles in a row, or in two or three; `picked` as from a chart."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = FigureTile(
            _("Clients kept"), _("Active on the first day and still on the last. Opens who left.")
        )
        self.grr = FigureTile(
            _("Revenue kept (GRR)"),
            _(
                "Of what clients paid in the year before the period, how much they still pay; growth left out."
            ),
        )
        self.nrr = FigureTile(
            _("With growth (NRR)"), _("The same clients' revenue now, against the year before the period.")
        )
        self.satisfied = FigureTile(
            pgettext("clients", "Satisfied"),
            _(
                "Of the clients active on the last day who were asked lately, those at or above the limit of the settings. Satisfied is not loyal: it stands here so that nobody mistakes one for the other."
            ),
        )
        self.recommend = FigureTile(
            _("Would recommend us (NPS)"),
            _(
                "Those who answered 9 or 10, less those who answered 6 or less, in per cent of all answers of the period; beside it the range in which it lies with 95 % certainty. Opens who would not."
            ),
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._columns = 0
        self.set_columns(len(self.tiles))
        for tile in self.tiles:
            tile.picked.connect(self.picked)

    def set_columns(self, columns: int) -> None:
        """So many tiles in a row."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    @property
    def tiles(self) -> tuple[FigureTile, ...]:
        """From left to right."""
        return (self.kept, self.grr, self.nrr, self.satisfied, self.recommend)

    def show_headline(self, headline: Headline) -> None:
        """Show the figures of a period."""
        self.kept.show_figure(headline.kept)
        self.grr.show_figure(headline.grr)
        self.nrr.show_figure(headline.nrr)
        self.satisfied.show_figure(headline.satisfied)
        self.recommend.show_figure(headline.recommend)
