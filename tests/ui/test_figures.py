"""How figures are shown wherever one looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget
from sqlalchemy import select

from app.models import Client
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests import factories as make
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY
from tests.ui.looking import shown
from tests.ui.test_states import INNER, PAGES, RECORD
from tests.ui.walk import settle

# A hyphen where a number begins: not within a word, a range, a number of a phone or a day.
_HYPHEN = re.compile(r"(?<![\w).+–-])-\s?[\d€$£]")


def texts(root: QWidget) -> Iterator[str]:
    """Everything that can be read of a window."""
    for widget in shown(root):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            yield str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole) or "")


def test_minus_signs_are_minus_signs(application: Application) -> None:
    assert application.opened is not None and application.context is not None
    with application.opened.book.writing("A client that costs more") as session:
        client = session.get(Client, 1)
        assert client is not None
        make.cost(session, client, amount=90_000_000, spent_on=TODAY - timedelta(days=3))
    stops = [Place(page) for page in PAGES] + [Place(page, tab=tab) for page, tab in INNER]
    stops += [Place("clients", client_id=1, tab=tab) for tab in RECORD]
    found, minus = set(), 0
    for stop in stops:
        application.context.go(stop)
        settle(application)
        seen = set(texts(application.window))
        found |= {(stop.page, stop.tab, text) for text in seen if _HYPHEN.search(text)}
        minus += sum("−" in text for text in seen)
    assert not found and minus


def test_a_client_of_whom_nothing_is_on_record_does_not_cost_more_than_they_bring(
    application: Application,
) -> None:
    hand = Hand(application)
    assert hand.application.opened is not None
    with hand.application.opened.book.writing("A new client") as session:
        make.client(session, name="Nova", since=TODAY)
    money = hand.go("Nova", tab="money")
    assert hand.ask(lambda s: s.scalars(select(Client.name).where(Client.name == "Nova")).all()) == ["Nova"]
    said = [label.text() for label in shown(money) if isinstance(label, QLabel)]
    assert "nothing bought or spent yet" in said
    assert "costs more than they bring" not in said
