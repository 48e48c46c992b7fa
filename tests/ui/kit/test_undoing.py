"""Undo beside what was done takes back just that; where it cannot, it says so or asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Client
from app.services.books import create_book
from app.services.records.clients import add_client
from app.ui.kit.undoing import undo_gesture
from app.ui.kit.widgets.dialogs import Question
from app.ui.kit.widgets.toasts import Toast
from app.ui.shell.app import Application
from tests.ui.conftest import Start
from tests.ui.test_import import take, written
from tests.ui.walk import settle


@pytest.fixture
def application(start: Start, tmp_path: Path) -> Application:
    """The program with an empty book."""
    create_book(tmp_path / "Mine.condica", name="Mine").close()
    return start(tmp_path / "Mine.condica")


def names(application: Application) -> list[str]:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return list(
            session.scalars(select(Client.name).where(Client.deleted_at.is_(None)).order_by(Client.name))
        )


def write(application: Application, name: str, *, told: bool = True) -> None:
    """Add a client, with a toast about it."""
    context = application.context
    assert context is not None

    def work(session: Session) -> None:
        add_client(session, name=name, status="prospect")

    done = (lambda _result: context.toast(f"{name} added", undo=True)) if told else None
    context.operations.write(f"New client {name}", work, done)
    settle(application)


def toast(application: Application) -> Toast:
    found = application.window.toasts.current
    assert found is not None
    return found


def question() -> Question:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Question)
    return found


def test_undo_in_a_toast_takes_back_its_own_gesture(application: Application) -> None:
    write(application, "Alfa")
    toast(application).button.click()
    settle(application)
    assert names(application) == []


def test_where_more_was_done_since_undo_asks_and_takes_it_back_as_well(application: Application) -> None:
    write(application, "Alfa")
    mine = toast(application)
    write(application, "Beta", told=False)
    mine.button.click()
    settle(application)
    assert names(application) == ["Alfa", "Beta"], "nothing is taken back unasked"
    question().action.click()
    settle(application)
    assert names(application) == []


def test_what_is_undone_already_is_said_to_be_so(application: Application) -> None:
    write(application, "Alfa")
    write(application, "Beta")
    context = application.context
    assert context is not None and context.operations.made is not None
    mine = context.operations.made
    context.operations.undo()
    settle(application)
    undo_gesture(context, mine, application.window)
    settle(application)
    assert names(application) == ["Alfa"]
    assert toast(application).text == "This is undone already: New client Beta"


def test_a_gesture_that_took_the_number_of_an_undone_one_is_not_mistaken_for_it(
    application: Application,
) -> None:
    write(application, "Alfa")
    context = application.context
    assert context is not None and context.operations.made is not None
    mine = context.operations.made
    context.operations.undo()
    settle(application)
    write(application, "Beta", told=False)
    assert context.operations.made is not None and context.operations.made.id == mine.id
    undo_gesture(context, mine, application.window)
    settle(application)
    assert names(application) == ["Beta"]
    assert toast(application).text == "This is undone already."


def test_where_nothing_was_changed_there_is_nothing_to_undo(application: Application) -> None:
    write(application, "Alfa")
    context = application.context
    assert context is not None
    context.operations.write(
        "Nothing", lambda _session: None, lambda _result: context.toast("Nothing", undo=True)
    )
    settle(application)
    assert not toast(application).button.isVisible()


def imported(application: Application, tmp_path: Path) -> Any:
    page = take(application, written(tmp_path, "Client\nAlfa\nBeta\n"))
    page.columns.on.click()
    settle(application)
    page.preview.on.click()
    settle(application)
    assert names(application) == ["Alfa", "Beta"]
    return page


def test_undo_the_import_after_something_else_undoes_the_import(
    application: Application, tmp_path: Path
) -> None:
    page = imported(application, tmp_path)
    write(application, "Gama")
    page.result.undo.click()
    settle(application)
    assert "New client Gama" in "\n".join(
        label.text() for label in question().findChildren(type(page.result.title))
    )
    question().action.click()
    settle(application)
    assert names(application) == []
    assert page.result.title.text() == "The import is undone"


def test_the_import_undone_from_elsewhere_is_shown_undone_and_done_again(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    page = imported(application, tmp_path)
    result = page.result
    assert application.context is not None
    application.context.operations.undo()
    settle(application)
    assert (result.title.text(), result.undo.isVisible()) == ("The import is undone", False)
    application.context.operations.redo()
    settle(application)
    assert (result.title.text(), result.undo.isVisible()) == ("list.csv is in the book", True)


def test_an_imported_workbook_is_undone_and_nothing_else(application: Application, tmp_path: Path) -> None:
    from tests.services.exchange.workbooks import write as workbook

    path = workbook(tmp_path / "in.xlsx", {"clients": [["name", "status"], ["Alfa", "prospect"]]})
    write(application, "Zeta", told=False)
    page = take(application, path)
    page.preview.on.click()
    settle(application)
    assert names(application) == ["Alfa", "Zeta"]
    page.result.undo.click()
    settle(application)
    assert names(application) == ["Zeta"]
