"""Who types their name at the first start is one of the book's people, and owner of what they make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.services.books import create_book
from app.services.journal import next_undo
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from app.ui.shell.books import NewBook
from app.ui.shell.welcome import Welcome
from tests.ui.conftest import Start
from tests.ui.walk import settle

ANNA = "Anna Nowak"


def welcome(start: Start) -> tuple[Application, Welcome]:
    """The first start, with a name typed."""
    application = start(None, person=ANNA)
    page = application.window._root.currentWidget()
    assert isinstance(page, Welcome)
    assert page.name.value() == ANNA
    return application, page


def people(application: Application) -> list[str]:
    return ask(application, select(models.Person.name).where(models.Person.deleted_at.is_(None)))


def ask(application: Application, question: Any) -> list[Any]:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return list(session.scalars(question))


def owners(application: Application, name: str) -> list[str | None]:
    """Whose the client of that name is."""
    question = (
        select(models.Person.name)
        .select_from(models.Client)
        .outerjoin(models.Person, models.Person.id == models.Client.owner_id)
        .where(models.Client.name == name)
    )
    return ask(application, question)


def wait_for_book(application: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)


def add_client(application: Application, name: str) -> None:
    """Ctrl+N, a name, Enter."""
    assert application.context is not None
    application.context.actions.run("client.new")
    settle(application)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.form.set_values(name=name)
    dialog.submit()
    settle(application)


def test_in_the_sample_book(start: Start, qtbot: QtBot) -> None:
    application, page = welcome(start)
    page.cards[0].click()
    wait_for_book(application, qtbot)
    assert ANNA in people(application)
    add_client(application, "Alfa")
    assert owners(application, "Alfa") == [ANNA]


def test_in_a_new_book_which_is_empty_but_for_them(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    application, _page = welcome(start)
    application.make_book(NewBook(tmp_path / "Mine.condica", "Mine"))
    wait_for_book(application, qtbot)
    assert people(application) == [ANNA]
    assert application.opened is not None
    with application.opened.book.reading() as session:
        assert next_undo(session) is None
    add_client(application, "Alfa")
    assert owners(application, "Alfa") == [ANNA]


def test_in_a_book_that_an_import_fills(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    application, _page = welcome(start)
    application.make_book(NewBook(tmp_path / "Mine.condica", "Mine"))
    wait_for_book(application, qtbot)
    (tmp_path / "list.csv").write_text("Client,Owner,Industry\nAlfa,,media\nBeta,Jan Kos,media\n")
    assert application.context is not None
    application.context.go(Place("import", tab=str(tmp_path / "list.csv")))
    settle(application)
    page: Any = application.window.current_page()
    page.columns.on.click()
    settle(application)
    page.preview.on.click()
    settle(application)
    assert owners(application, "Alfa") == [ANNA]
    assert owners(application, "Beta") == ["Jan Kos"]
    # Anew, it changes nothing: what the book has stays whose it is.
    application.context.go(Place("import", tab=str(tmp_path / "list.csv")))
    settle(application)
    page.columns.on.click()
    settle(application)
    assert {row.action for row in page.plan.rows} == {"same"}


def test_in_a_book_of_others_with_the_first_gesture_and_not_before(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    create_book(tmp_path / "Theirs.condica", name="Theirs").close()
    application = start(tmp_path / "Theirs.condica", person=ANNA)
    assert people(application) == []
    add_client(application, "Alfa")
    assert people(application) == [ANNA]
    assert owners(application, "Alfa") == [ANNA]
    assert application.operations is not None
    application.operations.undo()
    settle(application)
    assert people(application) == []


def test_whoever_was_deleted_from_the_people_is_back_when_they_write(start: Start, tmp_path: Path) -> None:
    create_book(tmp_path / "Theirs.condica", name="Theirs").close()
    application = start(tmp_path / "Theirs.condica", person=ANNA)
    add_client(application, "Alfa")
    (mine,) = ask(application, select(models.Person.id))
    from app.services.records.editing import remove

    assert application.operations is not None
    application.operations.write("Deleted", lambda session: remove(session, kind="people", record_id=mine))
    settle(application)
    assert people(application) == []
    add_client(application, "Beta")
    assert people(application) == [ANNA]
    assert owners(application, "Beta") == [ANNA]
