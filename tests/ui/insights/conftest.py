"""The sample book's window at Insights."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.ui.insights.page import InsightsPage
from app.ui.kit.charts import drawing
from app.ui.kit.page_context import PageContext, Place
from app.ui.shell.app import Application
from tests.ui.walk import settle

Arrive = Callable[[], InsightsPage]


def context_of(application: Application) -> PageContext:
    """The context of the open book."""
    assert application.context is not None
    return application.context


def drawn(application: Application, qtbot: QtBot) -> None:
    """Wait for every answer and every drawing."""
    settle(application)
    qtbot.waitUntil(drawing.idle)


@pytest.fixture
def page(application: Application, qtbot: QtBot) -> InsightsPage:
    """The page with all its figures and charts."""
    context_of(application).go(Place("insights"))
    found = application.window.current_page()
    assert isinstance(found, InsightsPage)
    qtbot.waitUntil(lambda: found.found is not None)
    drawn(application, qtbot)
    return found
