"""Every form of the window, opened as a person opens it, filled in and saved by the keyboard; for their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.completing import NameField
from app.ui.kit.fields.forms import (
    CheckField,
    ChoiceField,
    DayField,
    Form,
    LineField,
    MoneyField,
    MoodPicker,
    NumberField,
    Segmented,
    TextField,
)
from app.ui.kit.fields.record_fields import MomentField, SeveralField
from app.ui.kit.page_context import Place
from app.ui.kit.rows import Rows
from app.ui.kit.stops import stops as stops_of
from app.ui.record.composer import Composer
from app.ui.shell.app import Application
from tests.ui.stops import client_id, stops
from tests.ui.walk import settle

# These open windows of the system: files, printers.
SYSTEM = ("print", "pdf", "save", "open", "png", "import", "jump")


class Opened(NamedTuple):
    """A form on screen: by what it was opened, the widget, and what is filled in."""

    name: str
    widget: Any
    form: Form

    @property
    def controls(self) -> list[Any]:
        """The controls that stand there now."""
        return [field.control for field in self.form.fields.values() if field.control.isVisible()]


def every_form(application: Application) -> Iterator[Opened]:
    """Open each form of each place in turn, once; it is left when the next is asked for."""
    context, seen = application.context, set[str]()
    assert context is not None
    for stop in stops(application):
        while True:
            context.go(stop)
            settle(application)
            opened = _next_at_rows(application, seen)
            if opened is None:
                break
            yield opened
            leave(application)
    context.go(Place("clients", client_id(application)))
    settle(application)
    for action in list(context.actions):
        part = action.id.rpartition(".")[2]
        if action.scope or not action.title.endswith("…") or part in SYSTEM or action.id in seen:
            continue
        opened = _open(application, action.id, lambda each=action.id: context.actions.run(each))
        if opened is not None:
            yield opened
        leave(application)


def _next_at_rows(application: Application, seen: set[str]) -> Opened | None:
    for rows in application.window.findChildren(Rows):
        if not rows.widget.isVisible() or rows.row() is None:
            continue
        for action in rows.set.actions:
            name = f"{rows.set.scope}.{action.name}"
            asks = action.title.endswith("…") or action.name in ("edit", "act")
            if not asks or name in seen or action.name in SYSTEM or not rows.can(action.name):
                continue
            seen.add(name)
            _go_to(rows.widget)
            opened = _open(application, name, lambda at=rows, each=action.name: at.run(each))
            if opened is not None:
                return opened
            leave(application)
    return None


def _go_to(widget: QWidget) -> None:
    target = widget if widget.focusPolicy() != Qt.FocusPolicy.NoFocus else next(iter(stops_of(widget)), None)
    if target is not None:
        target.setFocus()


def _open(application: Application, name: str, do: Callable[[], object]) -> Opened | None:
    before = set(_cards(application.window))
    do()
    settle(application)
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, FormDialog):
        return Opened(name, dialog, dialog.form)
    new = [each for each in _cards(application.window) if each not in before]
    return Opened(name, new[0], new[0].form) if new and dialog is None else None


def focused(application: Application) -> QWidget | None:
    """What has the focus; without a window manager nobody but us gives it back after a dialog."""
    if QApplication.activeModalWidget() is None and not application.window.isActiveWindow():
        application.window.activateWindow()
        settle(application)
    return QApplication.focusWidget()


def leave(application: Application) -> None:
    """Leave whatever is open, without saving."""
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            menu.close()
    dialog = QApplication.activeModalWidget()
    if dialog is not None and not isinstance(dialog, QFileDialog):
        dialog.close()
    elif dialog is not None:
        dialog.reject()
    for card in _cards(application.window):
        card.closed.emit()
    settle(application)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    focused(application)


def _cards(window: QWidget) -> list[CardForm]:
    return [form for form in window.findChildren(CardForm) if form.isVisible()]


def fill(controls: list[Any], *, everything: bool = False) -> None:
    """Fill in what is needed, with anything that fits; or `everything` that is empty."""
    for control in controls:
        if not control.isVisible() or not control.isEnabled():
            continue
        if control.problem() or (everything and control.value() in (None, "")):
            control.set_value(_something(control))
        assert not control.problem(), (control.accessibleName(), control.problem())


def _something(control: Any) -> Any:
    if isinstance(control, ChoiceField):
        return next((v for at in range(control.count()) if (v := control.itemData(at)) is not None), None)
    if isinstance(control, Segmented):
        return control._values[0]
    if isinstance(control, NameField):
        return next(iter(control._texts), None)
    if isinstance(control, DayField):
        return control._today() if control._latest else control._today() + timedelta(days=7)
    if isinstance(control, MomentField):
        return "today 09:12"
    if isinstance(control, MoneyField):
        return 12_300
    if isinstance(control, NumberField):
        return control._low
    if isinstance(control, CheckField):
        return True
    if isinstance(control, MoodPicker):
        return 1
    if isinstance(control, SeveralField):
        return next(iter(control._names), "")
    return "Something that was said" if isinstance(control, (LineField, TextField)) else None


def by_the_eye(root: QWidget, widgets: list[QWidget]) -> list[QWidget]:
    """Widgets as one reads them: rows from top to bottom, in each from left to right."""
    boxes = {each: QRect(each.mapTo(root, QPoint(0, 0)), each.size()) for each in widgets}
    rows: list[list[QWidget]] = []
    for each in sorted(widgets, key=lambda one: (boxes[one].top(), boxes[one].left())):
        middle = boxes[each].center().y()
        row = next((r for r in rows if any(_beside(boxes[each], boxes[other]) for other in r)), None)
        if row is None:
            rows.append([each])
        else:
            row.append(each)
        assert middle >= 0
    return [each for row in rows for each in sorted(row, key=lambda one: boxes[one].left())]


def _beside(one: QRect, other: QRect) -> bool:
    """Whether two stand in one row: the middle of the lower one is within the height of the other."""
    lower, higher = (one, other) if one.height() <= other.height() else (other, one)
    return higher.top() <= lower.center().y() <= higher.bottom() and not (
        one.left() < other.right() and other.left() < one.right()
    )


def by_tab(root: QWidget, start: QWidget) -> list[QWidget]:
    """Where Tab goes from `start` on, until it leaves `root` or comes back."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    here = QApplication.focusWidget()
    while here is not None and here not in found and root.isAncestorOf(here):
        found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    return found


def composer_of(application: Application) -> Composer:
    """The composer on the timeline of the client of the sample that has a bit of everything."""
    assert application.context is not None
    application.context.go(Place("clients", client_id(application), tab="log"))
    settle(application)
    page: Any = application.window.current_page()
    composer = page.record.tab("timeline").composer
    assert isinstance(composer, Composer)
    return composer
