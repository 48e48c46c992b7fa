"""Where the labels of a drawing stand: never on another label or on a line that is drawn, seldom on a dot.

All figures are plain pixels of the sheet, counted from its lower left corner as matplotlib does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from app.ui.kit.charts.drawing import Sheet

Size = tuple[float, float]
_STEP, _STROKE = 3.0, 4.0
_TRIES = 12
# A label may cover so much of its own size of what is no hindrance: dots without a name, the lines of a field.
_MOST_COVERED = 0.15


class Places:
    """The free room of a field, and what is taken of it."""

    def __init__(self, sheet: Sheet, axes: Axes) -> None:
        self._sheet, self._axes = sheet, axes
        self.ratio = sheet.figure.dpi / 72
        box = axes.get_window_extent()
        self.inside = QRectF(
            box.x0 / self.ratio, box.y0 / self.ratio, box.width / self.ratio, box.height / self.ratio
        )
        self._hard: list[QRectF] = []
        self._soft: list[QRectF] = []

    def at(self, x: float, y: float) -> QPointF:
        """A place in the axes' figures as pixels."""
        found = self._axes.transData.transform((x, y)) / self.ratio
        return QPointF(float(found[0]), float(found[1]))

    def take(self, box: QRectF) -> None:
        """Something stands here that no label may cover."""
        self._hard.append(box)

    def take_dot(self, middle: QPointF, radius: float, *, named: bool) -> None:
        """A dot; one without a name may be touched."""
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        (self._hard if named else self._soft).append(box)

    def take_line(self, start: QPointF, end: QPointF, *, of_field: bool = False) -> None:
        """A stroke from one place to another; the lines of the field itself may be touched."""
        (self._soft if of_field else self._hard).extend(_along(start, end))

    def label(
        self, words: str, offers: Callable[[Size], Iterable[QRectF]], *, always: bool = False, **look: Any
    ) -> Text | None:
        """The words at the place of all that are offered for their size which covers least; the first of several.

        None where each of them covers something; with `always` the words stand all the same.
        """
        from matplotlib.transforms import IdentityTransform

        text = self._axes.text(
            0, 0, words, transform=IdentityTransform(), ha="left", va="bottom", clip_on=False, **look
        )
        extent = text.get_window_extent()
        best = min(offers((extent.width / self.ratio, extent.height / self.ratio)), key=self._cost)
        if not always and self._cost(best) > _MOST_COVERED * _area(best):
            text.remove()
            return None
        self.take(best)
        text.set_position((best.left() * self.ratio, best.top() * self.ratio))
        return text

    def _cost(self, box: QRectF) -> float:
        bare = box.adjusted(-1, -1, 1, 1)
        hard = sum(_area(bare.intersected(each)) for each in self._hard if bare.intersects(each))
        soft = sum(_area(box.intersected(each)) for each in self._soft if box.intersects(each))
        outside = _area(box) - _area(box.intersected(self.inside))
        # Whatever is hard or outside outweighs every dot; among the free places the first is taken.
        return round(soft + 100 * (hard + outside))


def beside(middle: QPointF, size: Size, gap: float) -> Iterator[QRectF]:
    """Places for a label of that size around a dot, the usual ones first: beside, above, below, then farther off."""
    width, height = size
    for away in (gap, 1.6 * gap, 2.4 * gap):
        for left in (middle.x() + away, middle.x() - away - width):
            yield QRectF(left, middle.y() - height / 2, width, height)
        for low in (middle.y() + away, middle.y() - away - height):
            for share in (0.5, 0.05, 0.95):
                yield QRectF(middle.x() - width * share, low, width, height)
        for low in (middle.y() + away / 2, middle.y() - away / 2 - height):
            for left in (middle.x() + away * 0.8, middle.x() - away * 0.8 - width):
                yield QRectF(left, low, width, height)


def within(room: QRectF, size: Size, *, right: bool, top: bool) -> Iterator[QRectF]:
    """Places for the name of a field within it: its own corner first, then along its edges and further in."""
    width, height = size
    gap = 6.0
    lefts = _between(room.left() + gap, room.right() - gap - width)
    lows = _between(room.top() + gap / 2, room.bottom() - gap / 2 - height)
    for low in lows[::-1] if top else lows:
        for left in lefts[::-1] if right else lefts:
            yield QRectF(left, low, width, height)


def _between(first: float, last: float) -> list[float]:
    return [first + (last - first) * at / _TRIES for at in range(_TRIES + 1)]


def _along(start: QPointF, end: QPointF) -> Iterator[QRectF]:
    """Small boxes all along a stroke."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    steps = max(1, int(max(abs(dx), abs(dy)) / _STEP) + 1)
    for at in range(steps + 1):
        x, y = start.x() + dx * at / steps, start.y() + dy * at / steps
        yield QRectF(x - _STROKE / 2, y - _STROKE / 2, _STROKE, _STROKE)


def _area(box: QRectF) -> float:
    return box.width() * box.height() if box.isValid() else 0.0
