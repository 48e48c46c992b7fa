"""What did not work is said where one looks: in sight beside what was pressed, with the focus, and told aloud."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import InvalidInput, UserError
from app.services.books import create_book
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import ErrorLine, Form, LineField
from app.ui.kit.page_context import Place
from tests.ui.conftest import Start
from tests.ui.walk import settle


def in_sight(widget: QWidget) -> bool:
    """Whether all of it lies in what is seen of every scrolled part around it, and of its window."""
    if not widget.isVisible():
        return False
    around, seen = widget.parentWidget(), True
    while around is not None:
        if isinstance(around, QScrollArea) or around.isWindow():
            shown = around.viewport() if isinstance(around, QScrollArea) else around
            place = QRect(widget.mapTo(shown, widget.rect().topLeft()), widget.size())
            seen = seen and shown.rect().contains(place)
        around = around.parentWidget()
    return seen


@pytest.fixture
def long_form(qtbot: QtBot) -> Form:
    """A form of which only a part is seen."""
    form = Form()
    for n in range(12):
        form.add(f"field{n}", f"Field {n}", LineField(required=n == 0))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(form)
    window = QWidget()
    QVBoxLayout(window).addWidget(scroll)
    window.resize(400, 240)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    form.keeps = window  # type: ignore[attr-defined]  # The form does not keep its window alive by itself.
    return form


def test_an_error_of_the_whole_form_is_scrolled_to_and_has_the_focus(qtbot: QtBot, long_form: Form) -> None:
    form = long_form
    form.fields["field0"].control.setFocus()
    assert not in_sight(form.error)
    form.show_error(UserError("The disk is full; nothing was changed.", "Make room and try again."))
    qtbot.waitUntil(lambda: in_sight(form.error))
    assert QApplication.focusWidget() is form.error.label
    assert "disk is full" in form.error.label.text()


def test_an_error_of_a_field_is_scrolled_to_with_its_field(qtbot: QtBot, long_form: Form) -> None:
    field = long_form.fields["field11"]
    long_form.fields["field0"].control.setFocus()
    assert not in_sight(field)
    long_form.show_error(InvalidInput("Choose another name.", field="field11"))
    qtbot.waitUntil(lambda: in_sight(field.error))
    assert QApplication.focusWidget() is field.control
    assert field.control.accessibleDescription() == "Choose another name."


def test_what_is_missing_is_scrolled_to(qtbot: QtBot, long_form: Form) -> None:
    long_form.fields["field11"].go()
    qtbot.waitUntil(lambda: in_sight(long_form.fields["field11"]))
    assert not in_sight(long_form.fields["field0"])
    assert not long_form.valid()
    qtbot.waitUntil(lambda: in_sight(long_form.fields["field0"].error))
    assert QApplication.focusWidget() is long_form.fields["field0"].control


def test_an_error_of_a_field_that_is_hidden_is_said_for_the_whole_form(qtbot: QtBot, long_form: Form) -> None:
    long_form.fields["field11"].hide()
    long_form.show_error(InvalidInput("It does not fit.", field="field11"))
    qtbot.waitUntil(lambda: in_sight(long_form.error))


def test_the_line_of_an_error_is_no_stop_on_the_way_through_a_form(qtbot: QtBot, long_form: Form) -> None:
    long_form.show_error(UserError("No."))
    visited = set()
    for _each in range(30):
        long_form.focusNextChild()
        visited.add(QApplication.focusWidget())
    assert long_form.error.label not in visited


def test_on_a_full_disk_add_client_says_so_where_one_looks(
    start: Start, qtbot: QtBot, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(4_000_000)
    book = disk / "Full.condica"
    create_book(book).close()
    application = start(book)
    context = application.context
    assert context is not None
    context.go(Place("clients"))
    settle(application)
    (disk / "ballast").write_bytes(b"\0" * shutil.disk_usage(disk).free)
    before = book.read_bytes()
    context.actions.run("client.new")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.form.set_values(name="Acme")
    dialog.submit()
    qtbot.waitUntil(lambda: in_sight(dialog.form.error))
    assert "The disk is full" in dialog.form.error.text()
    assert QApplication.focusWidget() is dialog.form.error.label
    assert book.read_bytes() == before
    assert dialog.form.values()["name"] == "Acme"
    (disk / "ballast").unlink()
    dialog.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_every_line_for_errors_is_used_by_what_somebody_presses(
    qtbot: QtBot, start: Start, sample_copy: Path
) -> None:
    """A line that is told something on any page or in any form comes into sight."""
    application = start(sample_copy)
    context = application.context
    assert context is not None
    for tab in ("book", "backup", "trash", "password"):
        context.go(Place("settings", tab=tab))
        settle(application)
        for line in application.window.findChildren(ErrorLine):
            if line.parentWidget() is not None and line.parentWidget().isVisible():
                line.tell("It did not work.")
                qtbot.waitUntil(lambda one=line: in_sight(one))  # type: ignore[misc]
                line.show_text("")
