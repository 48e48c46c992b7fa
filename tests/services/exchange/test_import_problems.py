"""Which rows are refused, where and why; and what is only told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.models import (
    Client,
    Contact,
    Note,
    Person,
    Setting,
)
from app.models.book import Book
from app.services import journal
from tests.services.exchange.imported import BringIn, Sheets, count, only, told
from tests.services.exchange.workbooks import ACME

CLIENT = ["name", "status", "since", "lost_on"]
NOTE = ["client", "happened_at", "kind", "mood"]
PURCHASE = ["client", "bought_on", "amount", "cost"]
SURVEY = ["client", "kind", "answered_on", "score", "lowest", "highest"]
AGREEMENT = ["ref", "client", "title", "starts_on", "ends_on"]
JUDGEMENT = ["client", "about", "value", "reason", "judged_on"]


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        ("clients", CLIENT, [None, "prospect", None, None], "name"),
        ("clients", CLIENT, ["   ", "prospect", None, None], "name"),
        ("clients", CLIENT, ["B", None, None, None], "status"),
        ("clients", CLIENT, ["B", "customer", None, None], "status"),
        ("clients", CLIENT, ["B", "active", None, None], "since"),
        ("clients", CLIENT, ["B", "lost", "2020-01-01", None], "lost_on"),
        ("clients", CLIENT, ["B", "active", "2020-01-01", "2021-01-01"], "lost_on"),
        ("clients", CLIENT, ["B", "lost", "2020-01-02", "2020-01-01"], "lost_on"),
        ("clients", [*CLIENT, "owner"], ["B", "prospect", None, None, "Nobody"], "owner"),
        ("clients", [*CLIENT, "advice_limit"], ["B", "prospect", None, None, 10], "advice_limit"),
        ("clients", [*CLIENT, "advice_limit"], ["B", "prospect", None, None, 2.5], "advice_limit"),
        ("notes", NOTE, ["Nobody", "2026-01-01 10:00", "call", 0], "client"),
        ("notes", NOTE, ["Acme", "2026-02-30 10:00", "call", 0], "happened_at"),
        ("notes", NOTE, ["Acme", "2026-01-01 25:00", "call", 0], "happened_at"),
        ("notes", NOTE, ["Acme", "2026-01-01T10:00:00Z", "call", 0], "happened_at"),
        ("notes", NOTE, ["Acme", "2026-01-01 10:00", "letter", 0], "kind"),
        ("notes", NOTE, ["Acme", "2026-01-01 10:00", "call", 3], "mood"),
        ("purchases", PURCHASE, ["Acme", "2026-02-30", 1, None], "bought_on"),
        ("purchases", PURCHASE, ["Acme", "30.01.2026", 1, None], "bought_on"),
        ("purchases", PURCHASE, ["Acme", 46_000, 1, None], "bought_on"),
        ("purchases", PURCHASE, ["Acme", datetime(2026, 1, 1, 10, 0), 1, None], "bought_on"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", "NaN", None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", "-inf", None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", 1e300, None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", "1e999", None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", 1.005, None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", "1,5", None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", "1_0", None], "amount"),
        ("purchases", PURCHASE, ["Acme", "2026-01-01", True, None], "amount"),
        ("surveys", SURVEY, ["Acme", "nps", "2026-01-01", 11, 0, 10], "score"),
        ("surveys", SURVEY, ["Acme", "nps", "2026-01-01", 5, 5, 5], "highest"),
        ("surveys", SURVEY, ["Acme", "nps", "2026-01-01", "inf", 0, 10], "score"),
        ("surveys", [*SURVEY, "contact"], ["Acme", "nps", "2026-01-01", 5, 0, 10, "Nobody"], "contact"),
        ("agreements", AGREEMENT, ["A1", "Acme", "Frame", "2026-02-01", "2026-01-31"], "ends_on"),
        ("judgements", JUDGEMENT, ["Acme", "deal_hunter", "perhaps", "I know", "2026-01-01"], "value"),
        ("attempts", ["decision", "made_on", "argument"], ["D9", "2026-01-01", "No"], "decision"),
        (
            "offers",
            ["client", "made_on", "kind", "trigger", "cost", "threat"],
            ["Acme", "2026-01-01", "gift", "threat", 1, "T9"],
            "threat",
        ),
        ("tasks", ["text", "at"], ["Call", "25:00"], "at"),
        ("settings", ["key", "value"], ["advice.limit", "10"], "value"),
        ("referrals", ["client", "made_on", "referred"], ["Acme", "2026-01-01", "_xD800_"], "referred"),
    ],
)
def test_a_row_that_cannot_be_is_told_by_sheet_row_and_column_and_nothing_is_imported(
    sheet: str, header: list[str], row: list[Any], column: str, book: Book, bring_in: BringIn
) -> None:
    sheets: Sheets = {"people": [["name"], ["Ana"]], **ACME}
    sheets[sheet] = (
        [header, row]
        if sheet != "clients"
        else [header, row, ["Acme", "active", "2020-01-01", *[None] * (len(header) - 3)]]
    )
    report = bring_in(sheets)
    assert told(report) == [(sheet, 2, column)]
    assert report.problems[0].reason
    assert not report.imported
    assert (count(book, Person), count(book, Client)) == (0, 0)
    with book.reading() as session:
        assert journal.next_undo(session) is None


def test_a_missing_required_column_is_told_for_rows_that_would_be_new(book: Book, bring_in: BringIn) -> None:
    assert told(bring_in({"clients": [["name"], ["Acme"]]})) == [("clients", 2, "status")]


@pytest.mark.parametrize("second", ["Acme", " ACME ", "acme"])
def test_a_name_stands_once_in_a_file_without_regard_to_case_and_space(
    second: str, bring_in: BringIn
) -> None:
    report = bring_in({"clients": [["name", "status"], ["Acme", "prospect"], [second, "prospect"]]})
    assert told(report) == [("clients", 3, "name")]
    assert "row 2" in report.problems[0].reason


def test_a_ref_stands_once_in_its_sheet_but_may_stand_in_another(bring_in: BringIn) -> None:
    agreement, threat = ["ref", "client", "title", "starts_on"], ["ref", "client", "made_on"]
    sheets = ACME | {
        "agreements": [agreement, ["1", "Acme", "One", "2026-01-01"]],
        "threats": [threat, ["1", "Acme", "2026-01-01"], [1, "Acme", "2026-01-02"]],
    }
    assert told(bring_in(sheets)) == [("threats", 3, "ref")]


def test_a_header_that_stands_twice_and_a_sheet_without_known_headers_are_problems(bring_in: BringIn) -> None:
    report = bring_in(
        {
            "clients": [["name", "Status", "status"], ["Acme", "prospect", "lost"]],
            "notes": [["Dear diary"], ["it rained"]],
        }
    )
    assert told(report) == [("clients", 1, "status"), ("notes", 1, "")]


def test_good_rows_come_in_alone_if_asked_for_and_take_no_one_along_who_needs_a_bad_one(
    book: Book, bring_in: BringIn
) -> None:
    sheets = {
        "clients": [["name", "status"], ["Acme", "prospect"], ["Bad", "unknown"]],
        "contacts": [["client", "name"], ["Acme", "Ana"], ["Bad", "Bob"]],
        "notes": [
            ["client", "happened_at", "kind"],
            ["Bad", "2026-01-01 10:00", "call"],
            ["Acme", "2026-01-01 10:00", "call"],
        ],
    }
    report = bring_in(sheets, good_rows=True)
    assert told(report) == [("clients", 3, "status"), ("contacts", 3, "client"), ("notes", 2, "client")]
    assert "row 3" in report.problems[1].reason
    assert report.imported
    assert (report.created["clients"], report.skipped["clients"]) == (1, 1)
    assert (count(book, Client), count(book, Contact), count(book, Note)) == (1, 1, 1)


def test_unknown_columns_and_names_and_settings_are_told_and_do_not_stop_the_import(
    book: Book, bring_in: BringIn
) -> None:
    sheets = ACME | {
        "notes": [
            ["client", "happened_at", "kind", "author", "contacts", "colour"],
            ["Acme", "2026-01-01 10:00", "call", "Zoe", "Ann; Ann", "red"],
        ],
        "settings": [["key", "value"], ["of.tomorrow", "1"]],
        "my own sheet": [["anything"], ["at all"]],
    }
    report = bring_in(sheets)
    assert report.imported
    assert [(warning.sheet, warning.column) for warning in report.warnings] == [
        ("notes", "colour"),
        ("settings", "key"),
        ("notes", "author"),
        ("notes", "contacts"),
    ]
    assert only(book, Note).contacts == "Ann; Ann"
    assert only(book, Setting, key="of.tomorrow").value == "1"


def test_a_column_without_a_header_is_told_by_its_letter(
    tmp_path: Path, book: Book, bring_in: BringIn
) -> None:
    report = bring_in({"clients": [["name", "status"], ["Acme", "prospect", None, "stray"]]})
    assert [(warning.row, warning.column) for warning in report.warnings] == [(2, "D")]
