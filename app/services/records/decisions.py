"""Disputed decisions: raise, argue, settle, debrief (DOMAIN.md, Advice on disputed decisions)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _
from app.models import Attempt, Client, Decision
from app.services import settings_store
from app.services.records.between import limit_in_force
from app.services.records.fields import change, create, next_ref


def raise_decision(
    session: Session,
    *,
    client_id: int,
    title: str,
    client_wish: str,
    our_advice: str,
    raised_on: date,
    ref: str | None = None,
    **values: Any,
) -> Decision:
    """Something the client wants that we advise against: their wish beside our advice."""
    texts = {"title": title, "client_wish": client_wish, "our_advice": our_advice}
    ref = ref or next_ref(session, Decision)
    values = {"client_id": client_id, "ref": ref, "raised_on": raised_on, "outcome": "open"} | texts | values
    return create(session, Decision, **values)


def limit_of(session: Session, decision: Decision) -> int:
    """How often this decision may be argued: its own limit, else the client's, else the book's."""
    client = session.get(Client, decision.client_id)
    clients = client.advice_limit if client is not None else None
    return limit_in_force(decision.advice_limit, clients, settings_store.load(session).advice_limit)


def attempts_made(session: Session, decision_id: int) -> int:
    """How often the decision was argued so far."""
    kept = (Attempt.decision_id == decision_id, Attempt.deleted_at.is_(None))
    return session.scalar(select(func.count()).select_from(Attempt).where(*kept)) or 0


def log_attempt(
    session: Session,
    *,
    decision_id: int,
    made_on: date,
    argument: str,
    override_reason: str | None = None,
    **values: Any,
) -> Attempt:
    """Argue once. With no attempt left the client decides: only a stated reason argues once more.

    Raises `NotAllowed` for a settled decision and `InvalidInput` where the reason is missing.
    """
    decision = open_decision(session, decision_id)
    limit = limit_of(session, decision)
    if attempts_made(session, decision_id) >= limit and not (override_reason or "").strip():
        raise InvalidInput(
            _("We have argued this {limit} times: the client decides.").format(limit=limit),
            _("Implement the decision, or say why it must be argued once more."),
            field="override_reason",
        )
    values |= {"made_on": made_on, "argument": argument, "override_reason": override_reason}
    return create(session, Attempt, decision_id=decision_id, **values)


def settle(
    session: Session,
    *,
    decision_id: int,
    outcome: str,
    decided_on: date,
    decided_by: str | None = None,
    debrief_on: date | None = None,
) -> Decision:
    """Record what was decided. Where the client's way was implemented, a debrief falls due."""
    decision = open_decision(session, decision_id)
    if outcome == "open":
        raise InvalidInput(_("Choose what was decided."), field="outcome")
    values = {"outcome": outcome, "decided_on": decided_on, "decided_by": decided_by}
    return change(session, decision, **values, debrief_on=debrief_on or decision.debrief_on)


def reopen(session: Session, *, decision_id: int) -> Decision:
    """Take back a settlement; the attempts stay."""
    decision = the_decision(session, decision_id)
    if decision.debriefed_on is not None:
        raise NotAllowed(_("{ref} was already debriefed.").format(ref=decision.ref))
    return change(session, decision, outcome="open", decided_on=None, decided_by=None)


def debrief(
    session: Session, *, decision_id: int, debriefed_on: date, verdict: str, lesson: str | None = None
) -> Decision:
    """Look back calmly: whose advice held, and what is learnt."""
    decision = the_decision(session, decision_id)
    if decision.outcome == "open":
        raise NotAllowed(_("{ref} is still open.").format(ref=decision.ref), _("Settle it first."))
    if decision.decided_on is not None and debriefed_on < decision.decided_on:
        raise InvalidInput(_("The debrief cannot come before the decision."), field="debriefed_on")
    return change(session, decision, debriefed_on=debriefed_on, verdict=verdict, lesson=lesson)


def debrief_day(decided_on: date, days: int) -> date:
    """The day a debrief falls due, `days` after the decision, unless the decision says otherwise."""
    return decided_on + timedelta(days=days)


def the_decision(session: Session, decision_id: int) -> Decision:
    """The decision outside the trash; raises `NotFound`."""
    decision = session.get(Decision, decision_id)
    if decision is None or decision.deleted_at is not None:
        raise NotFound(_("This decision is no longer in the book."), _("Look in the trash."))
    return decision


def open_decision(session: Session, decision_id: int) -> Decision:
    """The decision, which must not be settled yet; raises `NotAllowed`."""
    decision = the_decision(session, decision_id)
    if decision.outcome != "open":
        raise NotAllowed(_("{ref} is already settled.").format(ref=decision.ref))
    return decision
