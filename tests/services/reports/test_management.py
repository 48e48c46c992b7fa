"""The management report, reopened: what its sheets say, and that no text of the book does anything."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import event

from app.errors import Cancelled, InvalidInput, MissingRate
from app.models.book import Book
from app.services.outfile import TargetOpen
from app.services.reports.management import make_management, write_management
from tests import factories as make
from tests.factories import TODAY
from tests.services.reports.conftest import HOSTILE, ago, table_of, texts

SHEETS = [
    "Summary",
    "Clients",
    "Decisions",
    "Attempts",
    "Threats and offers",
    "Offers",
    "Deal hunters",
    "Complaints",
    "Promises",
    "Definitions",
    "Data",
]


def test_it_has_every_sheet_in_order(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    assert report_of(full_book).sheetnames == SHEETS


def test_clients_are_one_row_each_sorted_as_people_sort(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    rows = table_of(report_of(full_book)["Clients"])
    assert [row["Client"] for row in rows] == [HOSTILE, "Alfa", "Ąprospect", "Zeta lost"]
    assert [row["Status"] for row in rows] == ["active", "active", "prospect", "lost"]


def test_money_is_in_the_books_currency(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    alfa = table_of(report_of(full_book)["Clients"])[1]
    # 2 × 1,000 RON in the year, less 2 × 600 direct cost and the accepted offer of 50, at 0.20.
    assert (alfa["Revenue"], alfa["Margin"]) == (400, 150)
    assert alfa["Given under threat"] == 10


def test_unknown_is_blank_and_not_zero(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    first, alfa, *_ = table_of(report_of(full_book)["Clients"])
    assert first["Satisfaction"] == pytest.approx(90, abs=2)
    assert alfa["Satisfaction"] is None


def test_a_decision_shows_its_attempts_of_its_limit(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    workbook = report_of(full_book)
    sheet = workbook["Decisions"]
    settled, disputed = table_of(sheet)
    assert (disputed["Attempts"], disputed["Over the limit"], disputed["State"]) == (
        3,
        1,
        "the client decides",
    )
    assert sheet["H6"].number_format == '0" of 2"'
    assert (settled["State"], settled["Verdict"], settled["Lesson"]) == (
        "the client’s way",
        "the client was right",
        "Ask earlier",
    )
    assert [row["Attempt"] for row in table_of(workbook["Attempts"])] == [1, 2, 3]


def test_a_threat_shows_its_class_and_what_was_given(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    workbook = report_of(full_book)
    first, second = table_of(workbook["Threats and offers"])
    assert (first["Class"], first["Bargaining"], first["Cost accepted"]) == ("unfounded", "yes", 10)
    assert second["It may pay up to"] == 0
    assert [row["Occasion"] for row in table_of(workbook["Offers"])] == ["under threat", "unasked"]


def test_a_deal_hunter_shows_level_judgement_and_each_record(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    rows = table_of(report_of(full_book)["Deal hunters"])
    assert {(row["Shown"], row["Computed"], row["Overruled"]) for row in rows} == {("watch", "hunter", "yes")}
    assert "They were provoked" in rows[0]["Reason"]
    assert [(row["Record"], row["Words"]) for row in rows[:2]] == [
        ("Threat T-1", "15 % or we go"),
        ("Threat T-2", "Rival is cheaper"),
    ]
    assert rows[0]["Day"] == datetime.combine(ago(60), datetime.min.time())


def test_complaints_and_promises_stand_as_the_rules_say(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    workbook = report_of(full_book)
    told, open_one = table_of(workbook["Complaints"])
    assert (told["On time"], open_one["On time"], open_one["Repeats"]) == ("in time", "late", "@C-1")
    assert [row["State"] for row in table_of(workbook["Promises"])] == ["overdue", "kept"]


def test_definitions_hold_every_rule_and_every_setting(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    from app.domain.settings import SPECS
    from app.services.records.book_settings import change

    with full_book.writing("stricter") as session:
        change(session, "hunter.threats", "4")
    sheet = report_of(full_book)["Definitions"]
    said = texts(sheet)
    assert set(SPECS) <= set(said)
    assert any("at least 4 bargaining threats" in text for text in said)
    # One row of titles is true of words and settings: it is what every printed page repeats.
    assert sheet.print_title_rows == "$3:$3" and sheet.freeze_panes == "A4"
    assert [cell.value for cell in sheet[3]] == [
        "Word or setting",
        "Meaning",
        "Value",
        "Unit",
        "Default",
        "Key",
    ]


def test_totals_are_formulas_that_follow_the_filters(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    sheet = report_of(full_book)["Clients"]
    (table,) = sheet.tables.values()
    assert table.ref == "A4:T8"
    assert sheet["F9"].value == "=SUBTOTAL(109,F5:F8)"
    assert sheet["A9"].value == "=SUBTOTAL(103,A5:A8)"


def test_totals_carry_their_value_for_programs_that_do_not_calculate(
    full_book: Book, report_of: Callable[..., Workbook], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    report_of(full_book)
    sheet = load_workbook(tmp_path / "Report.xlsx", data_only=True)["Clients"]
    assert sheet["F9"].value == sum(sheet[f"F{row}"].value or 0 for row in range(5, 9))
    assert sheet["A9"].value == 4


def test_a_past_day_knows_nothing_of_what_came_later(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    workbook = report_of(full_book, as_of=ago(58))
    (threat,) = table_of(workbook["Threats and offers"])
    assert (threat["Ref"], threat["Outcome"]) == ("T-1", "stayed")
    assert not workbook["Promises"].tables
    assert table_of(workbook["Decisions"])[0]["Lesson"] is None
    assert not [text for text in texts(workbook["Deal hunters"]) if "provoked" in text]


def test_a_client_lost_later_was_still_active(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    rows = table_of(report_of(full_book, as_of=ago(200))["Clients"])
    assert rows[-1]["Client"] == "Zeta lost"
    assert rows[-1]["Status"] == "active"


def test_the_report_speaks_another_language_than_the_window(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    from app.i18n import language

    sheet = report_of(full_book, language="ro").worksheets[-1]
    assert language() == "en"
    assert "[$-418]" in sheet["B5"].number_format


def test_an_empty_book_makes_an_empty_report(book: Book, report_of: Callable[..., Workbook]) -> None:
    workbook = report_of(book)
    assert "The book has no clients yet." in texts(workbook["Clients"])
    assert not workbook["Clients"].tables
    assert "Nothing needs attention today." in texts(workbook["Summary"])
    assert "no client at the start" in texts(workbook["Summary"])


def test_a_missing_rate_is_named_and_leaves_no_file(
    full_book: Book, report_of: Callable[..., Workbook], tmp_path: Path
) -> None:
    from app.services.records.book_settings import change

    with full_book.writing("no rate") as session:
        change(session, "rate.RON", None)
    with pytest.raises(MissingRate) as refused:
        report_of(full_book)
    assert refused.value.currency == "RON"
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_period_that_ends_before_it_begins_is_refused(
    book: Book, report_of: Callable[..., Workbook]
) -> None:
    with pytest.raises(InvalidInput, match="ends before it begins"):
        report_of(book, start=TODAY)


def test_progress_rises_to_the_end(full_book: Book, report_of: Callable[..., Workbook]) -> None:
    told: list[tuple[int, int]] = []
    report_of(full_book, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(set(told))
    assert told[0] == (0, 100)
    assert told[-1] == (100, 100)


@pytest.mark.parametrize("after", [0, 2, 5, 8])
def test_cancelling_leaves_nothing(
    full_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    target = tmp_path / "out" / "Report.xlsx"
    target.parent.mkdir()
    asked = iter(range(1000))
    with full_book.reading() as session, pytest.raises(Cancelled):
        write_management(session, target, as_of=TODAY, cancelled=lambda: next(asked) >= after)
    assert not list(target.parent.iterdir())
    assert not list(scratch.iterdir())
    assert gc.isenabled()


def test_a_report_open_in_excel_is_left_alone_and_another_name_offered(
    full_book: Book, tmp_path: Path
) -> None:
    target = tmp_path / "Report.xlsx"
    target.write_bytes(b"yesterday's")
    (tmp_path / "~$Report.xlsx").touch()
    with full_book.reading() as session, pytest.raises(TargetOpen) as refused:
        write_management(session, target, as_of=TODAY)
    assert refused.value.offered.name == "Report (2).xlsx"
    assert target.read_bytes() == b"yesterday's"


def test_the_session_is_closed_before_anything_is_judged_or_written(full_book: Book, tmp_path: Path) -> None:
    seen: list[int] = []

    def step(done: int, _total: int) -> None:
        # A gesture of the same thread would wait for itself, were the session still open.
        if done:
            with full_book.writing("meanwhile") as session:
                make.client(session, name=f"After {done} per cent")
            seen.append(done)

    target = tmp_path / "Report.xlsx"
    make_management(full_book.reading, target, as_of=TODAY, progress=step)
    assert len(seen) > 3
    assert not [text for text in texts(load_workbook(target)["Clients"]) if text.startswith("After")]


def test_the_number_of_queries_does_not_grow_with_the_clients(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(full_book.engine, "before_cursor_execute", note)
    report_of(full_book)
    few = len(asked)
    with full_book.writing("more") as session:
        for _ in range(30):
            client = make.client(session)
            make.decision(session, client)
            make.threat(session, client)
    asked.clear()
    report_of(full_book)
    assert len(asked) == few


def test_dates_before_excels_calendar_are_written_as_text(
    book: Book, report_of: Callable[..., Workbook]
) -> None:
    with book.writing("old house") as session:
        make.client(session, name="Since always", since=date(1878, 5, 9))
    (row,) = table_of(report_of(book)["Clients"])
    assert row["Client since"] == "1878-05-09"


def test_a_period_of_a_year_is_compared_with_the_calendar_year_before() -> None:
    from app.domain.portfolio import Period

    leap = Period(date(2023, 2, 28), date(2024, 2, 29))
    assert leap.is_year
    assert leap.before == Period(date(2022, 2, 28), date(2023, 2, 28))
    quarter = Period(date(2026, 6, 30), date(2026, 9, 30))
    assert quarter.before == Period(date(2026, 6, 30) - timedelta(days=92), date(2026, 6, 30))
