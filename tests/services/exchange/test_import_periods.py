"""The times of a client in a workbook, goals, work beyond the scope, birthdays without a year."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.models import Client, Contact, Cost, Goal, Period, Task
from app.models.book import Book
from app.services.check import check
from app.services.exchange.exporting import export_workbook
from tests.services.exchange import workbooks
from tests.services.exchange.imported import BringIn, count, only, told
from tests.services.exchange.workbooks import ACME

PERIODS = ["client", "since", "lost_on", "lost_reason"]


def test_everything_new_comes_in_and_goes_out_again(book: Book, bring_in: BringIn, tmp_path: Path) -> None:
    report = bring_in(
        ACME
        | {
            "periods": [PERIODS, ["Acme", "2015-02-01", "2018-03-01", "Price"]],
            "agreements": [["ref", "client", "title", "starts_on", "included"], ["A-1", "Acme", "T", "2020-01-01", "Calls"]],
            "goals": [
                ["ref", "client", "goal", "measure", "our_part", "client_part", "set_on", "due_on", "reached_on", "dropped_on", "result"],
                ["G-1", "Acme", "Double the visits", "visits", "Ads", "Prices", "2025-01-01", "2025-12-31", "2025-11-01", None, "Done"],
            ],
            "costs": [
                ["client", "spent_on", "amount", "what", "hours", "beyond_scope", "agreement"],
                ["Acme", "2026-01-02", 12.5, "Extra page", 1.5, True, "A-1"],
            ],
            "contacts": [
                ["client", "name", "birthday", "reports_to", "previously_at"],
                ["Acme", "Ana", "--05-12", "Bogdan", "Beta"],
                ["Acme", "Bogdan", datetime(1985, 5, 12), None, None],
            ],
            "tasks": [["client", "text", "every", "due_on"], ["Acme", "Call", "1m", "2026-01-31"]],
        }
    )  # fmt: skip
    assert report.problems == [] and report.imported
    assert only(book, Period).lost_reason == "Price"
    assert only(book, Goal).reached_on == date(2025, 11, 1)
    cost = only(book, Cost)
    assert (cost.hours, cost.beyond_scope, cost.agreement_id) == (1.5, True, 1)
    assert only(book, Contact, name="Ana").birthday == "--05-12"
    assert only(book, Contact, name="Bogdan").birthday == "1985-05-12"
    assert only(book, Task).every == "1m"
    with book.reading() as session:
        export_workbook(session, tmp_path / "out.xlsx")
    cells = workbooks.cells(tmp_path / "out.xlsx")
    assert [row[6][:2] for row in cells["contacts"][1:]] == [("--05-12", "s"), (datetime(1985, 5, 12), "d")]
    assert [cell[0] for cell in cells["costs"][1][:7]] == [
        "Acme", datetime(2026, 1, 2), 12.5, "Extra page", 1.5, True, "A-1"
    ]  # fmt: skip
    assert list(cells)[:4] == ["settings", "people", "clients", "periods"]


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ([["2015-01-01", "2018-01-01"], ["2018-01-01", "2020-01-01"]], []),
        ([["2018-01-01", "2020-01-01"], ["2015-01-01", "2018-01-01"]], []),
        ([["2015-01-01", "2018-01-02"], ["2018-01-01", "2019-01-01"]], [3]),
        ([["2015-01-01", "2020-01-02"]], [2]),  # into the present time
        ([["2021-01-01", "2022-01-01"]], [2]),  # within it: the client's own time is the last
        ([["2015-01-01", "2019-01-01"], ["2016-01-01", "2016-01-01"]], [3]),
    ],
)
def test_times_as_our_client_follow_each_other(
    rows: list[list[Any]], refused: list[int], bring_in: BringIn
) -> None:
    report = bring_in(ACME | {"periods": [PERIODS, *(["Acme", *row, None] for row in rows)]})
    assert told(report) == [("periods", row, "since") for row in refused]


def test_a_client_whose_new_time_would_overlap_an_earlier_one_is_refused(
    book: Book, bring_in: BringIn
) -> None:
    bring_in(ACME | {"periods": [PERIODS, ["Acme", "2015-01-01", "2019-12-31", None]]})
    report = bring_in({"clients": [["name", "status", "since"], ["Acme", "active", "2019-12-30"]]})
    assert told(report) == [("clients", 2, "since")]
    assert only(book, Client).since == date(2020, 1, 1)


def test_the_good_rows_leave_no_overlap_behind(book: Book, bring_in: BringIn) -> None:
    rows = [["Acme", "2015-01-01", "2018-01-01", None], ["Acme", "2017-01-01", "2019-01-01", None]]
    assert bring_in(ACME | {"periods": [PERIODS, *rows]}, good_rows=True).imported
    assert count(book, Period) == 1
    assert check(book) == []


def test_both_sheets_may_move_at_once(book: Book, bring_in: BringIn) -> None:
    """Won back by workbook: the old time becomes an earlier one in the same file."""
    bring_in(ACME)
    report = bring_in(
        {
            "clients": [["name", "status", "since"], ["Acme", "active", "2026-02-01"]],
            "periods": [PERIODS, ["Acme", "2020-01-01", "2025-06-01", "Price"]],
        }
    )
    assert report.problems == []
    assert check(book) == []


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        ("periods", PERIODS, ["Acme", "2018-01-01", "2017-12-31", None], "lost_on"),
        ("periods", PERIODS, ["Acme", "2018-01-01", None, None], "lost_on"),
        ("goals", ["ref", "client", "goal", "set_on", "reached_on"], ["G", "Acme", "x", "2026-01-02", "2026-01-01"], "reached_on"),
        ("goals", ["ref", "client", "goal", "set_on", "dropped_on"], ["G", "Acme", "x", "2026-01-02", "2026-01-01"], "dropped_on"),
        ("costs", ["client", "spent_on", "amount", "hours"], ["Acme", "2026-01-01", 1, -0.5], "hours"),
        ("costs", ["client", "spent_on", "amount", "agreement"], ["Acme", "2026-01-01", 1, "A-9"], "agreement"),
        ("tasks", ["text", "every"], ["Call", "daily"], "every"),
        ("contacts", ["client", "name", "birthday"], ["Acme", "Ana", "--13-01"], "birthday"),
        ("contacts", ["client", "name", "birthday"], ["Acme", "Ana", "--02-30"], "birthday"),
        ("contacts", ["client", "name", "birthday"], ["Acme", "Ana", "2999-01-01"], "birthday"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(
    sheet: str, header: list[str], row: list[Any], column: str, bring_in: BringIn
) -> None:
    assert told(bring_in(ACME | {sheet: [header, row]})) == [(sheet, 2, column)]
