"""Every place with nothing in the book, with the sample, and with hundreds of clients; and while a client looks on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.services.books import create_book
from app.services.sample import fill
from app.ui.app import Application
from app.ui.clients.record import TABS
from app.ui.core import discreet
from app.ui.core.cards import EmptyState
from app.ui.desk import Place
from app.ui.places import PLACES
from tests import factories as make
from tests.ui.conftest import TODAY, Start
from tests.ui.looking import shown
from tests.ui.walk import settle, wrong_with

PAGES = [entry.id for entry in PLACES]
MANY = 300
SIZE = (1366, 768)

# What a place without records says; Reports always has something to offer.
NOTHING = {
    "today": "No clients yet",
    "clients": "No clients yet",
    "decisions": "No disputed decision",
    "complaints": "No complaint yet",
    "retention": "No open threat",
    "promises": "No promise yet",
    "insights": "Nothing to show yet",
}
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


def visit(application: Application, page: str, **place: Any) -> Any:
    """Go to a place as it stands in a usual window."""
    assert application.desk is not None
    application.window.resize(*SIZE)
    application.desk.go(Place(page, **place))
    settle(application)
    return application.window.current_page()


def told(root: QWidget) -> list[str]:
    """The titles of what stands in place of rows."""
    return [each.title.text() for each in shown(root) if isinstance(each, EmptyState)]


def test_an_empty_book_says_what_belongs_here(empty: Application) -> None:
    for page in PAGES:
        found = visit(empty, page)
        assert wrong_with(empty.window) == [], page
        assert page not in NOTHING or NOTHING[page] in told(found), page


def test_every_tab_of_an_empty_book_says_what_belongs_there(empty: Application) -> None:
    tabs = [("complaints", tab) for tab in ("board", "table", "hunt", "stories")]
    tabs += [("retention", tab) for tab in ("overview", "threats", "offers", "agreements", "hunters")]
    for page, tab in (*tabs, ("clients", "table")):
        found = visit(empty, page, tab=tab)
        assert wrong_with(empty.window) == [], (page, tab)
        assert told(found), (page, tab)


def test_every_tab_of_a_new_client_says_what_belongs_there(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "New.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        bare = make.client(session, name="Nova Trans", status="prospect", since=None).id
    application = start(path)
    for tab, _title, _page in TABS:
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
        assert ROWS[page](found) > 0, page
        assert NOTHING.get(page) not in told(found), page


def test_rows_are_drawn_for_the_window_alone(large: Application) -> None:
    """Hundreds of rows cost no more widgets than a few."""
    for page in ("today", "clients", "decisions", "promises"):
        found = visit(large, page)
        assert ROWS[page](found) > 30, page
        assert sum(1 for _each in shown(found)) < 400, page


def test_while_a_client_looks_on_nothing_internal_can_be_read(application: Application) -> None:
    """Internal notes, threats, judgements and profiles are searched for on every page and every tab."""
    secrets = internal_words(application)
    assert len(secrets) > 20
    assert set(secrets) & set(read_everywhere(application)), "they can be read while nobody looks on"
    discreet.state.set(True)
    settle(application)
    seen = "\n".join(read_everywhere(application))
    assert [secret for secret in secrets if secret in seen] == []


def test_while_a_client_looks_on_nothing_of_other_clients_can_be_read(application: Application) -> None:
    names = asked(application, lambda s: s.execute(select(models.Client.id, models.Client.name)).all())
    discreet.state.set(True)
    settle(application)
    seen = {page: "\n".join(readable(visit(application, page))) for page in PAGES if page != "clients"}
    assert [(page, name) for page, text in seen.items() for _id, name in names if name in text] == []
    record = "\n".join(readable(visit(application, "clients", client_id=1)))
    assert [name for client_id, name in names if client_id != 1 and name in record] == []


def asked(application: Application, question: Callable[[Session], Any]) -> Any:
    """What the book says now."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return question(session)


def internal_words(application: Application) -> list[str]:
    """Words of the book that only we may read (DOMAIN.md, Two audiences)."""
    sources = (
        select(models.Note.subject).where(models.Note.kind == "internal"),
        select(models.Threat.wording),
        select(models.Offer.note),
        select(models.Judgement.reason),
        select(models.Contact.profile),
    )
    found = asked(application, lambda s: [words for each in sources for words in s.scalars(each)])
    shared = asked(application, lambda s: set(s.scalars(select(models.Complaint.remark))))
    return sorted({words for words in found if words and len(words) > 8} - shared)


def read_everywhere(application: Application) -> list[str]:
    """What can be read on every page, and on every tab of some records."""
    seen = [text for page in PAGES for text in readable(visit(application, page))]
    for client_id in (1, 4):
        for tab, _title, _page in TABS:
            visit(application, "clients", client_id=client_id, tab=tab)
            seen += readable(application.window)
    return seen


def readable(root: QWidget) -> list[str]:
    """Every text on screen, in rows and tooltips, and what is read aloud."""
    return [text for widget in shown(root) for text in _texts(widget) if text]


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = widget.horizontalHeader().count() if isinstance(widget, QTableView) else 1
        for line in range(model.rowCount()):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(model.index(line, column).data(role) or "")
