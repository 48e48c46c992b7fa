"""One complaint as a card of the board: whose, their words, how grave, and the clock."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.domain.day_words import short_day
from app.i18n import _, format_day, in_quotes
from app.ui.forms import complaint_words as words
from app.ui.kit.look import theme
from app.ui.kit.widgets.cards import Bar, PressCard
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, plain_tip
from app.ui.kit.widgets.pills import Avatar, Tag
from app.views.complaints.page import ComplaintRow

MIME = "application/x-condica-complaint"
_LINES = 2


class SeverityBars(QWidget):
    """Three small bars, as many filled as the complaint is grave; spoken and shown as tooltip."""

    def __init__(self, severity: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity or 0
        told = words.severity_words(severity)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step, foot = self.width() / 3, self.height() - 2
        for at in range(3):
            height = foot * (0.4 + 0.3 * at)
            painter.setBrush(theme.color("text2" if at < self._severity else "track"))
            painter.drawRoundedRect(QRectF(at * step, foot - height + 1, step - 2, height), 1, 1)


class Remark(Label):
    """At most two lines of the client's words, the rest an ellipsis; the whole is the tooltip."""

    def __init__(self, text: str, lines: int = _LINES) -> None:
        super().__init__("", "body", "text2", wrap=True)
        self._whole, self._lines = text, lines
        # Layouts ask for the height of a width again and again; measuring words is slow.
        self._measured: dict[tuple[int, int], tuple[str, int]] = {}
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown, _height = self._at(self.width())
        if shown != self.text():
            self.setText(shown)

    def heightForWidth(self, width: int) -> int:
        return self._at(width)[1]

    def _at(self, width: int) -> tuple[str, int]:
        """The words shown at a width, and how high they stand."""
        metrics = self.fontMetrics()
        key = (width, metrics.lineSpacing())
        if key not in self._measured:
            shown, flags = shortened(self._whole, metrics, width, self._lines), int(Qt.TextFlag.TextWordWrap)
            height = metrics.boundingRect(0, 0, max(1, width), 10_000, flags, shown).height() + 2
            self._measured[key] = shown, height
        return self._measured[key]

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.heightForWidth(self.width() if self.width() > 50 else theme.px(220)))


_CLOSING = '”»“’"'


def shortened(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """As many whole words as fit into `lines` lines of `width` pixels, with an ellipsis where some are left."""
    # The client's words may end in the quotation mark of any language; it stays.
    mark = text[-1] if text[-1:] in _CLOSING else ""
    flags, room = int(Qt.TextFlag.TextWordWrap), metrics.lineSpacing() * (2 * lines + 1) // 2

    def fits(shown: str) -> bool:
        return metrics.boundingRect(0, 0, max(1, width), 10_000, flags, shown).height() <= room

    if width < 20 or fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(f"{text[:middle]}…{mark}"):
            low = middle
        else:
            high = middle - 1
    cut = text[:low].rsplit(" ", 1)[0] if " " in text[:low] else text[:low]
    return f"{cut.rstrip(' .,;:')}…{mark}"


class _Day(ElidedLabel):
    """A day with its weekday, without it where there is little room."""

    def __init__(self, text: str, short: str) -> None:
        self._short = short
        super().__init__(text, "small", "text2")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self._short) + 2, super().minimumSizeHint().height()
        )

    def _shown(self) -> str:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        return self.text() if fits else self._short


class ComplaintCard(PressCard):
    """`pressed` opens the sheet, `moved(key)` asks to go to a neighbour.

    The card can be dragged to the column of the next step; its keys and menu are those of `complaints.actions`.
    """

    moved = Signal(int)

    def __init__(self, row: ComplaintRow, today: date, *, with_client: bool = True) -> None:
        super().__init__(self._spoken(row, today), padding=12)
        self.row, self._today = row, today
        self._grip: QPointF | None = None
        self.draggable = True
        self.body.setSpacing(4)
        self.body.setContentsMargins(11, 8, 11, 9)
        self._head()
        if with_client:
            self.body.addWidget(ElidedLabel(row.client, "strong"))
        self.body.addWidget(Remark(in_quotes(row.words)))
        self._foot()

    def _spoken(self, row: ComplaintRow, today: date) -> str:
        state = words.clock_words(row.clock, today) if row.clock else words.end_words(row)[0]
        return f"{row.ref}, {row.client}: {row.words}. {words.step_title(row.column)}, {state}"

    def _head(self) -> None:
        row = self.row
        words_of = QWidget()
        line = QHBoxLayout(words_of)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(row.ref, "small", "text2", weight="semibold"))
        day = _Day(words.day_words(row.received_on, self._today), short_day(row.received_on, self._today))
        day.setAccessibleDescription(format_day(row.received_on, "full"))
        line.addWidget(day)
        line.addWidget(SeverityBars(row.severity))
        line.addStretch(1)
        text, role = self._tag()
        head = FoldRow(spacing=8, beneath=4)
        head.add(words_of, 1, likes=1)
        if text:
            head.add(Tag(text, role))
        self.body.addWidget(head)

    def _tag(self) -> tuple[str, str]:
        """The one mark a card has room for, the most telling first."""
        if self.row.repeats:
            return _("repeats"), "danger"
        if self.row.has_story and self.row.consent:
            return _("story"), "success"
        return (_("we asked"), "info") if self.row.solicited else ("", "info")

    def _foot(self) -> None:
        row, clock = self.row, self.row.clock
        if clock is not None:
            text, role = words.clock_words(clock, self._today), clock.role
            icon = "triangle-alert" if clock.late else "clock"
        else:
            text, role = words.end_words(row)
            icon = {"success": "circle-check", "danger": "circle-alert"}.get(role, "clock")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(IconLabel(icon, role, 14))
        # A deadline is read whole: it takes a second line where the column is narrow.
        line.addWidget(Label(text, "small", role, weight="semibold", wrap=True), 1)
        if row.assigned_to:
            line.addWidget(Avatar(row.assigned_to))
        self.body.addSpacing(3)
        self.body.addLayout(line)
        if clock is not None:
            bar = Bar(clock.used, "text3" if role == "neutral" else role, name=_("Time used"), height=4)
            bar.setToolTip(words.clock_tip(clock))
            self.body.addWidget(bar)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        grip = self._grip
        if not self.draggable or grip is None or (event.position() - grip).manhattanLength() < far:
            super().mouseMoveEvent(event)
            return
        self._grip = None
        drag = QDrag(self)
        carried = QMimeData()
        carried.setData(MIME, str(self.row.id).encode("ascii"))
        drag.setMimeData(carried)
        drag.setPixmap(self.grab())
        drag.setHotSpot(grip.toPoint())
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in arrows and not held:
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)
