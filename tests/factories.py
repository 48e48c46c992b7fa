"""Builders of records with sensible defaults: a test names only what it is about.

    with book.writing("set up") as session:
        acme = client(session, name="Acme")
        threat(session, acme, asked_for="discount")

Each adds the record to the session and flushes. Required values default to something harmless; refs and
names are counted on, so that several records of a kind never collide.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app import models
from app.models.book import Book
from app.services.books import create_book

R = TypeVar("R", bound=models.Record)

# The day on which most tests stand.
TODAY = date(2026, 3, 16)
_numbers = count(1)


def new_book(folder: Path, name: str = "test", **values: Any) -> Book:
    """A new, empty book in the folder; the test closes it, or lets it go with its folder."""
    return create_book(folder / f"{name}.condica", **values)


def _add(session: Session, record: R) -> R:
    session.add(record)
    session.flush()
    return record


def _of(client: models.Client | int) -> int:
    return client if isinstance(client, int) else client.id


def person(session: Session, **values: Any) -> models.Person:
    return _add(session, models.Person(**({"name": f"Person {next(_numbers)}", "active": True} | values)))


def client(session: Session, **values: Any) -> models.Client:
    """An active client since 2020, unless the values say otherwise."""
    usual = {"name": f"Client {next(_numbers)}", "status": "active", "since": date(2020, 1, 1)}
    return _add(session, models.Client(**(usual | values)))


def contact(session: Session, of: models.Client | int, **values: Any) -> models.Contact:
    return _add(
        session, models.Contact(client_id=_of(of), **({"name": f"Contact {next(_numbers)}"} | values))
    )


def note(session: Session, of: models.Client | int, **values: Any) -> models.Note:
    """A call that we made."""
    usual = {"happened_at": datetime(2026, 3, 2, 10, 0), "kind": "call", "started_by": "us"}
    return _add(session, models.Note(client_id=_of(of), **(usual | values)))


def decision(session: Session, of: models.Client | int, **values: Any) -> models.Decision:
    usual = {
        "ref": f"D-{next(_numbers):03d}",
        "title": "Move the launch",
        "client_wish": "Launch in July",
        "our_advice": "Launch in September",
        "raised_on": date(2026, 2, 2),
        "outcome": "open",
    }
    return _add(session, models.Decision(client_id=_of(of), **(usual | values)))


def attempt(session: Session, of: models.Decision | int, **values: Any) -> models.Attempt:
    decision_id = of if isinstance(of, int) else of.id
    usual = {"made_on": date(2026, 2, 9), "argument": "Half the shops are closed in July"}
    return _add(session, models.Attempt(decision_id=decision_id, **(usual | values)))


def complaint(session: Session, of: models.Client | int, **values: Any) -> models.Complaint:
    usual = {
        "ref": f"C-{next(_numbers):03d}",
        "received_on": date(2026, 3, 2),
        "remark": "The invoice came late",
    }
    return _add(session, models.Complaint(client_id=_of(of), **(usual | values)))


def voice_check(session: Session, of: models.Client | int, **values: Any) -> models.VoiceCheck:
    usual = {"asked_on": date(2026, 2, 2), "answer": "willing"}
    return _add(session, models.VoiceCheck(client_id=_of(of), **(usual | values)))


def survey(session: Session, of: models.Client | int, **values: Any) -> models.Survey:
    usual = {"kind": "nps", "answered_on": date(2026, 2, 2), "score": 9.0, "lowest": 0.0, "highest": 10.0}
    return _add(session, models.Survey(client_id=_of(of), **(usual | values)))


def promise(session: Session, of: models.Client | int, **values: Any) -> models.Promise:
    usual = {
        "ref": f"P-{next(_numbers):03d}",
        "text": "A report every Monday",
        "side": "ours",
        "made_on": date(2026, 2, 2),
    }
    return _add(session, models.Promise(client_id=_of(of), **(usual | values)))


def agreement(session: Session, of: models.Client | int, **values: Any) -> models.Agreement:
    usual = {"ref": f"A-{next(_numbers):03d}", "title": "Frame agreement", "starts_on": date(2025, 1, 1)}
    return _add(session, models.Agreement(client_id=_of(of), **(usual | values)))


def goal(session: Session, of: models.Client | int, **values: Any) -> models.Goal:
    usual = {"ref": f"G-{next(_numbers):03d}", "goal": "More visitors", "set_on": date(2026, 1, 5)}
    return _add(session, models.Goal(client_id=_of(of), **(usual | values)))


def period(session: Session, of: models.Client | int, **values: Any) -> models.Period:
    """An earlier time as our client, before that of every other client made here."""
    usual = {"since": date(2015, 1, 1), "lost_on": date(2016, 1, 1)}
    return _add(session, models.Period(client_id=_of(of), **(usual | values)))


def purchase(session: Session, of: models.Client | int, **values: Any) -> models.Purchase:
    """1,000.00 of revenue at a cost of 600.00."""
    usual = {"bought_on": date(2026, 2, 2), "amount": 100_000, "cost": 60_000}
    return _add(session, models.Purchase(client_id=_of(of), **(usual | values)))


def cost(session: Session, of: models.Client | int, **values: Any) -> models.Cost:
    return _add(
        session, models.Cost(client_id=_of(of), **({"spent_on": date(2026, 2, 2), "amount": 5_000} | values))
    )


def threat(session: Session, of: models.Client | int, **values: Any) -> models.Threat:
    usual = {"ref": f"T-{next(_numbers):03d}", "made_on": date(2026, 2, 2), "outcome": "open"}
    return _add(session, models.Threat(client_id=_of(of), **(usual | values)))


def offer(session: Session, of: models.Client | int, **values: Any) -> models.Offer:
    usual = {"made_on": date(2026, 2, 2), "kind": "gift", "trigger": "proactive", "cost": 5_000}
    return _add(session, models.Offer(client_id=_of(of), **(usual | values)))


def referral(session: Session, of: models.Client | int, **values: Any) -> models.Referral:
    usual = {"made_on": date(2026, 2, 2), "referred": "Their neighbour"}
    return _add(session, models.Referral(client_id=_of(of), **(usual | values)))


def judgement(session: Session, of: models.Client | int, **values: Any) -> models.Judgement:
    usual = {"about": "deal_hunter", "value": "none", "reason": "They were right", "judged_on": TODAY}
    return _add(session, models.Judgement(client_id=_of(of), **(usual | values)))


def task(session: Session, of: models.Client | int | None = None, **values: Any) -> models.Task:
    client_id = None if of is None else _of(of)
    return _add(session, models.Task(client_id=client_id, **({"text": "Call back", "kind": "task"} | values)))
