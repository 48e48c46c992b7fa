"""The five steps of a sheet in a row: done, due now, and ahead."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.forms import complaint_words as words
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.views.complaints.sheet import SheetView

_HEIGHT, _CIRCLE, _GAP, _MARGIN, _LEAST = 72, 28, 12, 20, 24


class StepBar(QWidget):
    """Painted as a whole; spoken as one sentence. What has no room is left out from the second lines first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[tuple[str, str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.theme_changed.connect(self.updateGeometry)

    def show_view(self, view: SheetView) -> None:
        """Show where a sheet stands."""
        complaint = view.sheet.complaint
        days = (
            complaint.received_on,
            complaint.responded_on,
            complaint.resolved_on,
            complaint.told_on,
            complaint.thanked_on,
        )
        last = max(at for at, day in enumerate(days) if day is not None)
        self._steps = []
        for at, ((_name, title, icon), day) in enumerate(zip(words.STEPS, days, strict=True)):
            state = "done" if day is not None or at < last else "now" if at == last + 1 else "ahead"
            self._steps.append((_(title), self._under(view, at, state, day), state, icon))
        told = ", ".join(f"{title}: {under or _('open')}" for title, under, _state, _icon in self._steps)
        self.setAccessibleName(_("Steps. {steps}").format(steps=told))
        self.setToolTip(told)
        role = view.clock.role if view.clock is not None else "info"
        self._role = "info" if role == "neutral" else role
        self.update()

    def _under(self, view: SheetView, at: int, state: str, day: date | None) -> str:
        if day is not None:
            return words.day_words(day, view.as_of)
        if at == 1 and state == "now":
            return _("by {day}").format(day=words.day_words(view.sheet.answer_by, view.as_of))
        if at == 3 and view.clock is not None:
            return _("by {day}").format(day=words.day_words(view.sheet.tell_by, view.as_of))
        return _("after telling") if at == 4 else ""

    def sizeHint(self) -> QSize:
        return QSize(600, theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 8, 8)
        widths, circle = self._widths(), theme.px(_CIRCLE)
        used = sum(widths) + len(widths) * (circle + _GAP)
        between = max(_LEAST, (self.width() - 2 * _MARGIN - used) / max(1, len(widths) - 1))
        x = float(_MARGIN)
        for at, (step, width) in enumerate(zip(self._steps, widths, strict=True)):
            self._paint_step(painter, x, step, at, width)
            x += circle + _GAP + width
            if at + 1 < len(self._steps):
                done = self._steps[at + 1][2] == "done"
                pen = QPen(theme.color("success" if done else "border_strong"), 2)
                if not done:
                    pen.setStyle(Qt.PenStyle.DashLine)
                painter.setPen(pen)
                middle = self.height() / 2
                painter.drawLine(int(x + 12), int(middle), int(x + between - 12), int(middle))
            x += between

    def _widths(self) -> list[int]:
        """How wide the words of each step are; where there is no room for all, each gets an equal share."""
        strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small", "semibold"))
        wanted = [
            max(strong.horizontalAdvance(title), small.horizontalAdvance(under)) + 2
            for title, under, _state, _icon in self._steps
        ]
        fixed = 2 * _MARGIN + len(wanted) * (theme.px(_CIRCLE) + _GAP) + (len(wanted) - 1) * _LEAST
        room = self.width() - fixed
        return wanted if sum(wanted) <= room else [max(20, room // max(1, len(wanted)))] * len(wanted)

    def _paint_step(
        self, painter: QPainter, x: float, step: tuple[str, str, str, str], at: int, width: int
    ) -> None:
        title, under, state, icon = step
        side = theme.px(_CIRCLE)
        circle = QRectF(x, (self.height() - side) / 2, side, side)
        role = {"done": "success", "now": self._role, "ahead": "neutral"}[state]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(role))
        painter.drawEllipse(circle)
        if state == "ahead":
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("small", "semibold"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(at + 1))
        else:
            inset = side / 2 - theme.px(8)
            name = "check" if state == "done" else icon
            draw(painter, name, circle.adjusted(inset, inset, -inset, -inset), theme.color(role))
        left, line = x + side + _GAP, theme.px(18)
        both = bool(under)
        top = self.height() / 2 - (line if both else line / 2)
        self._line(
            painter,
            title,
            QRectF(left, top, width + 2, line),
            "strong",
            "text" if state != "ahead" else "text2",
        )
        if both:
            colour = (
                role if state == "now" or (state == "ahead" and at == 3 and role != "neutral") else "text2"
            )
            self._line(
                painter, under, QRectF(left, top + line, width + 2, line), "small", colour, state == "now"
            )

    @staticmethod
    def _line(painter: QPainter, text: str, box: QRectF, size: str, role: str, heavy: bool = False) -> None:
        painter.setFont(theme.font(size, "semibold" if heavy else None))
        painter.setPen(theme.color(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
