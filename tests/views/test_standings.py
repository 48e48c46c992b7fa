"""Where each client stands: the line beneath the name, and what the table shows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.today import judge
from app.domain.verdicts import Verdicts
from app.services import settings_store
from app.services.history import load_one
from app.views.clients.page import client_names
from app.views.standings import Standing, standing
from tests import factories as make
from tests.factories import TODAY


def look(session: Session, client_id: int) -> Standing:
    session.flush()
    history = load_one(session, client_id)
    assert history is not None
    verdicts = Verdicts(history, TODAY, settings_store.load(session))
    return standing(judge(verdicts), verdicts)


def test_the_most_urgent_item_is_the_line(session: Session, client_id: int) -> None:
    make.promise(session, client_id, due_on=date(2026, 3, 13))
    make.survey(session, client_id, answered_on=date(2024, 1, 1))
    found = look(session, client_id)
    assert (found.line, found.severity, found.needs_attention) == ("Promise 3 days late", 3, True)
    assert (found.overdue_promises, found.currency) == (1, "EUR")


def test_a_client_of_whom_nothing_is_wanted_is_well(session: Session, client_id: int) -> None:
    make.note(session, client_id, happened_at=datetime(2026, 3, 10, 9), started_by="client")
    make.survey(session, client_id, answered_on=date(2026, 3, 1))
    found = look(session, client_id)
    assert (found.line, found.severity, found.needs_attention) == ("All well", None, False)


def test_a_lost_client_raises_nothing(session: Session) -> None:
    lost = make.client(session, status="lost", lost_on=date(2026, 1, 9))
    found = look(session, lost.id)
    assert found.line == "Left on 9 Jan 2026" and not found.needs_attention


def test_a_note_of_the_future_is_nobodys_last_touch(session: Session, client_id: int) -> None:
    make.note(session, client_id, happened_at=datetime(2026, 3, 2, 10))
    make.note(session, client_id, happened_at=datetime(2026, 4, 2, 10))
    assert look(session, client_id).last_touch == date(2026, 3, 2)


def test_what_the_client_must_not_read_is_marked(session: Session, client_id: int) -> None:
    make.threat(session, client_id)
    found = look(session, client_id)
    assert found.internal


def test_names_are_found_by_owner_industry_and_tags(session: Session) -> None:
    owner = make.person(session, name="Ioana Țurcanu")
    make.client(session, name="Łąkorz", owner_id=owner.id, industry="Transport", tags="sud; vechi")
    (name,) = client_names(session)
    assert name.matches(["lakorz"]) and name.matches(["turcanu", "transp"]) and name.matches(["vechi"])
    assert not name.matches(["alfa"])
