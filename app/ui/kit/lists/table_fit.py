"""How wide the columns of a table are before anybody says another width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics

from app.ui.kit.lists.rows_model import Column, RowsModel
from app.ui.kit.look import theme

# Rows looked at: words of one kind, such as days and refs, are about as long further down.
_LOOKED_AT = 60
# Words as long as this, measured by the column's own width, are sentences and end in "…".
_MOST = 1.6
_ICON, _CHEVRON = 22, 18


def fitting_widths(model: RowsModel, seen: Sequence[int], pad: int, room: int) -> dict[int, int]:
    """Widths in px: a column's own, or what its title and all words of its first rows need, `pad` at each side.

    A column of sentences keeps its own width; so does one whose words are shorter. Where the columns seen would
    not stand in `room` together, those that grew most give back first, figures last, none more than it grew.
    """
    title_font = QFontMetrics(theme.font("small", "semibold"))
    own = {at: theme.px(model.columns[at].width) for at in seen}
    wide = {
        at: max(
            own[at],
            _if_short(column, title_font.horizontalAdvance(column.title) + _CHEVRON + 2 * pad),
            _if_short(column, _widest(model, column) + 2 * pad),
        )
        for at, column in ((at, model.columns[at]) for at in seen)
    }
    over = sum(wide.values()) - room
    for at in sorted(seen, key=lambda at: (model.columns[at].align == "right", own[at] - wide[at])):
        back = max(0, min(over, wide[at] - own[at]))
        wide[at] -= back
        over -= back
    return wide


def _if_short(column: Column, needed: int) -> int:
    return needed if needed <= theme.px(column.width) * _MOST else 0


def _widest(model: RowsModel, column: Column) -> int:
    font = QFontMetrics(
        theme.font("body", "semibold" if column.bold else "regular", tabular=column.align == "right")
    )
    return max(
        (
            font.horizontalAdvance(column.text(row)) + (_ICON if column.icon and column.icon(row) else 0) + 1
            for row in (model.row_at(line) for line in range(min(_LOOKED_AT, model.rowCount())))
        ),
        default=0,
    )
