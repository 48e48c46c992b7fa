"""Every form by the keyboard: Tab follows the eye, Ctrl+Enter saves from every field, the focus stays at work."""

from __future__ import annotations

from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from app.services.journal import next_redo
from app.ui.kit.fields.fields import LineField
from app.ui.kit.fields.forms import DayField, TextField
from app.ui.kit.stops import is_stop
from app.ui.kit.widgets.toasts import Toast
from app.ui.shell.app import Application
from tests.ui.every_form import Opened, by_tab, by_the_eye, composer_of, every_form, fill, focused
from tests.ui.walk import settle

pytestmark = [
    pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True),
    pytest.mark.qt_log_ignore("does not support raise", extend=True),
]
_CTRL = Qt.KeyboardModifier.ControlModifier


class Windows(QObject):
    """Notes what stands on screen as a window of its own and is neither dialog nor menu."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, (QDialog, QMenu)):
            self.found.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_tab_follows_the_eye_ctrl_enter_saves_and_the_focus_stays_at_work(application: Application) -> None:
    windows = Windows()
    qt = QApplication.instance()
    assert qt is not None
    focused(application)
    qt.installEventFilter(windows)
    wrong: list[str] = []
    names: set[str] = set()
    for opened in every_form(application):
        names.add(opened.name)
        wrong += [f"{opened.name}: {flaw}" for flaw in (*order(opened), *frozen(opened), *saving(opened))]
        wrong += [f"{opened.name}: {flaw}" for flaw in after_saving(application, opened)]
    qt.removeEventFilter(windows)
    assert len(names) >= 40, sorted(names)
    assert not wrong, "\n".join(wrong)
    assert not windows.found, "\n".join(windows.found)


def order(opened: Opened) -> list[str]:
    """Where Tab goes another way than the eye: what is filled in, by rows, and then the buttons at the foot."""
    found = [each for each in opened.widget.findChildren(QWidget) if each.isVisible() and is_stop(each)]
    fields = [each for each in found if opened.form.isAncestorOf(each)]
    beside = [each for each in found if each not in fields]
    expected = [*by_the_eye(opened.form, fields), *by_the_eye(opened.widget, beside)]
    went = by_tab(opened.widget, expected[0])
    if went == expected:
        return []
    said = " → ".join(each.accessibleName() for each in went)
    return [f"Tab goes {said}; the eye {' → '.join(each.accessibleName() for each in expected)}"]


# A renewal begins and ends by the agreement it follows, whatever today is.
_OF_THE_RECORD = ("agreement.renew",)


def frozen(opened: Opened) -> list[str]:
    """Days that are filled in as today and would still be that after midnight."""
    if opened.name.endswith(".edit") or opened.name in _OF_THE_RECORD:
        return []
    days = [each for each in opened.controls if isinstance(each, DayField)]
    return [
        f"{day.accessibleName()} stays {day.text()} past midnight"
        for day in days
        if day.value() is not None and not day.is_proposed()
    ]


def saving(opened: Opened) -> list[str]:
    """From which fields Ctrl+Enter does not try to save; the form is made unfit to see that it is tried."""
    controls = opened.controls
    field = next((f for f in opened.form.fields.values() if f.control is spoilt(controls)), None)
    if field is None:
        return []
    before = field.control.text() if isinstance(field.control, LineField) else field.control.value()
    silent = []
    for control in controls:
        field.control.set_value("no day at all" if isinstance(field.control, DayField) else "")
        field.show_problem("")
        control.setFocus()
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Return, _CTRL)
        if not field.error.text():
            silent.append(f"Ctrl+Enter does nothing in {control.accessibleName()}")
    field.control.set_value(before)
    field.show_problem("")
    return silent


def spoilt(controls: list[Any]) -> Any:
    """A control that can be filled in so that the form cannot be saved; None where there is none."""
    days = (each for each in controls if isinstance(each, DayField))
    needed = (each for each in controls if isinstance(each, (LineField, TextField)) and each.required)
    return next(days, None) or next(needed, None)


def after_saving(application: Application, opened: Opened) -> list[str]:
    """Save from the last field; afterwards the focus is on the page, and space takes nothing back."""
    fill(opened.controls)
    last = opened.controls[-1]
    last.setFocus()
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Return, _CTRL)
    settle(application)
    if shiboken6.isValid(opened.widget) and opened.widget.isVisible():
        said = [field.error.text() for field in opened.form.fields.values() if field.error.text()]
        return [f"was not saved: {opened.form.error.text()} {said}"]
    wrong = wrong_focus(application)
    here = focused(application)
    if here is not None:
        # It pressed Undo in the toast: what was saved a moment ago was gone.
        QTest.keyClick(here, Qt.Key.Key_Space)
        settle(application)
    return [*wrong, "space takes back what was saved"] if something_is_undone(application) else wrong


def wrong_focus(application: Application) -> list[str]:
    page, here = application.window.current_page(), focused(application)
    assert page is not None
    if here is None or not here.isVisible():
        return ["nothing has the focus"]
    if any(isinstance(each, Toast) for each in above(here)):
        return ["the focus is in the toast"]
    if not page.isAncestorOf(here) and here is not page:
        return [f"the focus is off the page: {type(here).__name__} {here.accessibleName()}"]
    return []


def above(widget: QWidget) -> list[QWidget]:
    """A widget and all it stands in."""
    found, each = [], widget
    while each is not None:
        found.append(each)
        each = each.parentWidget()
    return found


@pytest.mark.parametrize(
    "chip",
    ("note", "call", "meeting", "email", "decision", "attempt", "complaint", "promise", "threat", "offer"),
)
def test_in_the_composer_tab_goes_by_the_eye_and_ctrl_enter_saves_from_every_field(
    application: Application, chip: str
) -> None:
    composer = composer_of(application)
    focused(application)
    composer.chips.chips[chip].click()
    settle(application)
    shown = [each for each in composer.findChildren(QWidget) if each.isVisible() and is_stop(each)]
    expected = by_the_eye(composer, shown)
    assert by_tab(composer, expected[0]) == expected
    assert expected[-1] is composer.save_button
    for name, _label, control in composer._parts.values():
        if not control.isVisible() or not control.isEnabled():
            continue
        composer.error.show_text("")
        control.setFocus()
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Return, _CTRL)
        assert composer.error.text(), name
    composer.text.set_value("The delivery came late")
    fill([part[2] for part in composer._parts.values()])
    last = next(c for _n, _l, c in reversed(composer._parts.values()) if c.isVisible() and c.isEnabled())
    last.setFocus()
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Return, _CTRL)
    settle(application)
    assert composer.text.value() == ""
    assert focused(application) is composer.text
    QTest.keyClicks(composer.text, " and what comes next")
    assert composer.text.value() == "and what comes next"


def something_is_undone(application: Application) -> bool:
    """Whether there is something to do again."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return next_redo(session) is not None
