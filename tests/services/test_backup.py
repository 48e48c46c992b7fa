"""Backups are whole, verified, rotated, and put back without losing the present."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.errors import BookDamaged, BookError, BookInUse, NotABook, PasswordNeeded, WrongPassword
from app.models import Client
from app.models.book import Book
from app.services import backup as backups
from app.services import passwords
from app.services.backup import (
    age_of_last,
    backup_if_changed,
    folder_of,
    list_backups,
    make_backup,
    restore,
    to_keep,
)
from app.services.books import open_book
from app.services.outfile import TargetFailed
from tests import factories


@pytest.fixture(params=[None, "secret"], ids=["plain", "encrypted"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """An open book with a client, plain and encrypted."""
    with closing(factories.new_book(tmp_path, password=request.param)) as made:
        made.password = request.param  # type: ignore[attr-defined]
        add(made, "Acme")
        yield made


def add(book: Book, name: str) -> None:
    with book.writing("Add") as session:
        factories.client(session, name=name)


def names(path: Path, password: str | None) -> list[str]:
    with closing(open_book(path, password=password, read_only=True)) as book, book.reading() as session:
        return list(session.scalars(select(Client.name).order_by(Client.id)))


def test_a_backup_is_a_book_of_its_own(book: Book) -> None:
    made = make_backup(book, "import")
    add(book, "Later")
    assert made.path.parent == folder_of(book.path)
    assert names(made.path, book.password) == ["Acme"]  # type: ignore[attr-defined]
    assert list_backups(book) == [made]
    assert (made.reason, made.changes) == ("import", book.changes - 1)


def test_a_backup_goes_where_it_is_asked_for(book: Book, tmp_path: Path) -> None:
    made = make_backup(book, target=tmp_path / "stick.condica")
    assert str(made) == str(tmp_path / "stick.condica")
    assert names(made.path, book.password) == ["Acme"]  # type: ignore[attr-defined]
    assert list_backups(book) == []


def test_a_backup_never_takes_the_place_of_the_book(book: Book) -> None:
    for replace in (False, True):
        with pytest.raises(TargetFailed, match="is read for this"):
            make_backup(book, target=book.path, replace=replace)
    with book.reading() as session:
        assert session.scalars(select(Client.name)).all() == ["Acme"]


def test_a_backup_that_cannot_be_written_leaves_the_earlier_file(book: Book, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(TargetFailed, match="is no folder"):
        make_backup(book, target=blocked / "x.condica")
    assert blocked.read_text() == "in the way"


def test_it_is_only_made_when_something_changed(book: Book) -> None:
    first = backup_if_changed(book, "start")
    assert first is not None and first.reason == "start"
    assert backup_if_changed(book) is None
    add(book, "Beta")
    assert backup_if_changed(book) is not None


def test_a_damaged_book_gives_no_backup(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    add(book, "Acme")
    with book.reading() as session:
        page = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_clients_owner_id'"))
    good = make_backup(book)
    book.close()
    data = bytearray(book.path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    book.path.write_bytes(data)
    with closing(open_book(book.path)) as again:
        with pytest.raises(BookDamaged):
            make_backup(again)
        assert list_backups(again) == [good]
        assert [p.name for p in folder_of(book.path).iterdir()] == [good.path.name]


def test_its_age_is_known(book: Book) -> None:
    assert age_of_last(book) is None
    made = make_backup(book)
    assert age_of_last(book, made.made_at + timedelta(hours=3)) == timedelta(hours=3)


def test_other_files_in_the_folder_are_no_backups_and_stay(book: Book) -> None:
    folder_of(book.path).mkdir()
    for name in ("notes.txt", "other.20260101-000000Z.1.start.condica", "test.20261399-000000Z.1.x.condica"):
        (folder_of(book.path) / name).write_text("x")
    made = make_backup(book)
    assert list_backups(book) == [made]
    assert len(list(folder_of(book.path).iterdir())) == 4


# Rotation

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


def test_a_year_of_half_hours_keeps_ten_then_days_weeks_and_months() -> None:
    moments = [NOW - timedelta(minutes=30 * n) for n in range(48 * 365)]
    kept = to_keep(moments)
    assert kept >= set(moments[:10])
    days = {moment.date() for moment in kept}
    assert all((NOW - timedelta(days=n)).date() in days for n in range(7))
    assert len({moment.strftime("%Y-%m") for moment in kept}) == 12
    assert len(kept) <= 10 + 7 + 5 + 12


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), unique=True, max_size=80))
def test_rotation_keeps_the_ten_latest_and_is_stable(moments: list[datetime]) -> None:
    kept = to_keep(moments)
    assert kept >= set(sorted(moments)[-10:])
    assert to_keep(kept) <= kept
    assert len(kept) <= 34


def test_older_backups_rotate_away(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LATEST", 2)
    first = make_backup(book).path
    name = first.name.replace(first.name.split(".")[1], "20200101-000000Z")
    for day in range(1, 30):
        shutil.copy(first, first.with_name(name.replace("20200101", f"202001{day:02d}")))
    make_backup(book)
    stamps = {b.made_at.strftime("%Y%m%d") for b in list_backups(book)}
    assert {"20200129", "20200128"} <= stamps
    assert "20200110" not in stamps


# Putting one back


def test_a_restored_book_is_as_it_was_and_the_present_one_is_kept(book: Book) -> None:
    password = book.password  # type: ignore[attr-defined]
    earlier = make_backup(book)
    add(book, "Later")
    changes = book.changes
    book.close()
    present = restore(book.path, earlier.path, password=password)
    assert names(book.path, password) == ["Acme"]
    assert present is not None and present.reason == "restore"
    assert names(present.path, password) == ["Acme", "Later"]
    with closing(open_book(book.path, password=password)) as again:
        assert again.changes > changes


def test_a_damaged_book_is_put_aside_and_restored(book: Book) -> None:
    password = book.password  # type: ignore[attr-defined]
    earlier = make_backup(book)
    book.close()
    book.path.write_bytes(b"rubbish" * 1000)
    assert restore(book.path, earlier.path, password=password) is None
    assert names(book.path, password) == ["Acme"]
    (aside,) = folder_of(book.path).glob("*.aside")
    assert aside.read_bytes() == b"rubbish" * 1000


def test_a_book_with_another_password_since_is_put_aside_whole(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    add(book, "Acme")
    earlier = make_backup(book)
    passwords.set_password(book, "newer")
    book.close()
    assert restore(book.path, earlier.path) is None
    assert names(book.path, None) == ["Acme"]
    (aside,) = folder_of(book.path).glob("*.aside")
    assert names(aside, "newer") == ["Acme"]


def test_a_damaged_backup_does_not_push_a_damaged_book_aside(book: Book, tmp_path: Path) -> None:
    password = book.password  # type: ignore[attr-defined]
    broken = make_backup(book, target=tmp_path / "b.condica").path
    book.close()
    broken.write_bytes(broken.read_bytes()[: 4096 * 3])
    book.path.write_bytes(b"rubbish")
    with pytest.raises(BookDamaged):
        restore(book.path, broken, password=password)
    assert book.path.read_bytes() == b"rubbish"


def test_a_deleted_book_is_restored(book: Book) -> None:
    password = book.password  # type: ignore[attr-defined]
    earlier = make_backup(book)
    book.close()
    book.path.unlink()
    restore(book.path, earlier.path, password=password)
    assert names(book.path, password) == ["Acme"]


def test_an_open_book_is_not_restored_over(book: Book) -> None:
    earlier = make_backup(book)
    with pytest.raises(BookInUse):
        restore(book.path, earlier.path, password=book.password)  # type: ignore[attr-defined]


def test_a_damaged_backup_leaves_the_book(book: Book, tmp_path: Path) -> None:
    password = book.password  # type: ignore[attr-defined]
    broken = make_backup(book, target=tmp_path / "b.condica").path
    book.close()
    data = bytearray(broken.read_bytes())
    data[4096 * 3 :] = bytes(len(data) - 4096 * 3)
    broken.write_bytes(data)
    with pytest.raises(BookDamaged):
        restore(book.path, broken, password=password)
    assert names(book.path, password) == ["Acme"]


def test_what_is_no_backup_of_this_book_is_refused(book: Book, tmp_path: Path) -> None:
    password = book.password  # type: ignore[attr-defined]
    book.close()
    (tmp_path / "letter").write_text("Dear Ana")
    with pytest.raises(NotABook):
        restore(book.path, tmp_path / "letter", password=password)
    if password is None:
        with closing(factories.new_book(tmp_path, "another")) as other:
            foreign = make_backup(other)
        with pytest.raises(BookError, match="another book"):
            restore(book.path, foreign.path)
    assert names(book.path, password) == ["Acme"]


def test_the_backups_own_password_is_needed(tmp_path: Path) -> None:
    with closing(factories.new_book(tmp_path, password="secret")) as book:
        made = make_backup(book)
    with pytest.raises(WrongPassword):
        restore(book.path, made.path, password="other")
    with pytest.raises(PasswordNeeded):
        restore(book.path, made.path)
    assert names(book.path, "secret") == []
