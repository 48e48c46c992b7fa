"""The sample book's window at the Retention page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.ui.kit.page_context import Place
from app.ui.retention.page import RetentionPlace
from app.ui.shell.app import Application
from tests.ui.walk import settle

DABROWSKI = "Dąbrowski i Wspólnicy"


def press(root: QWidget, words: str) -> None:
    """Press the visible button with these words."""
    button = next(b for b in root.findChildren(QPushButton) if b.text() == words and b.isVisible())
    button.click()


def texts(root: QWidget) -> list[str]:
    """Every text that can be read there."""
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


class Hand:
    """What a person does in the window, and what the book says afterwards."""

    def __init__(self, application: Application) -> None:
        self.application = application
        assert application.context is not None
        self.context = application.context

    @property
    def page(self) -> RetentionPlace:
        """The Retention page."""
        page = self.application.window.current_page()
        assert isinstance(page, RetentionPlace)
        return page

    def settle(self) -> None:
        """Wait until every answer has arrived."""
        settle(self.application)

    def go(self, tab: str | None = None, **place: Any) -> Any:
        """Go to a tab of the page and give it."""
        self.context.go(Place("retention", tab=tab, **place))
        self.settle()
        return self.page.part(self.page.tab_id())

    def ask(self, question: Callable[[Session], Any]) -> Any:
        """What the book says now."""
        assert self.application.opened is not None
        with self.application.opened.book.reading() as session:
            return question(session)

    def get(self, model: type[models.Record], record_id: int, *names: str) -> tuple[Any, ...]:
        """Some values of a record."""
        return self.ask(lambda s: tuple(getattr(s.get_one(model, record_id), name) for name in names))

    def count(self, model: type[models.Record]) -> int:
        """How many records outside the trash."""
        return len(self.ask(lambda s: s.scalars(select(model.id).where(model.deleted_at.is_(None))).all()))

    def client(self, name: str) -> int:
        """A client's id."""
        return int(
            self.ask(lambda s: s.scalars(select(models.Client.id).where(models.Client.name == name)).one())
        )

    def dialog(self, kind: str) -> Any:
        """The dialog that was opened."""
        self.settle()
        found = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == kind and w.isVisible()]
        assert found, f"no {kind} is open"
        return found[-1]

    def undo(self) -> None:
        """Ctrl+Z."""
        self.context.operations.undo()
        self.settle()


@pytest.fixture
def hand(application: Application) -> Hand:
    """A person at the window."""
    return Hand(application)
