"""The list, the table, the palette and the report name clients in one order, which is that of names."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from app.services.books import create_book
from app.services.reports.management import write_management
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests import factories as make
from tests.ui.conftest import TODAY, Start
from tests.ui.walk import settle

NAMES = ["2 Bees", "10 Bees", "Ábel", "Beta", "Lux 2", "Lux 10", "Łabędź", "Mars", "Żar", "Иван"]


@pytest.fixture
def named(start: Start, tmp_path: Path) -> Application:
    path = tmp_path / "names.condica"
    mixed = random.Random(3).sample(NAMES, len(NAMES))
    with closing(create_book(path)) as book, book.writing("set up") as session:
        for name in mixed:
            client = make.client(session, name=name)
            make.person(session, name=f"{name} Junior")
            make.contact(session, client, name=name)
    return start(path)


def test_list_table_palette_and_report_name_clients_in_one_order(named: Application, tmp_path: Path) -> None:
    assert named.context is not None and named.book_session is not None and named.opened is not None
    named.context.go("clients")
    settle(named)
    page = named.window.current_page()
    assert [row.client.name for row in page.panel.shown()] == NAMES
    named.context.go(Place("clients", tab="table"))
    settle(named)
    table = page._table.table
    table.sort_by(table.rows_model.columns[0].key)
    assert [row.client.name for row in table.rows_model.rows()] == NAMES
    named.book_session.jump.open()
    settle(named)
    assert [each.title for each in named.book_session.jump._targets if each.kind == "client"] == NAMES
    report = tmp_path / "management.xlsx"
    with named.opened.book.reading() as session:
        write_management(session, report, as_of=TODAY)
    sheet = openpyxl.load_workbook(report)["Clients"]
    told = [str(cell.value) for cell in sheet["A"] if cell.value in NAMES]
    assert told == NAMES


def test_people_are_offered_in_the_order_of_names(named: Application) -> None:
    assert named.context is not None
    named.context.go("complaints")
    settle(named)
    people = named.window.current_page().overview.people
    offered = [people.itemText(at) for at in range(people.count())]
    assert [text for text in offered if text.endswith("Junior")] == [f"{name} Junior" for name in NAMES]
