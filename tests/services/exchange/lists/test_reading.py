"""Lists as other programs save them: whichever encoding, delimiter, line ends and format."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from app.errors import FileRefused
from app.services.exchange.lists.encodings import detect
from app.services.exchange.lists.reading import read_table
from app.services.exchange.lists.table import Table
from tests.services.exchange.workbooks import handmade, inline, write


def saved(folder: Path, content: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def dicts(table: Table) -> list[dict[str, str]]:
    return [
        dict(zip(table.headers, ["" if c is None else str(c) for c in row], strict=True))
        for row in table.rows
    ]


# Two of the twelve do not mean what their JSON says: one has other line ends, one another number.
UNTRUE = {"newlines_crlf", "location_coordinates"}


def test_csv_files_mean_what_the_spectrum_says(shared_data: Path) -> None:
    paths = sorted((shared_data / "csv-spectrum" / "csvs").glob("*.csv"))
    assert len(paths) == 12
    for path in paths:
        if path.stem not in UNTRUE:
            meant = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))
            assert dicts(read_table(path)) == meant, path.name


def test_salesforce_accounts_in_cp1252_keep_their_accents(shared_data: Path) -> None:
    table = read_table(shared_data / "salesforce-dataloader" / "accountData.csv")
    assert (len(table.rows), table.encoding, table.delimiter) == (423, "cp1252", ",")
    names = table.column("NAME")
    assert "Pébéo of America" in names
    assert "Crédito Inmobiliario Terras" in names


@pytest.mark.parametrize("mark", ["UTF8", "UTF16LE", "UTF16BE", "UTF32LE", "UTF32BE"])
def test_marked_encodings_are_read(mark: str, shared_data: Path) -> None:
    table = read_table(shared_data / "salesforce-dataloader" / f"csvtext_BOM_{mark}.csv")
    assert table.headers == ["column1", "column2", "column3"]
    assert table.rows[1] == ["row2-1", "row2-2", "row2-3"]


def test_every_foreign_list_is_read_whole(shared_data: Path) -> None:
    paths = [
        p
        for folder in ("salesforce-dataloader", "hubspot-fivetran")
        for p in (shared_data / folder).glob("*.csv")
    ]
    assert len(paths) > 70
    for path in paths:
        table = read_table(path)
        assert table.rows and all(len(row) == len(table.headers) for row in table.rows), path.name


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Łódź, Śląsk, żółć", "cp1250"),
        ("Gdańsk", "cp1250"),
        ("Bucureşti, ţară", "cp1250"),
        ("Brăila", "cp1250"),
        ("ООО «Ромашка», Москва", "cp1251"),
        ("São João, ação", "cp1252"),
        ("Müller & Söhne, Straße", "cp1252"),
        ("forêt, être", "cp1252"),
        ("Niño, España", "cp1252"),
        ("Calle Mayor 5º, Nº 7", "cp1252"),
        ("Ștefan Țepeș", "utf-8"),
        ("Ștefan", "utf-16-le"),
    ],
)
def test_an_unmarked_encoding_is_found_from_the_words(text: str, encoding: str) -> None:
    assert detect(f"name;city\n{text};somewhere else\n".encode(encoding)) == encoding


def test_a_wished_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "name\nPébéo\n".encode("cp1252"))
    with pytest.raises(FileRefused, match="utf-8"):
        read_table(path, encoding="utf-8")
    assert read_table(path, encoding="cp1250").rows == [["Pébéo"]]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_sign_that_cuts_evenly(sign: str, tmp_path: Path) -> None:
    rows = [["name", "note", "amount"], ["Acme, Inc; sons", "a|b\tc", "1"], ["Beta", "", "2"]]
    text = "\n".join(sign.join(f'"{cell}"' if cell else "" for cell in row) for row in rows)
    table = read_table(saved(tmp_path, text))
    assert table.delimiter == sign
    assert table.column("name") == ["Acme, Inc; sons", "Beta"]


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    assert read_table(saved(tmp_path, "sep=|\r\na|b\r\n1|2\r\n")).headers == ["a", "b"]


def test_formulas_in_a_list_are_text(shared_data: Path, tmp_path: Path) -> None:
    payloads = (shared_data / "csv-injection" / "payloads_swissky.txt").read_text("utf-8").splitlines()
    lines = "".join('"' + line.replace('"', '""') + '"\n' for line in payloads if line)
    assert read_table(saved(tmp_path, "name,x\n" + lines.replace("\n", ",1\n"))).column("name") == [
        line for line in payloads if line
    ]


def test_doubled_empty_and_missing_headers_and_cells_are_told_apart(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, "Name,name,,x\n1,2,3,4,5\n6\n\n7,8,9,10\n"))
    assert table.headers == ["Name", "name (2)", "column 3", "x"]
    assert table.rows == [["1", "2", "3", "4"], ["6", None, None, None], ["7", "8", "9", "10"]]
    assert table.numbers == [2, 3, 5]
    assert len(table.notes) == 1


@pytest.mark.parametrize(
    ("amounts", "comma"),
    [(["1.234,50", "7,5"], True), (["1,234.50", "7.5"], False), (["1 234,5"], True), (["12", "7"], False)],
)
def test_the_decimal_sign_is_found(amounts: list[str], comma: bool, tmp_path: Path) -> None:
    assert (
        read_table(saved(tmp_path, "amount\tx\n" + "".join(f"{a}\t1\n" for a in amounts))).decimal_comma
        is comma
    )


@pytest.mark.parametrize(
    ("days", "order", "notes"),
    [
        (["2026-01-31"], "ymd", 0),
        (["31.01.2026", "01.02.2026"], "dmy", 0),
        (["01/31/2026", "02/01/26"], "mdy", 0),
        (["01/02/2026"], "dmy", 1),
        (["31/01/2026", "01/31/2026"], "dmy", 1),
    ],
)
def test_the_order_of_days_is_found_and_doubts_are_told(
    days: list[str], order: str, notes: int, tmp_path: Path
) -> None:
    table = read_table(saved(tmp_path, "day;x\n" + "".join(f"{day};1\n" for day in days)))
    assert (table.day_order, len(table.notes)) == (order, notes)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"name,status\n", b"\x00\x01\x02\x03" * 100, b"name\n\x81\x8d"]
)
def test_what_is_no_list_is_refused(content: bytes, tmp_path: Path) -> None:
    path = saved(tmp_path, content)
    with pytest.raises(FileRefused):
        read_table(path)


def test_an_excel_list_is_read_from_the_first_sheet_that_has_one_or_the_named_one(tmp_path: Path) -> None:
    path = write(
        tmp_path / "in.xlsx",
        {"cover": [["Our clients"]], "list": [["Company"], ["Acme"]], "old": [["Company"], ["Beta"]]},
    )
    table = read_table(path)
    assert (table.sheet, table.sheets, table.rows) == ("list", ["cover", "list", "old"], [["Acme"]])
    assert read_table(path, sheet="old").rows == [["Beta"]]
    with pytest.raises(FileRefused, match="no sheet"):
        read_table(path, sheet="new")


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="list">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
ODS_CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods(path: Path, rows: list[list[str]], row_more: str = "", cell_more: str = "") -> Path:
    xml = "".join(
        f"<table:table-row{row_more}>"
        + "".join(ODS_CELL.format(text=text, more=cell_more) for text in row)
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m/>")
        archive.writestr("content.xml", ODS.format(rows=xml))
    return path


def test_an_open_document_list_is_read(tmp_path: Path) -> None:
    table = read_table(ods(tmp_path / "list.ods", [["Company", "Site"], ["Pébéo", "pebeo.com"]]))
    assert (table.headers, table.rows, table.sheet) == (["Company", "Site"], [["Pébéo", "pebeo.com"]], "list")


def test_an_open_document_that_repeats_its_cells_without_end_ends_nothing_but_its_own_reading(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows, cells = (f' table:number-{what}-repeated="1000000"' for what in ("rows", "columns"))
    with pytest.raises(FileRefused, match="damaged"):
        read_table(ods(tmp_path / "bomb.ods", [["Company"], ["x"]], rows, cells))
    assert capfd.readouterr().err == ""


def test_an_old_excel_file_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x17" * 2000, "old.xls")
    with pytest.raises(FileRefused, match="damaged"):
        read_table(path)


@pytest.mark.slow
def test_an_old_excel_list_is_read(tmp_path: Path, libreoffice: object) -> None:
    path = write(tmp_path / "in.xlsx", {"list": [["Company", "Since"], ["Pébéo", "2026-01-02"]]})
    table = read_table(libreoffice(path, "xls"))  # type: ignore[operator]
    assert (table.headers, table.rows[0][0]) == (["Company", "Since"], "Pébéo")


def test_an_error_cell_in_an_excel_list_is_no_empty_cell(tmp_path: Path) -> None:
    xml = f'<row r="1">{inline("A1", "Company")}</row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    table = read_table(handmade(tmp_path / "in.xlsx", xml))
    assert "#REF!" in str(table.rows[0][0])
