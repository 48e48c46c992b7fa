"""The Settings page and the trash: saved as changed, refused where they stand, taken back by Undo."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.domain import settings
from app.paths import config
from app.services import settings_store
from app.services.backups.making import list_backups, make_backup
from app.services.books import create_book, open_book
from app.services.passwords import set_password
from app.ui.kit.look import theme
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.buttons import IconButton
from app.ui.shell.app import Application
from app.ui.shell.restore import Restorer
from tests.ui.conftest import Start
from tests.ui.walk import settle


def section(application: Application, tab: str) -> Any:
    """One tab of the page, with its answers arrived."""
    assert application.context is not None
    application.context.go(Place("settings", tab=tab))
    settle(application)
    return application.window.current_page().sections[tab]


def in_book(application: Application) -> settings.Settings:
    """The settings as the book has them now."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return settings_store.load(session)


def test_a_limit_is_saved_when_its_field_is_left(application: Application) -> None:
    row = section(application, "rules").rows["advice.limit"]
    row.field.control.set_value(5)
    row.field.commit()
    settle(application)
    assert in_book(application).advice_limit == 5
    assert row.reset.isVisible()
    row.reset.click()
    settle(application)
    assert in_book(application).advice_limit == 3
    assert not row.reset.isVisible()


def test_a_limit_out_of_range_is_refused_at_its_field(application: Application) -> None:
    row = section(application, "rules").rows["advice.limit"]
    row.field.control.set_value(12)
    row.field.commit()
    settle(application)
    assert row.field.error.text() == "Between 0 and 9."
    assert in_book(application).advice_limit == 3
    row.field.revert()
    assert row.field.value() == 3


def test_parts_of_one_are_shown_and_taken_as_per_cent(application: Application) -> None:
    page = section(application, "rules")
    page.chips._clicked("hunter", True)
    row = page.rows["hunter.share"]
    assert row.field.value() == 50
    row.field.control.setText("62,5")
    row.field.commit()
    settle(application)
    assert in_book(application).hunter_share == 0.625


def test_every_setting_of_the_table_has_its_row(application: Application) -> None:
    page = section(application, "rules")
    seen: set[str] = set()
    for subject in page.chips.chips:
        page.chips._clicked(subject, True)
        seen |= set(page.rows)
    assert seen == {key for key, spec in settings.SPECS.items() if spec.subject != "book"}


def test_words_find_limits_in_all_subjects(application: Application) -> None:
    page = section(application, "rules")
    page.finder.setText("debrief")
    assert "advice.debrief_days" in page.rows
    page.finder.setText("xyzzy")
    assert page.nothing.isVisible() and not page.card.isVisible()


def test_the_books_name_changes_in_sidebar_and_title(application: Application) -> None:
    page = section(application, "book")
    page.name.control.set_value("Media Partners")
    page.name.commit()
    settle(application)
    assert application.window.sidebar.book_row.words == "Media Partners"
    assert "Media Partners" in application.window.windowTitle()


def test_a_rate_is_added_changed_and_forgotten(application: Application) -> None:
    page = section(application, "book")
    page.new_currency.set_value("CHF")
    page.new_rate.setText("1,07")
    page.add.click()
    settle(application)
    assert str(in_book(application).rates["CHF"]) == "1.07"
    page.new_currency.set_value("CHF")
    page.new_rate.setText("much")
    page.add.click()
    settle(application)
    assert "is not a rate" in page.rate_error.text()


def test_renaming_one_of_us_follows_to_what_they_wrote(application: Application) -> None:
    assert application.opened is not None
    page = section(application, "people")
    person = page._shown[0]
    with application.opened.book.reading() as session:
        written = len(session.scalars(select(models.Note).where(models.Note.author == person.name)).all())
    page._change(person.id, "name", None, "Somebody Else")
    settle(application)
    with application.opened.book.reading() as session:
        now = session.scalars(select(models.Note).where(models.Note.author == "Somebody Else")).all()
    assert len(now) == written
    assert any(each.name == "Somebody Else" for each in page._shown)


def test_a_name_that_is_taken_is_refused_in_the_form(application: Application) -> None:
    page = section(application, "people")
    page.form.set_values(name=page._shown[0].name.upper())
    page.add.click()
    settle(application)
    errors = [page.form.error.text(), page.form.fields["name"].error.text()]
    assert any(errors)
    assert page.form.values()["name"]


def press_delete(page: Any, name: str) -> None:
    """Del on the button beside somebody's name."""
    button = next(b for b in page.findChildren(IconButton) if b.accessibleName() == f"Delete {name}")
    QTest.keyClick(button, Qt.Key.Key_Delete)


def test_a_deleted_person_comes_back_by_undo_and_out_of_the_trash(
    application: Application, qtbot: QtBot
) -> None:
    assert application.context is not None
    page = section(application, "people")
    first = page._shown[0]
    press_delete(page, first.name)
    settle(application)
    assert first.name not in [each.name for each in page._shown]
    application.window.toasts.current.button.click()
    settle(application)
    assert first.name in [each.name for each in page._shown]
    press_delete(page, first.name)
    settle(application)
    application.context.go("trash")
    settle(application)
    trash = application.window.current_page()
    assert [row.name for row in trash.table.rows_model.rows()] == [first.name]
    trash.restore.click()
    settle(application)
    assert trash.stack.currentWidget() is trash.empty


def test_emptying_the_trash_asks_with_verb_and_object(application: Application, qtbot: QtBot) -> None:
    assert application.context is not None
    page = section(application, "people")
    press_delete(page, page._shown[0].name)
    settle(application)
    application.context.go("trash")
    settle(application)
    trash = application.window.current_page()
    trash.empty_button.click()
    question = QApplication.activeModalWidget()
    assert question is not None
    button = next(each for each in question.findChildren(QPushButton) if each.text() == "Empty the trash")
    button.click()
    settle(application)
    assert trash.table.rows_model.rowCount() == 0
    assert application.opened is not None
    with application.opened.book.reading() as session:
        assert session.scalars(select(models.Person).where(models.Person.deleted_at.is_not(None))).all() == []


def test_a_backup_asked_for_stands_first_in_the_list(application: Application) -> None:
    page = section(application, "backup")
    page.now.click()
    settle(application)
    first = page.table.rows_model.row_at(0)
    assert first.reason == "asked"
    assert application.window.sidebar.book_row.second == "backed up just now"


def test_restoring_a_backup_asks_and_brings_the_book_back(application: Application, qtbot: QtBot) -> None:
    page = section(application, "backup")
    page.now.click()
    settle(application)
    rules = section(application, "rules")
    rules.change("advice.limit", "7", lambda error: None)
    settle(application)
    assert in_book(application).advice_limit == 7
    page = section(application, "backup")
    page.table.selectRow(0)
    page.restore.click()
    question = QApplication.activeModalWidget()
    assert question is not None
    next(each for each in question.findChildren(QPushButton) if each.text() == "Restore the backup").click()
    qtbot.waitUntil(lambda: application.context is None)
    qtbot.waitUntil(lambda: application.context is not None)
    assert in_book(application).advice_limit == 3


def agree(words: str) -> None:
    question = QApplication.activeModalWidget()
    assert question is not None
    next(each for each in question.findChildren(QPushButton) if each.text() == words).click()


def test_a_damaged_backup_interrupts_nobodys_work(application: Application, qtbot: QtBot) -> None:
    assert application.opened is not None
    made = make_backup(application.opened.book)
    made.path.write_bytes(made.path.read_bytes()[:-1000])
    page, context = section(application, "backup"), application.context
    page.table.selectRow(0)
    page.restore.click()
    agree("Restore the backup")
    qtbot.waitUntil(lambda: said_in_front() != "" and "damaged" in said_in_front())
    assert application.context is context and application.opened is not None
    with application.opened.book.writing("Still here") as session:
        session.get_one(models.Identity, 1).name = "Open as before"


def test_whether_to_restore_is_asked_where_nobody_can_tell_whose_backup_it_is(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Locked.condica"
    with closing(create_book(path)) as book:
        earlier = make_backup(book, target=tmp_path / "stick.condica")
        set_password(book, "țuică fiartă")
    shutil.rmtree(config() / "keys")  # As on a computer that never had it open.
    application = start(None)
    Restorer(application, path, earlier.path).ask()
    agree("Restore the backup")
    qtbot.waitUntil(lambda: "cannot be told" in said_in_front())
    agree("Restore all the same")
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    assert application.opened is not None and not application.opened.book.encrypted
    assert [each.reason for each in list_backups(path)][-1:] == ["password"]
    assert "restore" in [each.reason for each in list_backups(path)]


def said_in_front() -> str:
    dialog = QApplication.activeModalWidget()
    return "" if dialog is None else " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_setting_a_password_says_which_backups_go_and_they_go_unless_kept(
    application: Application, qtbot: QtBot
) -> None:
    assert application.opened is not None
    book = application.opened.book
    plain = make_backup(book)
    page = section(application, "password")
    page.visited()
    assert "1 backup of this book opens without a password. It is deleted" in page.plain.text()
    assert page.keep.isVisible() and not page.keep.value()
    for short, again in (("x", "x"), ("", "")):
        page.form.set_values(new=short, again=again)
        page.set_button.click()
        assert page.form.fields["new"].error.text()
        assert not book.encrypted
    page.keep.set_value(True)
    page.form.set_values(new="țuică fiartă", again="țuică fiartă")
    page.set_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()
    settle(application)
    assert plain.path.exists() and book.encrypted
    page.keep.set_value(False)
    page.form.set_values(old="țuică fiartă", new="another one", again="another one")
    page.set_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()
    settle(application)
    assert not plain.path.exists()
    assert not page.keep.isVisible()


def test_a_password_is_set_and_taken_away(application: Application, qtbot: QtBot) -> None:
    assert application.opened is not None
    path = application.opened.card.path
    page = section(application, "password")
    page.form.set_values(new="țuică fiartă", again="tuica fiarta")
    page.set_button.click()
    assert page.form.fields["again"].error.text() == "The two passwords differ."
    page.form.set_values(again="țuică fiartă")
    page.set_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()
    settle(application)
    assert application.opened.book.encrypted
    page.form.set_values(old="tuica fiarta")
    page.remove_button.click()
    assert "not the password" in page.form.fields["old"].error.text()
    page.form.set_values(old="țuică fiartă")
    page.remove_button.click()
    settle(application)
    assert not application.opened.book.encrypted
    application.leave()
    with closing(open_book(path)):
        pass


@pytest.mark.parametrize("mode", ["dark", "contrast", "light"])
def test_the_look_switches_live_and_is_remembered(application: Application, mode: str) -> None:
    page = section(application, "appearance")
    theme.set_mode("dark" if mode == "light" else "light")
    page.mode.set_value(mode)
    page.mode.value_changed.emit()
    assert theme.mode() == mode
    assert application.preferences.theme == mode
