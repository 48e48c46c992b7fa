"""Paints what was found: the client as heading of a card, each hit with its icon, marked words, kind and day."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain.day_words import weekday
from app.domain.kinds import KINDS
from app.services.search.questions import Hit
from app.ui.kit.lists.card_rows import PAD, paint_card
from app.ui.kit.lists.rows_model import Index
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.marked import paint_marked
from app.ui.search.lines import FoundModel, heading_words, kind_words, more_words
from app.views.search import ClientLine, MoreLine

ROW, MORE, HEAD, FIRST_HEAD = 52, 36, 44, 28
_ICON = 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FoundDelegate(QStyledItemDelegate):
    """Rows of 52 px in cards; what was found is underlined as well as coloured."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        line = model.lines[index.row()] if isinstance(model, FoundModel) else None
        if isinstance(line, ClientLine):
            return QSize(200, theme.px(HEAD if index.row() else FIRST_HEAD))
        return QSize(200, theme.px(MORE if isinstance(line, MoreLine) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        line = model.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, ClientLine):
            self._heading(painter, heading_words(line), option.rect, model)
        else:
            first, last = model.ends_card(index.row())
            paint_card(painter, option, first=first, last=last, live=True, parted=True)
            if isinstance(line, MoreLine):
                self._more(painter, more_words(line), option.rect)
            else:
                self._hit(painter, line, option.rect, model)
        painter.restore()

    def _heading(self, painter: QPainter, words: str, box: QRect, model: FoundModel) -> None:
        # The words stand at the foot of the line, close to their card.
        area = QRect(box.left(), box.bottom() - theme.px(26), box.width(), theme.px(20))
        paint_marked(painter, area, words, model.typed.marks(words), theme.font("body", "semibold"))

    def _hit(self, painter: QPainter, hit: Hit, box: QRect, model: FoundModel) -> None:
        left, middle = box.left() + PAD, box.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface2"))
        painter.drawEllipse(QRectF(left, middle - _ICON / 2, _ICON, _ICON))
        icon = QRectF(left + 6, middle - 8, 16, 16)
        draw(painter, KINDS[hit.table].icon, icon, theme.color("text2"))
        left += _ICON + 12
        right = box.right() - PAD
        if hit.day is not None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            day = weekday(hit.day, model.today)
            painter.drawText(QRect(left, box.top(), right - left, box.height()), _RIGHT, day)
            right -= painter.fontMetrics().horizontalAdvance(day) + 16
        upper, lower = theme.px(20), theme.px(16)
        top = box.top() + (box.height() - upper - lower - 1) // 2
        area = QRect(left, top, max(40, right - left), upper)
        paint_marked(painter, area, hit.snippet, hit.marks, theme.font("body"))
        self._kind(painter, hit, QRect(left, top + upper + 1, area.width(), lower), model)

    def _kind(self, painter: QPainter, hit: Hit, area: QRect, model: FoundModel) -> None:
        """The kind in words, and the ref, which may be what was looked for."""
        words = kind_words(hit)
        shift = len(words) - len(hit.ref or "")
        marks = [(a + shift, b + shift) for a, b in model.typed.marks(hit.ref or "")]
        paint_marked(painter, area, words, marks, theme.font("small"), "text2")

    def _more(self, painter: QPainter, words: str, box: QRect) -> None:
        area = box.adjusted(PAD + _ICON + 12, 0, -PAD, 0)
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("accent"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)
