"""What a cell of the exchange workbook may hold, and that hostile text stays text."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.models import (
    Attempt,
    Client,
    Contact,
    Note,
    Offer,
    Person,
    Purchase,
    Survey,
    Task,
)
from app.models.book import Book
from app.services.check import check
from tests.services.exchange import workbooks
from tests.services.exchange.imported import BringIn, only, told
from tests.services.exchange.workbooks import ACME


def test_rows_may_speak_of_records_in_any_sheet_of_the_file_whatever_the_order(
    book: Book, bring_in: BringIn
) -> None:
    report = bring_in(
        {
            "offers": [
                ["client", "made_on", "kind", "trigger", "cost", "threat"],
                ["acme", date(2026, 1, 5), "gift", "threat", 5, " t1 "],
            ],
            "attempts": [
                ["decision", "made_on", "argument", "contact"],
                ["d1", "2026-01-02", "Too early", "ana"],
            ],
            "decisions": [
                ["ref", "client", "title", "client_wish", "our_advice", "raised_on", "outcome"],
                ["D1", "ACME", "Launch", "July", "September", "2026-01-01", "Open"],
            ],
            "threats": [["ref", "client", "made_on"], ["T1", "Acme", "2026-01-04"]],
            "contacts": [["client", "name"], [" Acme ", "Ana"]],
            "clients": [["name", "status", "since", "owner"], ["Acme", "Active", "2020-01-01", "maria"]],
            "people": [["name"], ["Maria"]],
        }
    )
    assert report.problems == []
    assert sum(report.created.values()) == 7
    with book.reading() as session:
        attempt, offer = session.scalars(select(Attempt)).one(), session.scalars(select(Offer)).one()
        assert session.get(Contact, attempt.contact_id).name == "Ana"
        assert offer.threat_id is not None
        assert offer.cost == 500


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (12, 1200),
        (12.3, 1230),
        (0.1 + 0.2, 30),
        ("12.30", 1230),
        (" -7 ", -700),
        (9_999_999_999_999.99, 999_999_999_999_999),
        (Decimal("1.10"), 110),
    ],
)
def test_an_amount_is_exact_to_the_cent(cell: Any, cents: int, book: Book, bring_in: BringIn) -> None:
    assert (
        bring_in(
            ACME | {"purchases": [["client", "bought_on", "amount"], ["Acme", "2026-01-01", cell]]}
        ).problems
        == []
    )
    assert only(book, Purchase).amount == cents


@pytest.mark.parametrize(
    "cell", [date(2026, 2, 28), datetime(2026, 2, 28), "2026-02-28", " 2026-02-28 ", "2026-02-28 00:00"]
)
def test_a_day_is_an_excel_date_or_iso_text(cell: Any, book: Book, bring_in: BringIn) -> None:
    assert bring_in(ACME | {"costs": [["client", "spent_on", "amount"], ["Acme", cell, 1]]}).problems == []


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-01-02 09:30", datetime(2026, 1, 2, 9, 30)),
        ("2026-01-02T09:30:15", datetime(2026, 1, 2, 9, 30, 15)),
        (datetime(2026, 1, 2, 9, 30, 59), datetime(2026, 1, 2, 9, 30, 59)),
        (date(2026, 1, 2), datetime(2026, 1, 2)),
        ("2026-01-02", datetime(2026, 1, 2)),
    ],
)
def test_a_note_has_a_local_time(cell: Any, moment: datetime, book: Book, bring_in: BringIn) -> None:
    assert (
        bring_in(ACME | {"notes": [["client", "happened_at", "kind"], ["Acme", cell, "call"]]}).problems == []
    )
    assert only(book, Note).happened_at == moment


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        (True, True),
        ("yes", True),
        ("FALSE", False),
        (" No ", False),
        (1, True),
        ("0", False),
        (0.0, False),
        ("", None),
    ],
)
def test_a_flag_is_true_or_false_yes_or_no_one_or_zero(
    cell: Any, flag: bool | None, book: Book, bring_in: BringIn
) -> None:
    assert bring_in({"people": [["name", "active"], ["Ana", cell]]}).problems == []
    assert only(book, Person).active is flag


@pytest.mark.parametrize(
    ("cell", "text"),
    [(360, "360"), (12.0, "12"), (1.5, "1.5"), (True, "TRUE"), (date(2026, 1, 2), "2026-01-02")],
)
def test_a_number_day_or_flag_in_a_text_column_becomes_its_plain_text(
    cell: Any, text: str, book: Book, bring_in: BringIn
) -> None:
    sheets = {
        "clients": [["name", "status"], [cell, "prospect"]],
        "contacts": [["client", "name"], [cell, "Ana"]],
    }
    assert bring_in(sheets).problems == []
    assert only(book, Client).name == text


def test_whole_numbers_words_times_and_lists_are_read_as_people_write_them(
    book: Book, bring_in: BringIn
) -> None:
    sheets = {
        "clients": [["name", "status", "advice_limit", "tags"], ["Acme", " PROSPECT ", 3.0, "big;  old ;"]],
        "tasks": [["text", "at", "minutes"], ["Call them", time(9, 5), "30"]],
        "surveys": [
            ["client", "kind", "answered_on", "score", "lowest", "highest"],
            ["Acme", "NPS", "2026-01-01", "9.5", 0, 10],
        ],
    }
    assert bring_in(sheets).problems == []
    client, task = only(book, Client), only(book, Task)
    assert (client.status, client.advice_limit, client.tags) == ("prospect", 3, "big; old")
    assert (task.at, task.minutes, only(book, Survey).score) == ("09:05", 30, 9.5)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+40 721", "-x", "@SUM(A1)", "\t=cmd|'/C calc'!A0", "  spaces ", "a\r\nb", "\x01", "😀", "שלום"],
)
def test_hostile_text_stays_text(text: str, book: Book, bring_in: BringIn, tmp_path: Path) -> None:
    from app.services.exchange.exporting import export_workbook
    from app.services.exchange.files.escapes import escaped

    bring_in(ACME | {"referrals": [["client", "made_on", "referred"], ["Acme", "2026-01-01", escaped(text)]]})
    with book.reading() as session:
        export_workbook(session, tmp_path / "out.xlsx")
    value, kind, _format = workbooks.cells(tmp_path / "out.xlsx")["referrals"][1][2]
    assert (value, kind) == (escaped(text), "s")


@pytest.mark.parametrize(
    ("cell", "kept"), [("€", "EUR"), ("eur", "EUR"), (" RON ", "RON"), ("zł", "PLN"), (None, None)]
)
def test_a_currency_is_kept_as_its_code(
    cell: str | None, kept: str | None, book: Book, bring_in: BringIn
) -> None:
    bring_in({"clients": [["name", "status", "currency"], ["Acme", "prospect", cell]]})
    assert only(book, Client).currency == kept


@pytest.mark.parametrize("cell", ["10 mii", "15k", "1 000", "1,5", "5 RON", "(5)"])
def test_an_amount_of_a_workbook_is_a_plain_number_and_never_cut(cell: str, bring_in: BringIn) -> None:
    report = bring_in(ACME | {"purchases": [["client", "bought_on", "amount"], ["Acme", "2026-01-01", cell]]})
    assert told(report) == [("purchases", 2, "amount")]


def test_a_time_of_day_with_one_digit_is_kept_with_two(book: Book, bring_in: BringIn) -> None:
    bring_in({"tasks": [["text", "at"], ["Call", "9:30"]]})
    assert only(book, Task).at == "09:30"
    assert check(book) == []
