"""What one can do, registered once: menus, buttons, palette and the F1 sheet read it from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.core.buttons import Button
from app.ui.core.icons import icon as make_icon

_TYPES_LETTERS = re.compile(r"Ctrl\+Alt\+\w$|Alt\+Ctrl\+\w$", re.IGNORECASE)


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """One thing to do.

    `title` is marked with N_ and shown translated. `shortcut` is Qt's portable text ("Ctrl+L"),
    `more` further ones ("Ctrl+="). A `client_scoped` action is run with a client's id or None (the
    current one), and `client_title` names it in the palette: N_("Log a call with {client}").
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

    @property
    def label(self) -> str:
        """The title in the language in force."""
        return _(self.title)

    def keys(self) -> str:
        """The shortcut as it stands on this keyboard."""
        return QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Actions:
    """The registry of a window."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}
        self._taken: dict[str, str] = {}
        self._window: QWidget | None = None
        self._installed: dict[str, QAction] = {}

    def add(self, action: Action) -> Action:
        """Register an action. ValueError for an id or a shortcut that is taken, and for Ctrl+Alt+letter."""
        if action.id in self._actions:
            raise ValueError(f"action {action.id!r} is registered twice")
        for keys in filter(None, (action.shortcut, *action.more)):
            normal = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
            if _TYPES_LETTERS.search(keys):
                raise ValueError(f"{keys} types letters on many keyboards ({action.id})")
            if normal in self._taken:
                raise ValueError(f"{keys} belongs to {self._taken[normal]!r}, not to {action.id!r}")
            self._taken[normal] = action.id
        self._actions[action.id] = action
        if self._window is not None:
            self._install(action)
        return action

    def __getitem__(self, action_id: str) -> Action:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def run(self, action_id: str, *args: Any) -> bool:
        """Do it if it is enabled now; says whether it was done."""
        action = self._actions[action_id]
        if not action.enabled():
            return False
        action.run(*(args or ((None,) if action.client_scoped else ())))
        return True

    def install(self, window: QWidget) -> None:
        """Make all shortcuts work in a window, also those registered later."""
        self._window = window
        for action in self:
            self._install(action)

    def qaction(self, action_id: str) -> QAction:
        """The action as Qt's, for menus; its shortcut works once the registry is installed."""
        made = self._installed.get(action_id)
        return made if made is not None else self._make(self._actions[action_id])

    def button(self, action_id: str, *, kind: str = "secondary", small: bool = False) -> Button:
        """A button that does it; its shortcut is its tooltip."""
        action = self._actions[action_id]
        button = Button(
            action.label, lambda: self.run(action_id), kind=kind, icon_name=action.icon, small=small
        )
        button.setToolTip(action.keys())
        return button

    def grouped(self) -> dict[str, list[Action]]:
        """The actions with a shortcut by their group, for the F1 sheet."""
        groups: dict[str, list[Action]] = {}
        for action in self:
            if action.shortcut:
                groups.setdefault(action.group, []).append(action)
        return groups

    def retranslate(self) -> None:
        """Show the titles in the language now in force."""
        for action_id, made in self._installed.items():
            made.setText(self._actions[action_id].label)

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
