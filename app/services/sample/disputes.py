"""Pieces of a client's story made from templates: disputed decisions, complaints, promises, threats, offers."""

from __future__ import annotations

from typing import Any

from app.services.sample.row_collector import Row
from app.services.sample.teller import Teller

__all__ = ["agreement", "complaint", "dispute", "offer", "promise", "settled_disputes", "task", "threat"]

_ANSWERS = {
    "convinced": "accepted",
    "compromise": "partly",
    "client_way": "refused",
    "withdrawn": "hesitated",
    "declined": "refused",
    "open": "hesitated",
}
# How far into its steps a complaint has come, in days after receipt.
_STEPS = {"responded_on": 1, "resolved_on": 5, "told_on": 7, "thanked_on": 9}


def dispute(
    t: Teller,
    day: int,
    attempts: int,
    outcome: str = "open",
    *,
    settled: int | None = None,
    verdict: str | None = None,
    debriefed: int | None = None,
    over: str | None = None,
    **values: Any,
) -> Row:
    """A disputed decision argued `attempts` times, five days apart, the last answer as the outcome says.

    `over` is the reason for the last attempt where it went over the limit.
    """
    told = t.deal("decisions")
    lesson = None
    if verdict is not None:
        lesson = t.words.fill(told["lessons"][verdict], t.chance, t.collector.day(day), t.item)
    decided: dict[str, Any] = {} if settled is None else {"decided_on": settled, "decided_by": t.main}
    made = t.dispute(
        day,
        told["title"],
        told["wish"],
        told["advice"],
        told["stake"],
        outcome=outcome,
        debriefed_on=debriefed,
        verdict=verdict,
        lesson=lesson,
        **decided,
        **values,
    )
    for number in range(attempts):
        last = number == attempts - 1
        t.argue(
            made,
            day + 1 + 5 * number,
            t.chance.choice(("call", "meeting", "email")),
            told["arguments"][number % len(told["arguments"])],
            _ANSWERS[outcome] if last else t.chance.choice(("refused", "hesitated")),
            reason=over if last else None,
        )
    return made


def settled_disputes(t: Teller, first: int, outcomes: list[tuple[str, int, str | None]], apart: int) -> None:
    """Settled decisions from `first` on: outcome, number of attempts, verdict of the debrief, if any."""
    for number, (outcome, attempts, verdict) in enumerate(outcomes):
        day = first + number * apart
        done = day + 5 * attempts + 3
        if done >= 0:
            return
        after = min(done + 60, -1) if verdict else None
        dispute(t, day, attempts, outcome, settled=done, verdict=verdict, debriefed=after)


def complaint(
    t: Teller,
    day: int,
    upto: str | None = "thanked_on",
    *,
    entry: int | None = None,
    satisfied: str | None = "yes",
    story: bool | None = None,
    pace: float = 1,
    **values: Any,
) -> Row:
    """A complaint that has come as far as the step `upto`; `pace` 2 takes twice as long.

    `entry` chooses what it is about; `story` tells what came of it, with consent or without.
    """
    entries = t.words.texts["complaints"]
    told = entries[t.chance.randrange(len(entries)) if entry is None else entry % len(entries)]
    reached = list(_STEPS)[: list(_STEPS).index(upto) + 1] if upto else []
    after = {step: day + round(_STEPS[step] * pace) for step in reached}
    steps: dict[str, Any] = {step: offset for step, offset in after.items() if offset <= 0}
    if "resolved_on" in steps:
        steps |= {"finding": told["finding"], "change_made": told["change"]}
    if "told_on" in steps:
        steps |= {"told_words": told["told"], "satisfied": satisfied}
    if "thanked_on" in steps:
        steps |= {"reward": told["reward"], "reward_cost": t.chance.choice((40, 60, 120))}
    if story is not None:
        steps |= {"story": told["story"], "story_consent": story}
    given = {
        "channel": t.chance.choice(("call", "email", "meeting")),
        "raised_by": t.main,
        "solicited": False,
        "severity": t.chance.choice((1, 2, 2, 3)),
        "assigned_to": t.owner,
        "category": told["category"],
        "remark": t.words.fill(told["remark"], t.chance, t.collector.day(day), t.item),
    }
    return t.tell("complaints", day, **{**given, **steps, **values})


def promise(t: Teller, day: int, due: int | None, *, side: str = "ours", **values: Any) -> Row:
    """A promise of the partnership; open unless an ending is given."""
    kind = "partnership" if side == "ours" else "theirs"
    text = t.words.fill(t.deal("promises", kind), t.chance, t.collector.day(day), t.item)
    given = {
        "text": text,
        "kind": "promise",
        "phase": "partnership",
        "made_by": t.owner if side == "ours" else None,
    }
    return t.tell("promises", day, side=side, due_on=due, **{**given, **values})


def threat(t: Teller, day: int, asked: str = "nothing", **values: Any) -> Row:
    """A threat to leave in words that fit what was asked for."""
    wording = t.deal("threats", asked if asked in t.words.texts["threats"] else "nothing")
    given = {
        "made_by": t.main,
        "wording": wording,
        "stated_reason": "price" if asked in ("discount", "terms") else "other",
        "offer_evidence": "none",
        "asked_for": asked,
        "outcome": "open",
    }
    return t.tell("threats", day, **{**given, **values})


def offer(t: Teller, day: int, kind: str, trigger: str, cost: float, **values: Any) -> Row:
    """Something extra; accepted three days later unless said otherwise."""
    given: dict[str, Any] = {
        "outcome": "accepted",
        "perceived_as": "unknown",
        "note": t.words.texts["offers"][kind],
    }
    if values.get("outcome", "accepted") != "open":
        given["decided_on"] = min(day + 3, -1)
    if trigger != "proactive":
        given["asked_in_return"] = t.words.pick(t.chance, "asked_in_return")
    if values.pop("programme", False):
        given["program"] = t.words.texts["program"]
    return t.tell("offers", day, kind=kind, trigger=trigger, cost=cost, **{**given, **values})


def agreement(t: Teller, starts: int, ends: int | None, value: float, notice: int, **values: Any) -> Row:
    """The partnership's term, with what each side gains."""
    title, ours, theirs = t.words.texts["agreement"]
    given = {"title": title, "our_gain": ours, "client_gain": theirs, "exclusive": False}
    return t.tell(
        "agreements", starts, ends_on=ends, yearly_value=value, notice_days=notice, **{**given, **values}
    )


def task(t: Teller, due: int | None, kind: str = "task", **values: Any) -> Row:
    """Something to do, call or meet for."""
    text = t.words.fill(t.words.pick(t.chance, "tasks", kind), t.chance, t.collector.day(due or 0), t.item)
    return t.tell("tasks", due, **{"text": text, "kind": kind, "who": t.owner, **values})
