"""The composer: a chip, a few words, Ctrl+Enter; nothing typed is ever lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.services import drafts
from app.ui.record.composer import Composer, place_of
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY, Start


def composer(hand: Hand) -> Composer:
    found = hand.go(tab="timeline").composer
    assert isinstance(found, Composer)
    return found


def choose(made: Composer, kind: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(made.chips.chips[kind], Qt.MouseButton.LeftButton)
    assert made.kind() == kind


def newest(hand: Hand, model: type[models.Record]) -> object:
    return hand.ask(lambda s: s.scalars(select(model).order_by(model.id.desc()).limit(1)).one())


def test_a_call_is_logged_with_ctrl_enter_and_stands_on_top(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Asked for the October file again")
    made.control("mood").set_value(-1)
    qtbot.keyClick(made.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    note = newest(hand, models.Note)
    assert isinstance(note, models.Note)
    assert (note.subject, note.kind, note.mood, note.author) == (
        "Asked for the October file again",
        "call",
        -1,
        "Ioana Țurcanu",
    )
    assert made.text.value() == ""
    assert hand.toast().text == "Call logged"
    tab = hand.page.record.tab("timeline")
    # On top but for what is pinned, and what is yet to come.
    behind = [row for row in tab.stream.stream.rows if not row.pinned and row.day <= TODAY]
    assert any(row.title == "Asked for the October file again" for row in behind[:3])
    hand.undo()
    assert not any(row.title == "Asked for the October file again" for row in tab.stream.stream.rows)


def test_an_empty_line_is_refused_where_it_stands(hand: Hand) -> None:
    made = composer(hand)
    before = hand.count(models.Note)
    made.save()
    assert made.error.text() == "Write a few words; one line is enough."
    assert hand.count(models.Note) == before


def test_a_chip_changes_the_fields_and_keeps_the_words(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "A book for the anniversary")
    choose(made, "offer", qtbot)
    made.control("cost").set_value(4500)
    made.save()
    hand.settle()
    offer = newest(hand, models.Offer)
    assert isinstance(offer, models.Offer)
    assert (offer.note, offer.cost, offer.trigger, offer.outcome) == (
        "A book for the anniversary",
        4500,
        "proactive",
        "open",
    )


def test_each_chip_brings_its_own_record(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    fill = {
        "note": (models.Note, {}),
        "decision": (models.Decision, {"our_advice": "Keep it"}),
        "complaint": (models.Complaint, {}),
        "promise": (models.Promise, {}),
        "threat": (models.Threat, {}),
    }
    for kind, (model, values) in fill.items():
        before = hand.count(model)
        choose(made, kind, qtbot)
        made.text.set_value(f"Words of a {kind}")
        for name, value in values.items():
            made.control(name).set_value(value)
        made.save()
        hand.settle()
        assert made.error.text() == ""
        assert hand.count(model) == before + 1, kind


def test_once_the_attempts_are_used_up_one_more_asks_why(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    choose(made, "attempt", qtbot)
    view = hand.page.record.view
    assert view is not None
    decided = next(v for v in view.open_decisions if v.state == "client_decides")
    made.control("decision_id").set_value(decided.decision.id)
    assert made.control("override_reason").isVisible()
    made.text.set_value("Once more, with figures")
    made.save()
    hand.settle()
    assert "the client decides" in made.error.text()
    assert made.text.value() == "Once more, with figures"
    made.control("override_reason").set_value("The price doubled")
    made.save()
    hand.settle()
    attempt = newest(hand, models.Attempt)
    assert isinstance(attempt, models.Attempt)
    assert (attempt.argument, attempt.override_reason) == ("Once more, with figures", "The price doubled")


def test_a_draft_survives_a_kill(hand: Hand, qtbot: QtBot, start: Start) -> None:
    made = composer(hand)
    choose(made, "promise", qtbot)
    qtbot.keyClicks(made.text, "The plan by Friday")
    made.control("side").set_value("theirs")
    uid = hand.ask(lambda s: s.get_one(models.Client, hand.page.record.client_id).uid)
    qtbot.waitUntil(lambda: bool(hand.ask(lambda s: drafts.kept(s, place_of(uid)))))
    assert hand.application.opened is not None
    path = hand.application.opened.card.path
    # A window with something at work would wait with its closing.
    hand.settle()
    # The program ends without a word to the composer: what is in the book is all there is.
    hand.application.window.close()
    again = Hand(start(path))
    restored = composer(again)
    assert (restored.kind(), restored.text.value()) == ("promise", "The plan by Friday")
    assert restored.control("side").value() == "theirs"
    restored.save()
    again.settle()
    qtbot.waitUntil(lambda: again.ask(lambda s: drafts.kept(s, place_of(uid))) == {})


def test_the_draft_of_one_client_is_not_shown_with_another(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Only about Alfa")
    hand.go("Glob Pharma", tab="timeline")
    assert made.text.value() == ""
    hand.settle()
    hand.go(tab="timeline")
    assert made.text.value() == "Only about Alfa"


def test_what_is_being_typed_stays_when_something_else_changes(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Half a sen")
    hand.undo()
    hand.context.actions.run("client.pause")
    hand.settle()
    assert made.text.value() == "Half a sen"


def test_what_was_wrong_is_not_said_any_more_once_it_is_mended(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    choose(made, "decision", qtbot)
    made.save()
    assert made.error.text() == "Write a few words; one line is enough."
    qtbot.keyClicks(made.text, "Double the print budget")
    assert made.error.text() == "Our advice: Needed."
    assert made.control("our_advice").property("invalid") == "true"
    qtbot.keyClicks(made.control("our_advice"), "Keep it")
    assert made.error.text() == ""
    assert made.control("our_advice").property("invalid") == "false"


def test_draft_kept_is_said_while_there_is_a_draft_and_no_longer(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Half a sentence")
    made.flush()
    hand.settle()
    assert made.note.text() == "Draft kept"
    made.text.selectAll()
    qtbot.keyClick(made.text, Qt.Key.Key_Delete)
    made.flush()
    hand.settle()
    assert made.note.text() == ""
    assert hand.ask(lambda s: drafts.kept(s, made._draft._place)) == {}


def test_a_draft_on_its_way_while_the_form_is_saved_is_not_said_to_be_kept(hand: Hand, qtbot: QtBot) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Asked for the October file again")
    made.flush()
    made.save()
    qtbot.waitUntil(lambda: made.text.value() == "")
    hand.settle()
    assert made.note.text() == ""
    made.flush()
    hand.settle()
    assert hand.ask(lambda s: drafts.kept(s, made._draft._place)) == {}


def test_looking_through_the_chips_keeps_no_draft(hand: Hand, qtbot: QtBot) -> None:
    """A moment that is proposed is not typed: it made a draft of an empty form a minute later."""
    made = composer(hand)
    for kind in made.chips.chips:
        choose(made, kind, qtbot)
        made.flush()
        hand.settle()
        assert not made.is_dirty(), kind
        assert made.note.text() == ""


def test_what_is_being_typed_is_kept_also_where_the_page_is_read_anew_meanwhile(
    hand: Hand, qtbot: QtBot
) -> None:
    made = composer(hand)
    qtbot.keyClicks(made.text, "Half a sentence")
    assert made._draft.is_waiting()
    hand.page.record.reload()
    hand.settle()
    qtbot.waitUntil(lambda: made.note.text() == "Draft kept")
    assert hand.ask(lambda s: drafts.kept(s, made._draft._place))["text"] == "Half a sentence"
