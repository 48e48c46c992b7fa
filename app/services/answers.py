"""The JSON answers of the command line, as plain dictionaries (DOMAIN.md, Answers for programs).

Numbers are unrounded, money is text with two decimals, days are ISO, unknown is none.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import fsum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import today as today_rules
from app.domain.currencies import converted, plain, to_cents
from app.domain.facts import History
from app.domain.rules import advice, complaints, offers, retention, surveys
from app.domain.rules.promises import STATES, Tally
from app.domain.rules.scope import scope_between
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.value import money_between
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.errors import NotFound
from app.i18n import _
from app.models import Client, name_key
from app.services import history, settings_store

Answer = dict[str, Any]


def client(session: Session, name: str, as_of: date) -> Answer:
    """`condica client BOOK NAME`: everything the rules say about one client; raises `NotFound`."""
    wanted = select(Client.id).where(Client.name_key == name_key(name), Client.deleted_at.is_(None))
    found = session.scalars(wanted).first()
    loaded = history.load_one(session, found) if found is not None else None
    if loaded is None:
        raise NotFound(_("There is no client called “{name}” in the book.").format(name=name))
    return about(Verdicts(loaded, as_of, settings_store.load(session)))


def all_clients(session: Session, as_of: date) -> list[Answer]:
    """`condica client BOOK --all`: the answer for every client, by name."""
    rules = settings_store.load(session)
    return [about(Verdicts(h, as_of, rules)) for h in history.load_all(session)]


def clients(session: Session, as_of: date) -> list[Answer]:
    """`condica clients BOOK`: one line per client, by name."""
    rules = settings_store.load(session)
    return [row(Verdicts(h, as_of, rules)) for h in history.load_all(session)]


def today(session: Session, as_of: date) -> list[Answer]:
    """`condica today BOOK`: what needs attention, most urgent first."""
    loaded, rules = history.load_book(session), settings_store.load(session)
    judged = (Verdicts(h, as_of, rules) for h in loaded.histories)
    items = today_rules.whole(judged, loaded.own_tasks, as_of)
    return [
        {
            "rule": item.rule,
            "severity": item.severity,
            "due": item.due.isoformat(),
            "client": item.client,
            "ref": item.ref,
            "text": today_rules.text_of(item),
        }
        for item in items
    ]


def row(verdicts: Verdicts) -> Answer:
    """One line of `clients`; overdue promises are ours."""
    found = verdicts.history.client
    return {
        "client": found.name,
        "status": found.status,
        "owner": found.owner,
        "buying": verdicts.buying.kind,
        "deal_hunter": verdicts.hunter.level,
        "voice": verdicts.voice.state,
        "open_complaints": verdicts.complaints.open,
        "overdue_promises": verdicts.promises.ours.overdue,
        "last_touch": _day(verdicts.last_touch),
    }


def about(verdicts: Verdicts) -> Answer:
    """The whole answer about one client."""
    found = verdicts.history.client
    return {
        "client": found.name,
        "as_of": verdicts.as_of.isoformat(),
        "status": found.status,
        "active": verdicts.active,
        "advice": _advice(verdicts.advice),
        "threats": [_threat(verdicts, t) for t in verdicts.threats],
        "deal_hunter": _hunter(verdicts),
        "value": _value(verdicts),
        "buying": verdicts.buying.kind,
        "loyalty": _loyalty(verdicts),
        "voice": {"state": verdicts.voice.state, "hunt": verdicts.voice.hunt},
        "complaints": _complaints(verdicts.complaints),
        "promises": {"ours": _tally(verdicts.promises.ours), "theirs": _tally(verdicts.promises.theirs)},
        "attention_gap": verdicts.promises.attention_gap,
        "survey": {"age": verdicts.surveys.age, "freshness": verdicts.surveys.freshness},
        "scope": {
            "hours": verdicts.scope.hours,
            "cost": plain(verdicts.scope.cost),
            "share": verdicts.scope.share,
        },
        "goals": verdicts.goals.counts,
        "periods": [{"since": since.isoformat(), "lost_on": _day(lost_on)} for since, lost_on in found.times],
    }


def _advice(verdict: advice.Advice) -> Answer:
    return {
        "decisions": [
            {
                "ref": d.decision.ref,
                "limit": d.limit,
                "attempts": d.attempts,
                "left": d.left,
                "over_limit": d.over_limit,
                "state": d.state,
                "outcome": d.outcome,
                "debrief_due": _day(d.debrief_due),
            }
            for d in verdict.decisions
        ],
        "suggested_limit": verdict.suggested_limit,
    }


def _threat(verdicts: Verdicts, verdict: ThreatVerdict) -> Answer:
    ceiling = verdicts.ceiling(verdict)
    return {
        "ref": verdict.threat.ref,
        "made_on": verdict.threat.made_on.isoformat(),
        "class": verdict.kind,
        "bargaining": verdict.bargaining,
        "reasons": list(verdict.reasons),
        "outcome": verdict.outcome,
        "ceiling": {"low": plain(ceiling.low), "high": plain(ceiling.high)} if ceiling else None,
    }


def _hunter(verdicts: Verdicts) -> Answer:
    names = ("level", "computed", "bargaining", "threats", "blocked_by_complaint")
    more = ("came_back", "stayed_anyway", "buys_at_discount")
    return {name: getattr(verdicts.hunter, name) for name in (*names, *more)}


def _value(verdicts: Verdicts) -> Answer:
    names = ("revenue", "margin", "clv", "given_under_threat")
    return {name: plain(getattr(verdicts.value, name)) for name in names}


def _loyalty(verdicts: Verdicts) -> Answer:
    felt, kinds = verdicts.loyalty, verdicts.types
    parts = felt.parts
    return {
        **{component.name: component.score for component in felt.components},
        "parts": {
            "contact": parts.contact,
            "initiative": parts.initiative,
            "voice": parts.voice,
            "buying": parts.buying,
        },
        "weakest": felt.weakest,
        "for_life": felt.for_life,
        "attitude": felt.attitude,
        "quadrant": felt.quadrant,
        "satisfied_not_loyal": felt.satisfied_not_loyal,
        "points": dict(kinds.points),
        "suggested": list(kinds.suggested),
        "judged": kinds.judged,
    }


def _complaints(verdict: complaints.Complaints) -> Answer:
    names = ("received", "told", "open", "repeated", "loop_rate")
    return {name: getattr(verdict, name) for name in names}


def _tally(tally: Tally) -> Answer:
    return {name: getattr(tally, name) for name in (*STATES, "kept_rate")}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def portfolio(session: Session, start: date, as_of: date) -> Answer:
    """`condica portfolio BOOK --from DAY`: all clients in `start < day ≤ as_of`, in the book's currency.

    Raises `MissingRate` where an amount cannot be converted.
    """
    return of_portfolio(history.load_all(session), start, as_of, settings_store.load(session))


def of_portfolio(histories: list[History], start: date, as_of: date, rules: Settings) -> Answer:
    """The figures of these clients together."""

    def convert(h: History, cents: int) -> Fraction:
        return converted(cents, h.client, rules, as_of)

    kept = retention.judge(histories, start, as_of, rules, convert)
    periods = [(h, money_between(h, start, as_of)) for h in histories]
    beyond = [(h, scope_between(h, start, as_of)) for h in histories]
    recommend = surveys.nps(histories, start, as_of, rules)
    learnt = advice.learn(histories, start, as_of)
    found = complaints.received_between(histories, start, as_of, rules)
    hunters = [h.client.name for h in histories if Verdicts(h, as_of, rules).hunter.level == "hunter"]
    return {
        "active_from": kept.active_from,
        "active_to": kept.active_to,
        "kept": kept.kept,
        "logo_retention": kept.logo_retention,
        "grr": kept.grr,
        "nrr": kept.nrr,
        "revenue": plain(to_cents(sum((convert(h, p.revenue) for h, p in periods), Fraction(0)))),
        "margin": plain(to_cents(sum((convert(h, p.margin) for h, p in periods), Fraction(0)))),
        "beyond_scope": {
            "hours": fsum(s.hours for _h, s in beyond),
            "cost": plain(to_cents(sum((convert(h, s.cost) for h, s in beyond), Fraction(0)))),
        },
        "offers": _offers(offers.judge(histories, start, as_of, convert)),
        "complaints": {
            "received": found.received,
            "solicited": found.solicited,
            "told": found.told,
            "loop_rate": found.loop_rate,
        },
        "decisions": {
            "settled": learnt.settled,
            "convinced_at": {str(n): count for n, count in sorted(learnt.convinced_at.items())},
            "verdicts": dict(sorted(learnt.verdicts.items())),
        },
        "nps": {name: getattr(recommend, name) for name in ("answers", "score", "low", "high")},
        "hunters": hunters,
    }


def _offers(verdict: offers.Offers) -> Answer:
    return {
        **verdict.counts,
        "proactive_share": verdict.proactive_share,
        "proactive_cost_share": verdict.proactive_cost_share,
    }
