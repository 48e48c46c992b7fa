"""Random but valid histories: days crowd around the windows' edges, outcomes may lie in the future."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from app.domain import facts
from app.domain.facts import History, history_of
from tests.domain.rules.build import AS_OF

_EDGES = (0, 1, 14, 29, 30, 45, 60, 89, 90, 91, 179, 180, 181, 364, 365, 366, 729, 730, 731)
ages = st.one_of(st.integers(-200, 1200), st.sampled_from(_EDGES))
days = ages.map(lambda n: AS_OF - timedelta(days=n))
maybe_day = st.none() | days
birthdays = days.map(date.isoformat) | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map("--{:%m-%d}".format)
money = st.integers(0, 2_000_00)
maybe_money = st.none() | money


def after(first: date) -> st.SearchStrategy[date | None]:
    """No day, or one on or after `first`."""
    return st.none() | st.integers(0, 400).map(lambda n: first + timedelta(days=n))


def maybe(*words: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(words)


@st.composite
def clients(draw: st.DrawFn) -> facts.Client:
    status = draw(st.sampled_from(["prospect", "active", "active", "active", "paused", "lost"]))
    since = None if status == "prospect" else draw(days)
    lost_on = since + timedelta(days=draw(st.integers(0, 900))) if status == "lost" and since else None
    return facts.Client(
        id=1,
        name="Alfa",
        status=status,
        since=since,
        lost_on=lost_on,
        advice_limit=draw(st.none() | st.integers(0, 9)),
        contact_every_days=draw(st.none() | st.integers(1, 120)),
        sole_supplier=draw(st.none() | st.booleans()),
        switching_cost=draw(maybe("low", "high")),
        came_for=draw(maybe("need", "price", "bonus", "trend")),
        first_contact_on=draw(maybe_day),
    )


@st.composite
def notes(draw: st.DrawFn, number: int) -> facts.Note:
    kind = draw(st.sampled_from(["meeting", "call", "email", "internal"]))
    return facts.Note(
        1,
        draw(days),
        number,
        kind,
        draw(maybe("us", "client")),
        draw(maybe("Ana", "Ion")),
        draw(st.none() | st.integers(-2, 2)),
        kind == "internal" and draw(st.booleans()),
    )


@st.composite
def decisions(draw: st.DrawFn, number: int) -> facts.Decision:
    raised = draw(days)
    made = draw(st.lists(st.integers(0, 300), max_size=5))
    outcome = draw(st.sampled_from(["open", "convinced", "compromise", "client_way", "declined"]))
    return facts.Decision(
        1,
        raised,
        number,
        f"D{number}",
        advice_limit=draw(st.none() | st.integers(0, 4)),
        outcome=outcome,
        decided_on=None if outcome == "open" else draw(after(raised)),
        debrief_on=draw(after(raised)),
        debriefed_on=draw(after(raised)),
        verdict=draw(maybe("our_advice", "mixed")),
        attempts=tuple(facts.Attempt(number, raised + timedelta(days=n), i) for i, n in enumerate(made)),
    )


@st.composite
def complaints(draw: st.DrawFn, number: int) -> facts.Complaint:
    received = draw(days)
    dated = {f"{step}_on": draw(after(received)) for step in ("responded", "resolved", "told", "thanked")}
    return facts.Complaint(
        1,
        received,
        number,
        f"C{number}",
        category=draw(maybe("delivery", "price")),
        solicited=draw(st.none() | st.booleans()),
        reward_cost=draw(maybe_money),
        satisfied=draw(maybe("yes", "partly", "no")),
        **dated,
    )


@st.composite
def promises(draw: st.DrawFn, number: int) -> facts.Promise:
    made = draw(days)
    return facts.Promise(
        1,
        made,
        number,
        f"P{number}",
        side=draw(st.sampled_from(["ours", "theirs"])),
        due_on=draw(after(made)),
        fulfilled_on=draw(after(made)),
        ended_on=draw(after(made)),
        ending=draw(maybe("broken", "released")),
    )


@st.composite
def threats(draw: st.DrawFn, number: int) -> facts.Threat:
    made = draw(days)
    return facts.Threat(
        1,
        made,
        number,
        f"T{number}",
        competitor=draw(maybe("Beta")),
        offer_evidence=draw(maybe("none", "none", "claimed", "seen")),
        asked_for=draw(maybe("nothing", "discount", "discount", "terms")),
        outcome=draw(maybe("open", "stayed", "left")),
        outcome_on=draw(after(made)),
    )


@st.composite
def offers(draw: st.DrawFn, number: int, linked: list[int]) -> facts.Offer:
    made = draw(days)
    return facts.Offer(
        1,
        made,
        number,
        draw(st.sampled_from(["discount", "bonus", "gift"])),
        draw(st.sampled_from(["proactive", "requested", "threat"])),
        draw(money),
        threat_id=draw(st.none() | st.sampled_from(linked)) if linked else None,
        program=draw(maybe("Gold")),
        outcome=draw(maybe("open", "accepted", "accepted", "declined")),
        decided_on=draw(after(made)),
    )


def many(draw: st.DrawFn, one: Any, most: int, **more: Any) -> list[Any]:
    return [draw(one(number, **more)) for number in range(1, draw(st.integers(0, most)) + 1)]


@st.composite
def simple(draw: st.DrawFn, number: int, kind: str) -> Any:
    """The kinds of records that have one day and no outcome."""
    day = draw(days)
    if kind == "purchases":
        amount = draw(st.integers(-500_00, 5_000_00))
        return facts.Purchase(1, day, number, amount, draw(maybe_money), draw(maybe_money))
    if kind == "costs":
        return facts.Cost(1, day, number, draw(money))
    if kind == "surveys":
        return facts.Survey(1, day, number, "nps", draw(st.integers(0, 10)), 0, 10)
    if kind == "voice_checks":
        return facts.VoiceCheck(1, day, number, draw(st.sampled_from(["willing", "hesitant", "unwilling"])))
    if kind == "referrals":
        return facts.Referral(1, day, number, "Beta")
    if kind == "tasks":
        return facts.Task(1, draw(maybe_day), number, "Call", done_on=draw(maybe_day))
    if kind == "contacts":
        return facts.Contact(
            1, number, f"Ana {number}", birthday=draw(st.none() | birthdays), left_on=draw(maybe_day)
        )
    if kind == "agreements":
        notice = draw(st.none() | st.integers(0, 120))
        return facts.Agreement(
            1,
            day,
            number,
            f"A{number}",
            ends_on=draw(after(day)),
            notice_days=notice,
            exit_fee=draw(maybe_money),
        )
    about, value = draw(st.sampled_from([("deal_hunter", "watch"), ("loyalty_type", "price")]))
    return facts.Judgement(1, day, number, about, value, valid_until=draw(after(day)))


SIMPLE = {
    "purchases": 10,
    "costs": 2,
    "surveys": 4,
    "voice_checks": 3,
    "referrals": 2,
    "tasks": 3,
    "contacts": 2,
    "agreements": 3,
    "judgements": 3,
}


@st.composite
def records(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Lists of records by the fields of `History`."""
    made_threats = many(draw, threats, 5)
    return {
        "notes": many(draw, notes, 12),
        "decisions": many(draw, decisions, 6),
        "complaints": many(draw, complaints, 4),
        "promises": many(draw, promises, 4),
        "threats": made_threats,
        "offers": many(draw, offers, 4, linked=[t.id for t in made_threats]),
        **{kind: many(draw, simple, most, kind=kind) for kind, most in SIMPLE.items()},
    }


@st.composite
def histories(draw: st.DrawFn) -> History:
    return history_of(draw(clients()), **draw(records()))
