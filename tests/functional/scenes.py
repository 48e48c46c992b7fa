"""The book of three clients and what happens with them in a March; the scenes of a month."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from app import models
from app.services.books import create_book
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.widgets.labels import Label
from tests import factories as make
from tests.functional.manager import Manager

ALFA, BETA, GAMA = "Alfa Media SRL", "Beta Foods SRL", "Gama Print SRL"
IOANA, KATARZYNA = "Ioana Țurcanu", "Katarzyna Nowak"
FROM, END = date(2026, 2, 28), date(2026, 3, 31)


def march(day: int) -> date:
    return date(2026, 3, day)


def small_book(path: Path) -> None:
    """Three clients of Ioana's: one buys every month, one says nothing, one is about to complain."""
    with closing(create_book(path)) as book, book.writing("set up") as session:
        ioana = make.person(session, name=IOANA)
        make.person(session, name=KATARZYNA)
        alfa, beta, gama = (
            make.client(session, name=name, owner_id=ioana.id, since=date(2024, 1, 15))
            for name in (ALFA, BETA, GAMA)
        )
        for year, month in [(2025, m) for m in range(3, 13)] + [(2026, 1), (2026, 2)]:
            make.purchase(session, alfa, bought_on=date(year, month, 5), amount=100_000, cost=60_000)
        make.purchase(session, beta, bought_on=date(2025, 3, 10), amount=400_000, cost=100_000)
        make.purchase(session, beta, bought_on=date(2025, 10, 10), amount=200_000, cost=100_000)
        make.purchase(session, gama, bought_on=date(2025, 6, 15), amount=800_000, cost=500_000)
        make.offer(session, gama, trigger="requested", kind="terms", made_on=march(1), cost=2_000)
        make.agreement(
            session,
            alfa,
            starts_on=date(2025, 4, 1),
            ends_on=END,
            yearly_value=1_200_000,
            notice_days=20,
        )
        make.contact(session, beta, name="Mara Pop")
        for speaking in (alfa, gama):
            make.note(session, speaking, happened_at=datetime(2026, 2, 20, 9), started_by="client")


def ask_the_silent_client(manager: Manager) -> None:
    """The hunt names Beta alone; their answer is kept in one press, and nobody is silent any more."""
    hunt = manager.at("complaints", tab="hunt").overview.hunt
    assert [line.client for line in hunt.list.rows()] == [BETA]
    assert "Mara Pop" in hunt.reach.text()
    hunt.said.set_value("Of course we would call.")
    manager.press(hunt, "Willing")
    assert hunt.empty.isVisible()
    check_kept = manager.newest(models.VoiceCheck)
    assert (check_kept.answer, check_kept.asked_on) == ("willing", march(2))


def take_two_complaints(manager: Manager) -> None:
    """One that Gama came with, one that Alfa told us because we asked."""
    manager.write(GAMA, "complaint", "The invoice was wrong again", category="invoicing")
    manager.write(ALFA, "complaint", "The parking lot is full", solicited=True)
    assert manager.hand.count(models.Complaint) == 2


def next_step(manager: Manager, **values: Any) -> None:
    """Take the step that is open on the sheet of Gama's complaint."""
    complaint = manager.hand.ask(
        lambda s: s.scalars(
            select(models.Complaint.id).where(models.Complaint.client_id == manager.id_of(GAMA))
        ).one()
    )
    sheet = manager.at("complaints", record=("complaints", complaint)).sheet
    said = values.pop("satisfied", None)
    assert sheet.right.editor is not None
    step = sheet.right.editor.step.reaches
    sheet.right.editor.form.set_values(**values)
    if said is not None:
        sheet.left.satisfied.set_value(said)
    sheet.primary.click()
    manager.hand.settle()
    editor = sheet.right.editor
    assert editor is None or editor.step.after == step


def promise_and_move_it(manager: Manager) -> None:
    """A day before it is due the promise to Gama gets another day, on the page of promises."""
    board = manager.at("promises").board
    (row,) = [row for row in board.shown() if row.text == "Check every invoice twice"]
    board.list.choose(row.key)
    manager.qtbot.keyClick(board.list, Qt.Key.Key_D)
    form = board.list.host.form
    form.form.set_values(due_on=march(13), reason="Their ledger comes on Monday")
    form.submit()
    manager.hand.settle()
    (row,) = board.shown()
    assert row.due_on == march(13)


def keep_it(manager: Manager) -> None:
    board = manager.at("promises").board
    (row,) = board.shown()
    board.list.choose(row.key)
    manager.qtbot.keyClick(board.list, Qt.Key.Key_Return)
    manager.hand.settle()
    assert board.shown() == []


def surprise(manager: Manager) -> None:
    """Alfa buys regularly and had nothing unasked: the only candidate."""
    planner = manager.at("retention").part("overview").planner
    assert [each.client for each in planner.answer.surprises.candidates] == [ALFA]
    planner.give(manager.id_of(ALFA))
    manager.hand.settle()
    planner.form.form.set_values(note="A book about the old town", cost=8_000)
    planner.form.submit()
    manager.hand.settle()
    assert planner.answer.surprises.candidates == ()


def triage_the_threat(manager: Manager) -> None:
    """The class follows what is typed; everything else was put right before, so an offer only claimed is doubtful."""
    page = manager.at("retention")
    page.threat.click()
    manager.hand.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.client.set_value(GAMA)  # type: ignore[attr-defined]
    manager.hand.settle()
    panel: Any = dialog.panel  # type: ignore[attr-defined]
    manager.qtbot.waitUntil(lambda: hasattr(panel, "pill") and panel.pill.text == "Unfounded")
    dialog.form.set_values(asked_for="discount", offer_evidence="claimed", competitor="Studio Warta")
    manager.qtbot.waitUntil(lambda: panel.pill.text == "Doubtful")
    dialog.form.set_values(wording="Others would do it for less")
    dialog.submit()
    manager.hand.settle()
    card = manager.at("retention").part("overview").triage.card
    assert card.card.verdict.kind == "doubtful"
    shown = [label.text() for label in card.findChildren(Label) if label.isVisible()]
    assert "Is there a reason? 0 of 4 found" in shown
    manager.press(card, "Hold")
    assert manager.newest(models.Threat).response == "hold"


def threat_has_ended(manager: Manager) -> None:
    triage = manager.at("retention").part("overview").triage
    manager.press(triage.card, "They stayed")
    assert triage.empty.isVisible()


def hand_over(manager: Manager) -> None:
    manager.hand.go(BETA)
    assert manager.hand.context.actions.run("client.hand_over", manager.id_of(BETA))
    manager.fill(to=KATARZYNA, note="Mara Pop decides; she likes short calls.")


def plan_a_call(manager: Manager) -> None:
    manager.hand.go(ALFA)
    manager.hand.context.actions.run("task.new")
    manager.fill(
        client_id=manager.id_of(ALFA), kind="call", text="How did they like it", due_on=march(24), at="10:00"
    )


def log_a_purchase(manager: Manager) -> None:
    manager.hand.go(ALFA)
    manager.hand.context.actions.run("client.purchase")
    manager.fill(item="Spring spots", amount=150_000, cost=60_000)
