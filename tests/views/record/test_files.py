"""The files of a client as the table shows them (UX.md, Client record: Files)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models import Attachment
from app.models.book import Book
from app.services.records import attachments, trash
from app.views.record.files import FileRow, file_count, file_rows, size_words
from app.views.record.page import open_record
from tests import factories as make

DAY = date(2026, 11, 20)


def test_the_newest_file_comes_first_and_those_in_the_trash_do_not_count(book: Book, tmp_path: Path) -> None:
    with book.writing("set up") as session:
        client_id = make.client(session).id
        for number, name in enumerate(("old.pdf", "new.png", "gone.txt")):
            (tmp_path / name).write_bytes(b"x" * (number + 1))
            day = date(2026, 11, 1 + number)
            attachments.attach(session, client_id=client_id, path=tmp_path / name, added_on=day)
        trash.delete(session, session.query(Attachment).filter_by(name="gone.txt").one())
    with book.reading() as session:
        rows = file_rows(session, client_id)
        view = open_record(session, client_id, DAY)
        assert view is not None
        assert [row.name for row in rows] == ["new.png", "old.pdf"]
        assert file_count(session, client_id) == view.files == 2


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (1023, "1,023 bytes"), (349_000, "341 KB"), (1_300_000, "1.2 MB")]
)
def test_sizes_are_told_in_the_unit_people_read(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("name", "sign"), [("Plan.XLSX", "file-spreadsheet"), ("a.pdf", "file-text"), ("noending", "file")]
)
def test_the_kind_shows_as_a_sign(name: str, sign: str) -> None:
    assert FileRow(1, name, 1, DAY, None).sign == sign
