"""The Complaints page on the sample book: board, sheet, hunt, stories, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.ui.complaints.page import ComplaintsPage
from app.ui.forms.new_complaint import NewDialog
from app.ui.kit import discreet
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.page_context import Place
from app.ui.record.cards.complaint import MIME, ComplaintCard
from app.ui.shell.app import Application
from app.views.complaints.page import ComplaintRow
from tests.ui.walk import flaws, settle

Ask = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def page(application: Application) -> ComplaintsPage:
    """The page, arrived at."""
    assert application.context is not None
    application.context.go("complaints")
    settle(application)
    found = application.window.current_page()
    assert isinstance(found, ComplaintsPage)
    return found


@pytest.fixture
def ask(application: Application) -> Ask:
    """What the book says now."""

    def answer(question: Callable[[Session], Any]) -> Any:
        assert application.opened is not None
        with application.opened.book.reading() as session:
            return question(session)

    return answer


def sheet(ask: Ask, complaint_id: int) -> Any:
    """The record as it stands in the book."""
    c = models.Complaint
    columns = (c.responded_on, c.resolved_on, c.told_on, c.thanked_on, c.remark, c.finding, c.change_made,
               c.told_words, c.satisfied, c.story, c.reward_cost, c.assigned_to)  # fmt: skip
    return ask(lambda s: s.execute(select(*columns).where(c.id == complaint_id)).one())


def first(page: ComplaintsPage, column: str) -> ComplaintRow:
    """The first sheet of a column."""
    assert page.overview.view is not None
    return page.overview.view.column(column)[0]


def open_sheet(application: Application, complaint_id: int) -> None:
    """Go to a sheet."""
    assert application.context is not None
    application.context.go(Place("complaints", record=("complaints", complaint_id)))
    settle(application)


def dialog(qtbot: QtBot, kind: type[FormDialog]) -> Any:
    """The form over the window."""
    found: list[FormDialog] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def test_the_board_holds_every_open_sheet_and_the_newest_three_told(page: ComplaintsPage) -> None:
    view = page.overview.view
    assert view is not None
    for name in ("received", "answered", "resolved"):
        shown = [c.row.id for c in page.overview.board.by_id.values() if c.row.column == name]
        assert sorted(shown) == sorted(row.id for row in view.column(name))
    told = [c.row for c in page.overview.board.by_id.values() if c.row.column == "told"]
    newest = sorted(view.column("told"), key=lambda r: (r.told_on, r.id), reverse=True)[:3]
    assert [row.id for row in told] == [row.id for row in newest]


def test_a_card_dropped_on_the_next_column_opens_that_steps_form(
    application: Application, page: ComplaintsPage, ask: Ask, qtbot: QtBot
) -> None:
    row = first(page, "received")
    column = page.overview.board.columns["answered"]
    carried = QMimeData()
    carried.setData(MIME, str(row.id).encode())
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    column.dropEvent(event)
    form = dialog(qtbot, FormDialog)
    form.form.fields["finding"].control.set_value("The label was printed twice")
    form.submit()
    settle(application)
    kept = sheet(ask, row.id)
    assert (kept.finding, kept.responded_on) == ("The label was printed twice", application.context.today())
    assert row.id in [r.id for r in page.overview.view.column("answered")]
    application.context.operations.undo()
    settle(application)
    assert sheet(ask, row.id).responded_on is None


def test_a_card_goes_no_further_than_the_next_step(page: ComplaintsPage) -> None:
    board = page.overview.board
    received, resolved = first(page, "received").id, first(page, "resolved").id
    assert [c for c in board.columns if board._may_drop(received, c)] == ["answered", "resolved"]
    assert [c for c in board.columns if board._may_drop(resolved, c)] == ["told"]


def test_ctrl_right_does_what_dragging_does(page: ComplaintsPage, qtbot: QtBot) -> None:
    card: ComplaintCard = page.overview.board.by_id[first(page, "resolved").id]
    QTest.keyClick(card, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    form = dialog(qtbot, FormDialog)
    assert set(form.form.fields) == {"told_words", "satisfied", "said", "on"}
    form.reject()


def test_telling_from_the_sheet_keeps_words_answer_and_what_they_said(
    application: Application, page: ComplaintsPage, ask: Ask
) -> None:
    row = first(page, "resolved")
    before = sheet(ask, row.id).remark
    open_sheet(application, row.id)
    left, editor = page.sheet.left, page.sheet.right.editor
    assert editor is not None
    page.sheet.primary.click()
    settle(application)
    assert sheet(ask, row.id).told_on is None, "nothing is told without words"
    editor.form.fields["told_words"].control.set_value("On the phone: a second person checks.")
    left.satisfied.set_value("partly")
    left.said.set_value("Late, but thank you.")
    page.sheet.primary.click()
    settle(application)
    kept = sheet(ask, row.id)
    assert (kept.told_on, kept.satisfied) == (application.context.today(), "partly")
    assert kept.remark.startswith(before)
    assert kept.remark.endswith("Late, but thank you.")
    assert page.sheet.right.editor.step.reaches == "thanked"


def test_the_clients_page_only_grows(application: Application, page: ComplaintsPage, ask: Ask) -> None:
    row = first(page, "answered")
    before = sheet(ask, row.id).remark
    open_sheet(application, row.id)
    left = page.sheet.left
    left.add_button.click()
    left.adding.set_value("And it happened in May, too.")
    left.keep.click()
    settle(application)
    assert sheet(ask, row.id).remark.startswith(before + "\n\n")
    assert "And it happened in May, too." in left.words.text()


def test_what_is_being_typed_survives_a_change_elsewhere(
    application: Application, page: ComplaintsPage
) -> None:
    open_sheet(application, first(page, "resolved").id)
    field = page.sheet.right.editor.form.fields["told_words"].control
    field.set_value("Half a sentence")
    page.reload({"complaints"})
    settle(application)
    open_sheet(application, first(page, "told").id)
    open_sheet(application, first(page, "resolved").id)
    assert page.sheet.right.editor.form.fields["told_words"].control.value() == "Half a sentence"


def test_an_unfinished_step_is_kept_in_the_book_until_it_is_saved(
    application: Application, page: ComplaintsPage, ask: Ask, qtbot: QtBot
) -> None:
    row = first(page, "resolved")
    open_sheet(application, row.id)
    page.sheet.right.editor.form.fields["told_words"].control.set_value("Half a sentence")
    kept = select(models.Draft.fields).where(models.Draft.place.like("client/%/complaint/%"))
    qtbot.waitUntil(lambda: "Half a sentence" in (ask(lambda s: s.scalars(kept).first()) or ""))
    # As after a kill: nothing of the window is left.
    application._lay_book_session(application.context.trail)
    open_sheet(application, row.id)
    right = application.window.current_page().sheet.right
    assert right.editor.form.fields["told_words"].control.value() == "Half a sentence"
    right.submit()
    qtbot.waitUntil(lambda: sheet(ask, row.id).told_words == "Half a sentence")
    qtbot.waitUntil(lambda: ask(lambda s: s.scalars(kept).all()) == [])


def test_a_form_that_nobody_touched_leaves_no_draft(
    application: Application, page: ComplaintsPage, ask: Ask
) -> None:
    for column in ("received", "answered", "resolved", "told"):
        open_sheet(application, first(page, column).id)
        page.sheet.right.flush()
    settle(application)
    assert (
        ask(
            lambda s: s.scalars(
                select(models.Draft.place).where(models.Draft.place.contains("complaint"))
            ).all()
        )
        == []
    )


def test_our_side_is_edited_where_it_stands(application: Application, page: ComplaintsPage, ask: Ask) -> None:
    row = first(page, "told")
    open_sheet(application, row.id)
    field = page.sheet.right.texts["finding"]
    field.control.set_value("Nobody compared the two lists.")
    field.commit()
    settle(application)
    assert sheet(ask, row.id).finding == "Nobody compared the two lists."


def test_arrows_go_through_the_sheets_as_they_are_listed(
    application: Application, page: ComplaintsPage
) -> None:
    order = page.overview.order()
    open_sheet(application, order[1])
    page.sheet.after.click()
    settle(application)
    assert page.sheet.complaint_id == order[2]
    assert application.context.here.record == ("complaints", order[2])
    page.sheet.step(-1)
    page.sheet.step(-1)
    settle(application)
    assert page.sheet.complaint_id == order[0]
    assert not page.sheet.before.isEnabled()


def test_the_hunt_keeps_an_answer_and_undo_takes_it_back(
    application: Application, page: ComplaintsPage, ask: Ask
) -> None:
    application.context.go(Place("complaints", tab="hunt"))
    settle(application)
    hunt = page.overview.hunt
    silent = [line.client_id for line in hunt.list.rows()]
    assert silent, "the sample book has silent clients"
    assert not page.overview.hunt_strip.isHidden()
    whom = hunt.line.client_id
    hunt.said.set_value("Only if it is grave.")
    hunt.answers["hesitant"].click()
    settle(application)
    v = models.VoiceCheck
    newest = select(v.answer, v.words, v.asked_on).where(v.client_id == whom).order_by(v.id.desc())
    assert tuple(ask(lambda s: s.execute(newest).first())) == (
        "hesitant",
        "Only if it is grave.",
        application.context.today(),
    )
    application.context.operations.undo()
    settle(application)
    assert whom in [line.client_id for line in hunt.list.rows()]


def test_the_strip_is_there_only_while_somebody_is_silent(page: ComplaintsPage) -> None:
    page.overview.show_hunt(())
    assert page.overview.hunt_strip.isHidden()


def test_a_story_with_a_name_is_refused_with_the_name_shown(
    application: Application, page: ComplaintsPage, ask: Ask
) -> None:
    application.context.go(Place("complaints", tab="stories"))
    settle(application)
    stories = page.overview.stories
    ready = next(line for line in stories.list.rows() if line.state == "ready")
    stories.choose(ready.id)
    assert stories.copy("text")
    assert QGuiApplication.clipboard().text() == ready.story
    QGuiApplication.clipboard().setText("")
    stories.story.control.set_value(f"{ready.client} waited for a week.")
    assert not stories.copy("html")
    assert ready.client in stories.error.text()
    assert QGuiApplication.clipboard().text() == ""


def test_a_new_complaint_is_written_down_and_opened(
    application: Application, page: ComplaintsPage, ask: Ask, qtbot: QtBot
) -> None:
    page.overview.new.click()
    form = dialog(qtbot, NewDialog)
    client_id, name = form._offered.clients[0]
    form.client.setText(name.upper())
    assert form.client.value() == client_id
    form.form.fields["remark"].control.set_value("Nobody called back.")
    form.form.fields["severity"].control.set_value(2)
    form.form.fields["solicited"].control.set_value(True)
    form.submit()
    settle(application)
    c = models.Complaint
    newest = select(c.id, c.client_id, c.remark, c.severity, c.solicited).order_by(c.id.desc())
    kept = ask(lambda s: s.execute(newest).first())
    assert tuple(kept)[1:] == (client_id, "Nobody called back.", 2, True)
    assert page.sheet.complaint_id == kept[0]
    assert page.stack.currentWidget() is page.sheet


def test_people_and_words_narrow_board_and_table_alike(
    application: Application, page: ComplaintsPage
) -> None:
    overview = page.overview
    overview.people.set_value("Matei Dobre")
    shown = overview.shown()
    assert shown
    assert {row.looked_after_by for row in shown} == {"Matei Dobre"}
    assert len(overview.table.ids()) == len(shown)
    overview.search.setText("no such words at all")
    assert overview.nothing.isVisible()
    overview.nothing.button.click()
    assert len(overview.shown()) == len(overview.view.rows)


def test_discreet_mode_hides_other_clients_and_what_a_reward_cost(
    application: Application, page: ComplaintsPage
) -> None:
    thanked = next(row for row in page.overview.view.rows if row.thanked_on is not None)
    open_sheet(application, thanked.id)
    discreet.state.set(True)
    assert not page.sheet.right.cost.isVisible()
    assert not page.sheet.after.isVisible()
    application.context.go(Place("complaints", tab="table"))
    settle(application)
    assert page.overview.stack.currentWidget() is page.overview.veiled


def test_the_record_has_the_clients_own_sheets(application: Application, page: ComplaintsPage) -> None:
    row = first(page, "resolved")
    application.context.go(Place("clients", row.client_id, tab="complaints"))
    settle(application)
    tab = application.window.current_page().record.tab("complaints")
    mine = {each.id for each in page.overview.view.rows if each.client_id == row.client_id}
    assert set(tab.cards) == mine
    QTest.mouseClick(tab.cards[row.id], Qt.MouseButton.LeftButton)
    settle(application)
    assert page.sheet.complaint_id == row.id


def test_nothing_is_cut_off_or_nameless(application: Application, page: ComplaintsPage) -> None:
    stops = [Place("complaints", tab=tab) for tab in ("board", "table", "hunt", "stories")]
    stops += [
        Place("complaints", record=("complaints", first(page, column).id))
        for column in ("received", "answered", "resolved", "told")
    ]
    assert flaws(application, stops) == []
    for code in ("ro", "pl", "ru"):
        application.speak(code)
        settle(application)
        assert flaws(application, stops, looks=("light",), sizes=[(1180, 680)]) == []


def test_a_sheet_is_taken_from_receipt_to_thanks_by_the_keyboard_alone(
    page: ComplaintsPage, application: Application, ask: Ask
) -> None:
    """After each step the focus was elsewhere: the next words closed the sheet, or took the step back."""
    application.window.activateWindow()
    settle(application)
    complaint_id = first(page, "received").id
    open_sheet(application, complaint_id)
    for words in ("The price was last year's", "Prices are checked twice", "We called and said so", "A card"):
        here = QApplication.focusWidget()
        assert here is not None and page.sheet.right.editor is not None
        assert page.sheet.right.editor.isAncestorOf(here), words
        QTest.keyClicks(here, words)
        QTest.keyClick(here, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(application)
    found = sheet(ask, complaint_id)
    assert found.thanked_on is not None
    assert (found.finding, found.change_made, found.told_words) == (
        "The price was last year's",
        "Prices are checked twice",
        "We called and said so",
    )
    assert QApplication.focusWidget() is page.sheet.right.to_story
