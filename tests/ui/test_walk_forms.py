"""Every form, dialog and sheet that opens from a page: named, readable and reachable, in large text as well.

By the house's convention an action that asks for something more ends in "…"; whatever the registry has of these
is opened where it can be done, looked at and left again. What opens a window of the system is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from app.ui.forms.book_dialogs import PasswordDialog, RecoveryDialog
from app.ui.forms.decisions import CardForm
from app.ui.kit.error import ErrorDialog
from app.ui.kit.page_context import Place
from app.ui.kit.preferences import Preferences
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.shortcuts_sheet import ShortcutsSheet
from app.ui.shell.app import Application
from app.ui.shell.book_menu import NewBookDialog
from tests.ui.conftest import Start
from tests.ui.stops import client_id, stops
from tests.ui.walk import Sight, settle, wrong_with

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

# These open windows of the system: files, printers.
_SYSTEM = ("print", "pdf", "save", "open", "png")
# What fits here fits in shorter words and smaller text.
SIGHTS = (("en", Sight("dark", 1180, 680, 1.5)), ("ru", Sight("contrast", 1366, 768, 1.5)))


class Walk:
    """Opens one form after the other and notes what is wrong with each; `opened` names them."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.opened: set[str] = set()
        self.found: list[str] = []

    def look(self, name: str, do: Callable[[], object]) -> None:
        """Open one, look at it, leave it."""
        before = set(_forms(self.application.window))
        do()
        settle(self.application)
        dialog = QApplication.activeModalWidget()
        new = set(_forms(self.application.window)) - before
        if isinstance(dialog, QFileDialog) or (dialog is None and not new):
            _leave(dialog)
            return
        self.opened.add(name)
        seen = dialog or self.application.window
        self.found += [f"{name}: {flaw}" for flaw in wrong_with(seen)]
        _leave(dialog)
        for form in new:
            form.closed.emit()
        settle(self.application)

    def rows(self) -> None:
        """All that can be asked for at the rows and cards in front; a form may make them anew."""
        tried: set[str] = set()
        while (found := self._next(tried)) is not None:
            rows, action = found
            name = f"{rows.set.scope}.{action}"
            tried.add(name)
            self.look(name, lambda at=rows, each=action: at.run(each))

    def _next(self, tried: set[str]) -> tuple[Rows, str] | None:
        for rows in self.application.window.findChildren(Rows):
            if not rows.widget.isVisible() or rows.row() is None:
                continue
            for action in rows.set.actions:
                name = f"{rows.set.scope}.{action.name}"
                asks = action.title.endswith("…") or action.name in ("edit", "act")
                left = name not in self.opened and name not in tried and action.name not in _SYSTEM
                if asks and left and rows.can(action.name):
                    return rows, action.name
        return None


def _forms(window: QWidget) -> Iterator[CardForm]:
    return (form for form in window.findChildren(CardForm) if form.isVisible())


def _leave(dialog: QWidget | None) -> None:
    if dialog is not None:
        dialog.close()
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(("code", "sight"), SIGHTS, ids=lambda part: str(part))
def test_nothing_is_nameless_cut_off_squeezed_or_doubled_in_any_form(
    start: Start, sample_copy: Path, code: str, sight: Sight
) -> None:
    set_language(code)
    kept = {"person": "Ioana Țurcanu", "language": code, "theme": sight.look, "text_scale": sight.scale}
    Preferences().change(**kept)
    application = start(sample_copy)
    application.window.resize(sight.width, sight.height)
    context, walk = application.context, Walk(application)
    assert context is not None
    for stop in stops(application):
        context.go(stop)
        settle(application)
        walk.rows()
    context.go(Place("clients", client_id(application)))
    settle(application)
    for action in list(context.actions):
        part = action.id.rpartition(".")[2]
        if not action.scope and action.title.endswith("…") and part not in (*_SYSTEM, "import"):
            walk.look(action.id, lambda each=action.id: context.actions.run(each))
    assert len(walk.opened) >= 40, sorted(walk.opened)
    assert not walk.found, "\n".join(walk.found)


@pytest.mark.parametrize(("code", "sight"), SIGHTS, ids=lambda part: str(part))
def test_the_dialogs_of_the_window_fit(start: Start, code: str, sight: Sight) -> None:
    set_language(code)
    kept = {"person": "Ioana Țurcanu", "language": code, "theme": sight.look, "text_scale": sight.scale}
    Preferences().change(**kept)
    window = start(None).window
    dialogs = (
        NewBookDialog(lambda _new, _failed: None, window),
        PasswordDialog("Media Partners.condica", window),
        RecoveryDialog("Media Partners", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", window),
        ErrorDialog(ValueError("made for this test"), window),
    )
    for dialog in dialogs:
        dialog.open()
        QApplication.processEvents()
        found = wrong_with(dialog)
        dialog.close()
        assert not found, "\n".join([type(dialog).__name__, *found])


@pytest.mark.parametrize(("code", "sight"), SIGHTS, ids=lambda part: str(part))
def test_the_palette_and_the_sheet_of_keys_fit(
    start: Start, sample_copy: Path, code: str, sight: Sight
) -> None:
    set_language(code)
    kept = {"person": "Ioana Țurcanu", "language": code, "theme": sight.look, "text_scale": sight.scale}
    Preferences().change(**kept)
    application = start(sample_copy)
    application.window.resize(sight.width, sight.height)
    context = application.context
    assert context is not None
    context.actions.run("jump")
    settle(application)
    assert not (found := wrong_with(application.window)), "\n".join(found)
    sheet = ShortcutsSheet(context.actions, application.window)
    sheet.open()
    settle(application)
    assert not (found := wrong_with(sheet)), "\n".join(found)
    sheet.close()


def test_buttons_of_a_book_for_reading_only_look_switched_off_and_say_why(
    start: Start, sample_copy: Path, qtbot: QtBot
) -> None:
    application = start(None)
    application.open_book(sample_copy, read_only=True)
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    context = application.context
    assert context is not None and context.read_only
    for stop in (Place("today"), Place("clients", client_id(application)), Place("promises")):
        context.go(stop)
        settle(application)
        writing = [b for b in application.window.findChildren(QPushButton) if b.text() in ("Log", "Task")]
        locked = [b for b in writing if b.isVisible()]
        assert locked or stop.page == "promises"
        for button in locked:
            assert not button.isEnabled()
            assert "reading only" in button.toolTip()
