"""A column of money is sorted by what amounts are worth in the book's currency; without a rate they stand last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import delete

from app.models import Setting
from app.services.books import create_book
from app.ui.kit.lists.table import TableView
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests import factories as make
from tests.ui.conftest import TODAY, Start
from tests.ui.walk import settle

# What each client's amount is worth in euros: 100, 40, 25, not known; smallest numbers first they stand otherwise.
AMOUNTS = {
    "Euro": ("EUR", 100_00),
    "Leu": ("RON", 200_00),
    "Złoty": ("PLN", 100_00),
    "Crown": ("CZK", 9000_00),
}
RATES = {"RON": "0.2", "PLN": "0.25"}


@pytest.fixture
def mixed(start: Start, tmp_path: Path) -> Iterator[Application]:
    path = tmp_path / "money.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        session.execute(delete(Setting).where(Setting.key == "currency"))
        session.add(Setting(key="currency", value="EUR"))
        session.add_all(Setting(key=f"rate.{code}", value=rate) for code, rate in RATES.items())
        day = TODAY - timedelta(days=30)
        for name, (currency, amount) in AMOUNTS.items():
            client = make.client(session, name=name, currency=currency, since=day)
            make.purchase(session, client, bought_on=day, amount=amount)
            make.offer(session, client, made_on=day, cost=amount)
            make.agreement(session, client, starts_on=day, yearly_value=amount)
    yield start(path)


def tables(application: Application) -> Iterator[tuple[TableView, str]]:
    """The tables with amounts of several clients, each with the key of its column."""
    assert application.context is not None
    application.context.go(Place("clients", tab="table"))
    settle(application)
    yield application.window.current_page()._table.table, "revenue"
    for tab, key in (("offers", "cost"), ("agreements", "value")):
        application.context.go(Place("retention", tab=tab))
        settle(application)
        found = application.window.current_page().part(tab).findChildren(TableView)
        yield next(each for each in found if key in [c.key for c in each.rows_model.columns]), key


def test_money_columns_sort_by_the_books_currency(mixed: Application) -> None:
    for table, key in tables(mixed):
        table.sort_by(key, descending=True)
        found = [getattr(row.client, "name", row.client) for row in table.rows_model.rows()]
        assert found == ["Euro", "Leu", "Złoty", "Crown"], key
        table.sort_by(key)
        found = [getattr(row.client, "name", row.client) for row in table.rows_model.rows()]
        assert found == ["Złoty", "Leu", "Euro", "Crown"], key
        at = [column.key for column in table.rows_model.columns].index(key)
        shown = table.rows_model.data(table.rows_model.index(0, at), Qt.ItemDataRole.DisplayRole)
        assert "100" in shown, "what is shown stays in the client's currency"
