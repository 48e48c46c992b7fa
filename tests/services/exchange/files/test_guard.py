"""Files from outside are hostile until shown otherwise; every refusal says what is wrong."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import FileRefused, UserError
from app.services.exchange.files import guard
from app.services.exchange.files.guard import check_workbook
from app.services.exchange.files.xlsx import XlsxFile
from app.services.exchange.incoming import import_file
from tests.services.exchange.conftest import MakeBook
from tests.services.exchange.workbooks import ACME, handmade, inline, write

ROW = f'<row r="1">{inline("A1", "x")}</row>'


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path / "sound.xlsx", ACME)


def with_part(path: Path, name: str, content: bytes | str) -> Path:
    """The workbook with one part more."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        check_workbook(path)
    return caught.value.message


def test_a_sound_workbook_passes(sound: Path) -> None:
    check_workbook(sound)


def test_what_is_missing_empty_or_cut_off_is_named_so(tmp_path: Path, sound: Path) -> None:
    assert "no file" in refusal(tmp_path / "none.xlsx")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    assert "empty" in refusal(tmp_path / "empty.xlsx")
    content = sound.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])
    assert "cut off or damaged" in refusal(tmp_path / "cut.xlsx")


def test_one_wrong_byte_in_a_sheet_is_noticed(sound: Path) -> None:
    with zipfile.ZipFile(sound) as archive:
        place = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    content = bytearray(sound.read_bytes())
    content[place] ^= 0xFF
    sound.write_bytes(content)
    assert "damaged" in refusal(sound)


def test_macros_strict_and_binary_and_open_document_files_are_refused_by_name(
    tmp_path: Path, sound: Path
) -> None:
    assert "macros" in refusal(with_part(sound, "xl/vbaProject.bin", b"x"))
    workbook = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    assert "Strict" in refusal(handmade(tmp_path / "strict.xlsx", ROW, parts={"xl/workbook.xml": workbook}))
    assert ".xlsb" in refusal(handmade(tmp_path / "b.xlsx", ROW, parts={"xl/workbook.bin": "x"}))
    assert "OpenDocument" in refusal(
        handmade(tmp_path / "o.ods", ROW, parts={"mimetype": "x", "content.xml": "<x/>"})
    )


def test_a_macro_sheet_and_a_macro_content_type_are_macros_too(tmp_path: Path) -> None:
    assert "macros" in refusal(
        handmade(tmp_path / "xlm.xlsx", ROW, parts={"xl/macrosheets/sheet1.xml": "<x/>"})
    )
    types = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert "macros" in refusal(handmade(tmp_path / "m.xlsx", ROW, parts={"[Content_Types].xml": types}))


def test_password_protected_and_old_files_are_told_apart(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "old.xls").write_bytes(ole)
    assert "old Excel format" in refusal(tmp_path / "old.xls")
    (tmp_path / "locked.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refusal(tmp_path / "locked.xlsx")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_document_types_are_refused_in_any_encoding(encoding: str, sound: Path) -> None:
    assert "document type" in refusal(with_part(sound, "xl/sharedStrings.xml", BOMB.encode(encoding)))


def test_a_document_type_across_two_pieces_is_found(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_CHUNK", 65)
    assert "document type" in refusal(with_part(sound, "xl/late.xml", " " * 60 + BOMB))


def test_an_encoding_that_would_hide_a_document_type_is_refused(sound: Path) -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-'
    assert "damaged" in refusal(with_part(sound, "xl/hidden.xml", hidden))


def test_doubled_and_odd_names_are_refused(tmp_path: Path, sound: Path) -> None:
    assert "same name" in refusal(with_part(sound, "XL/WORKBOOK.XML", "<x/>"))
    for number, name in enumerate(("../evil.xml", "/etc/passwd", "a\\b.xml", "c:evil.xml")):
        assert "odd names" in refusal(handmade(tmp_path / f"{number}.xlsx", ROW, parts={name: "<x/>"}))


def test_what_grows_too_much_when_unpacked_is_refused(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGE", 1 << 20)
    assert "more than Condica reads" in refusal(with_part(sound, "xl/media/big.bin", bytes(20 << 20)))


def test_a_size_that_is_a_lie_helps_no_one(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_part(sound, "xl/big.xml", b" " * (8 << 20))
    content = path.read_bytes()
    size = (8 << 20).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (100).to_bytes(4, "little")))
    monkeypatch.setattr(guard, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(FileRefused):
        check_workbook(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/part{number}.xml": "" for number in range(guard.MOST_ENTRIES)}
    assert "more than Condica reads" in refusal(handmade(tmp_path / "in.xlsx", ROW, parts=parts))


def test_one_row_without_end_stops_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.exchange.files.sheet_xml.MOST_PENDING", 1 << 20)
    path = handmade(tmp_path / "in.xlsx", "<row>" + "<c><v>1</v></c>" * 200_000 + "</row>")
    with pytest.raises(FileRefused), XlsxFile(path) as file:
        list(file.rows(file.pages[0]))


def test_what_lies_outside_the_file_is_not_followed(tmp_path: Path) -> None:
    from tests.services.exchange.workbooks import OFFICE, PACKAGE

    outside = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    path = handmade(tmp_path / "in.xlsx", ROW, parts={"xl/_rels/workbook.xml.rels": outside})
    with pytest.raises(FileRefused):
        XlsxFile(path)


def test_every_nasty_workbook_ends_in_a_clear_refusal_or_an_import(
    shared_data: Path, tmp_path: Path, empty_book: MakeBook
) -> None:
    paths = sorted((shared_data / "xlsx-poi").glob("*.xls*"))
    assert paths
    with closing(empty_book(tmp_path)) as book:
        for path in paths:
            try:
                report = import_file(book, path, good_rows=True)
            except UserError as refused:
                assert isinstance(refused, FileRefused), path.name
                assert refused.message
            else:
                assert report.changes > 0, path.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SimpleStrict.xlsx", "Strict"),
        ("poc-xmlbomb-empty.xlsx", "document type"),
        ("protected_passtika.xlsx", "password"),
        ("duplicate-filename.xlsx", "same name"),
        ("xlsx-corrupted.xlsx", "damaged"),
        ("WithTextBox.xlsx", "no rows"),
    ],
)
def test_a_nasty_workbook_is_called_what_it_is(
    name: str, words: str, shared_data: Path, tmp_path: Path, empty_book: MakeBook
) -> None:
    with closing(empty_book(tmp_path)) as book, pytest.raises(FileRefused, match=words):
        import_file(book, shared_data / "xlsx-poi" / name)
