"""Workbooks whose rows are written as they come: the cells come back, and nothing half made stays."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from app.services.workbooks.saving import save_workbook
from app.services.workbooks.streamed import (
    StreamedWorkbook,
    empty_cell,
    flag_cell,
    formula_cell,
    letter,
    number_cell,
    style_mark,
    text_cell,
)
from tests.conftest import PROJECT


def test_every_kind_of_cell_comes_back_as_it_was_written(tmp_path: Path) -> None:
    with StreamedWorkbook() as made:
        page = made.new_sheet("One")
        look: Any = WriteOnlyCell(page.sheet)
        look.font = Font(bold=True)
        mark = style_mark(look)
        page.append([text_cell("a <b> & c", mark), number_cell("1.50"), None, flag_cell(True)], 20)
        page.append([text_cell(" two\nlines "), empty_cell(mark), formula_cell("=1+1", 2.0)])
        made.save(tmp_path / "made.xlsx")
    read = load_workbook(tmp_path / "made.xlsx")["One"]
    assert [[cell.value for cell in row] for row in read.iter_rows()] == [
        ["a <b> & c", 1.5, None, True],
        [" two\nlines ", None, "=1+1", None],
    ]
    assert (read["A1"].font.bold, read["B2"].font.bold, read["B1"].font.bold) == (True, True, False)
    assert read.row_dimensions[1].height == 20


def test_a_sheet_says_how_far_its_cells_reach(tmp_path: Path) -> None:
    with StreamedWorkbook() as made:
        made.new_sheet("Empty")
        page = made.new_sheet("Some")
        for count in (1, 3, 2):
            page.append([number_cell(n) for n in range(count)])
        made.save(tmp_path / "made.xlsx")
    with ZipFile(tmp_path / "made.xlsx") as archive:
        empty, some = (archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
    assert 'dimension ref="A1:A1"' in empty and "<sheetData></sheetData>" in empty
    assert 'dimension ref="A1:C3"' in some


def test_what_openpyxl_knows_of_a_sheet_stays_beside_the_rows(tmp_path: Path) -> None:
    with StreamedWorkbook() as made:
        page = made.new_sheet("One")
        page.sheet.freeze_panes = "A2"
        page.sheet.column_dimensions["A"].width = 33
        page.append([text_cell("a"), text_cell("b")])
        page.sheet.merge_cells("A2:B2")
        page.append([text_cell("merged")])
        made.save(tmp_path / "made.xlsx")
    read = load_workbook(tmp_path / "made.xlsx")["One"]
    assert (read.freeze_panes, read.column_dimensions["A"].width) == ("A2", 33)
    assert [str(each) for each in read.merged_cells.ranges] == ["A2:B2"]
    assert read["A2"].value == "merged"


def test_columns_are_lettered_as_excel_letters_them() -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_rows_that_are_not_well_formed_get_into_no_file(tmp_path: Path) -> None:
    with StreamedWorkbook() as made:
        page = made.new_sheet("Sheet")
        page.append([text_cell("sound")])
        page.append(['/><c r="Z9"><v>'])
        with pytest.raises(ExpatError):
            made.save(tmp_path / "w.xlsx")
    assert b"Z9" not in (tmp_path / "w.xlsx").read_bytes()


def test_a_workbook_given_up_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(KeyError), StreamedWorkbook() as made:
        page = made.new_sheet("Sheet")
        for number in range(200):
            page.append([number_cell(number)])
        raise KeyError
    assert list(tmp_path.iterdir()) == []


FILLS_A_DISK = """
from pathlib import Path
from app.services.workbooks.streamed import StreamedWorkbook, text_cell
with StreamedWorkbook() as made:
    page = made.new_sheet("Sheet")
    for number in range(5000):
        page.append([text_cell(f"{number * 7919 % 104729} {number}")])
    try:
        made.save(Path("/dev/full"))
    except OSError as error:
        print(error.strerror)
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_is_told_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLS_A_DISK], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "No space left on device\n"
    assert done.stderr == ""


class _OtherWriter:
    """A workbook as a later openpyxl might write it."""

    def __getitem__(self, _name: str) -> Any:
        return SimpleNamespace(path="/xl/worksheets/sheet1.xml")

    def save(self, target: BytesIO) -> None:
        with ZipFile(target, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", "<x:worksheet><x:sheetData/></x:worksheet>")


def test_a_sheet_that_openpyxl_writes_otherwise_is_no_file_without_rows(tmp_path: Path) -> None:
    with StreamedWorkbook() as made, pytest.raises(RuntimeError, match="no sheetData"):
        other: Any = _OtherWriter()
        save_workbook(other, tmp_path / "w.xlsx", {"One": made.new_sheet("One")})


def _private(source: str) -> list[str]:
    """What a module takes of openpyxl that openpyxl keeps to itself."""
    tree = ast.parse(source)
    taken = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "openpyxl"
        for alias in node.names
    ]
    if not taken:
        return []
    asked = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr)
        if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    return [name for name in taken if "._" in name] + asked


def test_openpyxl_is_used_by_its_public_interface_alone() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "app").rglob("*.py"))]
    assert sum("openpyxl" in source for source in sources) > 5
    assert [name for source in sources for name in _private(source)] == []


def test_what_openpyxl_keeps_to_itself_would_be_found() -> None:
    found = _private("from openpyxl.worksheet._writer import W\ncell._value = 1\nself._mine = 2")
    assert found == ["openpyxl.worksheet._writer.W", "cell._value"]
