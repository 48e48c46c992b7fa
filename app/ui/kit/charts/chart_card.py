"""The card a chart stands in: its title, the sentence that reads it, and its figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.i18n import _
from app.ui.kit.charts.charts import ChartView
from app.ui.kit.charts.drawing import Draw
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Label


class ChartCard(Card):
    """A chart with its title, the sentence that reads it, and table, copy, save at the right.

    `picked(data)` comes from a mark of the chart, `opened(row)` from a row of the table; `table_made(table)`
    tells of the table when it is first asked for.
    """

    save_wanted = Signal()
    picked = Signal(object)
    opened = Signal(object)
    copied = Signal()
    table_made = Signal(object)

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spacing=2, parent=parent)
        self.title = Label(title, "strong")
        self.sentence = Label(sentence, "small", "text2", wrap=True)
        self.chart = ChartView(sentence or title)
        self.chart.picked.connect(self.picked)
        self._table: TableView | None = None
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Any] = ()
        self._text = ""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addStretch(1)
        self.as_table = IconButton("table-2", f"{_('Show as table')}: {title}", checkable=True)
        self.as_table.toggled.connect(self.show_table)
        row.addWidget(self.as_table)
        row.addWidget(IconButton("copy", f"{_('Copy')}: {title}", self.copy))
        row.addWidget(IconButton("image-down", f"{_('Save as PNG')}: {title}", self.save_wanted.emit))
        self._place = QStackedLayout()
        self.body.addLayout(row)
        self.body.addWidget(self.sentence)
        self.body.addLayout(self._place, 1)
        # Once the layout has its place: before, the chart would stand on screen as a window of its own.
        self._place.addWidget(self.chart)

    def plot(self, draw: Draw, sentence: str) -> None:
        """Show other figures and say what they mean."""
        self.sentence.setText(sentence)
        self.chart.plot(draw, sentence)

    def set_table(self, columns: Sequence[Column], rows: Sequence[Any], text: str) -> None:
        """The same figures as a table, and as `text` for the clipboard."""
        self._columns, self._rows, self._text = columns, rows, text
        if self._table is not None:
            shown = self.as_table.isChecked()
            self._place.removeWidget(self._table)
            self._table.deleteLater()
            self._table = None
            self.show_table(shown)

    @property
    def table(self) -> TableView | None:
        """The table, once somebody asked for it."""
        return self._table

    def show_table(self, on: bool) -> None:
        """The table in the chart's place, or the chart again."""
        if on and self._table is None:
            self._table = TableView(self._columns, self.title.text(), compact=True)
            self._table.set_rows(self._rows)
            self._table.opened.connect(self.opened)
            self._place.addWidget(self._table)
            self.table_made.emit(self._table)
        if self._table is not None and on:
            self._place.setCurrentWidget(self._table)
        else:
            self._place.setCurrentWidget(self.chart)

    def has_mark(self) -> bool:
        """Whether one is on a mark, or on a row of the table."""
        if self.as_table.isChecked() and self._table is not None:
            return self._table.current_row() is not None
        return self.chart.has_mark()

    def open_mark(self) -> None:
        """Open what the mark, or the row of the table, stands for."""
        if self.as_table.isChecked() and self._table is not None:
            self.opened.emit(self._table.current_row())
        else:
            self.chart.open_mark()

    def copy(self) -> None:
        """Put the picture and its figures on the clipboard."""
        put = QMimeData()
        put.setImageData(self.chart.image())
        lines = (self.title.text(), self.sentence.text(), self._text)
        put.setText("\n".join(line for line in lines if line))
        QGuiApplication.clipboard().setMimeData(put)
        self.copied.emit()
