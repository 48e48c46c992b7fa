"""What the palette lists: entries found for a query, grouped, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import N_, _
from app.ui.kit.lists.matching import folded, score, spans
from app.ui.kit.lists.rows_model import Index, RowRole
from app.ui.kit.look import theme
from app.ui.kit.look.icons import draw
from app.ui.kit.widgets.pills import paint_key
from app.ui.kit.widgets.spoken import spoken

KINDS = (
    ("client", N_("Clients")),
    ("person", N_("People")),
    ("record", N_("Records")),
    ("action", N_("Actions")),
)
_LIMITS = {"client": 5, "person": 5, "record": 8, "action": 8}
_RECENT = 8


@dataclass(frozen=True)
class Entry:
    """One thing to jump to or do. `kind`: client, person, record, action.

    `key` names it among the recent ones. `client` (with kind client) is what the actions on it are run
    with. `words` are found but not shown; `note` is short text at the right, `shortcut` keys there.
    """

    kind: str
    title: str
    run: Callable[[], object]
    line: str = ""
    icon: str = ""
    note: str = ""
    shortcut: str = ""
    key: str = ""
    client: Any = None
    words: str = field(default="", repr=False)

    @cached_property
    def folded_title(self) -> str:
        """The title as words are looked for in it."""
        return folded(self.title)

    @cached_property
    def folded_whole(self) -> str:
        """Everything words are looked for in."""
        return folded(f"{self.title} {self.line} {self.words}")


@dataclass(frozen=True)
class Heading:
    """The name of a group; cannot be chosen."""

    text: str


Row = Entry | Heading


def found(
    entries: Iterable[Entry],
    words: list[str],
    recent: Sequence[str],
    actions_on: Callable[[Entry], list[Entry]],
) -> tuple[list[Row], int]:
    """The rows to list for the typed words, and how many entries matched."""
    everything = list(entries)
    if not words:
        return _without_words(everything, recent)
    ranked: dict[str, list[tuple[int, int, int, Entry]]] = {}
    places = {key: at for at, key in enumerate(recent)}
    for at, entry in enumerate(everything):
        points = score(entry.folded_title, entry.folded_whole, words)
        if points:
            place = places.get(entry.key, len(places)) if entry.key else len(places)
            ranked.setdefault(entry.kind, []).append((-points, place, at, entry))
    rows: list[Row] = []
    for kind, name in KINDS:
        best = [entry for *_rank, entry in sorted(ranked.get(kind, []), key=lambda item: item[:3])]
        rows += _group(_(name), best[: _LIMITS[kind]])
        if kind == "client" and best and score(best[0].folded_title, best[0].folded_whole, words) == 3:
            heading = _("Actions on {client}").format(client=best[0].title)
            rows += _group(heading, actions_on(best[0])[:3])
    return rows, sum(len(group) for group in ranked.values())


def _without_words(everything: list[Entry], recent: Sequence[str]) -> tuple[list[Row], int]:
    by_key = {entry.key: entry for entry in everything if entry.key}
    latest = [by_key[key] for key in recent if key in by_key][:_RECENT]
    rows = _group(_("Recent"), latest)
    shown = {id(entry) for entry in latest}
    for kind, name in KINDS:
        if kind in ("client", "action"):
            rest = [entry for entry in everything if entry.kind == kind and id(entry) not in shown]
            rows += _group(_(name), rest[: _LIMITS[kind]])
    return rows, len(everything)


def _group(name: str, entries: Sequence[Entry]) -> list[Row]:
    return [Heading(name), *entries] if entries else []


class PaletteModel(QAbstractListModel):
    """The rows found; headings are shown but skipped by the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.words: list[str] = []

    def show(self, rows: list[Row], words: list[str]) -> None:
        """List other rows."""
        self.beginResetModel()
        self.rows, self.words = rows, words
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Heading) else spoken(row.title, row.line, row.note)
        return None

    def step(self, start: int, by: int) -> int:
        """The next line that can be chosen; stays at the ends."""
        line = start + by
        while 0 <= line < len(self.rows) and isinstance(self.rows[line], Heading):
            line += by
        return line if 0 <= line < len(self.rows) else start


class PaletteDelegate(QStyledItemDelegate):
    """Rows of 44 with a second line, 36 without; matches underlined as well as coloured."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowRole)
        height = 32 if isinstance(row, Heading) else 44 if row.line else 36
        return QSize(100, theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(RowRole), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            painter.setFont(theme.font("small", "semibold"))
            painter.setPen(theme.color("text2"))
            painter.drawText(box.adjusted(12, 6, -12, 0), Qt.AlignmentFlag.AlignVCenter, row.text)
        else:
            self._entry(painter, row, box, bool(option.state & QStyle.StateFlag.State_Selected), index)
        painter.restore()

    def _entry(self, painter: QPainter, row: Entry, box: QRect, chosen: bool, index: Index) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        if row.icon:
            spot = QRectF(box.left() + 12, box.center().y() - 8, 17, 17)
            draw(painter, row.icon, spot, theme.color("accent" if chosen else "text2"))
        right = self._right(painter, row, box, chosen)
        left = box.left() + 44
        width = right - left - 12
        upper = theme.px(20)
        top = box.top() + (box.height() - upper - (theme.px(16) if row.line else 0)) // 2
        model = index.model()
        words = model.words if isinstance(model, PaletteModel) else []
        self._title(painter, row.title, QRect(left, top, width, upper), words)
        if row.line:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            line = painter.fontMetrics().elidedText(row.line, Qt.TextElideMode.ElideRight, width)
            area = QRect(left, top + upper, width, theme.px(16))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, line)

    def _title(self, painter: QPainter, text: str, area: QRect, words: list[str]) -> None:
        shown = theme.font("body", "medium")
        marked = theme.font("body", "medium")
        marked.setUnderline(True)
        painter.setFont(shown)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        x, at = area.left(), 0
        for start, end in [*spans(text, words), (len(text), len(text))]:
            for part, font, role in ((text[at:start], shown, "text"), (text[start:end], marked, "accent")):
                painter.setFont(font)
                painter.setPen(theme.color(role))
                painter.drawText(
                    QRect(x, area.top(), area.width(), area.height()), Qt.AlignmentFlag.AlignVCenter, part
                )
                x += painter.fontMetrics().horizontalAdvance(part)
            at = end

    def _right(self, painter: QPainter, row: Entry, box: QRect, chosen: bool) -> int:
        """Paint note, shortcut or the hint at Tab; returns where they begin."""
        right = box.right() - 12
        note = _("actions") if chosen and row.kind == "client" and not row.note else row.note
        keys = row.shortcut or (_("Tab") if chosen and row.kind == "client" else "")
        painter.setFont(theme.font("small"))
        if note:
            painter.setPen(QColor(theme.color("text2")))
            area = QRect(box.left(), box.top(), right - box.left(), box.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
            right -= painter.fontMetrics().horizontalAdvance(note) + 10
        if keys:
            width = painter.fontMetrics().horizontalAdvance(keys) + 12
            height = theme.px(18)
            paint_key(painter, QRect(right - width, box.center().y() - height // 2, width, height), keys)
            right -= width
        return right
