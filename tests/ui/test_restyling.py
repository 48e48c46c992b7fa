"""Another look after many visits: what is seen follows at once, each widget once; the rest before it is seen."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit.look import theme
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.labels import Label
from app.ui.shell.app import Application
from tests.ui.test_states import INNER, PAGES, RECORD
from tests.ui.walk import settle


class Dressed(QObject):
    """Counts how often each widget is given a style."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.times: Counter[int] = Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and watched.isWidgetType():
            self.times[id(watched)] += 1
        return False


def visit(application: Application, *places: Place) -> QWidget:
    """Go to these places, one after the other."""
    assert application.context is not None
    for place in places:
        application.context.go(place)
        settle(application)
    return application.window


def everything() -> list[Place]:
    """All places and tabs, at last Today again."""
    stops = [Place(page) for page in PAGES] + [Place(page, tab=tab) for page, tab in INNER]
    return [*stops, *(Place("clients", client_id=1, tab=tab) for tab in RECORD), Place("today")]


def switch(look: str) -> None:
    """Another look, or another text size."""
    if look in theme.MODES:
        theme.set_mode(look)
    else:
        theme.set_text_scale(float(look))


@pytest.mark.parametrize("look", ["dark", "1.25"])
def test_another_look_goes_once_through_all_that_was_visited(
    application: Application, qapp: QApplication, look: str
) -> None:
    visit(application, *everything())
    widgets = qapp.allWidgets()
    dressed = Dressed(qapp)
    switch(look)
    qapp.removeEventFilter(dressed)
    waiting = sum(not each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for each in widgets)
    assert waiting > len(widgets) / 2, "what is hidden is dressed later"
    # The old sheet is taken off and the new one put on; some are told of their size as well.
    assert sum(dressed.times.values()) < 2.5 * len(widgets)
    assert max(dressed.times.values()) <= 4
    settle(application)
    assert theme.is_dressed()


@pytest.mark.parametrize("look", ["dark", "1.25"])
@pytest.mark.parametrize("stop", [Place("decisions"), Place("clients", client_id=1, tab="people")], ids=str)
def test_what_was_hidden_looks_as_what_was_in_front(application: Application, look: str, stop: Place) -> None:
    application.window.resize(1366, 768)
    pictures = []
    for in_front in (True, False):
        switch("light" if look in theme.MODES else "1.0")
        visit(application, Place("settings"), stop, *(() if in_front else (Place("today"),)))
        switch(look)
        if not in_front:
            assert application.context is not None
            # At once, before there was time for the rest.
            application.context.go(stop)
        assert theme.is_dressed() or in_front
        visit(application, stop)
        pictures.append(picture(application.window.current_page()))
    assert pictures[0] == pictures[1]


def picture(widget: QWidget) -> QImage:
    """What one sees of a widget, without the cursor of a field."""
    widget.setFocus()
    return widget.grab().toImage()


def test_a_tab_of_the_page_in_front_that_was_hidden_follows_without_being_asked(
    application: Application,
) -> None:
    visit(
        application, Place("clients", client_id=1, tab="people"), Place("clients", client_id=1, tab="files")
    )
    tab = application.window.current_page().record.tab("people")
    label = next(each for each in tab.findChildren(Label) if not each.isVisible() and each.text())
    before = label.font().pixelSize()
    theme.set_text_scale(1.5)
    settle(application)
    assert label.font().pixelSize() == round(before * 1.5)


def test_the_window_says_that_it_is_busy_meanwhile(application: Application) -> None:
    shapes = []
    theme.signals.theme_changed.connect(lambda: shapes.append(QGuiApplication.overrideCursor().shape()))
    theme.set_mode("dark")
    assert shapes == [Qt.CursorShape.WaitCursor] and QGuiApplication.overrideCursor() is None
