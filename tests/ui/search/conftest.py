"""The sample book's window at the page of search, and the ways a person uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.services.search.questions import Hit
from app.ui.kit.page_context import Place
from app.ui.search.page import SearchPage
from app.ui.shell.app import Application
from app.views.search import ClientLine
from tests.ui.walk import settle

ALFA = "Alfa Media SRL"


class Searcher:
    """What a person does: Ctrl+F, type, press; and reads what is listed."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        self.application, self.qtbot = application, qtbot
        assert application.context is not None
        self.context = application.context

    @property
    def page(self) -> SearchPage:
        """The page of search, which must be in front."""
        page = self.application.window.current_page()
        assert isinstance(page, SearchPage)
        return page

    def settle(self) -> None:
        """Wait until every answer has arrived."""
        settle(self.application)

    def press(self, *keys: Any) -> None:
        """Keys one after the other, where the focus is."""
        for key in keys:
            focus = self.application.window.focusWidget()
            assert focus is not None
            if isinstance(key, tuple):
                self.qtbot.keyClick(focus, *key)
            else:
                self.qtbot.keyClick(focus, key)
        self.settle()

    def come(self) -> SearchPage:
        """Ctrl+F."""
        self.context.actions.run("search")
        self.settle()
        return self.page

    def search(self, words: str) -> SearchPage:
        """Ctrl+F, type over what stands there, wait."""
        page = self.come()
        assert page.line.hasFocus() or self.application.window.focusWidget() is page.line
        page.line.selectAll()
        self.press(Qt.Key.Key_Delete)
        self.qtbot.keyClicks(page.line, words)
        self.qtbot.waitUntil(lambda: not page._pause.isActive())
        self.settle()
        return page

    def clients(self) -> list[str]:
        """The headings of the groups."""
        return [line.client for line in self.page.list.found.lines if isinstance(line, ClientLine)]

    def hits(self) -> list[Hit]:
        """The hits in the list."""
        return [line for line in self.page.list.found.lines if isinstance(line, Hit)]

    def chips(self) -> dict[str | None, str]:
        """The chips to be seen, as they are spoken."""
        return {k: c.accessibleName() for k, c in self.page.chips.chips.items() if c.isVisible()}

    def ask(self, question: Callable[[Session], Any]) -> Any:
        """What the book says now."""
        assert self.application.opened is not None
        with self.application.opened.book.reading() as session:
            return question(session)

    def write(self, change: Callable[[Session], Any]) -> None:
        """A gesture made elsewhere in the window."""
        self.context.operations.write("Set up", lambda s: change(s) and None, owner=self.context)
        self.settle()

    def client(self, name: str = ALFA) -> int:
        """The id of a client."""
        return int(
            self.ask(lambda s: s.scalars(select(models.Client.id).where(models.Client.name == name)).one())
        )

    def go(self, name: str = ALFA, tab: str | None = None) -> None:
        """To a client's record."""
        self.context.go(Place("clients", self.client(name), tab=tab))
        self.settle()


@pytest.fixture
def searcher(application: Application, qtbot: QtBot) -> Searcher:
    """Somebody in front of the sample book."""
    return Searcher(application, qtbot)
