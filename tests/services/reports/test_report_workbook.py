"""What holds for every workbook that leaves the program: text stays text, names are safe, cells are right."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.i18n import in_language
from app.services.reports import charts
from app.services.reports.cell_style import CellStyle, Text
from app.services.reports.report_workbook import (
    ReportWorkbook,
    day_format,
    money_format,
    new_report,
    quote,
    sheet_title,
)
from app.services.reports.tables import Column, Emphasis, Table, lines_of, write_table


def report(**values: Any) -> ReportWorkbook:
    return new_report(
        **({"book": "Book", "currency": "EUR", "as_of": date(2026, 3, 16), "report": "Report"} | values)
    )


def written(values: list[object], tmp_path: Path) -> list[Any]:
    """The values, written one a row and read again."""
    made = report()
    page = made.page("Sheet")
    for value in values:
        page.append([page.cell(value, CellStyle())])
    made.workbook.save(tmp_path / "w.xlsx")
    return [row[0] for row in load_workbook(tmp_path / "w.xlsx")["Sheet"].iter_rows()]


def test_every_kind_of_value_comes_back_as_it_was(tmp_path: Path) -> None:
    values: list[object] = [
        None,
        1,
        1.5,
        Decimal("0.2011"),
        "text",
        " space ",
        "two\nlines",
        "<&>]]>",
        "日本 ș 😀",
    ]
    cells = written(values, tmp_path)
    assert [cell.value for cell in cells] == [None, 1, 1.5, 0.2011, *values[4:]]


def test_days_are_excel_days(tmp_path: Path) -> None:
    made = report()
    page = made.page("Sheet")
    page.append(
        [
            page.cell(date(2024, 2, 29), CellStyle(format=day_format())),
            page.cell(date(1850, 1, 1), CellStyle()),
        ]
    )
    made.workbook.save(tmp_path / "w.xlsx")
    sheet = load_workbook(tmp_path / "w.xlsx")["Sheet"]
    assert sheet["A1"].value == datetime(2024, 2, 29)
    assert sheet["B1"].value == "1850-01-01"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "TRUE", "1e5"])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    (cell,) = written([text], tmp_path)
    assert (cell.value, cell.data_type) == (text, "s")


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_is_fit_for_a_cell(text: str) -> None:
    from lxml import etree

    fitted = Text().fit(text)
    element = etree.Element("t")
    element.text = fitted  # raises where XML cannot hold it
    assert "\r" not in fitted
    assert len(fitted.encode("utf-16-le")) // 2 <= 32_767


def test_long_text_is_cut_by_excels_measure_and_counted() -> None:
    text = Text()
    fitted = text.fit("😀" * 20_000)
    assert len(fitted.encode("utf-16-le")) // 2 <= 32_767
    assert fitted.endswith("😀…")
    assert (text.shortened, text.replaced) == (1, 0)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Clients", "Clients (2)"),
        ("a[b]:c*?/\\d", "a b  c    d"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
    ],
)
def test_sheet_titles_are_what_excel_takes(wanted: str, title: str) -> None:
    assert sheet_title(wanted, ["CLIENTS"]) == title


def test_formats_follow_language_and_currency() -> None:
    with in_language("pl"):
        assert day_format() == "[$-415]d mmm yyyy"
    assert money_format("EUR", cents=True) == "#,##0.00 [$EUR]"
    assert money_format("JPY", cents=True) == "#,##0 [$JPY]"
    assert money_format("EUR", unit=False) == "#,##0"
    assert quote('of "20"') == '"of 20"'


def test_a_table_tells_columns_of_one_name_apart(tmp_path: Path) -> None:
    made = report()
    columns: list[Column[tuple[str, int]]] = [
        Column("Day", lambda row: row[0]),
        Column("day", lambda row: row[1], "count", total="sum"),
    ]
    write_table(
        made,
        Table(
            "Days",
            "Days",
            "Days",
            "",
            columns,
            [("a", 1), ("b", 2)],
            "none",
            (Emphasis("Day", "FF0000", word='"'),),
        ),
    )
    made.workbook.save(tmp_path / "w.xlsx")
    sheet = load_workbook(tmp_path / "w.xlsx")["Days"]
    assert [column.name for column in sheet.tables["Days"].tableColumns] == ["Day", "day (2)"]
    (rule,) = [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]
    assert rule.formula == ['A5=""""']


def test_rows_are_as_high_as_their_longest_text() -> None:
    assert lines_of("short", 30) == 1
    assert lines_of("one\ntwo\nthree", 30) == 3
    assert lines_of("word " * 40, 30) >= 5
    assert lines_of("語" * 60, 30) > lines_of("w" * 60, 30)


@pytest.mark.parametrize(
    ("highest", "end"), [(0, 4), (3, 4), (11, 12), (1140, 1200), (1201, 1600), (10, 12), (500, 600)]
)
def test_the_axis_ends_on_a_round_number(highest: float, end: float) -> None:
    assert charts.ceiling(highest) == end


def test_a_sheet_of_many_rows_holds_every_one_in_order(tmp_path: Path) -> None:
    values: list[object] = [f"row {number}" for number in range(1, 300)]
    assert [cell.value for cell in written(values, tmp_path)] == values
