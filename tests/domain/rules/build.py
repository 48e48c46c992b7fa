"""Small builders of facts: a test names only what it is about; ids and refs count themselves.

`AS_OF` is the day most tests stand on; `ago(n)` is n days before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from app.domain import facts, today
from app.domain.facts import History, history_of
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts

AS_OF = date(2026, 3, 16)
RULES = Settings()
_ids = count(1)


def ago(days: int) -> date:
    """So many days before `AS_OF`."""
    return AS_OF - timedelta(days=days)


def ahead(days: int) -> date:
    """So many days after `AS_OF`."""
    return AS_OF + timedelta(days=days)


def client(**values: Any) -> facts.Client:
    return facts.Client(**{"id": 1, "name": "Alfa", "status": "active", "since": ago(1000), **values})


def history(who: facts.Client | None = None, **records: Any) -> History:
    return history_of(who or client(), **records)


def judged(history: History, as_of: date = AS_OF) -> Verdicts:
    return Verdicts(history, as_of, RULES)


def todays(history: History, as_of: date = AS_OF) -> tuple[today.Item, ...]:
    """What Today asks for with one client."""
    return today.judge(judged(history, as_of))


def touch(day: date, kind: str = "call", **values: Any) -> facts.Note:
    return facts.Note(1, day, next(_ids), kind, **values)


def touches(*ages: int, **values: Any) -> list[facts.Note]:
    return [touch(ago(n), **values) for n in ages]


def attempt(day: date, **values: Any) -> facts.Attempt:
    return facts.Attempt(0, day, next(_ids), **values)


def decision(raised_on: date, attempts: int | list[facts.Attempt] = 0, **values: Any) -> facts.Decision:
    """A decision; `attempts` may be a number: so many on the days from `raised_on` on."""
    number = next(_ids)
    if isinstance(attempts, int):
        attempts = [attempt(raised_on + timedelta(days=n)) for n in range(attempts)]
    ref = values.pop("ref", f"D{number}")
    return facts.Decision(1, raised_on, number, ref, **{"title": "Logo", **values}, attempts=tuple(attempts))


def complaint(received_on: date, **values: Any) -> facts.Complaint:
    number = next(_ids)
    return facts.Complaint(1, received_on, number, values.pop("ref", f"C{number}"), **values)


def settled_complaint(received_on: date, told_on: date, satisfied: str = "yes") -> facts.Complaint:
    return complaint(
        received_on, responded_on=told_on, resolved_on=told_on, told_on=told_on, satisfied=satisfied
    )


def voice_check(asked_on: date, answer: str) -> facts.VoiceCheck:
    return facts.VoiceCheck(1, asked_on, next(_ids), answer)


def survey(answered_on: date, percent: float = 80, **values: Any) -> facts.Survey:
    """An answer on the scale 0–100 unless the scale is given."""
    scale = {"kind": "csat", "score": percent, "lowest": 0, "highest": 100}
    return facts.Survey(1, answered_on, next(_ids), **{**scale, **values})


def promise(made_on: date, **values: Any) -> facts.Promise:
    number = next(_ids)
    return facts.Promise(1, made_on, number, values.pop("ref", f"P{number}"), **values)


def agreement(starts_on: date, **values: Any) -> facts.Agreement:
    number = next(_ids)
    return facts.Agreement(1, starts_on, number, values.pop("ref", f"A{number}"), **values)


def purchase(bought_on: date, amount: int = 100_00, **values: Any) -> facts.Purchase:
    return facts.Purchase(1, bought_on, next(_ids), amount, **values)


def purchases(*ages: int, amount: int = 100_00, **values: Any) -> list[facts.Purchase]:
    return [purchase(ago(n), amount, **values) for n in ages]


def cost(spent_on: date, amount: int) -> facts.Cost:
    return facts.Cost(1, spent_on, next(_ids), amount)


def threat(made_on: date, **values: Any) -> facts.Threat:
    number = next(_ids)
    return facts.Threat(1, made_on, number, values.pop("ref", f"T{number}"), **values)


def bargaining(made_on: date, **values: Any) -> facts.Threat:
    """Nothing on record founds it, and it asks for a discount."""
    return threat(made_on, **{"asked_for": "discount", "offer_evidence": "none", **values})


def founded(made_on: date, **values: Any) -> facts.Threat:
    return threat(made_on, offer_evidence="seen", **values)


def offer(made_on: date, cost: int = 50_00, **values: Any) -> facts.Offer:
    words = {"kind": "discount", "trigger": "proactive", **values}
    return facts.Offer(1, made_on, next(_ids), words.pop("kind"), words.pop("trigger"), cost, **words)


def referral(made_on: date) -> facts.Referral:
    return facts.Referral(1, made_on, next(_ids), "Beta")


def judgement(judged_on: date, about: str, value: str, **values: Any) -> facts.Judgement:
    return facts.Judgement(1, judged_on, next(_ids), about, value, **values)


def task(due_on: date | None, **values: Any) -> facts.Task:
    return facts.Task(1, due_on, next(_ids), **{"text": "Call back", **values})


def goal(set_on: date, **values: Any) -> facts.Goal:
    number = next(_ids)
    ref = values.pop("ref", f"G{number}")
    return facts.Goal(1, set_on, number, ref, **{"goal": "Fewer returns", **values})


def contact(**values: Any) -> facts.Contact:
    return facts.Contact(1, next(_ids), values.pop("name", "Ana Pop"), **values)
