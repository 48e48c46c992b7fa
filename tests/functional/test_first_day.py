"""The main job, end to end: a newcomer's first day, through the real window (README, A first day)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import models
from app.services.check import check
from app.ui.forms.decisions import AttemptForm, SettleForm
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.widgets.buttons import Button
from app.ui.shell.welcome import Welcome
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import Start
from tests.ui.walk import settle

# A client of the imported list; nobody of the sample.
CLIENT = "Pébéo of America"


def button(root: QWidget, words: str) -> Button:
    """The one visible button with these words."""
    found = [b for b in root.findChildren(Button) if b.accessibleName() == words and b.isVisible()]
    assert len(found) == 1, (words, [b.accessibleName() for b in root.findChildren(Button) if b.isVisible()])
    return found[0]


def press(root: QWidget, words: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(root, words), Qt.MouseButton.LeftButton)


def begin_with_the_sample(start: Start, qtbot: QtBot) -> Hand:
    """The welcome: a name, and the sample book."""
    application = start(None, person="")
    welcome = application.window
    # Qt's test keyboard has no letters beyond ASCII.
    qtbot.waitUntil(lambda: any(each.isVisible() for each in welcome.findChildren(Welcome)))
    (front,) = (each for each in welcome.findChildren(Welcome) if each.isVisible())
    front.name.setFocus()
    qtbot.keyClicks(front.name, "Ioana Turcanu")
    press(front, "Open the sample book", qtbot)
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    return Hand(application)


def import_the_list(hand: Hand, path: Path, qtbot: QtBot) -> None:
    """The wizard: file, columns, preview, import."""
    before = hand.count(models.Client)
    hand.application.window.dropped.emit([str(path)])
    hand.settle()
    page = hand.application.window.current_page()
    for step in (page.columns, page.preview):
        qtbot.mouseClick(step.on, Qt.MouseButton.LeftButton)
        hand.settle()
    assert hand.count(models.Client) == before + 422


def write(hand: Hand, chip: str, words: str, qtbot: QtBot, **fields: object) -> None:
    """One thing in the composer, saved by Ctrl+Enter."""
    composer = hand.go(CLIENT, tab="timeline").composer
    qtbot.mouseClick(composer.chips.chips[chip], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(composer.text, words)
    for name, value in fields.items():
        composer.control(name).set_value(value)
    qtbot.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.settle()


def argue_three_times_and_settle(hand: Hand, qtbot: QtBot) -> None:
    """Advise, advise, advise; then the client decides and we implement."""
    write(
        hand, "decision", "All of it on television", qtbot, title="TV only", our_advice="Keep a third online"
    )
    for number in range(3):
        tab = hand.go(CLIENT, tab="decisions")
        (card,) = tab.cards.values()
        assert card.card.verdict.left == 3 - number
        press(card, "Log attempt", qtbot)
        form = card.findChild(AttemptForm)
        form.form.set_values(argument=f"Reason {number + 1}", response="refused")
        form.submit()
        hand.settle()
    (card,) = tab.cards.values()
    press(card, "The client decides: settle", qtbot)
    form = card.findChild(SettleForm)
    form.form.set_values(outcome="client_way")
    form.submit()
    hand.settle()
    (card,) = tab.cards.values()
    assert (card.card.verdict.state, card.card.verdict.attempts) == ("settled", 3)
    assert card.card.verdict.debrief_due is not None


def see_the_flag_and_overrule_it(hand: Hand, qtbot: QtBot) -> None:
    """Two bargaining threats flag a deal hunter with evidence; a judgement stands above it; Undo takes it back."""
    write(hand, "threat", "Others do it for less", qtbot, asked_for="discount")
    write(hand, "threat", "We have other offers", qtbot, asked_for="bonus")
    tab = hand.go(CLIENT, tab="retention")
    assert tab.hunter.pill.text == "Deal hunter"
    shown = " ".join(
        label.text()
        for label in tab.hunter.findChildren(QWidget)
        if hasattr(label, "text") and callable(label.text)
    )
    assert "Others do it for less" in shown and "We have other offers" in shown
    press(tab.hunter, "Overrule…", qtbot)
    hand.settle()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    form.form.set_values(value="none", reason="Their budget was really cut.")
    form.submit()
    hand.settle()
    assert tab.hunter.pill.text != "Deal hunter"
    hand.undo()
    assert tab.hunter.pill.text == "Deal hunter"


def make_the_report(hand: Hand, qtbot: QtBot) -> Path:
    """The management workbook of the last twelve months."""
    from app.ui.reports import kinds

    hand.context.go("reports")
    hand.settle()
    page = hand.application.window.current_page()
    qtbot.mouseClick(page.options.make, Qt.MouseButton.LeftButton)
    hand.settle()
    assert page.making.open.isVisible()
    return kinds.target(page.context, page.kind, page.context.today())


def test_a_newcomers_first_day(start: Start, shared_data: Path, qtbot: QtBot) -> None:
    hand = begin_with_the_sample(start, qtbot)
    assert hand.context.author == "Ioana Turcanu"
    import_the_list(hand, shared_data / "salesforce-dataloader" / "accountData.csv", qtbot)
    write(hand, "call", "They asked for the October file", qtbot, mood=1)
    argue_three_times_and_settle(hand, qtbot)
    see_the_flag_and_overrule_it(hand, qtbot)
    workbook = openpyxl.load_workbook(make_the_report(hand, qtbot))
    names = [row[0].value for row in workbook["Clients"].iter_rows()]
    assert CLIENT in names
    flagged = [cell.value for row in workbook["Deal hunters"].iter_rows() for cell in row]
    assert CLIENT in flagged and any("Others do it for less" in str(value) for value in flagged)
    assert hand.application.opened is not None
    assert check(hand.application.opened.book) == []
