"""The rows of a client's stream: pinned notes on top, then everything read so far, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal

from app.domain.day_words import weekday
from app.i18n import _, format_day, ngettext
from app.services.search.questions import Words
from app.ui.kit import discreet
from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.widgets.labels import plain_tip
from app.ui.kit.widgets.spoken import spoken
from app.views.record.timeline_rows import Mark, TimelineRow

_LARGEST_WINDOW = 2000
# So many pinned notes stand open; one more than that is no reason to fold.
PINNED = 2
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class Fold:
    """The line beneath the pinned notes: so many more of them, or none where it folds them again."""

    hidden: int

    @property
    def words(self) -> str:
        """What pressing it does."""
        if not self.hidden:
            return _("Fold the pinned notes")
        return ngettext("{n} more pinned", "{n} more pinned", self.hidden).format(n=self.hidden)


class StreamModel(QAbstractListModel):
    """Pinned notes, and the rows read so far; `more_wanted(row, size)` asks for those after the last one."""

    more_wanted = Signal(object, int)

    def __init__(self, first_window: int) -> None:
        super().__init__()
        self.rows: list[TimelineRow | Fold] = []
        self.today = date.today()
        self.typed = Words("")
        self.ended = self.folded = True
        self._pinned: tuple[TimelineRow, ...] = ()
        self._top = 0
        self._asked = False
        self._first = self._size = first_window

    def reset(
        self,
        rows: Sequence[TimelineRow],
        today: date,
        pinned: Sequence[TimelineRow] = (),
        words: str = "",
    ) -> None:
        """Show another stream from its beginning, beneath the pinned notes; with `words` it is all they found."""
        self.beginResetModel()
        self._pinned, self.today, self.typed = tuple(pinned), today, Words(words)
        top = self._head()
        self._top, self.rows = len(top), [*top, *rows]
        self._size, self._asked = self._first, False
        self.ended = bool(words) or len(rows) < self._first
        self.endResetModel()

    def fold(self) -> None:
        """Show all pinned notes, or the first ones again."""
        self.folded = not self.folded
        self.beginResetModel()
        top = self._head()
        self._top, self.rows = len(top), [*top, *self.rows[self._top :]]
        self.endResetModel()

    def unfold_at(self, kind: str, record_id: int) -> None:
        """Show a pinned note that is folded away."""
        if self.folded and any((row.kind, row.id) == (kind, record_id) for row in self._pinned[PINNED:]):
            self.fold()

    def _head(self) -> list[TimelineRow | Fold]:
        """The pinned notes, a long list of them folded."""
        if len(self._pinned) <= PINNED + 1:
            return list(self._pinned)
        if self.folded:
            return [*self._pinned[:PINNED], Fold(len(self._pinned) - PINNED)]
        return [*self._pinned, Fold(0)]

    def append(self, rows: Sequence[TimelineRow]) -> None:
        """The rows that were asked for have come."""
        self.ended = len(rows) < self._size
        self._asked = False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.ended and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Each window is twice as large as the one before: laying them out costs no more in the end."""
        if len(self.rows) > self._top and self.canFetchMore(parent):
            self._asked = True
            self._size = min(self._size * 2, _LARGEST_WINDOW)
            self.more_wanted.emit(self.rows[-1], self._size)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if isinstance(row, Fold):
            return row.words if role in _SPOKEN else None
        if role in _SPOKEN:
            mark, pinned = visible_mark(row), _("Pinned") if row.pinned else ""
            return spoken(pinned, format_day(row.day), row.title, row.sub, mark.text if mark else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                "\n".join(part for part in (format_day(row.day, "full"), row.title, row.text) if part)
            )
        return None

    def aside(self, line: int) -> str:
        """What stands at the left of a row: "Pinned" at the first such note, its day where the one above differs."""
        row = self.rows[line]
        if isinstance(row, Fold):
            return ""
        if line < self._top:
            return "" if line else _("Pinned")
        above = self.rows[line - 1] if line > self._top else None
        same = isinstance(above, TimelineRow) and above.day == row.day
        return "" if same else weekday(row.day, self.today)

    def under(self, line: int) -> str:
        """The second line of a row; of a pinned note with its day, for which there is no room at the left."""
        row = self.rows[line]
        if isinstance(row, Fold):
            return ""
        day = weekday(row.day, self.today) if line < self._top else ""
        return " · ".join(filter(None, (day, row.sub)))

    def ends_head(self, line: int) -> bool:
        """Whether the pinned notes end here."""
        return line == self._top - 1


def visible_mark(row: TimelineRow) -> Mark | None:
    """The pill of a row, unless it is internal and the mode discreet."""
    return None if row.mark is None or (row.mark.internal and discreet.state.on) else row.mark
