"""The stream of everything with a client: rows read in windows while one scrolls, painted when in view."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.i18n import _
from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.marked import paint_marked
from app.ui.kit.widgets.pills import STATUS_ICONS
from app.ui.record.stream_rows import Fold, StreamModel, visible_mark
from app.views.record.timeline_rows import Mark, TimelineRow

_DAY_WIDTH, _ICON, _PAD = 84, 28, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


# Most rows have a title and one line beneath.
_USUAL = 60


def height_of(row: TimelineRow | Fold) -> int:
    """How high a row stands, in pixels of the screen."""
    if isinstance(row, Fold):
        return theme.px(34)
    return theme.px(max(52, 22 + 20 + (18 if row.sub else 0) + (19 if row.text else 0)))


class _StreamDelegate(QStyledItemDelegate):
    """Paints the day, a round icon, title, two lines and a pill."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, StreamModel):
            return
        row, box = model.rows[index.row()], option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, heavy=model.ends_head(index.row()))
        top = box.top() + 11
        left = box.left() + _PAD
        day = theme.px(_DAY_WIDTH)
        start = left + day + _ICON + 12
        area = QRect(start, top, box.right() - _PAD - start, box.height())
        if isinstance(row, Fold):
            painter.setFont(theme.font("small", "semibold"))
            painter.setPen(theme.color("accent"))
            painter.drawText(QRect(start, box.top(), area.width(), box.height()), _LEFT, row.words)
        else:
            self._aside(painter, model.aside(index.row()), QRect(left, top, day - 6, theme.px(20)), row)
            self._icon(painter, row, left + day, top)
            self._words(painter, row, area, model, index.row())
        painter.restore()

    def _aside(self, painter: QPainter, words: str, area: QRect, row: TimelineRow) -> None:
        if words and row.pinned:
            draw(painter, "pin", QRectF(area.left(), area.center().y() - 6, 13, 13), theme.color("text2"))
            area = area.adjusted(18, 0, 0, 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, heavy: bool) -> None:
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("accent_soft" if chosen else "surface2"))
        line = QRectF(box.left() + _PAD, box.bottom() - 1, box.width() - 2 * _PAD, 1)
        painter.fillRect(line, theme.color("border_strong" if heavy else "border"))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -2), 6, 6)

    def _icon(self, painter: QPainter, row: TimelineRow, x: int, top: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(row.role))
        painter.drawEllipse(QRectF(x, top, _ICON, _ICON))
        draw(painter, row.icon, QRectF(x + 6, top + 6, 16, 16), theme.color(row.role))

    def _words(self, painter: QPainter, row: TimelineRow, area: QRect, model: StreamModel, at: int) -> None:
        right = area.right()
        mark = visible_mark(row)
        if mark is not None:
            right -= paint_pill(painter, mark, area.right(), area.top()) + 10
        lines = (
            (row.title, theme.font("body", "semibold"), "text", 20, right),
            (model.under(at), theme.font("small"), "text2", 18, area.right()),
            (row.text, theme.font("small"), "text", 19, area.right()),
        )
        top = area.top()
        for text, font, role, height, end in lines:
            if not text:
                continue
            line = QRect(area.left(), top, max(20, end - area.left()), theme.px(height))
            paint_marked(painter, line, text, model.typed.marks(text) if model.typed else (), font, role)
            top += theme.px(height)


def paint_pill(painter: QPainter, mark: Mark, right: int, top: int) -> int:
    """Draw a status pill that ends at `right`; returns its width."""
    font = theme.font("small", "semibold")
    width = QFontMetrics(font).horizontalAdvance(mark.text) + 38
    height = theme.px(22)
    box = QRectF(right - width, top - 1, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.soft(mark.role))
    painter.drawRoundedRect(box, height / 2, height / 2)
    colour = theme.color(mark.role)
    draw(
        painter,
        mark.icon or STATUS_ICONS[mark.role],
        QRectF(box.left() + 8, box.center().y() - 7, 14, 14),
        colour,
    )
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box.adjusted(28, 0, 0, 0), _LEFT, mark.text)
    return width


class Stream(QTableView):
    """`opened(row)` on a double click; the line of the pinned notes folds and unfolds them.

    A table of one column: unlike a list it measures only the rows that were added, so that the window read
    last of two hundred thousand rows costs no more than the first.
    """

    opened = Signal(object)

    def __init__(self, first_window: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stream = StreamModel(first_window)
        # Its own child, so that it goes with it here and never by a collection in another thread.
        self.stream.setParent(self)
        self.setModel(self.stream)
        self.setItemDelegate(_StreamDelegate(self))
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._double_clicked)
        self.clicked.connect(self._clicked)
        theme.signals.theme_changed.connect(self._measure_all)
        self.stream.modelReset.connect(self._measure_all)
        self.stream.rowsInserted.connect(lambda _parent, first, last: self._measure(first, last))

    def current_row(self) -> TimelineRow | None:
        """The row with the focus."""
        row = self.currentIndex().data(RowRole)
        return row if isinstance(row, TimelineRow) else None

    def show_record(self, kind: str, record_id: int) -> bool:
        """Go to a record's row, if it was read already."""
        self.stream.unfold_at(kind, record_id)
        for line, row in enumerate(self.stream.rows):
            if isinstance(row, TimelineRow) and (row.kind, row.id) == (kind, record_id):
                self.setCurrentIndex(self.stream.index(line))
                self.scrollTo(self.stream.index(line), QAbstractItemView.ScrollHint.PositionAtCenter)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(self.currentIndex().data(RowRole), Fold) and event.key() in _PRESSES:
            self._fold()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: Index) -> None:
        if isinstance(index.data(RowRole), Fold):
            self._fold()

    def _double_clicked(self, index: Index) -> None:
        row = index.data(RowRole)
        if isinstance(row, TimelineRow):
            self.opened.emit(row)

    def _measure_all(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(_USUAL))
        self._measure(0, self.stream.rowCount() - 1)

    def _measure(self, first: int, last: int) -> None:
        """Give the rows their heights; most have that of a title with one line beneath."""
        header, usual = self.verticalHeader(), self.verticalHeader().defaultSectionSize()
        header.blockSignals(True)
        for line in range(first, last + 1):
            height = height_of(self.stream.rows[line])
            if height != usual or header.sectionSize(line) != usual:
                header.resizeSection(line, height)
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _fold(self) -> None:
        self.stream.fold()
        line = next((at for at, row in enumerate(self.stream.rows) if isinstance(row, Fold)), 0)
        self.setCurrentIndex(self.stream.index(line))
