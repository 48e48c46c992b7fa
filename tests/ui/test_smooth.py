"""Nothing blocks the window: places ask the book in the background, long streams cost a screenful a paint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert

from app.models import Note
from app.services.books import create_book
from app.ui.record.record import ClientRecord
from app.ui.record.stream import _StreamDelegate
from app.ui.record.stream_rows import StreamModel
from app.ui.shell.app import Application
from app.views.record.timeline import WINDOW
from tests import factories as make
from tests.ui.asked import questions
from tests.ui.conftest import Start
from tests.ui.test_states import INNER, PAGES, RECORD, visit

LONG = 200_000
LAST = datetime(2026, 11, 22, 9, 0)


def on_the_windows_thread(seen: list[str]) -> list[str]:
    """The questions that the window itself waited for."""
    return [each for each in seen if each.startswith("MainThread")]


def test_no_place_asks_the_book_on_the_windows_thread(application: Application) -> None:
    stops: list[tuple[str, dict[str, Any]]] = [(page, {}) for page in PAGES]
    stops += [(page, {"tab": tab}) for page, tab in INNER]
    stops += [("clients", {"client_id": 1, "tab": tab}) for tab in RECORD]
    # Once made anew, once as one comes back to it.
    for _round in range(2):
        for page, place in stops:
            with questions(application) as seen:
                visit(application, page, **place)
            assert on_the_windows_thread(seen) == [], (page, place)


def test_nor_does_a_gesture(application: Application) -> None:
    visit(application, "clients", client_id=1)
    assert application.operations is not None
    with questions(application) as seen:
        application.operations.undo()
        visit(application, "clients", client_id=2)
        visit(application, "today")
    assert seen and on_the_windows_thread(seen) == []


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which one client has two hundred thousand notes."""
    path = tmp_path_factory.mktemp("long") / "Long.condica"
    with closing(create_book(path)) as book:
        with book.writing("set up") as session:
            client = make.client(session, name="Long").id
        with book.transaction() as session:
            session.connection().execute(
                insert(Note),
                [
                    {
                        "uid": f"00000000-0000-7000-8000-{n:012}",
                        "client_id": client,
                        "happened_at": LAST - timedelta(minutes=10 * n),
                        "kind": "call",
                        "subject": f"Call {n}",
                    }
                    for n in range(LONG)
                ],
            )
    return path


class Work:
    """How much of the stream was asked for and painted since it was last looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[int] = []
        self.painted: list[int] = []
        data, paint = StreamModel.data, _StreamDelegate.paint

        def counted_data(model: StreamModel, index: Any, role: int = 0) -> Any:
            self.told.append(index.row())
            return data(model, index, role)

        def counted_paint(delegate: _StreamDelegate, painter: Any, option: Any, index: Any) -> None:
            self.painted.append(index.row())
            paint(delegate, painter, option, index)

        monkeypatch.setattr(StreamModel, "data", counted_data)
        monkeypatch.setattr(_StreamDelegate, "paint", counted_paint)

    def forget(self) -> None:
        """Begin to count."""
        self.told.clear()
        self.painted.clear()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts from before the first paint on."""
    return Work(monkeypatch)


@pytest.fixture
def long_record(work: Work, start: Start, long_file: Path) -> Iterator[tuple[Application, ClientRecord]]:
    application = start(long_file)
    yield application, visit(application, "clients", client_id=1, tab="timeline").record


def test_a_paint_costs_a_screenful_of_a_stream_of_two_hundred_thousand_rows(
    long_record: tuple[Application, ClientRecord], work: Work
) -> None:
    application, record = long_record
    stream: Any = record.tab("timeline").stream
    model, bar = stream.stream, stream.verticalScrollBar()
    assert model.rowCount() == WINDOW, "the first window alone is read"
    with questions(application) as seen:
        while not model.ended:
            bar.setValue(bar.maximum())
            QApplication.processEvents()
    assert model.rowCount() == LONG
    assert on_the_windows_thread(seen) == []
    assert sum("FROM notes" in each for each in seen) <= LONG // 2000 + 8, "windows grow to 2,000 rows"
    screenful = stream.viewport().height() // 40 + 3
    for share in (0.0, 0.25, 0.5, 0.9, 1.0):
        bar.setValue(int(share * bar.maximum()))
        # One paint by itself; what waits to be laid out or hinted comes before.
        QApplication.processEvents()
        work.forget()
        stream.viewport().repaint()
        assert 0 < len(set(work.painted)) <= screenful, share
        assert len(set(work.told)) <= screenful and len(work.told) <= 8 * screenful, share
