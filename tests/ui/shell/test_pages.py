"""Going to a place that was never visited: where one goes is seen before the page is made."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.ui.decisions.page import DecisionsPage
from app.ui.kit.page_context import Place
from app.ui.shell import pages
from app.ui.shell.app import Application
from tests.ui.walk import settle


class Painted(QObject):
    """Notes what was painted, in order."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.seen: list[str] = []
        for each in watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(type(watched).__name__)
        return False


def test_the_sidebar_and_an_empty_room_are_painted_first(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, shown = application.context, application.window.pages
    assert context is not None and shown is not None
    watch = Painted(application.window.sidebar)
    seen_before: list[Any] = []
    named = pages._named

    def noted(name: str) -> Any:
        seen_before.extend([*watch.seen, type(shown.currentWidget()).__name__])
        return named(name)

    monkeypatch.setattr(pages, "_named", noted)
    context.go(Place("decisions"))
    assert seen_before == ["Sidebar", "QWidget"]
    assert isinstance(shown.currentWidget(), DecisionsPage)
    settle(application)
    assert shown.count() == 2


def test_where_a_page_cannot_be_made_the_one_before_stays(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = application.window.pages
    assert shown is not None
    before = shown.currentWidget()

    def broken(_name: str) -> Any:
        raise RuntimeError("no such page")

    monkeypatch.setattr(pages, "_named", broken)
    with pytest.raises(RuntimeError):
        shown.show_place(Place("decisions"))
    assert shown.currentWidget() is before and shown.count() == 1
