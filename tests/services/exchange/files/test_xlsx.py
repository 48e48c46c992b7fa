"""Reading workbooks that other programs wrote, well or badly."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest

from app.errors import FileRefused
from app.services.exchange.files.serials import moment_of
from app.services.exchange.files.xlsx import Cell, Fault, Uncomputed, XlsxFile
from tests.services.exchange.workbooks import MAIN, OFFICE, PACKAGE, handmade, inline


def rows(path: Path) -> dict[int, dict[int, Cell]]:
    with XlsxFile(path) as file:
        return dict(file.rows(file.pages[0]))


def cell(path: Path, xml: str, **options: object) -> Cell:
    return rows(handmade(path / "in.xlsx", f'<row r="1">{xml}</row>', **options))[1].get(0)  # type: ignore[arg-type]


def test_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    xml = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51))
    path = handmade(tmp_path / "in.xlsx", xml, before='<dimension ref="A1:A1"/>')
    assert list(rows(path)) == list(range(1, 51))


def test_two_cells_at_the_far_ends_take_no_memory_between_them(tmp_path: Path) -> None:
    xml = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert rows(handmade(tmp_path / "in.xlsx", xml)) == {1: {0: 1}, 1_048_576: {16_383: 2}}


def test_rows_and_cells_without_a_place_follow_each_other(tmp_path: Path) -> None:
    xml = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    assert rows(handmade(tmp_path / "in.xlsx", xml)) == {1: {0: 1, 2: 3}, 2: {0: 4}}


def test_prefixed_names_are_the_same_names(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">'
        "<x:is><x:t>hello</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    path = handmade(tmp_path / "in.xlsx", "", parts={"xl/worksheets/sheet1.xml": sheet})
    assert rows(path) == {1: {0: "hello"}}


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1"><v>12</v></c>', 12),
        ('<c r="A1"><v>1234.56</v></c>', 1234.56),
        ('<c r="A1" t="n"><v>1e3</v></c>', 1000.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="str"><f>A2</f><v>text_x000D_</v></c>', "text\r"),
        ('<c r="A1" t="d"><v>2026-01-02</v></c>', "2026-01-02"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        (inline("A1", "  a_x0001_b &amp; c  "), "  a\x01b & c  "),
        (inline("A1", "_x005F_x0041_"), "_x0041_"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r><rPh><t>not this</t></rPh></is></c>',
            "two runs",
        ),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c><c r="B1"><v>1</v></c>', None),
    ],
)
def test_a_cell_means_what_excel_shows(xml: str, value: Cell, tmp_path: Path) -> None:
    found = cell(tmp_path, xml)
    assert (found, type(found)) == (value, type(value))


def test_errors_and_formulas_that_nobody_computed_are_faults_and_not_empty(tmp_path: Path) -> None:
    error = cell(tmp_path, '<c r="A1" t="e"><v>#N/A</v></c>')
    assert isinstance(error, Fault) and "#N/A" in error.reason
    formula = cell(tmp_path, '<c r="A1"><f>1+1</f><v></v></c>')
    assert isinstance(formula, Uncomputed) and formula.text == "=1+1"
    assert isinstance(cell(tmp_path, '<c r="A1"><v>many</v></c>'), Fault)


def test_shared_strings_are_read_without_phonetic_hints(tmp_path: Path) -> None:
    parts = {
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></si>'
        "<si><r><t>a</t></r><r><t>_x000A_b</t></r></si></sst>",
    }
    xml = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    assert rows(handmade(tmp_path / "in.xlsx", xml, parts=parts)) == {1: {0: "a\nb", 1: "課"}}


STYLES = {
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="46"/></cellXfs></styleSheet>',
}


@pytest.mark.parametrize(
    ("style", "number", "value"),
    [
        (1, "45000", datetime(2023, 3, 15)),
        (2, "45000.5", datetime(2023, 3, 15, 12)),
        (2, "0.375", time(9)),
        (0, "45000", 45000),
        (3, "2", 2),
        (4, "1.5", 1.5),
    ],
)
def test_the_format_says_whether_a_number_is_a_day(
    style: int, number: str, value: Cell, tmp_path: Path
) -> None:
    assert cell(tmp_path, f'<c r="A1" s="{style}"><v>{number}</v></c>', parts=STYLES) == value


@pytest.mark.parametrize("number", ["60", "-1", "2958466", "1e300", "0"])
def test_a_day_that_cannot_be_is_a_fault(number: str, tmp_path: Path) -> None:
    found = cell(tmp_path, f'<c r="A1" s="1"><v>{number}</v></c>', parts=STYLES)
    assert isinstance(found, Fault) or found == time(0)


def test_days_are_counted_as_excel_counts_them() -> None:
    assert moment_of(1) == datetime(1900, 1, 1)
    assert moment_of(59) == datetime(1900, 2, 28)
    assert moment_of(60) is None
    assert moment_of(61) == datetime(1900, 3, 1)
    assert moment_of(0, from_1904=True) == datetime(1904, 1, 1)
    assert moment_of(2_958_465) == datetime(9999, 12, 31)
    assert moment_of(45000.4236111111) == datetime(2023, 3, 15, 10, 10)


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        "<row><c>",
        '<row r="x"/>',
    ],
)
def test_what_no_sheet_can_hold_is_called_damaged(xml: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="damaged"):
        rows(handmade(tmp_path / "in.xlsx", xml))
