"""Every page goes on where values of the book are damaged, and so does the search for what is."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as driver

from app.services.books import create_book
from app.services.sample import fill
from app.ui.shell import tour
from tests.services.test_damaged_values import DAMAGED, DAY


def test_no_page_stops_at_damaged_values(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    book = tmp_path / "damaged.condica"
    create_book(
        book, fill=lambda session: fill(session, clients=6, years=1, as_of=date(2026, 11, 22))
    ).close()
    with closing(driver.connect(str(book))) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement, _where, _column in DAMAGED:
            connection.execute(statement)
        connection.commit()
    with tour._opened(qapp, book, tmp_path, DAY) as application:
        assert application.context is not None
        for name, place in tour._stops(application):
            application.context.go(place)
            tour._settle(qapp, application)
            said = [label.text() for label in application.window.findChildren(QLabel) if label.isVisible()]
            assert not [text for text in said if "could not be read" in text or "is damaged" in text], name
