"""What menus have in common that are made as they open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def entry(menu: QMenu, words: str, do: Callable[[], object]) -> QAction:
    """One more entry of a menu: `words` as they are (an & is no key), and what it does."""
    made = menu.addAction(words.replace("&", "&&"))
    made.triggered.connect(lambda _on=False: do())
    return made
