"""An account manager at their window, day by day; for tests that live through more than one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.buttons import Button
from app.ui.shell.app import Application
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import Start
from tests.ui.walk import settle


class Manager:
    """One person and their window, day by day; the book is opened anew each morning."""

    def __init__(self, start: Start, path: Path, qtbot: QtBot, *, person: str, day: date) -> None:
        self.qtbot, self._path, self.day = qtbot, path, day
        self.application: Application = start(path, person=person, today=lambda: self.day)
        self.hand = Hand(self.application)

    def morning(self, day: date) -> None:
        """The next day at the office."""
        self.day = day
        before = self.application.opened
        self.application.open_book(self._path)
        self.qtbot.waitUntil(lambda: self.application.opened not in (None, before))
        settle(self.application)
        self.hand = Hand(self.application)

    def at(self, page: str, **place: Any) -> Any:
        """Go to a page."""
        self.hand.context.go(Place(page, **place))
        self.hand.settle()
        return self.application.window.current_page()

    def press(self, root: QWidget, words: str) -> None:
        """Press the one visible button with these words."""
        found = [b for b in root.findChildren(Button) if b.accessibleName() == words and b.isVisible()]
        assert len(found) == 1, (words, [b.accessibleName() for b in root.findChildren(Button)])
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.hand.settle()

    def fill(self, **values: Any) -> None:
        """Fill in the form over the window and save it."""
        self.hand.settle()
        form = QApplication.activeModalWidget()
        assert isinstance(form, FormDialog), form
        form.form.set_values(**values)
        form.submit()
        self.hand.settle()
        assert QApplication.activeModalWidget() is None, [
            (name, field.error.text()) for name, field in form.form.fields.items()
        ]

    def act(self, deed: str, client: str, **values: Any) -> None:
        """Do the main action of a row of Today, in place; the row goes away."""
        page = self.at("today")
        row = next(row for row in page.list.rows() if (row.deed.name, row.client) == (deed, client))
        page.list.choose(row.key)
        self.qtbot.keyClick(page.list, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: page.list.host is not None)
        page.list.host.form.form.set_values(**values)
        page.list.host.form.submit()
        self.qtbot.waitUntil(lambda: row.key not in {each.key for each in page.list.rows()})
        self.hand.settle()

    def write(self, client: str, chip: str, words: str, **fields: Any) -> None:
        """One thing in the client's composer."""
        composer = self.hand.go(client, tab="timeline").composer
        self.qtbot.mouseClick(composer.chips.chips[chip], Qt.MouseButton.LeftButton)
        self.qtbot.keyClicks(composer.text, words)
        for name, value in fields.items():
            composer.control(name).set_value(value)
        self.qtbot.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.hand.settle()

    def id_of(self, client: str) -> int:
        found: int = self.hand.ask(
            lambda s: s.scalars(select(models.Client.id).where(models.Client.name == client)).one()
        )
        return found

    def newest(self, model: Any) -> Any:
        """The record that came last."""
        return self.hand.ask(lambda s: s.scalars(select(model).order_by(model.id.desc()).limit(1)).one())
