"""Files kept in the book (UX.md, Client record: Files)."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app import temporary
from app.errors import FileRefused, InvalidInput, NotFound
from app.models import Attachment, Content
from app.models.book import Book
from app.models.tables.attachments import LARGEST
from app.models.tables.base import utc_now
from app.services import journal
from app.services.check import check
from app.services.file_names import safe_name
from app.services.records import attachments, erase, trash
from app.services.records.clients import add_client
from app.services.search.questions import search
from app.views.record.files import file_rows

DAY = date(2026, 11, 20)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture
def client(book: Book) -> int:
    """A client with a record open."""
    with book.writing("client") as session:
        return add_client(session, name="Alfa", since=DAY).id


def attach(book: Book, client: int, path: Path) -> int:
    with book.writing("attach") as session:
        return attachments.attach(session, client_id=client, path=path, added_on=DAY, added_by="Ioana").id


def contents(book: Book) -> int:
    with book.reading() as session:
        return session.scalar(select(func.count()).select_from(Content)) or 0


def test_a_file_comes_out_as_it_went_in(book: Book, client: int, tmp_path: Path) -> None:
    data = bytes(range(256)) * 40
    file_id = attach(book, client, written(tmp_path, "Ofertă 2026.pdf", data))
    with book.reading() as session:
        assert attachments.content_of(session, file_id) == ("Ofertă 2026.pdf", data)
        saved = attachments.save_as(session, file_id, tmp_path / "copy.pdf")
        opened = attachments.copy_to_open(session, file_id)
    assert saved.read_bytes() == opened.read_bytes() == data
    assert opened.name == "Ofertă 2026.pdf"
    assert opened.stat().st_mode & 0o777 == 0o400


def test_the_same_content_is_kept_once(book: Book, client: int, tmp_path: Path) -> None:
    for name in ("plan.pdf", "plan (2).pdf"):
        attach(book, client, written(tmp_path, name, b"%PDF-1.7 plan"))
    assert contents(book) == 1


@pytest.mark.parametrize("name", ["setup.exe", "Plan.PDF.SCR", "letter.docm", "run.sh", "page.hta"])
def test_what_a_computer_would_run_is_refused_by_its_name(
    book: Book, client: int, tmp_path: Path, name: str
) -> None:
    with pytest.raises(FileRefused, match="runs"):
        attach(book, client, written(tmp_path, name, b"words"))


@pytest.mark.parametrize("start", [b"MZ\x90", b"\x7fELF\x02", b"#!/bin/sh\n"])
def test_a_program_is_refused_whatever_its_name_says(
    book: Book, client: int, tmp_path: Path, start: bytes
) -> None:
    with pytest.raises(FileRefused, match="is a program"):
        attach(book, client, written(tmp_path, "invoice.pdf", start + b"\0" * 50))


def test_25_mb_are_taken_and_one_byte_more_is_not(book: Book, client: int, tmp_path: Path) -> None:
    large = written(tmp_path, "film.mp4", b"\0" * LARGEST)
    attach(book, client, large)
    with large.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(FileRefused, match="25 MB"):
        attach(book, client, large)


def test_a_folder_or_a_missing_file_is_refused_in_words(book: Book, client: int, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.pdf"):
        with pytest.raises(FileRefused, match="is no file"):
            attach(book, client, path)


# A book that somebody else wrote


def foreign(book: Book, client: int, tmp_path: Path, name: str, data: bytes = b"%PDF-1.7") -> int:
    """A file that lies in the book as no Condica would have put it there."""
    file_id = attach(book, client, written(tmp_path, "letter.pdf", b"%PDF-1.7"))
    with book.transaction() as session:
        session.execute(update(Attachment).values(name=name))
        session.execute(update(Content).values(data=data))
    return file_id


@pytest.mark.parametrize(
    "name",
    ["../../escaped.pdf", "{outside}/absolute.pdf", "..\\..\\escaped.pdf", "..", "a\u202efdp.txt", "x" * 999],
)
def test_a_name_from_a_book_is_never_a_path(book: Book, client: int, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    before = set(tmp_path.rglob("*"))
    file_id = foreign(book, client, tmp_path, name.format(outside=outside))
    with book.reading() as session:
        opened = attachments.copy_to_open(session, file_id)
        (row,) = file_rows(session, client)
    assert opened.parent.parent == temporary.folder()
    assert opened.name == row.name == safe_name(row.name)
    assert "\u202e" not in opened.name
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "letter.pdf"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("setup.exe", b"words"),
        ("start.desktop", b"words"),
        ("run.sh", b"words"),
        ("SETUP.EXE. ", b"words"),
        ("invoice\u202efdp.exe", b"words"),
        ("setup.ex\u200be", b"words"),
        ("invoice.pdf", b"MZ\x90"),
        ("invoice.pdf", b"[Desktop Entry]\nExec=sh"),
    ],
)
def test_a_program_in_a_book_is_neither_opened_nor_saved(
    book: Book, client: int, tmp_path: Path, name: str, data: bytes
) -> None:
    file_id = foreign(book, client, tmp_path, name, data)
    opened = set(temporary.folder().rglob("*"))
    with book.reading() as session:
        with pytest.raises(FileRefused, match="stays in there"):
            attachments.copy_to_open(session, file_id)
        with pytest.raises(FileRefused):
            attachments.save_as(session, file_id, tmp_path / "saved.pdf")
    assert not (tmp_path / "saved.pdf").exists()
    assert set(temporary.folder().rglob("*")) == opened


def test_undo_and_redo_bring_the_file_with_its_content(book: Book, client: int, tmp_path: Path) -> None:
    file_id = attach(book, client, written(tmp_path, "plan.pdf", b"%PDF plan"))
    journal.undo(book)
    with book.transaction() as session:
        assert attachments.sweep(session) == 0
    with book.reading() as session, pytest.raises(NotFound):
        attachments.content_of(session, file_id)
    journal.redo(book)
    with book.reading() as session:
        assert attachments.content_of(session, file_id)[1] == b"%PDF plan"


def test_emptying_the_trash_lets_the_content_go(book: Book, client: int, tmp_path: Path) -> None:
    file_id = attach(book, client, written(tmp_path, "plan.pdf", b"%PDF plan"))
    with book.writing("delete") as session:
        trash.delete(session, session.get_one(Attachment, file_id))
    assert contents(book) == 1
    with book.transaction() as session:
        trash.empty_older_than(session, days=0, now=utc_now())
    assert contents(book) == 0
    assert check(book) == []


def test_erasing_a_client_leaves_no_byte_of_its_files(book: Book, client: int, tmp_path: Path) -> None:
    secret = hashlib.sha256(b"seed").hexdigest().encode()
    attach(book, client, written(tmp_path, "secret-plan.txt", secret))
    erase.erase_client(book, client)
    book.close()
    raw = book.path.read_bytes()
    assert secret not in raw and b"secret-plan" not in raw


def test_files_are_found_by_name_and_go_with_their_client(book: Book, client: int, tmp_path: Path) -> None:
    attach(book, client, written(tmp_path, "Ofertă toamnă.pdf", b"%PDF"))
    with book.reading() as session:
        assert [(hit.table, hit.client) for hit in search(session, "oferta")] == [("attachments", "Alfa")]
    assert check(book) == []


def test_of_several_files_the_refused_ones_leave_the_others_be(
    book: Book, client: int, tmp_path: Path
) -> None:
    paths = [
        written(tmp_path, "plan.pdf", b"%PDF plan"),
        written(tmp_path, "setup.exe", b"MZ"),
        written(tmp_path, "photo.png", b"\x89PNG"),
    ]
    steps: list[tuple[int, int]] = []
    with book.writing("attach") as session:
        taken, refused = attachments.attach_all(
            session,
            client_id=client,
            paths=paths,
            added_on=DAY,
            progress=lambda done, total: steps.append((done, total)),
        )
    assert len(taken) == 2
    assert [("setup.exe" in str(error)) for error in refused] == [True]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_new_name_keeps_the_ending_and_stays_harmless(book: Book, client: int, tmp_path: Path) -> None:
    file_id = attach(book, client, written(tmp_path, "scan0001.pdf", b"%PDF plan"))
    with book.writing("rename") as session:
        assert attachments.rename(session, attachment_id=file_id, name="Media/plan").name == "Media_plan.pdf"
        assert attachments.rename(session, attachment_id=file_id, name="v2.txt").name == "v2.txt"
        with pytest.raises(FileRefused, match="runs"):
            attachments.rename(session, attachment_id=file_id, name="plan.exe")
        with pytest.raises(InvalidInput):
            attachments.rename(session, attachment_id=file_id, name="  ")
        with pytest.raises(NotFound):
            attachments.rename(session, attachment_id=file_id + 1, name="other")
