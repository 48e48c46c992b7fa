"""What must hold between the values of a record holds at every door: in a form, in an import, in a check."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import InvalidInput
from app.models import ALL_RECORDS, Client
from app.models.book import Book
from app.models.engine import connect
from app.services import check
from app.services.exchange.importing import import_workbook
from app.services.exchange.sheets import BY_NAME
from app.services.records.editing import MODELS
from app.services.records.fields import create, table_of
from app.services.records.holding import ends
from tests.services.exchange import workbooks
from tests.services.records.adding import add

EARLY, LATE = date(2026, 1, 1), date(2026, 1, 2)
SAID: dict[str, Any] = {
    "text": "x", "named": "x", "day": EARLY, "money": 100, "flag": True, "whole": 1, "real": 1.0,
}  # fmt: skip
FAULTS: list[tuple[str, dict[str, Any], str]] = [
    *(
        (model.__tablename__, {later: EARLY, earlier: LATE}, later)
        for model in ALL_RECORDS
        for later, earlier in ends(table_of(model))
        if (later, earlier) != ("lost_on", "since")
    ),
    ("clients", {"status": "lost", "since": LATE, "lost_on": EARLY}, "lost_on"),
    ("clients", {"status": "active"}, "since"),
    ("clients", {"status": "lost", "since": EARLY}, "lost_on"),
    ("clients", {"status": "active", "since": EARLY, "lost_on": LATE}, "lost_on"),
    ("surveys", {"lowest": 5.0, "highest": 5.0, "score": 5.0}, "highest"),
    ("surveys", {"lowest": 0.0, "highest": 5.0, "score": 6.0}, "score"),
    ("judgements", {"about": "deal_hunter", "value": "perhaps"}, "value"),
    ("clients", {"status": "prospect", "currency": "EURO"}, "currency"),
    ("clients", {"status": "prospect", "currency": "US dollar"}, "currency"),
    ("tasks", {"at": "24:10"}, "at"),
]


def record(sheet: str, values: dict[str, Any]) -> dict[str, Any]:
    """A record of the sheet with its required values, and these."""
    made: dict[str, Any] = {}
    for column in BY_NAME[sheet].columns:
        if column.required and column.kind not in ("link", "moment"):
            made[column.attribute] = column.words[0] if column.kind == "word" else SAID[column.kind]
    return made | ({"value": "none"} if sheet == "judgements" else {}) | values


@pytest.mark.parametrize(("sheet", "values", "column"), FAULTS)
def test_a_form_refuses_it_at_its_field(sheet: str, values: dict[str, Any], column: str, book: Book) -> None:
    with book.writing("set up") as session:
        client = add(session, kind="clients", name="Acme", status="active", since=EARLY).id
    owner = {"client_id": client} if "client_id" in BY_NAME[sheet].by_attribute else {}
    with pytest.raises(InvalidInput) as refused, book.writing("form") as session:
        create(session, MODELS[sheet], **record(sheet, values), **owner)
    assert refused.value.field == column


@pytest.mark.parametrize(("sheet", "values", "column"), FAULTS)
def test_an_import_refuses_it_at_its_cell(
    sheet: str, values: dict[str, Any], column: str, book: Book, tmp_path: Path
) -> None:
    row = record(sheet, values)
    with book.writing("set up") as session:
        add(session, kind="clients", name="Acme", status="active", since=EARLY)
    owner = {"client": "Acme"} if "client_id" in BY_NAME[sheet].by_attribute else {}
    cells = {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()} | owner
    path = workbooks.write(tmp_path / "in.xlsx", {sheet: [list(cells), list(cells.values())]})
    report = import_workbook(book, path)
    assert [(found.sheet, found.column) for found in report.problems] == [(sheet, column)]


@pytest.mark.parametrize(("sheet", "values", "column"), FAULTS)
def test_a_check_finds_it_in_a_book_of_another_program(
    sheet: str, values: dict[str, Any], column: str, book: Book
) -> None:
    with book.writing("set up") as session:
        client = add(session, kind="clients", name="Acme", status="active", since=EARLY).id
    row = record(sheet, values)
    stamps = {"uid": "u", "created_at": "2026-01-01 00:00:00", "changed_at": "2026-01-01 00:00:00"}
    keys = {
        f"{name}_key": row[name].casefold() for name in ("name", "ref") if name in row and sheet != "contacts"
    }
    owner = {"client_id": client} if "client_id" in BY_NAME[sheet].by_attribute else {}
    everything = {k: str(v) if isinstance(v, date) else v for k, v in (row | stamps | keys | owner).items()}
    with closing(connect(book.path, book.key)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        places = ", ".join("?" for _each in everything)
        connection.execute(
            f"INSERT INTO {sheet} ({', '.join(everything)}) VALUES ({places})", list(everything.values())
        )
    said = [found.what for found in check.check(book) if found.where.startswith(sheet)]
    assert len(said) == 1
    assert said[0].startswith(f"{column} ")


def test_a_form_names_both_days_as_the_form_calls_them(book: Book) -> None:
    with pytest.raises(InvalidInput, match=r"^Due .*Day") as refused, book.writing("form") as session:
        client = add(session, kind="clients", name="Acme", status="prospect")
        assert isinstance(client, Client)
        promise = {"client_id": client.id, "made_on": LATE, "due_on": EARLY}
        create(session, MODELS["promises"], **record("promises", promise))
    assert refused.value.field == "due_on"
