"""Backups are whole, verified, rotated, and put back without losing the present."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.errors import (
    AnotherBook,
    BookDamaged,
    BookError,
    BookForeign,
    BookInUse,
    MaybeAnotherBook,
    NotABook,
    PasswordNeeded,
    WrongPassword,
)
from app.models import Client
from app.models.book import Book
from app.models.engine import connect
from app.services import passwords
from app.services.backups.listing import journal_of, to_keep
from app.services.backups.making import (
    Backup,
    age_of_last,
    backup_if_changed,
    folder_of,
    list_backups,
    make_backup,
    restore,
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


def dated(moments: list[datetime], reason: str = "timed") -> list[Backup]:
    """Backups as the list has them, the one made last first, made in the order of `moments`."""
    made = [Backup(Path(f"{n}"), moment, n, reason, n) for n, moment in enumerate(moments, 1)]
    return made[::-1]


def test_a_year_of_half_hours_keeps_ten_then_days_weeks_and_months() -> None:
    backups = dated([NOW - timedelta(minutes=30 * n) for n in range(48 * 365)][::-1])
    kept = to_keep(backups, NOW)
    assert kept >= set(backups[:10])
    days = {each.made_at.date() for each in kept}
    assert all((NOW - timedelta(days=n)).date() in days for n in range(7))
    assert len({each.made_at.strftime("%Y-%m") for each in kept}) == 12
    assert len(kept) <= 10 + 7 + 5 + 12


@given(
    st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), max_size=80)
)
def test_rotation_keeps_the_ten_made_last_whatever_the_clock_said_and_is_stable(
    moments: list[datetime],
) -> None:
    backups = dated(moments)
    kept = to_keep(backups, NOW)
    assert kept >= set(backups[:10])
    assert to_keep([each for each in backups if each in kept], NOW) <= kept
    assert len(kept) <= 34


@pytest.mark.parametrize("reason", ["asked", "restore", "damaged"])
def test_one_made_by_hand_or_before_a_restore_stays_for_thirty_days(reason: str) -> None:
    hours = [NOW + timedelta(hours=n) for n in range(1, 24 * 60)]
    lasting = Backup(Path("by hand"), NOW, 0, reason, 0)
    for now, stays in ((NOW + timedelta(days=29, hours=23), True), (NOW + timedelta(days=31), False)):
        backups = [*dated([each for each in hours if each < now]), lasting]
        assert (lasting in to_keep(backups, now)) is stays


class Clock(datetime):
    """The computer's clock, set by hand."""

    shown = NOW

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls.shown


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr("app.services.backups.listing.datetime", Clock)
    monkeypatch.setattr("app.services.backups.making.datetime", Clock)
    Clock.shown = NOW
    return Clock


def test_with_the_clock_an_hour_back_the_newest_backup_stays(book: Book, clock: type[Clock]) -> None:
    for minutes in range(12):
        clock.shown = NOW + timedelta(minutes=minutes)
        make_backup(book, "timed")
    clock.shown = NOW - timedelta(hours=1)
    add(book, "Late")
    made = make_backup(book, "timed")
    assert made.path.exists()
    assert list_backups(book)[0] == made
    for _ in range(9):
        make_backup(book, "timed")
    assert made.path.exists()


def test_with_the_clock_an_hour_back_the_book_before_a_restore_stays(book: Book, clock: type[Clock]) -> None:
    for minutes in range(12):
        clock.shown = NOW + timedelta(minutes=minutes)
        earlier = make_backup(book, "timed")
    clock.shown = NOW - timedelta(hours=1)
    add(book, "Late")
    book.close()
    password = book.password  # type: ignore[attr-defined]
    kept = restore(book.path, earlier.path, password=password)
    with closing(open_book(book.path, password=password)) as again:
        for _ in range(12):
            make_backup(again, "timed")
    assert kept is not None
    assert names(kept.path, password) == ["Acme", "Late"]


def test_older_backups_rotate_away(book: Book) -> None:
    first = make_backup(book, "timed").path
    for day in range(1, 30):
        shutil.copy(first, first.with_name(f"test.202001{day:02d}-000000Z.1.timed.condica"))
    for _ in range(10):
        make_backup(book, "timed")
    stamps = {b.made_at.strftime("%Y%m%d") for b in list_backups(book)}
    assert {"20200129", "20200128"} <= stamps
    assert "20200110" not in stamps


def test_a_backup_of_an_earlier_condica_comes_before_all_that_have_their_number(book: Book) -> None:
    made = make_backup(book)
    name = f"test.20991231-000000Z.{book.changes + 9}.asked.condica"
    shutil.copy(made.path, made.path.with_name(name))
    assert [b.path.name for b in list_backups(book)] == [made.path.name, name]


def test_a_backup_dated_in_the_future_does_not_hide_the_age_of_the_real_one(
    book: Book, clock: type[Clock]
) -> None:
    real = make_backup(book, "timed")
    clock.shown = NOW + timedelta(days=400)
    add(book, "Later")
    make_backup(book, "timed")
    clock.shown = NOW + timedelta(hours=3)
    assert age_of_last(book) == timedelta(hours=3)
    again = backup_if_changed(book)
    assert again is not None and again.path != real.path
    assert age_of_last(book) == timedelta()


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


def test_a_damaged_book_is_restored_and_listed_among_the_backups(book: Book) -> None:
    password = book.password  # type: ignore[attr-defined]
    earlier = make_backup(book)
    book.close()
    book.path.write_bytes(b"rubbish" * 1000)
    kept = restore(book.path, earlier.path, password=password)
    assert names(book.path, password) == ["Acme"]
    assert kept is not None and kept.reason == "damaged"
    assert kept in list_backups(book.path)
    assert kept.path.read_bytes() == b"rubbish" * 1000
    with closing(open_book(book.path, password=password)) as again:
        assert age_of_last(again) is not None
        assert backup_if_changed(again) is not None


def test_a_book_that_lost_a_table_is_restored_and_listed(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    add(book, "Acme")
    earlier = make_backup(book)
    book.close()
    with closing(connect(book.path, None)) as connection:
        connection.execute("DROP TABLE identity")
    kept = restore(book.path, earlier.path)
    assert kept is not None and kept.reason == "damaged"
    assert names(book.path, None) == ["Acme"]


def test_a_book_with_another_password_since_is_listed_whole(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    add(book, "Acme")
    earlier = make_backup(book, target=tmp_path / "stick.condica")
    passwords.set_password(book, "newer password")
    add(book, "Later")
    book.close()
    kept = restore(book.path, earlier.path)
    assert names(book.path, None) == ["Acme"]
    assert kept is not None and kept.reason == "restore"
    assert kept in list_backups(book.path)
    assert names(kept.path, "newer password") == ["Acme", "Later"]


def test_what_a_crash_left_beside_a_book_that_cannot_be_read_is_kept_with_it(tmp_path: Path) -> None:
    book = factories.new_book(tmp_path)
    earlier = make_backup(book, target=tmp_path / "stick.condica")
    passwords.set_password(book, "newer password")
    book.close()
    journal_of(book.path).write_bytes(b"half a change")
    kept = restore(book.path, earlier.path)
    assert kept is not None
    assert journal_of(kept.path).read_bytes() == b"half a change"
    assert not journal_of(book.path).exists()
    assert [kept] == [b for b in list_backups(book.path) if b.reason == "restore"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Goes on at another computer, which never had any of the books open."""
    return lambda: monkeypatch.setenv("CONDICA_HOME", str(tmp_path / "other computer"))


def test_where_nobody_can_tell_whose_backup_it_is_the_user_says_so(
    tmp_path: Path, elsewhere: Callable[[], None]
) -> None:
    book = factories.new_book(tmp_path, password="secret")
    add(book, "Acme")
    earlier = make_backup(book, target=tmp_path / "stick.condica")
    passwords.set_password(book, "newer password")
    key = book.key
    book.close()
    elsewhere()
    before = book.path.read_bytes()
    with pytest.raises(MaybeAnotherBook):
        restore(book.path, earlier.path, password="secret")
    assert book.path.read_bytes() == before
    kept = restore(book.path, earlier.path, password="secret", though_unknown=True)
    assert kept is not None
    assert names(kept.path, "newer password") == ["Acme"]
    passed = restore(book.path, kept.path, password="newer password", present_key=None)
    assert passed is not None
    assert restore(book.path, earlier.path, password="secret", present_key=key) is not None


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


def test_what_is_no_book_is_not_restored(book: Book, tmp_path: Path) -> None:
    password = book.password  # type: ignore[attr-defined]
    book.close()
    (tmp_path / "letter").write_text("Dear Ana")
    before = book.path.read_bytes()
    with pytest.raises(NotABook):
        restore(book.path, tmp_path / "letter", password=password)
    assert book.path.read_bytes() == before


@pytest.mark.parametrize("theirs", [None, "their password"])
def test_another_books_backup_is_told_by_its_uid(book: Book, tmp_path: Path, theirs: str | None) -> None:
    """Plain or encrypted, with whatever password."""
    book.close()
    with closing(factories.new_book(tmp_path, "another", password=theirs)) as other:
        foreign = make_backup(other)
    before = book.path.read_bytes()
    with pytest.raises(AnotherBook, match="another book"):
        restore(book.path, foreign.path, password=theirs)
    assert book.path.read_bytes() == before
    assert list_backups(book.path) == []


def test_a_backup_with_a_foreign_trigger_is_not_restored(book: Book, tmp_path: Path) -> None:
    made = make_backup(book, target=tmp_path / "b.condica").path
    book.close()
    with closing(connect(made, book.key)) as connection:
        connection.execute("CREATE TRIGGER greeting AFTER UPDATE ON identity BEGIN DELETE FROM notes; END")
    before = book.path.read_bytes()
    with pytest.raises(BookForeign, match="greeting"):
        restore(book.path, made, password=book.password)  # type: ignore[attr-defined]
    assert book.path.read_bytes() == before


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_in_a_page(data: bytes) -> bytes:
    return data[:-1000]


def with_a_bad_page(data: bytes) -> bytes:
    return data[:-4096] + b"\xff" * 4096


@pytest.mark.parametrize("harm", [cut, cut_in_a_page, with_a_bad_page])
def test_a_bad_backup_is_refused_before_anything_is_touched(
    book: Book, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    made = make_backup(book, target=tmp_path / "b.condica").path
    listed = make_backup(book)
    book.close()
    made.write_bytes(harm(made.read_bytes()))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    stamp = book.path.stat().st_mtime_ns
    with pytest.raises(BookDamaged, match="is left as it is"):
        restore(book.path, made, password=book.password)  # type: ignore[attr-defined]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert book.path.stat().st_mtime_ns == stamp
    assert list_backups(book.path) == [listed]


def test_the_book_itself_is_no_backup_of_it(book: Book) -> None:
    book.close()
    with pytest.raises(BookError, match="itself"):
        restore(book.path, book.path, password=book.password)  # type: ignore[attr-defined]


# A disk that is nearly full


def filled_up(disk: Path, left: int) -> None:
    """Take all room of the disk but so many bytes."""
    free = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(b"\0" * max(0, free - left))


@pytest.mark.parametrize("password", [None, "secret"])
@pytest.mark.parametrize("tenths", [0, 5, 9, 11, 13, 15, 19, 21, 30])
def test_on_a_nearly_full_disk_a_book_always_stands_at_its_place(
    small_disk: Callable[[int], Path], tmp_path: Path, password: str | None, tenths: int
) -> None:
    disk = small_disk(8_000_000)
    book = factories.new_book(disk, password=password)
    add(book, "Acme")
    earlier = make_backup(book, target=tmp_path / "stick.condica")
    add(book, "Later")
    book.close()
    filled_up(disk, book.path.stat().st_size * tenths // 10)
    try:
        kept = restore(book.path, earlier.path, password=password)
    except BookError as error:
        assert "full" in str(error)
        assert names(book.path, password) == ["Acme", "Later"]
        assert sorted(path.name for path in disk.iterdir() if path.name != "ballast") in (
            ["test.condica"],
            ["test backups", "test.condica"],
        )
        assert tenths < 15
    else:
        assert names(book.path, password) == ["Acme"]
        assert kept is not None and kept in list_backups(book.path)
        assert names(kept.path, password) == ["Acme", "Later"]


def test_the_backups_own_password_is_needed(tmp_path: Path) -> None:
    with closing(factories.new_book(tmp_path, password="secret")) as book:
        made = make_backup(book)
    with pytest.raises(WrongPassword):
        restore(book.path, made.path, password="other")
    with pytest.raises(PasswordNeeded):
        restore(book.path, made.path)
    assert names(book.path, "secret") == []
