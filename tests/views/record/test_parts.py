"""What is kept of each client: computed once, anew where something changed, the same in another process."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from app.domain.facts import History
from app.domain.settings import Settings
from app.domain.today import judge
from app.domain.verdicts import Verdicts
from app.errors import Cancelled
from app.i18n import in_language
from app.models.book import Book
from app.services.books import create_book, open_book
from app.services.giving_up import GivenUp, reading
from app.views.record.parts import ClientParts
from app.views.standings import Standing, standing
from tests import factories as make
from tests.factories import TODAY
from tests.patience import PATIENCE_S


def standing_of(history: History, as_of: date, settings: Settings) -> Standing:
    verdicts = Verdicts(history, as_of, settings)
    return standing(judge(verdicts), verdicts)


def here_alone(history: History, as_of: date, settings: Settings) -> int:
    """Something that only this process can compute: the other one does not know the list."""
    return SEEN[0] + history.client.id


_LOOK_AGAIN_S = 0.01


def for_long(history: History, as_of: date, settings: Settings) -> int:
    """Nobody would wait for it. It says that it has begun."""
    Path(os.environ["BEGUN"]).touch()
    threading.Event().wait(PATIENCE_S)
    return history.client.id


SEEN: list[int] = []


def read(book: Book, parts: ClientParts[Standing]) -> list[Standing]:
    with book.reading() as session:
        return parts.read(session, TODAY)


def test_another_process_makes_the_same(sample: Book) -> None:
    here, elsewhere = ClientParts(standing_of), ClientParts(standing_of, many=0)
    assert len(read(sample, here)) > 20
    assert read(sample, elsewhere) == read(sample, here)


def test_it_speaks_the_language_of_the_window(sample: Book) -> None:
    with in_language("ro"):
        assert read(sample, ClientParts(standing_of, many=0)) == read(sample, ClientParts(standing_of))
        said = {each.line for each in read(sample, ClientParts(standing_of, many=0))}
    assert said != {each.line for each in read(sample, ClientParts(standing_of))}


def test_an_encrypted_book_is_judged_there_as_well(tmp_path: Path) -> None:
    path = tmp_path / "secret.condica"
    with closing(create_book(path, password="a long password")) as book:
        with book.writing("two") as session:
            make.client(session, name="Alfa")
            make.client(session, name="Beta")
        assert len(read(book, ClientParts(standing_of, many=0))) == 2


def test_the_window_asks_the_book_only_for_names_meanwhile(sample: Book) -> None:
    statements: list[str] = []
    event.listen(sample.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    read(sample, ClientParts(standing_of, many=0))
    assert 0 < len(statements) <= 5
    assert not any("FROM notes" in each for each in statements)


def test_what_the_other_process_cannot_do_is_done_here(sample: Book) -> None:
    SEEN[:] = [1000]
    with sample.reading() as session:
        found = ClientParts(here_alone, many=0).read(session, TODAY)
    assert len(found) > 20 and min(found) > 1000


def test_an_unsaved_change_is_seen(book: Book) -> None:
    with book.writing("one") as session:
        make.client(session, name="Alfa")
        session.flush()
        assert len(ClientParts(standing_of, many=0).read(session, TODAY)) == 1


def test_who_gave_up_waits_no_longer_and_loses_nothing(sample: Book) -> None:
    parts = ClientParts(standing_of, many=0)
    given_up = GivenUp()
    given_up.give_up()
    with pytest.raises(Cancelled), reading(sample, given_up) as session:
        parts.read(session, TODAY)
    assert len(read(sample, parts)) > 20


def test_who_gives_up_meanwhile_does_not_wait_for_the_other_process(
    sample: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    monkeypatch.setenv("BEGUN", str(begun))
    given_up, told = GivenUp(), []

    def read_on() -> None:
        with suppress(Cancelled), reading(sample, given_up) as session:
            ClientParts(for_long, many=0).read(session, TODAY)
        told.append("ended")

    reader = threading.Thread(target=read_on, daemon=True)
    reader.start()
    while not begun.exists() and reader.is_alive():
        reader.join(_LOOK_AGAIN_S)
    assert told == []
    given_up.give_up()
    reader.join(PATIENCE_S / 2)
    assert told == ["ended"]


def test_only_what_changed_is_computed_again(book: Book) -> None:
    with book.writing("three") as session:
        ids = [make.client(session, name=name).id for name in ("Alfa", "Beta", "Gama")]
    parts, asked = counting()
    read(book, parts)
    assert sorted(asked) == ids
    asked.clear()
    with book.writing("a note") as session:
        make.note(session, ids[1])
    read(book, parts)
    assert asked == [ids[1]]


def counting() -> tuple[ClientParts[Standing], list[int]]:
    asked: list[int] = []

    def noted(history: History, as_of: date, settings: Settings) -> Standing:
        asked.append(history.client.id)
        return standing_of(history, as_of, settings)

    make_part: Callable[[History, date, Settings], Standing] = noted
    return ClientParts(make_part), asked


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Book]:
    with closing(open_book(sample_file, read_only=True)) as book:
        yield book
