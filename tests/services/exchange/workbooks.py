"""Workbooks as other programs write them, and the cells of those that we write."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

ACME = {"clients": [["name", "status", "since"], ["Acme", "active", "2020-01-01"]]}


def write(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook of these sheets, made with openpyxl; texts are texts, whatever they begin with."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([_cell(page, value) for value in row])
    book.save(path)
    return path


def _cell(page: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page)
    cell._value = value
    cell.data_type = "s"
    return cell


def cells(path: Path) -> dict[str, list[list[tuple[Any, str, str]]]]:
    """Value, type and number format of every cell, as openpyxl reads them."""
    book = load_workbook(path)
    return {
        page.title: [
            [(cell.value, cell.data_type, cell.number_format) for cell in row] for row in page.iter_rows()
        ]
        for page in book
    }


def values(path: Path, sheet: str) -> list[list[Any]]:
    """The values of one sheet."""
    return [[cell[0] for cell in row] for row in cells(path)[sheet]]


def handmade(
    path: Path, rows: str, *, sheet: str = "Sheet1", before: str = "", parts: dict[str, str] | None = None
) -> Path:
    """A workbook of one sheet out of raw XML, as no well-behaved program writes it.

    `rows` goes into `<sheetData>`, `before` stands before it; `parts` replaces or adds whole parts.
    """
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<sheets><sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>',
    } | (parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(name, text)
    return path


def inline(place: str, text: str) -> str:
    """The XML of a text cell."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
