"""The sample book's window at the Clients page, and the ways a person gets about in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.ui.clients.page import ClientsPage
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.toasts import Toast
from app.ui.shell.app import Application
from tests.ui.walk import settle

ALFA = "Alfa Media SRL"


class Hand:
    """What a person does in the window: go to a client's tab, press, read the book afterwards."""

    def __init__(self, application: Application) -> None:
        self.application = application
        assert application.context is not None
        self.context = application.context

    @property
    def page(self) -> ClientsPage:
        """The Clients page."""
        page = self.application.window.current_page()
        assert isinstance(page, ClientsPage)
        return page

    def settle(self) -> None:
        """Wait until every answer has arrived."""
        settle(self.application)

    def go(self, name: str = ALFA, tab: str | None = None, record: tuple[str, int] | None = None) -> Any:
        """Go to a client's tab and give that tab."""
        client_id = self.ask(
            lambda s: s.scalars(select(models.Client.id).where(models.Client.name == name)).one()
        )
        self.context.go(Place("clients", client_id, tab=tab, record=record))
        self.settle()
        return self.page.record.tab(self.page.record.tab_id())

    def ask(self, question: Callable[[Session], Any]) -> Any:
        """What the book says now."""
        assert self.application.opened is not None
        with self.application.opened.book.reading() as session:
            return question(session)

    def count(self, model: type[models.Record]) -> int:
        """How many records outside the trash."""
        return len(self.ask(lambda s: s.scalars(select(model.id).where(model.deleted_at.is_(None))).all()))

    def toast(self) -> Toast:
        """What the window says at its foot."""
        toast = self.application.window.toasts.current
        assert toast is not None
        return toast

    def undo(self) -> None:
        """Ctrl+Z."""
        self.context.actions.run("undo")
        self.settle()


@pytest.fixture
def hand(application: Application) -> Hand:
    """Somebody at the Clients page of the sample book."""
    made = Hand(application)
    made.go()
    return made
