"""A password file opens what the same password opens, however it was written."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.opening import open_for, password_of
from app.errors import FileRefused, WrongPassword
from app.services.books import create_book

PASSWORD = "lăcată 1"
WRITTEN = {
    "UTF-8": PASSWORD.encode(),
    "UTF-8 with a mark": f"{PASSWORD}\r\n".encode("utf-8-sig"),
    "UTF-16": f"{PASSWORD}\r\n".encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + PASSWORD.encode("utf-16-be"),
    "UTF-16 without a mark": PASSWORD.encode("utf-16-le"),
    "UTF-32": PASSWORD.encode("utf-32"),
}


def asked(book: Path, secret: Path) -> Namespace:
    return Namespace(book=str(book), password_file=secret)


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN.keys())
def test_the_password_is_the_text_and_not_its_encoding(tmp_path: Path, content: bytes) -> None:
    secret = tmp_path / "password"
    secret.write_bytes(content)
    assert password_of(asked(tmp_path, secret)) == PASSWORD


def test_a_book_made_when_the_mark_was_taken_for_a_letter_opens_with_the_same_file(tmp_path: Path) -> None:
    book, secret = tmp_path / "a.condica", tmp_path / "password"
    create_book(book, password=f"\ufeff{PASSWORD}").close()
    secret.write_bytes(WRITTEN["UTF-8 with a mark"])
    with closing(open_for(asked(book, secret))) as opened:
        assert opened.encrypted
    secret.write_bytes(b"another")
    with pytest.raises(WrongPassword):
        open_for(asked(book, secret))


def test_the_recovery_code_opens_it_too_in_the_lines_in_which_it_was_printed(tmp_path: Path) -> None:
    book, secret = tmp_path / "a.condica", tmp_path / "code"
    with closing(create_book(book, password=PASSWORD)) as made:
        groups = str(made.recovery_code).split("-")
    for written in ("-".join(groups), "\n".join("-".join(groups[at : at + 5]) for at in (0, 5, 10)).lower()):
        secret.write_text(f"{written}\n")
        with closing(open_for(asked(book, secret))) as opened:
            assert opened.encrypted
    secret.write_text("-".join(["AAAA", *groups[1:]]))
    with pytest.raises(WrongPassword, match="not a complete recovery code"):
        open_for(asked(book, secret))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"l\xe3cat\xe3", "no text in UTF-8"),
        (b"x" * 70_000, "too long"),
    ],
)
def test_what_is_no_password_file_is_called_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    secret = tmp_path / "password"
    secret.write_bytes(content)
    with pytest.raises(FileRefused, match=told):
        password_of(asked(tmp_path, secret))


def test_a_folder_or_nothing_is_no_password_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="There is no password file"):
        password_of(asked(tmp_path, tmp_path / "none"))
    with pytest.raises(FileRefused, match="is a folder"):
        password_of(asked(tmp_path, tmp_path))
