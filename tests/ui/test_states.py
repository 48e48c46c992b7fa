"""Every place and every tab of a record: empty, the sample, large, still being read, and when reading fails."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.books import create_book
from app.services.sample import fill
from app.ui.clients import view_actions
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.cards import Banner, EmptyState
from app.ui.record.record import TABS
from app.ui.shell import jump
from app.ui.shell.app import Application
from app.ui.shell.places import PLACES
from app.ui.today import actions as today_actions
from tests import factories as make
from tests.patience import LONGER_THAN_ANY_TEST_MS, PATIENCE_S
from tests.ui.asked import questions
from tests.ui.conftest import TODAY, Start
from tests.ui.looking import shown
from tests.ui.walk import settle, wrong_with

PAGES = [entry.id for entry in PLACES]
MANY = 300
SIZE = (1366, 768)

# What a place without records says; Reports and Search always have something to offer.
NOTHING = {
    "today": "No clients yet",
    "clients": "No clients yet",
    "decisions": "No disputed decision",
    "complaints": "No complaint yet",
    "retention": "No open threat",
    "promises": "No promise yet",
    "insights": "Nothing to show yet",
}
INNER = [("complaints", tab) for tab in ("board", "table", "hunt", "stories")]
INNER += [("retention", tab) for tab in ("overview", "threats", "offers", "agreements", "hunters")]
INNER += [("clients", "table")]
RECORD = [tab for tab, _title, _page in TABS]
# What stands there while the answer is on its way.
BUSY = {"Reading the book…", "Looking through the book…", "Drawing the preview…"}
FAILED = {"This could not be read", "Today could not be read"}
# The rows of a place that has some.
ROWS: dict[str, Callable[[Any], int]] = {
    "today": lambda page: len(page.list.rows()),
    "clients": lambda page: len(page.panel.shown()),
    "decisions": lambda page: page.list.model().rowCount(),
    "complaints": lambda page: len(page.overview.board.by_id),
    "retention": lambda page: len(page.answer.open_threats),
    "promises": lambda page: len(page.board.shown()),
    "insights": lambda page: sum(bool(card.chart.sentence) for card in page.cards.values()),
    "reports": lambda page: page.facts.clients,
}


STOPS = [*((page, None) for page in PAGES if page in ROWS), *INNER]


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of some hundred clients, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("large") / "Large.condica"
    with closing(create_book(path)) as book, book.transaction() as session:
        fill(session, clients=MANY, years=2, seed=1, as_of=TODAY)
    return path


@pytest.fixture
def large(start: Start, large_file: Path, tmp_path: Path) -> Application:
    return start(Path(shutil.copy(large_file, tmp_path / "Large.condica")))


@pytest.fixture
def empty(start: Start, tmp_path: Path) -> Application:
    path = tmp_path / "Empty.condica"
    create_book(path).close()
    return start(path)


@pytest.fixture(autouse=True)
def nobody_reads_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place is read at its first visit, also where a slow machine leaves time to read it before."""
    monkeypatch.setattr(today_actions, "_BADGE_MS", LONGER_THAN_ANY_TEST_MS)
    monkeypatch.setattr(view_actions, "_LATER_MS", LONGER_THAN_ANY_TEST_MS)
    monkeypatch.setattr(jump, "_AHEAD_MS", LONGER_THAN_ANY_TEST_MS)


def visit(application: Application, page: str, **place: Any) -> Any:
    """Go to a place as it stands in a usual window, and wait for its answers."""
    there = go(application, page, **place)
    settle(application)
    return there


def go(application: Application, page: str, **place: Any) -> Any:
    """Go to a place and wait for nothing."""
    assert application.context is not None
    application.window.resize(*SIZE)
    application.context.go(Place(page, **place))
    return application.window.current_page()


def states(root: QWidget) -> list[EmptyState]:
    """What stands in place of rows."""
    return [each for each in shown(root) if isinstance(each, EmptyState)]


def told(root: QWidget) -> list[str]:
    """What is said in place of rows."""
    return [each.title.text() for each in states(root)]


def test_an_empty_book_says_what_belongs_here_and_offers_the_button_that_starts_it(
    empty: Application,
) -> None:
    for page in PAGES:
        found = visit(empty, page)
        assert wrong_with(empty.window) == [], page
        if page in NOTHING:
            assert NOTHING[page] in told(found), page
            offered = [each.button.text() for each in states(found) if each.button.isVisible()]
            assert offered, page


def test_every_tab_of_an_empty_book_says_what_belongs_there(empty: Application) -> None:
    for page, tab in INNER:
        found = visit(empty, page, tab=tab)
        assert wrong_with(empty.window) == [], (page, tab)
        assert told(found) and "Nothing matches" not in told(found), (page, tab)


def test_every_tab_of_a_new_client_says_what_belongs_there(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "New.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        bare = make.client(session, name="Nova Trans", status="prospect", since=None).id
    application = start(path)
    for tab in RECORD:
        visit(application, "clients", client_id=bare, tab=tab)
        assert wrong_with(application.window) == [], tab
        record = application.window.current_page().record
        assert told(record.tab(tab)), tab


def test_the_sample_book_fills_every_place(application: Application) -> None:
    fills_every_place(application)


def test_hundreds_of_clients_fill_every_place(large: Application) -> None:
    fills_every_place(large)
    assert ROWS["clients"](visit(large, "clients")) == MANY


def fills_every_place(application: Application) -> None:
    for page in PAGES:
        found = visit(application, page)
        assert wrong_with(application.window) == [], page
        assert page not in ROWS or ROWS[page](found) > 0, page
        assert NOTHING.get(page) not in told(found), page


def test_rows_are_drawn_for_the_window_alone(large: Application) -> None:
    """Hundreds of rows cost no more widgets than a few."""
    for page in ("today", "clients", "decisions", "promises"):
        found = visit(large, page)
        assert ROWS[page](found) > 30, page
        assert sum(1 for _each in shown(found)) < 400, page


def test_a_large_book_is_asked_as_few_questions_as_a_small_one(
    start: Start, sample_copy: Path, large_file: Path, tmp_path: Path
) -> None:
    asked = {}
    for path in (sample_copy, Path(shutil.copy(large_file, tmp_path / "Many.condica"))):
        application = start(path)
        for page in PAGES:
            with questions(application) as seen:
                visit(application, page)
            asked.setdefault(page, []).append(len(seen))
        application.window.close()
    # A few hundred clients go into one more part of a statement, never into one each.
    grew = {page: (few, many) for page, (few, many) in asked.items() if many > few + 30}
    assert not grew


@contextmanager
def nothing_answers(application: Application) -> Iterator[None]:
    """Everybody who reads the book in the background is busy, as with a very large one."""
    work, let_go = application.operations, threading.Event()
    assert work is not None
    for _reader in range(2):
        work.read(lambda _session: let_go.wait(PATIENCE_S), lambda _answer: None)
    try:
        yield
    finally:
        let_go.set()
        settle(application)


def test_a_place_that_is_still_being_read_says_so_and_not_that_it_is_empty(
    application: Application, qtbot: QtBot
) -> None:
    for page, tab in STOPS:
        forget_pages(application)
        with nothing_answers(application):
            found = go(application, page, tab=tab)
            assert set(told(found)) <= BUSY, "before the busy sign nothing is said"
            qtbot.waitUntil(lambda root=found: bool(set(told(root)) & BUSY))
            assert set(told(found)) <= BUSY, (page, tab)
            assert wrong_with(application.window) == [], (page, tab)
        assert not set(told(found)) & BUSY, (page, tab)


def forget_pages(application: Application) -> None:
    """The places as they are before their first visit."""
    visit(application, "settings")
    assert application.context is not None
    application._lay_book_session(application.context.trail)
    settle(application)


def test_a_tab_that_is_still_being_read_shows_nothing_of_another_client(
    application: Application, qtbot: QtBot
) -> None:
    for tab in RECORD:
        visit(application, "clients", client_id=4, tab=tab)
        away = "people" if tab == "timeline" else "timeline"
        record = visit(application, "clients", client_id=1, tab=away).record
        with nothing_answers(application):
            record.strip.chosen.emit(tab)
            assert not record.tab(tab).isVisible(), tab
            qtbot.waitUntil(lambda root=record: bool(set(told(root)) & BUSY))
            assert set(told(record)) <= BUSY, tab
            assert wrong_with(application.window) == [], tab
        assert record.tab(tab).isVisible() and not set(told(record)) & BUSY, tab


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """The book's file is overwritten behind the program's back, as by a failing disk; then it is whole again."""
    whole = path.read_bytes()
    first = int.from_bytes(whole[16:18], "big")
    _write(path, _changed(whole[:first], 1) + b"\xff" * (len(whole) - first))
    try:
        yield
    finally:
        _write(path, _changed(whole, 2))


def _changed(content: bytes, times: int) -> bytes:
    """With SQLite's counter of changes moved on, so that nobody answers from memory."""
    count = (int.from_bytes(content[24:28], "big") + times).to_bytes(4, "big")
    return content[:24] + count + content[28:92] + count + content[96:]


def _write(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)


def test_an_error_stands_where_it_happened_and_the_place_recovers(application: Application) -> None:
    assert application.opened is not None
    for page, tab in STOPS:
        forget_pages(application)
        with damaged(application.opened.card.path):
            found = visit(application, page, tab=tab)
            failed = [each for each in states(found) if each.title.text() in FAILED]
            assert failed, (page, tab, told(found))
            assert "damaged" in failed[0].text.text() and "left as it is" in failed[0].text.text()
            assert failed[0].button.isVisible() and failed[0].button.text() == "Try again"
            assert wrong_with(application.window) == [], (page, tab)
        failed[0].button.click()
        settle(application)
        assert not set(told(found)) & (FAILED | BUSY), (page, tab)
        assert tab is not None or ROWS[page](found) > 0, page


def test_an_error_on_a_record_leaves_what_was_there(application: Application) -> None:
    assert application.opened is not None
    for tab in RECORD:
        record = visit(application, "clients", client_id=1, tab=tab).record
        with damaged(application.opened.card.path):
            record.reload()
            settle(application)
            strips = [
                each for each in shown(record) if isinstance(each, Banner) and "damaged" in each.label.text()
            ]
            assert [each.button.text() for each in strips] == ["Try again"], tab
            assert record.tab(tab).isVisible(), tab
            assert wrong_with(application.window) == [], tab
        strips[0].button.click()
        settle(application)
        assert not strips[0].isVisible() and record.tab(tab).isVisible(), tab
