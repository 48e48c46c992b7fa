"""Walks a window as a person would and says what is wrong with what they see; for every page's tests.

    for sight in walk(application, STOPS):
        ...
    assert flaws(application, STOPS) == []

A stop is a `Place`. Every stop is looked at in every look and size asked for.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.ui.kit.look import theme
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests.patience import PATIENCE_S
from tests.ui import looking

LOOKS = ("light", "dark", "contrast")
SIZES = ((1366, 768), (1180, 680))


class Sight(NamedTuple):
    """How somebody has the window: look, size in px, size of the text."""

    look: str = "light"
    width: int = 1366
    height: int = 768
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.look} {self.width}×{self.height} {self.scale:.0%}"


def settle(application: Application, rounds: int = 6) -> None:
    """Let the window work until every answer has arrived; TimeoutError where one never does."""
    deadline = time.monotonic() + PATIENCE_S
    while rounds > 0:
        if time.monotonic() > deadline:
            raise TimeoutError("the window is still at work")
        QApplication.processEvents()
        work, book_session = application.operations, application.book_session
        at_rest = (
            (work is None or work.idle())
            and (book_session is None or book_session.complete)
            and theme.is_dressed()
        )
        rounds = rounds - 1 if at_rest else 6
        time.sleep(0.002)


def flaws(
    application: Application,
    stops: Iterable[Place],
    looks: Iterable[str] = LOOKS,
    sizes: Iterable[tuple[int, int]] = SIZES,
) -> list[str]:
    """Everything wrong at every stop: nameless controls, texts cut off or outside, shortcuts taken twice."""
    found = []
    for look in looks:
        theme.set_mode(look)
        for size in sizes:
            application.window.resize(*size)
            found += [f"{look} {size[0]}×{size[1]} {flaw}" for flaw in flaws_of_sight(application, stops)]
    theme.set_mode("light")
    return found


def flaws_of_sight(application: Application, stops: Iterable[Place]) -> list[str]:
    """Everything wrong at every stop in the window as somebody has it now."""
    found = []
    context = application.context
    assert context is not None
    for stop in stops:
        context.go(stop)
        settle(application)
        where = "/".join(str(part) for part in (stop.page, stop.tab, stop.record) if part)
        found += [f"{where}: {flaw}" for flaw in wrong_with(application.window)]
    return found


def wrong_with(window: QWidget) -> list[str]:
    """What is wrong with a window as it stands there now."""
    return [
        *(f"no accessible name: {each}" for each in looking.unnamed(window)),
        *(f"cut off: {each}" for each in looking.clipped(window)),
        *(f"outside the window: {each}" for each in outside(window)),
        *(f"squeezed: {each}" for each in looking.squeezed(window)),
        *(f"overlapping: {each}" for each in looking.overlapping(window)),
        *(f"scrolls sideways: {each}" for each in looking.scrolling_sideways(window)),
        *(f"two actions: {each}" for each in shortcuts_taken_twice(window)),
    ]


def outside(window: QWidget) -> list[str]:
    """Controls that stand beyond the right edge, where nobody can reach them."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in looking.shown(window)
        if not _scrolls_sideways(widget)
        and widget.mapTo(window, QPoint(0, 0)).x() + widget.width() > window.width() + 1
    ]


def shortcuts_taken_twice(window: QWidget) -> list[str]:
    """Keys that more than one action of the visible window answers."""
    owners = defaultdict(set)
    for widget in looking.shown(window):
        for action in widget.actions():
            for keys in action.shortcuts():
                owners[keys.toString()].add(action)
    return [f"{keys} does {len(actions)} things" for keys, actions in owners.items() if len(actions) > 1]


def _scrolls_sideways(widget: QWidget) -> bool:
    return any(isinstance(each, QScrollArea) for each in _above(widget)) or any(
        hasattr(each, "horizontalHeader") for each in _above(widget)
    )


def _above(widget: QWidget) -> Iterator[QWidget]:
    each: QWidget | None = widget
    while each is not None:
        yield each
        each = each.parentWidget()
