"""The Reports page: what will be in it, made in the background, found again."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.ui.reports import kinds
from app.ui.shell.app import Application
from app.views.reports import SummaryView, TableView
from tests import factories
from tests.ui.walk import settle


@pytest.fixture
def page(application: Application) -> Any:
    """The page with its preview drawn."""
    assert application.context is not None
    application.context.go("reports")
    settle(application)
    return application.window.current_page()


def made(page: Any) -> Path:
    return kinds.target(page.context, page.kind, page.context.today())


def test_the_preview_shows_the_sheets_of_the_workbook(page: Any, application: Application) -> None:
    sheets = dict(page.preview._preview.sheets)
    assert isinstance(sheets["Summary"], SummaryView)
    assert isinstance(sheets["Clients"], TableView) and sheets["Clients"].count == 24
    page.make()
    settle(application)
    book = openpyxl.load_workbook(made(page), read_only=True)
    assert list(sheets) == [name for name in book.sheetnames if name != "Data"]
    assert isinstance(sheets["Definitions"], TableView) and sheets["Definitions"].rows[0][0] == "Period"


def test_discreet_mode_shows_no_sheet_and_its_end_brings_them_back(
    page: Any, application: Application
) -> None:
    preview = page.preview
    assert preview.paper.isVisible()
    discreet.state.toggle()
    settle(application)
    page.reload(set())
    settle(application)
    assert not preview.paper.isVisible() and not preview.tabs.isVisible() and preview.waiting.isVisible()
    discreet.state.toggle()
    settle(application)
    assert preview.paper.isVisible() and preview.tabs.isVisible()


def test_a_made_report_offers_to_be_opened_and_stands_among_those_made_before(
    page: Any, application: Application
) -> None:
    page.options.make.click()
    settle(application)
    assert page.making.open.isVisible() and page.making.show_folder.isVisible()
    assert page.making.title.text() == "Management workbook is ready"
    assert kinds.made_before(page.context) == [made(page)]


def test_a_workbook_open_elsewhere_is_left_alone_and_a_numbered_name_offered(
    page: Any, application: Application
) -> None:
    target = made(page)
    target.parent.mkdir(parents=True)
    target.write_bytes(b"what Excel shows")
    target.with_name(f"~${target.name}").write_bytes(b"Ioana")
    page.make()
    settle(application)
    assert target.read_bytes() == b"what Excel shows"
    assert page.making.other.isVisible() and "(2)" in page.making.other.text()
    page.making.other.click()
    settle(application)
    assert target.with_name(f"{target.stem} (2).xlsx").exists()


def test_a_report_that_somebody_wrote_into_stays_and_the_new_one_lies_beside_it(
    page: Any, application: Application
) -> None:
    target = made(page)
    target.parent.mkdir(parents=True)
    target.write_bytes(b"with remarks for the meeting")
    page.make()
    settle(application)
    assert target.read_bytes() == b"with remarks for the meeting"
    assert target.with_name(f"{target.stem} (2).xlsx").exists()


def test_cancelling_leaves_no_file(page: Any, application: Application, qtbot: QtBot) -> None:
    page.make()
    page.making.cancel.click()
    settle(application)
    folder = made(page).parent
    assert list(folder.glob("*")) == []
    assert page.options.make.isEnabled()
    assert not page.making.isVisible()


def test_a_period_that_ends_before_it_begins_is_refused_where_it_stands(page: Any) -> None:
    page.options.start.set_value(page.context.today())
    page.options.until.set_value(page.context.today())
    page.make()
    assert page.options.error.text() == "The period ends before it begins."


def test_the_whole_book_comes_out_as_a_workbook(page: Any, application: Application) -> None:
    page.context.go(Place("reports", tab="book"))
    settle(application)
    page.make()
    settle(application)
    book = openpyxl.load_workbook(made(page), read_only=True)
    assert "clients" in book.sheetnames


def test_a_report_in_another_language_speaks_it(page: Any, application: Application) -> None:
    page.options.language.set_value("pl")
    page.options.changed.emit()
    settle(application)
    page.make()
    settle(application)
    assert made(page).exists()


def test_a_preview_that_lacks_a_rate_says_which_currency(page: Any, application: Application) -> None:
    from app.models import Client, Purchase
    from app.services.records.book_settings import change

    def write(session: Any) -> None:
        client = session.query(Client).first()
        client.currency = "JPY"
        session.add(Purchase(client_id=client.id, bought_on=page.context.today(), amount=100, item="x"))
        session.flush()
        change(session, "rate.JPY", None)

    page.context.operations.write("…", write)
    settle(application)
    assert "JPY" in page.preview.waiting.title.text()


def test_closing_the_window_gives_up_a_report_and_leaves_no_half_file(
    page: Any, application: Application, qtbot: QtBot
) -> None:
    folder = kinds.folder(page.context)
    with qtbot.waitSignal(page.options.make.clicked):
        page.options.make.click()
    application.window.close()
    qtbot.waitUntil(lambda: application.operations is None or application.leaving.asking is not None)
    if application.leaving.asking is not None:
        application.leaving.asking.stop.click()
    qtbot.waitUntil(lambda: application.operations is None)
    # A report that was quicker than the answer is whole; of any other nothing is left, hidden or half.
    left = list(folder.iterdir()) if folder.exists() else []
    assert all(each.suffix == ".xlsx" and zipfile.is_zipfile(each) for each in left), left


@pytest.mark.parametrize(("kind", "sheet"), [("management", "Clients"), ("book", "clients")])
def test_a_gesture_made_while_a_workbook_is_written_does_not_wait_for_it(
    page: Any, application: Application, kind: str, sheet: str
) -> None:
    application.context.go(Place("reports", tab=kind))
    settle(application)
    book, told = page.context.operations.book, []

    def step(done: int, _total: int) -> None:
        # On the thread of the report itself: were its session open, the gesture would wait for itself.
        if done and not told:
            told.append(done)
            with book.writing("while it is made") as session:
                factories.client(session, name="Came meanwhile")

    page._work(made(page), page.options.days())(step, lambda: False)
    assert told
    names = [cell.value for cell in openpyxl.load_workbook(made(page))[sheet]["A"]]
    assert len(names) > 20 and "Came meanwhile" not in names
