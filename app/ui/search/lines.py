"""What was found as the lines of a list: headings of clients, hits, and "more of this client"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal

from app.domain.kinds import KINDS
from app.i18n import _, format_day, ngettext
from app.services.search.questions import Hit, Words
from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.widgets.labels import plain_tip
from app.ui.kit.widgets.spoken import spoken
from app.views.search import LARGEST_WINDOW, WINDOW, ClientLine, Found, Line, MoreLine, lines_of


def key_of(line: Line) -> object:
    """Names a line across readings."""
    if isinstance(line, Hit):
        return line.rowid
    return type(line).__name__, line.client_id


def heading_words(line: ClientLine) -> str:
    """Whose the hits beneath are."""
    return line.client or _("Ours: people and tasks")


def more_words(line: MoreLine) -> str:
    """What the last line of a long group says."""
    if line.count is None:
        return _("More with {client}").format(client=line.client)
    return ngettext("{n} more with {client}", "{n} more with {client}", line.count).format(
        n=line.count, client=line.client
    )


def kind_words(hit: Hit) -> str:
    """The kind of a hit and its ref."""
    return " · ".join(filter(None, (KINDS[hit.table].words, hit.ref)))


class FoundModel(QAbstractListModel):
    """The hits read so far, under their clients; `more_wanted(before, size)` asks for those that follow."""

    more_wanted = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.hits: list[Hit] = []
        self.typed = Words("")
        self.today = date.today()
        self.ended = True
        self._one_client = False
        self._asked = False
        self._size = WINDOW

    def show(self, found: Found, today: date) -> None:
        """List other hits from their beginning."""
        self.typed, self.today = Words(found.question.words), today
        self._one_client = found.question.client_id is not None
        self._size, self.hits = WINDOW, []
        self._take(found.hits, ended=found.ended)

    def add(self, found: Found) -> None:
        """The hits that were asked for have come."""
        self._take(found.hits, ended=found.ended)

    def clear(self) -> None:
        """List nothing."""
        self.hits = []
        self._take((), ended=True)

    def read_on(self) -> None:
        """Ask for more; each window is twice as large as the one before."""
        if self.hits and not self.ended and not self._asked:
            self._asked = True
            self._size = min(self._size * 2, LARGEST_WINDOW)
            self.more_wanted.emit(self.hits[-1].rowid, self._size)

    def line_of(self, key: object) -> int | None:
        """Where a line stands now."""
        return next((at for at, line in enumerate(self.lines) if key_of(line) == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], ClientLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == RowRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return read_out(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Hit):
            day = format_day(line.day, "full") if line.day else ""
            return plain_tip("\n".join(filter(None, (day, kind_words(line), line.snippet))))
        return None

    def ends_card(self, line: int) -> tuple[bool, bool]:
        """Whether the line is the first, and the last, of its group."""
        first = isinstance(self.lines[line - 1], ClientLine)
        last = line + 1 == len(self.lines) or isinstance(self.lines[line + 1], ClientLine)
        return first, last

    def _take(self, hits: Sequence[Hit], *, ended: bool) -> None:
        self.beginResetModel()
        self.hits += hits
        self.ended, self._asked = ended, False
        self.lines = lines_of(self.hits, one_client=self._one_client, ended=ended)
        self.endResetModel()


def read_out(line: Line) -> str:
    """A line in words."""
    if isinstance(line, ClientLine):
        return heading_words(line)
    if isinstance(line, MoreLine):
        return more_words(line)
    day = format_day(line.day) if line.day else ""
    return spoken(kind_words(line), line.snippet, line.client or "", day)
