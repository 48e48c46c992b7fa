"""Opening a book in the window: what stands in the way is said, and a way round is offered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.engine import connect
from app.models.lock import lock_path
from app.services.books import create_book, open_book
from app.ui.forms.book_dialogs import PasswordDialog, RecoveryDialog
from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from app.ui.shell.book_menu import NewBookDialog
from tests import factories
from tests.ui.conftest import Start
from tests.ui.walk import settle, wrong_with

PASSWORD = " Ștefan cel Mare "


def dialog_of(qtbot: QtBot) -> QWidget:
    """The dialog in front, once there is one."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def says(dialog: QWidget) -> str:
    """Everything a dialog says."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def press(dialog: QWidget, words: str) -> None:
    """Press the button with these words."""
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == words)
    button.click()


def opened(qtbot: QtBot, application: Application) -> None:
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)


@pytest.fixture
def locked_book(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A book with a password, and its recovery code."""
    path = tmp_path / "Locked.condica"
    with closing(create_book(path, password=PASSWORD)) as book:
        code = book.recovery_code
    assert code is not None
    yield path, code


def test_a_wrong_password_is_said_at_its_field_and_the_right_one_opens(
    start: Start, qtbot: QtBot, locked_book: tuple[Path, str]
) -> None:
    application = start(locked_book[0], wait=False)
    dialog = dialog_of(qtbot)
    assert isinstance(dialog, PasswordDialog)
    assert wrong_with(dialog) == []
    dialog.password.setText("Stefan")
    dialog.button.click()
    qtbot.waitUntil(lambda: bool(dialog.field.error.text()))
    assert "does not open this book" in dialog.field.error.text()
    dialog.password.setText(PASSWORD)
    dialog.button.click()
    opened(qtbot, application)


def test_a_book_with_a_foreign_trigger_is_only_read_and_the_window_says_why(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Sent.condica"
    create_book(path).close()
    with closing(connect(path, None)) as connection:
        connection.execute("CREATE TRIGGER greeting AFTER UPDATE ON identity BEGIN DELETE FROM notes; END")
    before = path.read_bytes()
    application = start(path, wait=False)
    opened(qtbot, application)
    assert application.context is not None and application.context.read_only
    qtbot.waitUntil(lambda: "the trigger “greeting” is not Condica's" in says(application.window))
    assert path.read_bytes() == before


def test_the_recovery_code_opens_it_too(start: Start, qtbot: QtBot, locked_book: tuple[Path, str]) -> None:
    application = start(locked_book[0], wait=False)
    dialog = dialog_of(qtbot)
    assert isinstance(dialog, PasswordDialog)
    dialog.password.setText(locked_book[1].lower().replace("-", " "))
    dialog.button.click()
    opened(qtbot, application)


def test_giving_up_leads_to_the_welcome(start: Start, qtbot: QtBot, locked_book: tuple[Path, str]) -> None:
    application = start(locked_book[0], wait=False)
    press(dialog_of(qtbot), "Cancel")
    settle(application)
    assert application.context is None
    assert application.window._root.currentWidget().__class__.__name__ == "Welcome"


def test_a_damaged_book_is_told_apart_from_a_wrong_password_and_offers_its_backups(
    start: Start, qtbot: QtBot, sample_copy: Path
) -> None:
    content = bytearray(sample_copy.read_bytes())
    content[4096:40960] = bytes(36864)
    sample_copy.write_bytes(bytes(content))
    start(sample_copy, wait=False)
    dialog = dialog_of(qtbot)
    assert not isinstance(dialog, PasswordDialog)
    assert dialog.windowTitle() == "The book is damaged"
    assert any(each.text() == "Restore a backup…" for each in dialog.findChildren(QPushButton))
    press(dialog, "Close")


def test_what_is_no_book_is_said_to_be_none(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.condica").write_text("Dear client" * 1000)
    start(tmp_path / "letter.condica", wait=False)
    dialog = dialog_of(qtbot)
    assert dialog.windowTitle() == "This is no book"
    press(dialog, "Close")


def test_a_book_in_use_here_says_who_and_opens_read_only(
    start: Start, qtbot: QtBot, sample_copy: Path
) -> None:
    with closing(open_book(sample_copy)):
        application = start(sample_copy, wait=False)
        dialog = dialog_of(qtbot)
        assert " on " in says(dialog) and "since" in says(dialog)
        assert not any("Take" in each.text() for each in dialog.findChildren(QPushButton))
        press(dialog, "Open read-only")
        opened(qtbot, application)
        assert application.context is not None and application.context.read_only
        assert not application.context.actions["undo"].enabled()
        assert application.window.sidebar.book_row.second == "read only"


def test_of_two_copies_that_both_went_on_one_is_opened_on_the_users_word(
    start: Start, qtbot: QtBot, sample_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs.condica"
    shutil.copy(sample_copy, theirs)
    for path, home, times in ((sample_copy, None, 1), (theirs, tmp_path / "their computer", 3)):
        with monkeypatch.context() as there:
            if home is not None:
                there.setenv("CONDICA_HOME", str(home))
            with closing(open_book(path, accept_older=True)) as book:
                for _turn in range(times):
                    with book.writing("work") as session:
                        factories.client(session)
    shutil.copy(theirs, sample_copy)
    application = start(sample_copy, wait=False)
    dialog = dialog_of(qtbot)
    assert dialog.windowTitle() == "Two copies of the book went on"
    press(dialog, "Open this copy")
    opened(qtbot, application)
    assert application.context is not None and not application.context.read_only


def test_a_book_held_by_another_machine_can_be_taken_over(
    start: Start, qtbot: QtBot, sample_copy: Path
) -> None:
    holder = {"person": "Matei", "machine": "laptop-of-matei", "pid": 1, "since": "2026-11-20T09:12"}
    lock_path(sample_copy).write_text(json.dumps(holder))
    application = start(sample_copy, wait=False)
    dialog = dialog_of(qtbot)
    assert "Matei on laptop-of-matei" in says(dialog)
    press(dialog, "Take the book over")
    opened(qtbot, application)
    assert application.context is not None and not application.context.read_only


def test_a_new_book_with_a_password_shows_its_recovery_code(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    application = start(None)
    application.ask_new()
    dialog = dialog_of(qtbot)
    assert isinstance(dialog, NewBookDialog)
    dialog.form.set_values(name="Media: Partners", folder=str(tmp_path), currency="EUR", country="PL")
    dialog.form.set_values(protect=True, password="x", again="x")
    dialog.button.click()
    assert "at least 6" in dialog.form.fields["password"].error.text()
    assert not (tmp_path / "Media Partners.condica").exists()
    dialog.form.set_values(password=PASSWORD, again="other")
    dialog.button.click()
    assert dialog.form.fields["again"].error.text() == "The two passwords differ."
    settle(application)
    assert wrong_with(dialog) == []
    dialog.form.fields["again"].control.setText(PASSWORD)
    dialog.form.fields["password"].control.setText(PASSWORD)
    dialog.button.click()
    opened(qtbot, application)
    shown = dialog_of(qtbot)
    assert isinstance(shown, RecoveryDialog)
    assert wrong_with(shown) == []
    press(shown, "Copy")
    code = QApplication.clipboard().text()
    shown.close()
    application.leave()
    with closing(open_book(tmp_path / "Media Partners.condica", recovery_code=code)) as book:
        assert book.name == "Media: Partners"


def test_a_name_that_is_taken_leaves_the_dialog_filled_in(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    create_book(tmp_path / "Taken.condica").close()
    application = start(None)
    application.ask_new()
    dialog = dialog_of(qtbot)
    assert isinstance(dialog, NewBookDialog)
    dialog.form.set_values(name="Taken", folder=str(tmp_path))
    dialog.button.click()
    qtbot.waitUntil(lambda: bool(dialog.form.error.text()))
    assert "already a file" in dialog.form.error.text()
    assert dialog.form.values()["name"] == "Taken"
    dialog.close()


def test_a_book_dragged_onto_the_window_is_opened(
    application: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    create_book(tmp_path / "Other.condica", name="Other").close()
    application.window.dropped.emit([str(tmp_path / "Other.condica")])
    qtbot.waitUntil(lambda: application.opened is not None and application.opened.card.name == "Other")


def menu_of(qtbot: QtBot, application: Application) -> QMenu:
    """The menu at the book's name, pressed."""
    qtbot.mouseClick(application.window.sidebar.book_row, Qt.MouseButton.LeftButton)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_book_menu_opens_the_books_that_were_open_lately(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("First", "Second & last", "Gone"):
        create_book(tmp_path / f"{name}.condica", name=name).close()
    application = start(tmp_path / "First.condica")
    for name in ("Gone", "Second & last"):
        application.open_book(tmp_path / f"{name}.condica")
        qtbot.waitUntil(lambda name=name: application.opened and application.opened.card.name == name)
    (tmp_path / "Gone.condica").unlink()
    menu = menu_of(qtbot, application)
    words = [each.text() for each in menu.actions()]
    assert words.index("First") == words.index("Open another book…") + 1
    assert not {"Gone", "Second && last"} & set(words)
    discreet.state.set(True)
    menu.close()
    assert "First" not in [each.text() for each in menu_of(qtbot, application).actions()]
    discreet.state.set(False)
    QApplication.activePopupWidget().close()
    (first,) = (each for each in menu_of(qtbot, application).actions() if each.text() == "First")
    first.trigger()
    qtbot.waitUntil(lambda: application.opened is not None and application.opened.card.name == "First")
    settle(application)


@pytest.mark.parametrize("with_book", [False, True])
def test_a_list_given_as_a_book_is_offered_to_be_imported(
    with_book: bool, start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Client", "City"])
    workbook.active.append(["Alfa", "Iași"])
    workbook.save(tmp_path / "clients.xlsx")
    create_book(tmp_path / "Mine.condica").close()
    application = start(tmp_path / ("Mine.condica" if with_book else "clients.xlsx"), wait=with_book)
    if with_book:
        application.open_book(tmp_path / "clients.xlsx")
    dialog = dialog_of(qtbot)
    assert wrong_with(dialog) == []
    press(dialog, "Import it instead")
    if not with_book:
        # The list needs a book to come into.
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewBookDialog))
        asking = QApplication.activeModalWidget()
        assert isinstance(asking, NewBookDialog)
        asking.form.set_values(name="New", folder=str(tmp_path))
        asking.button.click()
    qtbot.waitUntil(lambda: application.context is not None and application.context.here is not None)
    settle(application)
    assert application.context is not None
    assert application.context.here == Place("import", tab=str(tmp_path / "clients.xlsx"))


def test_what_is_neither_book_nor_list_is_not_offered_to_be_imported(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8\xff" * 1000)
    start(tmp_path / "holiday.jpg", wait=False)
    dialog = dialog_of(qtbot)
    assert "Import it instead" not in [each.text() for each in dialog.findChildren(QPushButton)]
    dialog.close()
