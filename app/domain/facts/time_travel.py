"""Time travel: the one place where what came later is taken away (DOMAIN.md, Rules).

`known_on` drops records dated later and blanks outcomes dated later, so that every rule that works on
its result answers as it would have on that day. An outcome without a day of its own counts from the
record's first day and therefore stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from app.domain.facts.clients import Client, Contact, Period
from app.domain.facts.commerce import Goal, Offer, Task, Threat
from app.domain.facts.conversation import Complaint, Decision, Promise
from app.domain.facts.history import History

Fact = TypeVar("Fact", bound="tuple[Any, ...]")
# The second column of every dated fact is its first day (see `facts`).
_FIRST_DAY = itemgetter(1)
_dated = attrgetter(
    "notes",
    "decisions",
    "complaints",
    "voice_checks",
    "surveys",
    "promises",
    "agreements",
    "goals",
    "purchases",
    "costs",
    "threats",
    "offers",
    "referrals",
    "judgements",
)


def known_on(history: History, day: date) -> History:
    """What was on record at the end of `day`; the same object where nothing came later."""
    if latest(history) <= day:
        return history
    known = History(
        client=known_client(history.client, day),
        contacts=tuple(_contact(c, day) for c in history.contacts),
        notes=_until(history.notes, day),
        decisions=tuple(_decision(d, day) for d in _until(history.decisions, day)),
        complaints=tuple(known_complaint(c, day) for c in _until(history.complaints, day)),
        voice_checks=_until(history.voice_checks, day),
        surveys=_until(history.surveys, day),
        promises=tuple(known_promise(p, day) for p in _until(history.promises, day)),
        agreements=_until(history.agreements, day),
        goals=tuple(known_goal(g, day) for g in _until(history.goals, day)),
        purchases=_until(history.purchases, day),
        costs=_until(history.costs, day),
        threats=tuple(_threat(t, day) for t in _until(history.threats, day)),
        offers=tuple(_offer(o, day) for o in _until(history.offers, day)),
        referrals=_until(history.referrals, day),
        judgements=_until(history.judgements, day),
        tasks=tuple(_task(t, day) for t in history.tasks),
    )
    known.__dict__["_latest"] = day
    return known


def latest(history: History) -> date:
    """The day by whose end all of this history was on record, computed once per history.

    Of one that was cut to a day it is that day, though its last record may be older.
    """
    found: date | None = history.__dict__.get("_latest")
    if found is None:
        found = max(filter(None, _days(history)), default=date.min)
        history.__dict__["_latest"] = found
    return found


def _days(history: History) -> list[date | None]:
    # One list, because this is asked of every client of a book.
    client = history.client
    days = [client.since, client.lost_on, client.first_contact_on]
    days += [p.lost_on for p in client.periods]
    days += [facts[-1][1] for facts in _dated(history) if facts]
    days += [c.left_on for c in history.contacts]
    for d in history.decisions:
        days += (d.decided_on, d.debriefed_on)
        if d.attempts:
            days.append(d.attempts[-1].made_on)
    for c in history.complaints:
        days += (c.responded_on, c.resolved_on, c.told_on, c.thanked_on)
    for p in history.promises:
        days += (p.fulfilled_on, p.ended_on)
    for g in history.goals:
        days += (g.reached_on, g.dropped_on)
    days += [t.outcome_on for t in history.threats]
    days += [o.decided_on for o in history.offers]
    days += [t.done_on for t in history.tasks]
    return days


def _until(facts: tuple[Fact, ...], day: date) -> tuple[Fact, ...]:
    return facts[: bisect_right(facts, day, key=_FIRST_DAY)]


def _not_after(value: date | None, day: date) -> date | None:
    return value if value is not None and value <= day else None


def _later(value: date | None, day: date) -> bool:
    return value is not None and value > day


def known_client(client: Client, day: date) -> Client:
    """The client as known at the end of `day`; only the times as our client and the first contact travel.

    Of several times the last one begun by then is `since` and `lost_on`, and those before it are `periods`.
    """
    if client.since is None or client.since > day:
        client = _in_an_earlier_time(client, day)
    lost = _not_after(client.lost_on, day)
    first = _not_after(client.first_contact_on, day)
    if lost == client.lost_on and first == client.first_contact_on and (lost or client.lost_reason is None):
        return client
    return client._replace(
        lost_on=lost, lost_reason=client.lost_reason if lost else None, first_contact_on=first
    )


def _in_an_earlier_time(client: Client, day: date) -> Client:
    """The client when the present time had not begun: the last one begun by `day` stands for it, if any."""
    begun = [p for p in client.periods if p.since <= day]
    if not begun:
        own = _not_after(client.lost_on, day) if client.since is None else None
        return client._replace(since=None, lost_on=own, periods=())
    *before, last = begun
    return client._replace(
        since=last.since, lost_on=last.lost_on, lost_reason=last.lost_reason, periods=tuple(before)
    )


def with_periods(client: Client, periods: Sequence[Period]) -> Client:
    """The client as loaded, with the earlier times; one who is none of ours now stands in the last of them."""
    whole = client._replace(periods=tuple(periods))
    return _in_an_earlier_time(whole, date.max) if client.since is None and periods else whole


def _contact(contact: Contact, day: date) -> Contact:
    return contact._replace(left_on=None) if _later(contact.left_on, day) else contact


def _decision(decision: Decision, day: date) -> Decision:
    attempts = _until(decision.attempts, day)
    if _later(decision.decided_on, day):
        return decision._replace(
            attempts=attempts,
            outcome="open",
            decided_on=None,
            decided_by=None,
            debrief_on=None,
            debriefed_on=None,
            verdict=None,
        )
    if _later(decision.debriefed_on, day):
        return decision._replace(attempts=attempts, debriefed_on=None, verdict=None)
    return decision if len(attempts) == len(decision.attempts) else decision._replace(attempts=attempts)


def known_complaint(complaint: Complaint, day: date) -> Complaint:
    """The sheet as it stood at the end of `day`; `satisfied` is learnt on the day of telling."""
    rewarded = complaint.rewarded_on <= day
    days = (complaint.responded_on, complaint.resolved_on, complaint.told_on, complaint.thanked_on)
    if rewarded and not any(_later(each, day) for each in days):
        return complaint
    return complaint._replace(
        responded_on=_not_after(complaint.responded_on, day),
        resolved_on=_not_after(complaint.resolved_on, day),
        told_on=_not_after(complaint.told_on, day),
        thanked_on=_not_after(complaint.thanked_on, day),
        reward_cost=complaint.reward_cost if rewarded else None,
        satisfied=None if _later(complaint.told_on, day) else complaint.satisfied,
    )


def known_promise(promise: Promise, day: date) -> Promise:
    """The promise as it stood at the end of `day`."""
    ended_later = _later(promise.ended_on, day)
    if not ended_later and not _later(promise.fulfilled_on, day):
        return promise
    return promise._replace(
        fulfilled_on=_not_after(promise.fulfilled_on, day),
        ended_on=None if ended_later else promise.ended_on,
        ending=None if ended_later else promise.ending,
    )


def known_goal(goal: Goal, day: date) -> Goal:
    """The goal as it stood at the end of `day`."""
    if not _later(goal.reached_on, day) and not _later(goal.dropped_on, day):
        return goal
    return goal._replace(
        reached_on=_not_after(goal.reached_on, day), dropped_on=_not_after(goal.dropped_on, day)
    )


def _threat(threat: Threat, day: date) -> Threat:
    return threat._replace(outcome="open", outcome_on=None) if _later(threat.outcome_on, day) else threat


def _offer(offer: Offer, day: date) -> Offer:
    if not _later(offer.decided_on, day):
        return offer
    return offer._replace(outcome="open", decided_on=None, perceived_as=None)


def _task(task: Task, day: date) -> Task:
    return task._replace(done_on=None) if _later(task.done_on, day) else task
