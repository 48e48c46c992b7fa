"""Rows on which one thing is to be done, under the headings of their groups, and the place of an open form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.widgets.labels import plain_tip
from app.ui.kit.widgets.spoken import spoken


class DeedRow(Protocol):
    """What a row shows: icon in its role, title and muted line, whose it is, since when, what its button says.

    `key` names the row across readings. `since_role` colours the days where they press, "" where they do
    not; `since_tip` is the exact day. A row without `words` has no button and no tools.
    """

    @property
    def key(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def client(self) -> str: ...
    @property
    def contact(self) -> str: ...
    @property
    def since(self) -> str: ...
    @property
    def since_role(self) -> str: ...
    @property
    def since_tip(self) -> str: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class Heading:
    """The heading of a group; `note` stands at its right."""

    title: str
    count: int
    note: str = ""


@dataclass(frozen=True)
class FormPlace:
    """Where the form of the row above stands."""

    key: str


Line = Any
"""A `Heading`, a `FormPlace`, or a row that looks like `DeedRow`."""


def is_row(line: Line) -> bool:
    """Whether a line is a row, and neither heading nor form."""
    return not isinstance(line, Heading | FormPlace)


class DeedModel(QAbstractListModel):
    """Headings and rows; at most one form is open."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def put_form(self, line: int, key: str) -> None:
        """Make room for a form beneath a line."""
        self.beginInsertRows(QModelIndex(), line + 1, line + 1)
        self.lines.insert(line + 1, FormPlace(key))
        self.endInsertRows()

    def take_form(self) -> None:
        """Close the room for the form."""
        at = self.form_line()
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.lines[at]
            self.endRemoveRows()

    def form_line(self) -> int | None:
        """The line where the form stands."""
        return next((n for n, line in enumerate(self.lines) if isinstance(line, FormPlace)), None)

    def line_of(self, key: str) -> int | None:
        """The line of the row with this key."""
        return next((n for n, line in enumerate(self.lines) if is_row(line) and line.key == key), None)

    def ends_card(self, line: int) -> tuple[bool, bool]:
        """Whether the line is the first, and the last, of its card."""
        first = line == 0 or isinstance(self.lines[line - 1], Heading)
        last = line + 1 == len(self.lines) or isinstance(self.lines[line + 1], Heading)
        return first, last

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if is_row(self.lines[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == RowRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return read_out(line)
        if role == Qt.ItemDataRole.ToolTipRole and is_row(line):
            return plain_tip("\n".join(part for part in (line.title, line.line, line.client) if part))
        return None


def read_out(line: Line) -> str:
    """A line in words."""
    if isinstance(line, Heading):
        return f"{line.title}, {line.count}"
    if isinstance(line, FormPlace):
        return ""
    return spoken(line.title, line.line, line.client, line.contact, line.since, line.words)
