"""What one can do, registered once: menus, buttons, palette and the F1 sheet read it from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.look.icons import icon as make_icon
from app.ui.kit.row_actions import RowActions
from app.ui.kit.widgets.buttons import Button

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows

_TYPES_LETTERS = re.compile(r"Ctrl\+Alt\+\w$|Alt\+Ctrl\+\w$", re.IGNORECASE)


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """One thing to do.

    `title` is marked with N_ and shown translated. `shortcut` is Qt's portable text ("Ctrl+L"),
    `more` further ones ("Ctrl+="). A `client_scoped` action is run with a client's id or None (the
    current one), and `client_title` names it in the palette: N_("Log a call with {client}"). With a `scope`
    the shortcut belongs to the rows of that name and acts on one of them alone (`add_rows`). What is
    `internal` is not there in discreet mode, not even by its name.
    """

    id: str
    title: str
    run: Callable[..., object]
    icon: str = ""
    shortcut: str = ""
    more: tuple[str, ...] = ()
    enabled: Callable[[], bool] = _always
    group: str = ""
    client_scoped: bool = False
    client_title: str = ""
    scope: str = ""
    palette: bool = True
    words: Callable[[], str] | None = None
    internal: bool = False

    def is_possible(self) -> bool:
        """Whether it can be done now, in front of whoever looks on."""
        return self.is_told() and self.enabled()

    def is_told(self) -> bool:
        """Whether its name may be read by whoever looks on."""
        return not (self.internal and discreet.state.on)

    @property
    def label(self) -> str:
        """The title in the language in force; `words()` where it depends on what the book holds."""
        return self.words() if self.words is not None else _(self.title)

    def keys(self) -> str:
        """The shortcut as it stands on this keyboard."""
        return native(self.shortcut)

    def all_keys(self) -> tuple[str, ...]:
        """The shortcut and further ones, as they stand on this keyboard."""
        return tuple(native(each) for each in (self.shortcut, *self.more) if each)


def native(keys: str) -> str:
    """A shortcut as it stands on this keyboard; the large key at the right is called Enter."""
    shown = QKeySequence(keys.replace("Return", "Enter"))
    return shown.toString(QKeySequence.SequenceFormat.NativeText)


def portable(keys: str) -> str:
    """A shortcut in Qt's one spelling."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


class Actions:
    """The registry of a window.

    What the places register is brought in after the first page; who asks for it earlier brings it in then.
    """

    def __init__(self, rest: Callable[[], None] | None = None) -> None:
        self._rest = rest
        self._actions: dict[str, Action] = {}
        self._rows: dict[str, RowActions] = {}
        # Who has a shortcut, by its scope ("" for the window) and keys.
        self._taken: dict[tuple[str, str], str] = {}
        # The rows on screen, those that had the focus last at the end.
        self._bound: list[Rows] = []
        self._window: QWidget | None = None
        self._installed: dict[str, QAction] = {}

    def add(self, action: Action) -> Action:
        """Register an action. ValueError for an id or a shortcut that is taken, and for Ctrl+Alt+letter."""
        if action.id in self._actions:
            raise ValueError(f"action {action.id!r} is registered twice")
        for keys in filter(None, (action.shortcut, *action.more)):
            if _TYPES_LETTERS.search(keys):
                raise ValueError(f"{keys} types letters on many keyboards ({action.id})")
            owner = self._owner(action.scope, portable(keys))
            if owner:
                raise ValueError(f"{keys} belongs to {owner!r}, not to {action.id!r}")
            self._taken[action.scope, portable(keys)] = action.id
        self._actions[action.id] = action
        if self._window is not None and not action.scope:
            self._install(action)
        return action

    def add_rows(self, rows: RowActions) -> None:
        """Register what can be done with a kind of row; once, however often the place is registered.

        ValueError as of `add`, and for a whole page whose keys are letters: one may be typing there.
        """
        if rows.scope in self._rows:
            return
        self._rows[rows.scope] = rows
        letters = [each.name for each in rows.actions if rows.whole and len(each.key) == 1]
        if letters:
            raise ValueError(
                f"a letter would act from within a field of the whole page ({rows.scope}.{letters[0]})"
            )
        for each in rows.actions:
            name = each.name
            self.add(
                Action(
                    f"{rows.scope}.{name}",
                    each.title,
                    partial(self._on_row, rows.scope, name, do=True),
                    each.icon,
                    each.key,
                    each.more,
                    enabled=partial(self._on_row, rows.scope, name),
                    group=rows.title,
                    scope=rows.scope,
                    palette=each.palette,
                    internal=each.internal,
                )
            )

    def complete(self) -> None:
        """Bring in the rest, once."""
        rest, self._rest = self._rest, None
        if rest is not None:
            rest()

    def rows(self, scope: str) -> RowActions:
        """What can be done with a kind of row."""
        if scope not in self._rows:
            self.complete()
        return self._rows[scope]

    def scopes(self) -> tuple[str, ...]:
        """The kinds of rows there are."""
        return tuple(self._rows)

    def bind(self, rows: Rows) -> None:
        """Rows are on screen now; what was closed meanwhile is forgotten."""
        self._bound = [each for each in self._bound if shiboken6.isValid(each)]
        self._bound.insert(0, rows)

    def come_forward(self, rows: Rows) -> None:
        """These rows have the focus: what the palette offers is about them."""
        if self._bound and self._bound[-1] is rows:
            return
        self._bound = [each for each in self._bound if each is not rows and shiboken6.isValid(each)]
        self._bound.append(rows)

    def bound(self, scope: str = "") -> list[Rows]:
        """The rows on screen, those that had the focus last first."""
        alive = (each for each in reversed(self._bound) if shiboken6.isValid(each))
        return [each for each in alive if scope in ("", each.set.scope) and each.widget.isVisible()]

    def _on_row(self, scope: str, name: str, *, do: bool = False) -> bool:
        """Whether something can be done with the row that had the focus last; with `do`, it is done.

        Of views on screen the one that nobody went to yet counts, too; of cards only where somebody was.
        """
        for each in self.bound(scope):
            went_there = each is self._bound[-1] or each.is_view()
            if went_there and each.row() is not None:
                return each.run(name) if do else each.can(name)
        return False

    def _owner(self, scope: str, keys: str) -> str:
        """The action that has a shortcut where `scope` could hear it; "" for none."""
        if scope:
            return self._taken.get((scope, keys)) or self._taken.get(("", keys), "")
        return next((owner for (_scope, taken), owner in self._taken.items() if taken == keys), "")

    def __getitem__(self, action_id: str) -> Action:
        if action_id not in self._actions:
            self.complete()
        return self._actions[action_id]

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def run(self, action_id: str, *args: Any) -> bool:
        """Do it if it is enabled now; says whether it was done."""
        action = self[action_id]
        if not action.is_possible():
            return False
        action.run(*(args or ((None,) if action.client_scoped else ())))
        return True

    def run_for(self, action_id: str, client_id: int) -> None:
        """Do what is done with a client for one that is named, whatever client is shown."""
        self[action_id].run(client_id)

    def install(self, window: QWidget) -> None:
        """Make all shortcuts work in a window, also those registered later."""
        self._window = window
        for action in self:
            self._install(action)

    def qaction(self, action_id: str) -> QAction:
        """The action as Qt's, for menus; its shortcut works once the registry is installed."""
        made = self._installed.get(action_id)
        return made if made is not None else self._make(self[action_id])

    def button(self, action_id: str, *, kind: str = "secondary", small: bool = False) -> Button:
        """A button that does it; its shortcut is its tooltip."""
        action = self[action_id]
        button = Button(
            action.label, lambda: self.run(action_id), kind=kind, icon_name=action.icon, small=small
        )
        button.setToolTip(action.keys())
        return button

    def grouped(self) -> dict[str, list[Action]]:
        """The actions with a shortcut by their group, for the F1 sheet."""
        groups: dict[str, list[Action]] = {}
        for action in self:
            if action.shortcut and action.is_told():
                groups.setdefault(action.group, []).append(action)
        return groups

    def _make(self, action: Action) -> QAction:
        made = QAction(action.label, self._window)
        if action.icon:
            made.setIcon(make_icon(action.icon))
        made.triggered.connect(lambda _on=False: self.run(action.id))
        self._installed[action.id] = made
        return made

    def _install(self, action: Action) -> None:
        made = self.qaction(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in (action.shortcut, *action.more) if keys])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if self._window is not None:
            made.setParent(self._window)
            self._window.addAction(made)
