"""Importing the exchange workbook: which rows are taken, for which records, and which are refused and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.errors import Cancelled, FileRefused
from app.models import (
    Agreement,
    Attempt,
    Base,
    Client,
    Contact,
    Note,
    Offer,
    Person,
    Purchase,
    Setting,
    Survey,
    Task,
)
from app.models.book import Book
from app.services import journal
from app.services.exchange.importing import import_workbook
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import SHEETS
from app.services.search import search
from tests import factories
from tests.services.exchange import workbooks
from tests.services.exchange.workbooks import ACME

Sheets = dict[str, list[list[Any]]]
BringIn = Callable[..., ImportReport]


def count(book: Book, model: type[Base]) -> int:
    with book.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def only(book: Book, model: type[Any], **values: Any) -> Any:
    with book.reading() as session:
        return session.scalars(select(model).filter_by(**values)).one()


def told(report: ImportReport) -> list[tuple[str, int, str]]:
    return [(problem.sheet, problem.row, problem.column) for problem in report.problems]


# --- What a cell may hold


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
    from app.services.exchange.escapes import escaped
    from app.services.exchange.exporting import export_workbook

    bring_in(ACME | {"referrals": [["client", "made_on", "referred"], ["Acme", "2026-01-01", escaped(text)]]})
    with book.reading() as session:
        export_workbook(session, tmp_path / "out.xlsx")
    value, kind, _format = workbooks.cells(tmp_path / "out.xlsx")["referrals"][1][2]
    assert (value, kind) == (escaped(text), "s")


# --- What is refused, where, and why

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


# --- What is only told


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


# --- Whose record a row is


def test_importing_a_file_twice_adds_nothing_and_two_equal_purchases_stay_two(
    book: Book, bring_in: BringIn
) -> None:
    row = ["Acme", "2026-01-01", 10, None]
    sheets = ACME | {
        "purchases": [PURCHASE, row, row],
        "contacts": [["client", "name"], ["Acme", "Ana"], ["Acme", "Ana"]],
    }
    assert bring_in(sheets).created == {"clients": 1, "contacts": 2, "purchases": 2}
    again = bring_in(sheets)
    assert (again.changes, sum(again.unchanged.values())) == (0, 5)
    assert bring_in(sheets | {"purchases": [PURCHASE, row, row, row]}).created == {"purchases": 1}
    assert count(book, Purchase) == 3


def test_a_row_with_the_uid_of_a_record_changes_it_even_its_name(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        uid = factories.client(session, name="Old").uid
    report = bring_in({"clients": [["name", "uid", "industry"], ["New", uid, "Steel"]]})
    assert report.updated == {"clients": 1}
    client = only(book, Client, uid=uid)
    assert (client.name, client.name_key, client.industry, client.status) == ("New", "new", "Steel", "active")


def test_names_can_change_hands_within_a_file(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        one, two = (factories.client(session, name=name).uid for name in ("One", "Two"))
    report = bring_in(
        {
            "clients": [["name", "uid"], ["Two", one], ["One", two]],
            "notes": [["client", "happened_at", "kind"], ["One", "2026-01-01", "call"]],
        }
    )
    assert report.problems == []
    assert only(book, Client, uid=one).name == "Two"
    assert only(book, Note).client_id == only(book, Client, uid=two).id


def test_a_name_that_another_record_keeps_cannot_be_given(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        uid = factories.client(session, name="One").uid
        factories.client(session, name="Two")
    assert told(bring_in({"clients": [["name", "uid"], ["TWO", uid]]})) == [("clients", 2, "name")]


def test_a_uid_stands_once_in_a_sheet(bring_in: BringIn) -> None:
    sheets = ACME | {
        "costs": [
            ["client", "spent_on", "amount", "uid"],
            ["Acme", "2026-01-01", 1, "u1"],
            ["Acme", "2026-01-02", 2, "u1"],
        ]
    }
    assert told(bring_in(sheets)) == [("costs", 3, "uid")]


def test_a_contact_is_known_by_client_and_name_the_equal_one_first(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        acme, other = factories.client(session, name="Acme"), factories.client(session, name="Other")
        factories.contact(session, acme, name="Ana", email="a@x.ro")
        factories.contact(session, acme, name="Ana", email="b@x.ro")
        factories.contact(session, other, name="Ana", email="c@x.ro")
    report = bring_in(
        {"contacts": [["client", "name", "email"], ["Acme", "Ana", "b@x.ro"], ["Acme", "Ana", "new@x.ro"]]}
    )
    assert (report.unchanged["contacts"], report.updated["contacts"], report.created["contacts"]) == (1, 1, 0)
    with book.reading() as session:
        assert set(session.scalars(select(Contact.email))) == {"new@x.ro", "b@x.ro", "c@x.ro"}


def test_an_empty_cell_clears_and_a_missing_column_leaves_what_is_there(
    book: Book, bring_in: BringIn
) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", industry="Steel", website="acme.ro")
    assert bring_in({"clients": [["name", "industry"], ["acme", None]]}).updated == {"clients": 1}
    client = only(book, Client)
    assert (client.industry, client.website, client.name) == (None, "acme.ro", "acme")


def test_what_must_hold_is_checked_on_the_record_as_it_will_be(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        factories.agreement(session, factories.client(session), ref="A1", starts_on=date(2026, 5, 1))
    assert told(bring_in({"agreements": [["ref", "ends_on"], ["A1", "2026-04-30"]]})) == [
        ("agreements", 2, "ends_on")
    ]
    assert bring_in({"agreements": [["ref", "ends_on"], ["a1", "2026-05-01"]]}).updated == {"agreements": 1}
    assert only(book, Agreement).ends_on == date(2026, 5, 1)


def test_a_record_in_the_trash_comes_back_with_its_uid(book: Book, bring_in: BringIn, tmp_path: Path) -> None:
    bring_in(
        ACME | {"notes": [["client", "happened_at", "kind", "uid"], ["Acme", "2026-01-01", "call", "n1"]]}
    )
    with book.writing("delete") as session:
        session.scalars(select(Note)).one().deleted_at = datetime(2026, 1, 1)
    assert bring_in(
        ACME | {"notes": [["client", "happened_at", "kind", "uid"], ["Acme", "2026-01-01", "call", "n1"]]}
    ).created == {"notes": 1}
    assert only(book, Note).deleted_at is None


# --- One transaction, one Undo


def test_an_import_is_one_gesture_that_one_undo_takes_back(book: Book, bring_in: BringIn) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", industry="Steel")
    bring_in(
        {"clients": [["name", "status", "industry"], ["Acme", "prospect", "Wood"], ["New", "prospect", None]]}
    )
    with book.reading() as session:
        assert [hit.client for hit in search(session, "New")] == ["New"]
    step = journal.undo(book)
    assert step is not None and step.label == "Import in.xlsx"
    assert only(book, Client).industry == "Steel"
    with book.reading() as session:
        assert search(session, "New") == []
    journal.redo(book)
    assert count(book, Client) == 2


def test_a_dry_run_tells_the_same_and_changes_nothing(book: Book, bring_in: BringIn) -> None:
    dry = bring_in(ACME, dry_run=True)
    assert (dry.imported, dry.created, count(book, Client)) == (True, {"clients": 1}, 0)


def test_a_cancelled_import_leaves_nothing(book: Book, bring_in: BringIn) -> None:
    asked = iter([False] * len(SHEETS))  # once a sheet while comparing; then it has begun to write
    with pytest.raises(Cancelled):
        bring_in(ACME, cancelled=lambda: next(asked, True))
    assert count(book, Client) == 0


def test_progress_rises_to_its_end(book: Book, bring_in: BringIn) -> None:
    seen: list[tuple[int, int]] = []
    bring_in(ACME, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (1000, 1000)


# --- Files that are no exchange workbook


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"Sheet1": [["a"], ["b"]]}, "none of the sheets"),
        ({"clients": [["name", "status"]]}, "no row"),
        ({"clients": []}, "no row"),
    ],
)
def test_a_workbook_with_nothing_to_import_is_refused_and_says_so(
    sheets: Sheets, words: str, bring_in: BringIn
) -> None:
    with pytest.raises(FileRefused, match=words):
        bring_in(sheets)


def test_empty_rows_hidden_sheets_and_sheet_names_in_capitals_do_not_matter(
    tmp_path: Path, book: Book
) -> None:
    from openpyxl import Workbook

    made = Workbook()
    page = made.worksheets[0]
    page.title = " CLIENTS "
    page.sheet_state = "visible"
    for row in ([], ["name", "status"], [], ["Acme", "prospect"], [None, "  "], ["Beta", "prospect"]):
        page.append(row)
    hidden = made.create_sheet("Contacts")
    hidden.sheet_state = "veryHidden"
    hidden.append(["client", "name"])
    hidden.append(["Beta", "Ana"])
    made.save(tmp_path / "in.xlsx")
    report = import_workbook(book, tmp_path / "in.xlsx")
    assert (report.problems, report.created) == ([], {"clients": 2, "contacts": 1})
