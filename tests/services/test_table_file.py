"""Tables that leave the program: for the clipboard and as a file of values."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from app.i18n import in_language
from app.services.outfile import TargetFailed
from app.services.table_file import Grid, as_html, as_tsv, plain, write_csv

HOSTILE = ("=1+1", "+4", "-2", "@SUM(A1)", "\t=1", "a\nb", '"quoted"', "a;b,c", "Łódź", "−3")
GRID = Grid(tuple(f"Head {n}" for n in range(len(HOSTILE))), (HOSTILE,))


def test_no_text_becomes_a_formula_where_it_is_pasted() -> None:
    heads, row = as_tsv(GRID).split("\n")
    assert heads.split("\t") == list(GRID.heads)
    cells = row.split("\t")
    assert cells[:5] == ["'=1+1", "'+4", "'-2", "'@SUM(A1)", "'=1"]
    assert cells[5:] == ["a b", '"quoted"', "a;b,c", "Łódź", "−3"]


def test_what_is_pasted_as_a_table_holds_its_signs() -> None:
    page = as_html(Grid(("A & B",), (("<b>",), ("one\ntwo",))))
    assert "<th>A &amp; B</th>" in page and "<td>&lt;b&gt;</td>" in page and "one<br>two" in page


@pytest.mark.parametrize(("language", "parted"), [("en", ","), ("ro", ";"), ("pl", ";"), ("ru", ";")])
def test_a_file_opens_in_the_spreadsheet_program_of_the_language(
    tmp_path: Path, language: str, parted: str
) -> None:
    with in_language(language):
        path = write_csv(tmp_path / "table.csv", GRID)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, row = csv.reader(file, delimiter=parted)
    assert heads == list(GRID.heads)
    assert row == ["'=1+1", "'+4", "'-2", "'@SUM(A1)", "'\t=1", *HOSTILE[5:]]


def test_a_file_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(TargetFailed):
        write_csv(tmp_path / "none" / "table.csv", GRID)
    assert list(tmp_path.iterdir()) == []


def test_days_are_written_as_every_program_knows_them() -> None:
    assert plain(date(2026, 11, 22), "22 Nov") == "2026-11-22"
    assert plain(datetime(2026, 11, 22, 9, 5), "today 09:05") == "2026-11-22 09:05"
    assert plain(48_200_00, "48,200.00 €") == "48,200.00 €"
