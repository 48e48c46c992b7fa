"""The Promises page: kept at a click, another day or a reason in place, and everything taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app import models
from app.services.books import create_book
from app.ui.kit import discreet
from app.ui.kit.lists.deed_rows import Heading
from app.ui.kit.page_context import Place
from app.ui.kit.stops import widgets_of
from app.ui.promises.page import PromisesPage
from app.ui.shell.app import Application
from app.views.promises import PromiseRow
from tests.ui.conftest import TODAY, Start
from tests.ui.walk import settle


@pytest.fixture
def page(application: Application) -> PromisesPage:
    return arrived(application)


def arrived(application: Application) -> PromisesPage:
    assert application.context is not None
    application.context.go("promises")
    settle(application)
    found = application.window.current_page()
    assert isinstance(found, PromisesPage)
    return found


def ask(application: Application, question: Callable[[Session], Any]) -> Any:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return question(session)


def first(page: PromisesPage, group: str) -> PromiseRow:
    row: PromiseRow = next(row for row in page.board.shown() if row.group == group)
    page.board.list.choose(row.key)
    return row


def now(page: PromisesPage, promise_id: int) -> PromiseRow:
    assert page.view is not None
    return next(row for row in page.view.rows if row.id == promise_id)


def test_open_promises_stand_under_their_groups_and_closed_ones_are_folded_away(page: PromisesPage) -> None:
    titles = [line.title for line in page.board.list.lines.lines if isinstance(line, Heading)]
    assert titles == ["Overdue", "Within a week", "Later", "Without a day"]
    assert all(row.is_open for row in page.board.shown())
    page.board.closed_line.click()
    assert any(not row.is_open for row in page.board.shown())
    page.board.closed_line.click()
    assert all(row.is_open for row in page.board.shown())


def test_one_click_keeps_a_promise_and_undo_brings_it_back(
    page: PromisesPage, application: Application, qtbot: QtBot
) -> None:
    row = first(page, "overdue")
    shown = page.board.list
    zones = shown.delegate.zones(shown.visualRect(shown.currentIndex()))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=zones.button.center())
    settle(application)
    assert (now(page, row.id).state, now(page, row.id).closed_on) == ("late", TODAY)
    toast = application.window.toasts.current
    assert toast is not None and toast.text == "Promise fulfilled"
    toast.button.click()
    settle(application)
    assert now(page, row.id).state == "overdue"


def test_another_day_asks_for_the_day_and_why(
    page: PromisesPage, application: Application, qtbot: QtBot
) -> None:
    row = first(page, "week")
    qtbot.keyClick(page.board.list, Qt.Key.Key_D)
    assert page.board.list.host is not None
    form = page.board.list.host.form
    form.form.set_values(due_on=TODAY + timedelta(days=30))
    form.submit()
    assert form.form.fields["reason"].error.text() == "Needed."
    form.form.set_values(reason="Their figures come later")
    form.submit()
    settle(application)
    assert page.board.list.host is None
    assert now(page, row.id).state == "released"
    moved = next(each for each in page.board.shown() if each.line.endswith("Their figures come later"))
    assert (moved.text, moved.due_on) == (row.text, TODAY + timedelta(days=30))
    application.context.actions.run("undo")  # type: ignore[union-attr]
    settle(application)
    assert now(page, row.id).state == "open"


def test_a_day_that_has_passed_is_refused_at_its_field(
    page: PromisesPage, application: Application, qtbot: QtBot
) -> None:
    first(page, "week")
    qtbot.keyClick(page.board.list, Qt.Key.Key_D)
    assert page.board.list.host is not None
    form = page.board.list.host.form
    form.form.set_values(due_on=date(2020, 1, 1), reason="typed before")
    form.submit()
    settle(application)
    assert form.form.fields["due_on"].error.text()
    assert form.form.values()["reason"] == "typed before"


def test_what_was_not_kept_needs_a_reason_and_can_be_opened_again(
    page: PromisesPage, application: Application, qtbot: QtBot
) -> None:
    row = first(page, "overdue")
    qtbot.keyClick(page.board.list, Qt.Key.Key_B)
    assert page.board.list.host is not None
    form = page.board.list.host.form
    assert form.form.values()["outcome"] == "broken"
    form.form.set_values(reason="We forgot it")
    qtbot.keyClick(form.form.fields["reason"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(application)
    assert now(page, row.id).state == "broken"
    page.board.show_record(row.id)
    assert page.context.actions.run("promise.reopen")
    settle(application)
    assert now(page, row.id).state == "overdue"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_holds_what_the_buttons_and_keys_do(page: PromisesPage, application: Application) -> None:
    first(page, "later")
    menu = page.board.list.rows_at.open_menu()
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "The promise is kept",
        "Kept on another day…",
        "Agree on another day…",
        "The promise was not kept…",
        "Let off…",
        "All details…",
        f"Go to {page.board.list.current_row().client}",
        "Delete",
    ]
    next(action for action in menu.actions() if action.text() == "Let off…").trigger()
    menu.close()
    assert page.board.list.host is not None
    assert page.board.list.host.form.form.values()["outcome"] == "released"


def test_chips_people_and_words_narrow_the_list(page: PromisesPage, application: Application) -> None:
    def chosen(*names: str) -> set[tuple[str, str]]:
        page.chips.choose(set())
        for name in names:
            page.chips.chips[name].click()
        return {(row.side, row.state) for row in page.board.shown()}

    assert {side for side, _state in chosen("theirs")} == {"theirs"}
    assert chosen("theirs", "overdue") == {("theirs", "overdue")}
    # The second side takes the place of none: both are the same as no side at all.
    assert {side for side, _state in chosen("ours", "theirs")} == {"ours", "theirs"}
    assert all(row.is_expectation for row in page.board.shown()) or chosen("expectations")
    chosen()
    page.people.set_value("Matei Dobre")
    assert {row.contact for row in page.board.shown()} == {"Matei Dobre"}
    page.search.setText("nothing of the kind")
    assert page.board.empty.title.text() == "Nothing matches"
    page.board.empty.button.click()
    assert len({row.contact for row in page.board.shown()}) > 1


def test_figures_and_attention_stand_beside_the_list(page: PromisesPage, application: Application) -> None:
    assert page.view is not None
    courting = page.view.ours.courting
    assert page.rail.courting.value.text().startswith(f"{courting.kept} of ")
    assert page.rail.sentence.text().startswith("With ")
    row: Any = next(widgets_of(page.rail.lines))
    assert "less than when we courted them" in row.accessibleName()
    row.pressed.emit()
    settle(application)
    assert application.context is not None and application.context.here is not None
    assert application.context.here.page == "clients"


def test_a_record_of_the_palette_is_gone_to_even_if_closed(
    page: PromisesPage, application: Application
) -> None:
    assert page.view is not None and application.context is not None
    closed = next(row for row in page.view.rows if not row.is_open)
    application.context.go(Place("promises", record=("promises", closed.id)))
    settle(application)
    assert page.board.list.current_row().id == closed.id


def test_deleting_needs_no_question_and_is_taken_back(
    page: PromisesPage, application: Application, qtbot: QtBot
) -> None:
    row = first(page, "later")
    qtbot.keyClick(page.board.list, Qt.Key.Key_Delete)
    settle(application)
    assert row.id not in {each.id for each in page.board.shown()}
    application.context.actions.run("undo")  # type: ignore[union-attr]
    settle(application)
    assert row.id in {each.id for each in page.board.shown()}


def test_a_promise_of_any_client_is_noted_from_the_page(page: PromisesPage, application: Application) -> None:
    page.new.click()
    settle(application)
    dialog: Any = QApplication.activeModalWidget()
    client_id = ask(
        application, lambda s: s.query(models.Client.id).filter_by(name="Alfa Media SRL").scalar()
    )
    dialog.form.set_values(client_id=client_id, text="A call every Friday", due_on=TODAY + timedelta(days=2))
    dialog.submit()
    settle(application)
    row = next(row for row in page.board.shown() if row.text == "A call every Friday")
    assert (row.client, row.side, row.phase, row.group) == ("Alfa Media SRL", "ours", "partnership", "week")


def test_discreet_mode_hides_the_promises_of_other_clients(page: PromisesPage) -> None:
    discreet.state.set(True)
    assert page.veil.isVisible() and not page.board.isVisible() and not page.people.isVisible()
    discreet.state.set(False)
    assert page.board.isVisible()


def test_an_empty_book_says_what_belongs_here(start: Start, tmp_path: Any) -> None:
    path = tmp_path / "Empty.condica"
    create_book(path).close()
    page = arrived(start(path))
    assert page.board.empty.isVisible()
    assert page.board.empty.title.text() == "No promise yet"
    assert page.rail.courting.value.text() == "none yet"


def test_of_thousands_of_promises_a_screenful_is_painted(page: PromisesPage) -> None:
    assert page.view is not None
    some = next(row for row in page.view.rows if row.is_open)
    from dataclasses import replace

    page.board.show_rows([replace(some, id=10_000 + n) for n in range(5000)])
    painted: list[int] = []
    paint = page.board.list.delegate._paint_row

    def counted(painter: Any, option: Any, row: Any, line: int) -> None:
        painted.append(line)
        paint(painter, option, row, line)

    page.board.list.delegate._paint_row = counted  # type: ignore[method-assign]
    page.board.list.viewport().repaint()
    assert 0 < len(set(painted)) <= page.board.list.height() // 40
