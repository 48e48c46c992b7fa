"""The first page: tiles, charts, comparison, and what needs attention; and how every sheet is set up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart

from app.domain.portfolio import Measure, Period, Quarter
from app.i18n import in_language
from app.models.book import Book
from app.services.reports import drawings
from app.services.reports.portfolio import quarters_until
from app.services.reports.summary import change_code, shorten
from tests import factories as make
from tests.factories import TODAY
from tests.services.reports.conftest import ago, texts


@pytest.fixture
def summary(full_book: Book, report_of: Callable[..., Workbook]) -> Any:
    return report_of(full_book)["Summary"]


def test_it_says_whose_which_and_for_whom(summary: Any) -> None:
    said = texts(summary)
    assert said[0] == "Management summary"
    assert "internal · do not send to clients" in said
    period = "17 March 2025 to 16 March 2026, against the year before"
    assert f"Media & Partners  ·  {period}  ·  amounts in EUR" in said


def test_the_tiles_hold_numbers_with_their_words_in_the_format(summary: Any) -> None:
    kept, code = summary["B5"].value, summary["B5"].number_format
    assert (kept, code) == (2, '#,##0" of 3"')
    assert summary["B6"].value == pytest.approx(2 / 3)
    assert summary["B6"].number_format == '"▼ "0%", was 100%"'
    assert summary["B6"].font.color.rgb == "00B3261E"
    assert summary["F5"].number_format == "0%"
    assert summary["N5"].number_format == '#,##0" of 1"'
    assert "B5:D5" in {str(merged) for merged in summary.merged_cells.ranges}


def test_three_native_charts_draw_the_data_sheet(summary: Any) -> None:
    kept, said, given = summary._charts
    assert isinstance(kept, LineChart)
    assert isinstance(said, BarChart)
    assert said.grouping == "stacked"
    assert [series.val.numRef.f for series in kept.series] == ["'Data'!$C$5:$C$12", "'Data'!$D$5:$D$12"]
    assert [series.val.numRef.f for series in said.series] == ["'Data'!$E$5:$E$12", "'Data'!$F$5:$F$12"]
    assert [series.val.numRef.f for series in given.series] == ["'Data'!$H$5:$H$12", "'Data'!$I$5:$I$12"]
    assert kept.series[0].cat.strRef.f == "'Data'!$A$5:$A$12"
    assert len(kept.series[0].cat.strRef.strCache.pt) == 8
    assert kept.title is None  # Titles stand in cells.


def test_the_comparison_leads_to_the_sheets_behind_it(summary: Any) -> None:
    links = [cell.hyperlink for cell in summary["B"] if cell.hyperlink]
    assert [link.location for link in links][:3] == ["'Clients'!A1", "'Clients'!A1", "'Complaints'!A1"]
    assert all(link.target is None for link in links)


def test_what_needs_attention_is_listed_most_urgent_first(summary: Any) -> None:
    row = next(cell.row for cell in summary["J"] if cell.value == "Client") + 1
    listed = [summary[f"J{row + n}"] for n in range(4)]
    assert [cell.value for cell in listed[:3]] == ['=HYPERLINK("http://evil…', "Alfa", "Alfa"]
    assert {cell.data_type for cell in listed[:3]} == {"s"}
    assert summary[f"L{row}"].font.color.rgb == "00B3261E"
    assert summary[f"P{row}"].is_date


def test_it_prints_on_one_a4_page_across(summary: Any) -> None:
    setup = summary.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 1)
    assert summary.sheet_properties.pageSetUpPr.fitToPage
    assert summary.print_area == "'Summary'!$A$1:$P$34"
    assert not summary.sheet_view.showGridLines


def test_long_sheets_repeat_and_freeze_their_header(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    workbook = report_of(full_book)
    for name in ("Clients", "Decisions", "Offers", "Deal hunters", "Promises"):
        sheet = workbook[name]
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "B5"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.auto_filter.ref is None  # The table has filters of its own.
        (table,) = sheet.tables.values()
        assert table.autoFilter.ref == table.ref


def test_the_footer_names_book_page_and_day_and_escapes(summary: Any) -> None:
    footer = summary.oddFooter
    assert footer.left.text == "Media && Partners · Management report"
    assert footer.center.text == "Page &P of &N"
    assert footer.right.text == "made by Condica on 16 Mar 2026"


def test_levels_and_losses_are_coloured_by_conditions(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    rules = [
        rule.formula[0]
        for ranges in report_of(full_book)["Clients"].conditional_formatting
        for rule in ranges.rules
    ]
    assert 'S5="hunter"' in rules
    assert "AND(ISNUMBER(G5),G5<0)" in rules


@pytest.mark.parametrize(
    ("this", "past", "kind", "change"),
    [
        (120.0, 100.0, "money", 0.2),
        (80.0, -100.0, "money", 1.8),
        (5.0, 0.0, "count", None),
        (0.9, 0.85, "share", 5.0),
        (None, 0.85, "share", None),
    ],
)
def test_changes(this: float | None, past: float | None, kind: Any, change: float | None) -> None:
    measured = Measure("Revenue", kind, this, past, True, "clients").change
    assert measured == (None if change is None else pytest.approx(change))


def test_the_code_of_a_change_shows_its_direction() -> None:
    assert change_code("0%") == '"▲ "0%;"▼ "0%;"= "0%'


def test_quarters_end_with_the_as_of_day_and_begin_eight_before() -> None:
    spans = quarters_until(date(2026, 2, 10))
    assert spans[-1] == (date(2026, 1, 1), date(2026, 2, 10))
    assert spans[0] == (date(2024, 4, 1), date(2024, 6, 30))
    assert len(spans) == 8


def quarters(**series: list[float | None]) -> list[Quarter]:
    usual: dict[str, Any] = {
        "kept": None, "revenue_kept": None, "spontaneous": 0, "solicited": 0, "repeated": 0,
        "unasked": 0.0, "under_threat": 0.0,
    }  # fmt: skip
    found = []
    for number in range(8):
        values = usual | {name: column[number] for name, column in series.items()}
        found.append(Quarter(f"Q{number}", TODAY, **values))
    return found


@pytest.mark.parametrize(
    ("kept", "revenue", "reading"),
    [
        ([0.95] * 4 + [0.9] * 4, [0.93] * 4 + [0.8] * 4, "Revenue falls faster than the number of clients"),
        ([1.0] * 8, [0.9] * 4 + [0.8] * 4, "Clients stay, but their revenue falls"),
        ([1.0] * 8, [1.0] * 8, "Both hold"),
        ([None] * 7 + [1.0], [None] * 8, "Too little history to compare yet"),
    ],
)
def test_the_sentence_above_the_first_chart(kept: Any, revenue: Any, reading: str) -> None:
    assert drawings.readings(quarters(kept=kept, revenue_kept=revenue), "EUR")[0] == reading


def test_the_sentence_about_complaints() -> None:
    more_said = quarters(solicited=[0] * 4 + [2] * 4, repeated=[1] * 4 + [0] * 4)
    assert drawings.readings(more_said, "EUR")[1] == "More is said since we ask, and less comes back"
    assert "ask" in drawings.readings(quarters(), "EUR")[1]


def test_the_sentence_about_offers() -> None:
    threatened = quarters(unasked=[1.0] * 8, under_threat=[2.0] * 8)
    assert drawings.readings(threatened, "RON")[2].startswith("RON a quarter: most went under threat")


def test_offers_and_complaints_fall_into_their_quarters(
    book: Book, report_of: Callable[..., Workbook]
) -> None:
    with book.writing("set up") as session:
        client = make.client(session)
        make.offer(session, client, cost=10_000, made_on=date(2025, 12, 31))
        make.offer(session, client, cost=20_000, made_on=date(2026, 1, 1))
        make.complaint(session, client, received_on=date(2025, 10, 1), solicited=True)
        make.complaint(session, client, received_on=ago(3000))
    data = report_of(book)["Data"]
    assert [data[f"A{row}"].value for row in (5, 11, 12)] == ["Q2 24", "Q4", "Q1 26"]
    assert [data[f"H{row}"].value for row in (11, 12)] == [100, 200]
    assert [data[f"F{row}"].value for row in (11, 12)] == [1, 0]
    assert sum(data[f"E{row}"].value for row in range(5, 13)) == 0


def test_long_names_are_shortened_visibly() -> None:
    assert shorten("Alfa Media", 22) == "Alfa Media"
    assert shorten("W" * 40, 22).endswith("…")
    assert len(shorten("W" * 40, 22)) < len(shorten("i" * 100, 22))


def test_a_period_that_is_no_year_names_the_one_before(
    full_book: Book, report_of: Callable[..., Workbook]
) -> None:
    said = texts(report_of(full_book, start=ago(30))["Summary"])
    before = Period(ago(30), TODAY).before
    assert before.start == ago(60)
    assert any("against 16 January 2026 to 14 February 2026" in text for text in said)


@pytest.mark.parametrize("code", ["en", "ro", "pl", "ru"])
def test_every_language_tells_a_tables_columns_apart(full_book: Book, tmp_path: Path, code: str) -> None:
    from openpyxl import load_workbook

    from app.services.reports.management import write_management

    with full_book.reading() as session, in_language("en"):
        write_management(session, tmp_path / "r.xlsx", as_of=TODAY, language=code)
    for sheet in load_workbook(tmp_path / "r.xlsx"):
        for table in sheet.tables.values():
            header = [cell.value for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == header
            assert len({title.casefold() for title in header}) == len(header)


@pytest.mark.slow
def test_libreoffice_prints_the_summary_on_one_page(
    full_book: Book,
    report_of: Callable[..., Workbook],
    libreoffice: Callable[[Path, str], Path],
    tmp_path: Path,
) -> None:
    sheets = len(report_of(full_book).sheetnames)
    pdf = libreoffice(tmp_path / "Report.xlsx", "pdf").read_bytes()
    pages = pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages")
    # A page for each sheet, four more for the long list of settings, one for the text of 40,000 letters.
    assert sheets <= pages <= sheets + 6
