"""Search in the window: from anywhere, as one types, grouped by client, and back again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.folding import fold
from app.models import Note
from app.models.tables.base import utc_now
from app.services.books import create_book
from app.services.records import trash
from app.services.sample import fill
from app.services.search import recent as recent_searches
from app.ui.forms.book_dialogs import PasswordDialog
from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.ui.search.carry import words_at_hand
from app.ui.shell.palette import Palette
from app.ui.shell.places import ASIDE, PLACES
from app.views.search import SHOWN, MoreLine
from tests.ui.conftest import TODAY, Start
from tests.ui.search.conftest import ALFA, Searcher
from tests.ui.walk import flaws

KEY = Qt.Key


@pytest.mark.parametrize("page", [entry.id for entry in (*PLACES, *ASIDE)])
def test_ctrl_f_leads_here_from_every_place_with_the_cursor_in_the_line(
    searcher: Searcher, page: str
) -> None:
    searcher.context.go(page)
    searcher.settle()
    found = searcher.come()
    assert searcher.application.window.focusWidget() is found.line


def test_hits_stand_under_their_clients_newest_first_with_the_words_marked(searcher: Searcher) -> None:
    searcher.search("FACTURA")
    assert searcher.clients()[0] == ALFA
    for client in searcher.clients():
        days = [hit.day for hit in searcher.hits() if hit.client == client and hit.day is not None]
        assert days == sorted(days, reverse=True)
    for hit in searcher.hits():
        assert hit.marks and all(fold(hit.snippet[a:b]) == "factura" for a, b in hit.marks)


def test_two_letters_and_a_symbol_are_found_as_one_types(searcher: Searcher) -> None:
    searcher.search("tv")
    assert searcher.hits()
    searcher.search("%")
    assert all("%" in hit.snippet for hit in searcher.hits()[:3])


def test_an_answer_to_what_is_asked_no_more_is_dropped(searcher: Searcher) -> None:
    page = searcher.search("factura")
    page.line.setText("radio")
    page.ask()
    page.line.setText("oferta")
    page.ask()
    searcher.settle()
    assert searcher.hits()
    assert all(any(fold(h.snippet[a:b]) == "oferta" for a, b in h.marks) for h in searcher.hits())


def test_a_long_group_folds_and_opens_as_a_step_of_its_own(searcher: Searcher) -> None:
    page = searcher.search("factur")
    more = next(line for line in page.list.found.lines if isinstance(line, MoreLine))
    assert [hit.client for hit in searcher.hits()].count(more.client) == SHOWN
    page.open(more)
    searcher.settle()
    assert searcher.clients() == [more.client]
    assert len(searcher.hits()) > SHOWN + 1
    searcher.context.actions.run("go.back")
    searcher.settle()
    assert len(searcher.clients()) > 1 and page.line.text() == "factur"


def test_chips_count_the_kinds_and_choose_one(searcher: Searcher) -> None:
    page = searcher.search("factur")
    chips = searcher.chips()
    assert {"notes", "complaints"} <= chips.keys() and "people" not in chips
    counts = {table: int(name.rsplit(", ", 1)[1]) for table, name in chips.items()}
    assert counts.pop(None) == sum(counts.values()) > 0
    page.chips.chips["complaints"].click()
    searcher.settle()
    assert {hit.table for hit in searcher.hits()} == {"complaints"}
    assert searcher.chips() == chips
    assert page.note.text() == f"{counts['complaints']} found"


def test_from_a_clients_record_one_press_asks_for_this_client_alone(searcher: Searcher) -> None:
    searcher.go()
    page = searcher.search("factur")
    assert len(searcher.clients()) > 1 and page.only_chip.accessibleName() == f"Only {ALFA}"
    page.only_chip.click()
    searcher.settle()
    assert searcher.clients() == [ALFA]
    page.only_chip.click()
    searcher.settle()
    assert len(searcher.clients()) > 1


def test_without_a_client_in_front_there_is_no_such_chip(searcher: Searcher) -> None:
    searcher.context.go("reports")
    assert not searcher.search("factur").only_chip.isVisible()


def test_the_keyboard_leads_through_the_hits_to_a_record_and_back(searcher: Searcher) -> None:
    page = searcher.search("factur")
    searcher.press(KEY.Key_Down)
    first = page.list.current_row()
    assert first == searcher.hits()[0]
    searcher.press(KEY.Key_Down, KEY.Key_Down)
    chosen = page.list.current_row()
    assert chosen == searcher.hits()[2]
    searcher.press(KEY.Key_Return)
    here = searcher.context.here
    assert here is not None and (here.page, here.client_id) == ("clients", chosen.client_id)
    assert here.record == (chosen.table, chosen.id)
    searcher.context.actions.run("go.back")
    searcher.settle()
    assert searcher.page.line.text() == "factur"
    assert page.list.current_row() == chosen
    assert searcher.application.window.focusWidget() is page.list


def test_home_reaches_the_first_hit_over_its_heading(searcher: Searcher) -> None:
    page = searcher.search("factur")
    searcher.press(KEY.Key_Down, KEY.Key_End)
    assert page.list.current_row() not in (None, searcher.hits()[0])
    searcher.press(KEY.Key_Home)
    assert page.list.current_row() == searcher.hits()[0]


def test_up_from_the_first_hit_leads_back_into_the_line(searcher: Searcher) -> None:
    page = searcher.search("factur")
    searcher.press(KEY.Key_Return)
    assert searcher.application.window.focusWidget() is page.list
    searcher.press(KEY.Key_Up)
    assert searcher.application.window.focusWidget() is page.line


def test_forward_brings_the_words_again(searcher: Searcher) -> None:
    searcher.search("factur")
    searcher.context.go("today")
    searcher.context.actions.run("go.back")
    searcher.settle()
    assert searcher.page.line.text() == "factur" and searcher.hits()
    searcher.context.actions.run("go.back")
    searcher.context.actions.run("go.forward")
    searcher.settle()
    assert searcher.page.line.text() == "factur" and searcher.hits()


def test_a_person_and_a_client_open_where_they_are_at_home(searcher: Searcher) -> None:
    page = searcher.search("alfa media")
    page.open(next(hit for hit in searcher.hits() if hit.table == "clients"))
    assert searcher.context.here == Place("clients", searcher.client())
    page = searcher.search("turcanu")
    page.open(next(hit for hit in searcher.hits() if hit.table == "people"))
    assert searcher.context.here == Place("settings", tab="people")


def test_words_of_the_filter_and_of_a_selection_are_taken_along(searcher: Searcher) -> None:
    searcher.context.go("decisions")
    searcher.settle()
    decisions = searcher.application.window.current_page()
    searcher.context.actions.run("filter")
    assert searcher.application.window.focusWidget() is decisions.search
    decisions.search.setText("radio")
    page = searcher.come()
    assert page.line.text() == "radio" == page.line.selectedText()
    searcher.go()
    clients = searcher.application.window.current_page()
    clients.panel.search.setText("alfa media")
    clients.panel.search.setFocus()
    clients.panel.search.setSelection(0, 4)
    assert searcher.come().line.text() == "alfa"


def test_a_password_is_never_taken_along(searcher: Searcher) -> None:
    field = QLineEdit("secret")
    searcher.qtbot.addWidget(field)
    field.selectAll()
    assert words_at_hand(None, field) == "secret"
    field.setEchoMode(QLineEdit.EchoMode.Password)
    assert words_at_hand(None, field) == ""


def test_nothing_found_offers_words_that_find_something(searcher: Searcher) -> None:
    page = searcher.search("factura qqqq")
    assert page.stack.currentWidget() is page.nothing
    assert page.nothing.title.text() == "Nothing holds “factura qqqq”"
    page.nothing.button.click()
    searcher.settle()
    assert page.line.text() == "factura" and searcher.hits()


def test_nothing_found_behind_a_filter_offers_to_search_everything(searcher: Searcher) -> None:
    page = searcher.search("factur")
    page.chips.chips["complaints"].click()
    page.line.setText("mirela")
    page.ask()
    searcher.settle()
    if page.stack.currentWidget() is not page.nothing:
        page.line.setText("+40 700 000 009")
        page.ask()
        searcher.settle()
    assert page.nothing.button.text() == "Search everything"
    page.nothing.button.click()
    searcher.settle()
    assert searcher.hits() and page.question.table is None


def test_nothing_at_all_offers_no_button(searcher: Searcher) -> None:
    page = searcher.search("qq")
    assert page.stack.currentWidget() is page.nothing and not page.nothing.button.isVisible()


def test_what_led_somewhere_is_offered_again_and_can_be_forgotten(searcher: Searcher) -> None:
    page = searcher.search("factur")
    searcher.press(KEY.Key_Return)
    searcher.search("radio")
    searcher.press(KEY.Key_Return)
    page.line.clear()
    searcher.settle()
    assert page.stack.currentWidget() is page.blank
    assert [each.text() for each in page.blank.buttons] == ["radio", "factur"]
    assert searcher.ask(recent_searches.recent) == ("radio", "factur")
    page.blank.buttons[1].click()
    searcher.settle()
    assert page.line.text() == "factur" and searcher.hits()
    page.line.clear()
    page.blank.forget.click()
    searcher.settle()
    assert searcher.ask(recent_searches.recent) == () and not page.blank.lately.isVisible()


def test_in_discreet_mode_search_is_off_and_nothing_of_it_is_seen(searcher: Searcher) -> None:
    page = searcher.search("factur")
    searcher.press(KEY.Key_Return)
    discreet.state.set(True)
    searcher.settle()
    assert page.stack.currentWidget() is page.veiled
    assert not page.list.found.lines and not page.line.isVisible() and not page.filters.isVisible()
    assert page.note.text() == ""
    page.line.clear()
    searcher.settle()
    assert not page.blank.buttons
    searcher.context.go("promises")
    searcher.come()
    assert page.stack.currentWidget() is page.veiled and not page.list.found.lines
    searcher.context.go(Place("search", words="factur"))
    searcher.settle()
    assert not page.list.found.lines
    discreet.state.set(False)
    searcher.settle()
    assert searcher.hits()


def test_the_trash_is_not_found_and_a_change_shows_at_once(searcher: Searcher) -> None:
    alfa = searcher.client()
    page = searcher.search("xylophone")
    assert not searcher.hits()
    noted = {"client_id": alfa, "kind": "call", "body": "a xylophone"}
    searcher.write(lambda s: s.add(Note(happened_at=utc_now(), **noted)))
    assert [hit.snippet for hit in searcher.hits()] == ["a xylophone"]
    searcher.write(lambda s: trash.delete(s, s.scalars(select(Note).where(Note.body == "a xylophone")).one()))
    assert not searcher.hits() and page.stack.currentWidget() is page.nothing
    searcher.context.actions.run("undo")
    searcher.settle()
    assert len(searcher.hits()) == 1


def test_the_last_row_of_the_palette_leads_here_with_its_words(searcher: Searcher) -> None:
    palette = _palette(searcher)
    searcher.context.actions.run("jump")
    searcher.qtbot.keyClicks(palette.line, "factur")
    searcher.settle()
    last = palette.model.rows[-1]
    assert last.title == "Search all text for “factur”"
    palette.choose(last)
    searcher.settle()
    assert searcher.page.line.text() == "factur" and searcher.hits()


def test_the_palette_offers_it_where_nothing_else_is_found_and_not_in_discreet_mode(
    searcher: Searcher,
) -> None:
    palette = _palette(searcher)
    searcher.context.actions.run("jump")
    searcher.qtbot.keyClicks(palette.line, "qqqq")
    assert [row.title for row in palette.model.rows] == ["Search all text for “qqqq”"]
    assert palette.current() is palette.model.rows[0]
    palette.close_palette()
    discreet.state.set(True)
    searcher.context.actions.run("jump")
    searcher.qtbot.keyClicks(palette.line, "qqqq")
    assert palette.model.rows == []


def _palette(searcher: Searcher) -> Palette:
    searcher.context.actions.run("jump")
    shown = next(each for each in searcher.application.window.findChildren(Palette) if each.isVisible())
    shown.close_palette()
    return shown


@pytest.mark.parametrize(("password", "read_only"), [(None, True), ("Ștefan şi łódź 5", False)])
def test_a_book_that_is_only_read_and_an_encrypted_one_are_searched_alike(
    start: Start, tmp_path: Path, qtbot: QtBot, password: str | None, read_only: bool
) -> None:
    path = tmp_path / "Kept.condica"
    with closing(create_book(path, password=password)) as book, book.transaction() as session:
        fill(session, clients=24, years=1, seed=1, as_of=TODAY)
    application = start(None)
    application.open_book(path, read_only=read_only)
    if password is not None:
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PasswordDialog)
        dialog.password.setText(password)
        dialog.button.click()
    qtbot.waitUntil(lambda: application.context is not None)
    searcher = Searcher(application, qtbot)
    searcher.settle()
    assert searcher.context.read_only is read_only
    page = searcher.search("factur")
    assert searcher.hits()
    searcher.press(KEY.Key_Return)
    page.line.clear()
    searcher.settle()
    assert [each.text() for each in page.blank.buttons] == ["factur"]
    assert searcher.ask(recent_searches.recent) == (() if read_only else ("factur",))


def test_every_state_is_named_and_fits(searcher: Searcher) -> None:
    searcher.search("factur")
    searcher.press(KEY.Key_Return)
    stops = [
        Place("search", words="factur", record=("clients", searcher.client())),
        Place("search", client_id=searcher.client(), tab="notes", words="factur"),
        Place("search", words="qqqq rrrr"),
        Place("search"),
    ]
    assert flaws(searcher.application, stops) == []
    for code in ("ro", "pl", "ru"):
        searcher.application.speak(code)
        searcher.settle()
        assert flaws(searcher.application, stops, looks=["light"], sizes=[(1180, 680)]) == []


def test_the_slash_leads_into_the_pages_filter_but_is_typed_where_one_types(searcher: Searcher) -> None:
    searcher.go()
    clients = searcher.application.window.current_page()
    searcher.application.window.activateWindow()
    searcher.qtbot.waitUntil(searcher.application.window.isActiveWindow)
    clients.panel.list.setFocus()
    searcher.press(KEY.Key_Slash)
    assert searcher.application.window.focusWidget() is clients.panel.search
    searcher.qtbot.keyClicks(clients.panel.search, "80/20")
    assert clients.panel.search.text() == "80/20"
    page = searcher.search("80/20")
    assert page.line.text() == "80/20" and searcher.hits()
    searcher.context.go("trash")
    searcher.settle()
    searcher.context.actions.run("filter")
    searcher.settle()
    assert searcher.application.window.focusWidget() is searcher.page.line
