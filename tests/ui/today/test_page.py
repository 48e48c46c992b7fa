"""The start page: opens at once, acts in place, puts off, and takes everything back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.i18n import format_day
from app.services.records.clients import add_client
from app.ui.clients.page import ClientsPage
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from app.ui.today.page import TodayPage
from app.views.today.page import TodayRow
from tests.patience import PATIENCE_S
from tests.ui.conftest import TODAY
from tests.ui.walk import flaws, settle

Ready = Callable[[], None]


@pytest.fixture
def page(application: Application, qtbot: QtBot) -> TodayPage:
    context = application.context
    assert context is not None
    context.go("today")
    settle(application)
    found = application.window.current_page()
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.list.rows()))
    return found


def row_with(page: TodayPage, deed: str) -> TodayRow:
    row = next(row for row in page.list.rows() if row.deed.name == deed)
    page.list.choose(row.key)
    return row


def keys(page: TodayPage) -> set[str]:
    return {row.key for row in page.list.rows()}


def opened_form(page: TodayPage, qtbot: QtBot) -> Any:
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.host is not None)
    assert page.list.host is not None
    return page.list.host.form


def everyone(page: TodayPage, application: Application) -> None:
    page.scope.set_value("everyone")
    settle(application)


def test_it_is_the_start_page(application: Application) -> None:
    assert isinstance(application.window.current_page(), TodayPage)


def test_the_list_takes_the_keys_also_where_reading_took_its_time(
    application: Application, qtbot: QtBot
) -> None:
    gate = threading.Event()
    assert application.operations is not None
    for _reader in range(2):
        application.operations.read(lambda _session: gate.wait(PATIENCE_S), lambda _answer: None)
    application.speak("en")
    page = application.window.current_page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    gate.set()
    qtbot.waitUntil(lambda: bool(page.list.rows()))
    settle(application)
    assert QApplication.focusWidget() is page.list


def test_the_keys_reach_the_first_row_and_the_last_over_the_headings(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    everyone(page, application)
    rows = page.list.rows()
    for key, row in ((Qt.Key.Key_End, rows[-1]), (Qt.Key.Key_Home, rows[0])):
        qtbot.keyClick(page.list, key)
        assert page.list.current_row() == row
    seen = {page.list.current_row().key}
    while True:
        qtbot.keyClick(page.list, Qt.Key.Key_PageDown)
        if page.list.current_row().key in seen:
            break
        seen.add(page.list.current_row().key)
    assert page.list.current_row() == rows[-1]


def test_the_most_urgent_row_has_the_filled_button(page: TodayPage) -> None:
    first = page.list.current_row()
    assert first is not None and first.item.severity == 3
    assert first == page.list.rows()[0]


def test_the_badge_counts_what_is_urgent_or_soon(page: TodayPage, application: Application) -> None:
    urgent = sum(row.item.severity >= 2 for row in page.list.rows())
    assert application.window.sidebar.rows["today"].count == urgent > 0
    everyone(page, application)
    more = sum(row.item.severity >= 2 for row in page.list.rows())
    assert application.window.sidebar.rows["today"].count == more > urgent


def test_whose_list_is_shown_is_remembered(page: TodayPage, application: Application) -> None:
    mine = keys(page)
    assert all(row.mine_of == "Ioana Țurcanu" for row in page.list.rows())
    everyone(page, application)
    assert keys(page) > mine
    assert application.preferences.today["scope"] == "everyone"


def test_a_promise_is_fulfilled_in_place_and_undo_brings_it_back(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    row = row_with(page, "fulfil")
    form = opened_form(page, qtbot)
    assert form.parentWidget().parentWidget() is page.list.viewport()
    form.submit()
    qtbot.waitUntil(lambda: row.key not in keys(page))
    assert page.list.host is None
    toast = application.window.toasts.current
    assert toast is not None and toast.text == "Promise fulfilled"
    toast.button.click()
    qtbot.waitUntil(lambda: row.key in keys(page))


def test_every_row_opens_its_own_form(page: TodayPage, application: Application, qtbot: QtBot) -> None:
    everyone(page, application)
    # These three lead to where their records are, instead.
    deeds = {row.deed.name for row in page.list.rows()} - {"show", "update", "write"}
    assert len(deeds) >= 10
    for deed in sorted(deeds):
        row_with(page, deed)
        form = opened_form(page, qtbot)
        assert form.save_button.isEnabled(), deed
        assert page.list.form_key() == row_with(page, deed).key
        page.list.close_form()


def test_a_logged_call_lets_a_silent_client_rest(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    everyone(page, application)
    row = next(row for row in page.list.rows() if row.item.rule == "new_silent")
    page.list.choose(row.key)
    form = opened_form(page, qtbot)
    form.form.set_values(text="They were in a meeting")
    form.submit()
    qtbot.waitUntil(lambda: row.key not in keys(page))
    view = page.keeper.view
    assert view is not None and view.put_off[row.key] == TODAY + timedelta(days=7)
    assert page.rail.done_title.text().startswith("1 ")
    application.context.operations.undo()
    qtbot.waitUntil(lambda: row.key in keys(page))


def test_a_threat_that_stays_open_is_looked_at_again(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    everyone(page, application)
    row = row_with(page, "decide")
    form = opened_form(page, qtbot)
    form.submit()
    assert form.form.fields["response"].error.text() or form.form.fields["response"].control.value()
    form.form.set_values(response="hold")
    form.submit()
    qtbot.waitUntil(lambda: row.key not in keys(page))
    assert page.keeper.view is not None and row.key in page.keeper.view.put_off


def test_an_agreement_renewed_asks_no_more(page: TodayPage, application: Application, qtbot: QtBot) -> None:
    everyone(page, application)
    row = row_with(page, "prepare")
    opened_form(page, qtbot).submit()
    qtbot.waitUntil(lambda: row.key not in keys(page))


def test_an_error_keeps_the_form_and_what_was_typed(page: TodayPage, qtbot: QtBot) -> None:
    row_with(page, "fulfil")
    form = opened_form(page, qtbot)
    form.form.set_values(outcome="later", due_on=date(2020, 1, 1), reason="The agency is late")
    form.submit()
    qtbot.waitUntil(lambda: form.form.fields["due_on"].error.text() != "")
    assert form.form.values()["reason"] == "The agency is late"
    assert page.list.host is not None and page.list.host.form is form


def test_a_gesture_elsewhere_leaves_what_is_being_typed(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    row_with(page, "call")
    form = opened_form(page, qtbot)
    form.form.set_values(text="Half a sentence")
    page.context.actions.run("today.tomorrow")
    settle(application)
    assert page.list.host is not None and page.list.host.form is form
    assert form.form.values()["text"] == "Half a sentence"


def test_escape_closes_the_form_and_the_keys_go_on(page: TodayPage, qtbot: QtBot) -> None:
    row = row_with(page, "fulfil")
    form = opened_form(page, qtbot)
    qtbot.keyClick(form.form.fields["on"].control, Qt.Key.Key_Escape)
    assert page.list.host is None
    assert page.list.current_row() == row


def test_arrows_go_from_row_to_row_past_the_headings(page: TodayPage, qtbot: QtBot) -> None:
    rows = page.list.rows()
    page.list.choose(rows[0].key)
    for expected in rows[1:8]:
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        assert page.list.current_row() == expected


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_s_puts_off_until_tomorrow_or_next_week(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    row = page.list.rows()[0]
    page.list.choose(row.key)
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
    tomorrow = format_day(TODAY + timedelta(days=1), "EEE d MMM")
    assert [action.text() for action in menu.actions()] == [
        f"Tomorrow, {tomorrow}",
        "Next week, Mon 23 Nov",
        "A day…",
    ]
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: row.key not in keys(page))
    assert page.put_off_line.isVisible() and page.put_off_line.text().startswith("1 put off")
    page.put_off_line.click()
    qtbot.waitUntil(lambda: row.key in keys(page))
    assert not page.put_off_line.isVisible()


def test_put_off_until_a_day(page: TodayPage, qtbot: QtBot) -> None:
    row = page.list.rows()[0]
    page.list.choose(row.key)
    page.context.actions.run("today.a_day")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.form.set_values(until=TODAY)
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.set_values(until=TODAY + timedelta(days=30))
    dialog.submit()
    qtbot.waitUntil(lambda: row.key not in keys(page))


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_button_and_the_clock_of_a_row_take_clicks(page: TodayPage, qtbot: QtBot) -> None:
    row = row_with(page, "fulfil")
    box = page.list.visualRect(page.list.currentIndex())
    zones = page.list.delegate.zones(box)
    button = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(page.list.used) as told:
        qtbot.mouseClick(page.list.viewport(), button, pos=zones.tool("snooze").center())
    assert told.args[1] == row
    assert any(menu.isVisible() for menu in page.findChildren(QMenu))
    for menu in page.findChildren(QMenu):
        menu.close()
    with qtbot.waitSignal(page.list.acted):
        qtbot.mouseClick(page.list.viewport(), button, pos=zones.button.center())
    qtbot.waitUntil(lambda: page.list.host is not None)


def test_the_exact_day_stands_in_the_tooltip(page: TodayPage) -> None:
    row = page.list.rows()[0]
    zones = page.list.delegate.zones(page.list.visualRect(page.list.currentIndex()))
    assert page.list.tip_at(zones.since.center()) == format_day(row.item.due, "full")
    assert page.list.tip_at(zones.tool("snooze").center()) == "Put off (S)"
    assert page.list.tip_at(QPoint(2, 2)) == ""


def test_o_opens_the_client_at_the_record(page: TodayPage, application: Application, qtbot: QtBot) -> None:
    row = row_with(page, "fulfil")
    qtbot.keyClick(page.list, Qt.Key.Key_O)
    assert page.context.here == Place("clients", row.item.client_id, record=row.record)


def test_a_form_is_closed_with_its_row(page: TodayPage, application: Application, qtbot: QtBot) -> None:
    """Another row's form takes the place of the one that is open."""
    row_with(page, "fulfil")
    first = opened_form(page, qtbot)
    row_with(page, "done")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.host is not None and page.list.host.form is not first)
    assert page.list.lines.form_line() is not None


def test_in_discreet_mode_nothing_of_anybody_is_shown(page: TodayPage, application: Application) -> None:
    discreet.state.set(True)
    settle(application)
    assert page.list.rows() == [] and not page.side.isVisible()
    assert page.empty.isVisible() and page.empty.title.text() == "Hidden in discreet mode"
    page.empty.button.click()
    assert page.list.rows()


def test_what_was_missed_is_told_once_and_can_be_looked_at(application: Application, page: TodayPage) -> None:
    page.keeper.since = TODAY - timedelta(days=4)
    page.keeper.refresh()
    settle(application)
    missed = page.keeper.missed()
    assert missed and page.banner.isVisible()
    assert f"{len(missed)} thing" in page.banner.label.text()
    page.banner.button.click()
    assert keys(page) == {row.key for row in missed}
    page.banner.button.click()
    assert len(page.list.rows()) > len(missed)


def test_the_day_of_the_last_visit_is_remembered_by_book(application: Application, page: TodayPage) -> None:
    visits = application.preferences.today["visits"]
    assert list(visits.values()) == [[TODAY.isoformat(), ""]]
    assert page.keeper.since is None and not page.banner.isVisible()


def test_nothing_is_cut_off_or_without_a_name(application: Application, page: TodayPage) -> None:
    assert flaws(application, [Place("today")]) == []


def test_with_large_text_the_figures_fold_behind_a_button(application: Application, page: TodayPage) -> None:
    from app.ui.kit.look import theme

    application.window.resize(1180, 680)
    theme.set_text_scale(1.5)
    settle(application)
    assert page.figures.isVisible() and page.left.isVisible() and not page.side.isVisible()
    page.figures.click()
    assert page.side.isVisible() and not page.left.isVisible()
    assert flaws(application, [Place("today")], looks=["light"], sizes=[(1180, 680)]) == []


def test_clients_of_whom_nothing_is_written_are_one_row_that_shows_them(
    page: TodayPage, application: Application, qtbot: QtBot
) -> None:
    """Also where the page of clients was never visited."""
    context = application.context
    assert context is not None
    names = {"Importat Unu", "Importat Doi", "Importat Trei"}
    told: list[str] = []

    def bring_in(session: Any) -> None:
        for name in names:
            add_client(session, name=name, since=date(2021, 1, 1))

    context.operations.write("Import", bring_in, lambda _r: told.append("well"), owner=page)
    qtbot.waitUntil(lambda: bool(told))
    everyone(page, application)
    qtbot.waitUntil(lambda: any(row.deed.name == "show" for row in page.list.rows()))
    row = row_with(page, "show")
    assert row.title == "3 clients of whom nothing is written yet"
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(application)
    clients = application.window.current_page()
    assert isinstance(clients, ClientsPage)
    qtbot.waitUntil(lambda: {each.client.name for each in clients.panel.shown()} == names)
    assert clients.panel.chips.value() == "unwritten"
