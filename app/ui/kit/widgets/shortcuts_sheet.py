"""F1: every key on one sheet, read from the registry; what belongs to the place in front comes first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.folding import fold
from app.i18n import _
from app.ui.kit import house_keys
from app.ui.kit.actions import Actions, native
from app.ui.kit.fields.fields import SearchField
from app.ui.kit.lists.matching import typed_words
from app.ui.kit.look import theme
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import KeyCap

_WIDTH, _HEIGHT = 880, 520


@dataclass(frozen=True)
class Group:
    """A heading and its lines: what is done, and by which keys."""

    title: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    page: str = ""

    def kept(self, words: list[str]) -> Group:
        """With the lines alone in which every word occurs; all of them where the heading has it."""
        found = tuple(
            (title, keys)
            for title, keys in self.lines
            if all(word in fold(" ".join((self.title, title, *keys))) for word in words)
        )
        return Group(self.title, found, self.page)


def groups(actions: Actions, here: str = "") -> list[Group]:
    """All groups, those of the page `here` first, then what works anywhere."""
    made = []
    for title, members in actions.grouped().items():
        lines = tuple((action.label, action.all_keys()) for action in members)
        page = actions.rows(members[0].scope).page if members[0].scope else ""
        made.append(Group(_(title) if title else "", lines, page))
    shown = tuple((_(title), tuple(map(native, keys))) for title, keys in house_keys.SHOWN)
    made.append(Group(_(house_keys.TITLE), shown))
    return sorted(made, key=lambda group: (not (here and group.page == here), bool(group.page)))


class ShortcutsSheet(Dialog):
    """The keys in two columns, group by group; a few letters narrow them down."""

    def __init__(self, actions: Actions, parent: QWidget | None = None, *, here: str = "") -> None:
        super().__init__(_("Keyboard shortcuts"), parent, width=theme.px(560))
        self._groups = groups(actions, here)
        self.search = SearchField(_("Filter the keys"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Keyboard shortcuts"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.search)
        self.body.addWidget(self.area, 1)
        self.add_button(_("Close"), self.accept, kind="primary")
        room = parent.window().size() if parent is not None else None
        wide, high = theme.px(_WIDTH), theme.px(_HEIGHT) + 160
        self.resize(
            min(wide, room.width() - 40) if room else wide, min(high, room.height() - 40) if room else high
        )
        self._show()
        self.search.setFocus()

    def _show(self) -> None:
        words = typed_words(self.search.value())
        found = [group for group in (each.kept(words) for each in self._groups) if group.lines]
        page = QWidget()
        both = QHBoxLayout(page)
        both.setContentsMargins(8, 4, 16, 4)
        both.setSpacing(32)
        for part in _halves(found) if self.width() >= theme.px(_WIDTH) - 1 else [found]:
            column = QVBoxLayout()
            column.setSpacing(16)
            for group in part:
                column.addLayout(_laid(group))
            column.addStretch(1)
            both.addLayout(column, 1)
        if not found:
            both.addWidget(Label(_("Nothing matches"), "body", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(page)


def _laid(group: Group) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    if group.title:
        grid.addWidget(Label(group.title, "caption"), 0, 0, 1, 2)
    for at, (title, keys) in enumerate(group.lines, 1):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        caps.addStretch(1)
        for each in keys:
            caps.addWidget(KeyCap(each))
        grid.addWidget(Label(title, wrap=True), at, 0)
        grid.addLayout(caps, at, 1)
    return grid


def _halves(found: list[Group]) -> list[list[Group]]:
    """Two columns of about the same height, in the order given."""
    whole = sum(len(group.lines) + 2 for group in found)
    left: list[Group] = []
    height = 0
    for group in found:
        if height >= whole / 2:
            break
        left.append(group)
        height += len(group.lines) + 2
    return [left, found[len(left) :]]
