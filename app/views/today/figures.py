"""The figures beside Today: small shares per client, added up for all (DOMAIN.md, Promises, Retention, Voice)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from app.domain.facts import Task
from app.domain.portfolio import year_before
from app.domain.rules.loyalty import satisfaction_of
from app.domain.rules.promises import state
from app.domain.rules.retention import is_satisfied
from app.domain.rules.time import between, is_active
from app.domain.today import Item
from app.domain.today.silence import NOTHING_WRITTEN
from app.domain.verdicts import Verdicts


@dataclass(frozen=True)
class Figures:
    """Counts of one client or of all together; "month" is the calendar month up to the day.

    `promises_*` are ours that came due (or ended without a due day) in the month, `kept_from` the clients
    active a year ago, `kept` those of them still active. Beside them, of all clients active on the day,
    `satisfied` of `satisfaction_known` (`retention.is_satisfied`, as everywhere).
    """

    promises_kept: int = 0
    promises_judged: int = 0
    promises_overdue: int = 0
    received: int = 0
    told: int = 0
    kept_from: int = 0
    kept: int = 0
    satisfied: int = 0
    satisfaction_known: int = 0
    voiced: int = 0
    solicited: int = 0
    given: int = 0
    given_unasked: int = 0
    given_under_threat: int = 0
    silent: int = 0
    silent_new: int = 0
    done: int = 0


@dataclass(frozen=True)
class Meeting:
    """A meeting of the day."""

    task_id: int
    client_id: int | None
    client: str
    text: str
    at: str
    minutes: int | None
    place: str
    who: str | None
    done: bool


def total(parts: Iterable[Figures]) -> Figures:
    """All clients together."""
    sums = dict.fromkeys((f.name for f in fields(Figures)), 0)
    for part in parts:
        for name in sums:
            sums[name] += getattr(part, name)
    return Figures(**sums)


def client_figures(items: Iterable[Item], verdicts: Verdicts) -> Figures:
    """What one client adds, of whom Today asks for these items."""
    h, day = verdicts.history, verdicts.as_of
    month = day.replace(day=1) - timedelta(days=1)
    year = year_before(day)
    ours = [p for p in h.promises if p.side == "ours"]
    states = [state(p, day) for p in ours if between(p.counts_on, month, day)]
    received = [c for c in h.complaints if between(c.received_on, year, day)]
    voiced = [c for c in received if c.received_on > month]
    given = [o.trigger for o in h.offers if between(o.made_on, month, day)]
    was, is_now = is_active(h.client, year), is_active(h.client, day)
    score = satisfaction_of(h, day, verdicts.settings).score if is_now else None
    satisfied = is_satisfied(h.client, score, day, verdicts.settings)
    hunt = verdicts.voice.hunt
    unwritten = NOTHING_WRITTEN.among(items)
    return Figures(
        promises_kept=states.count("kept"),
        promises_judged=sum(each in ("kept", "late", "broken", "overdue") for each in states),
        promises_overdue=states.count("overdue"),
        received=len(received),
        told=sum(c.told_on is not None for c in received),
        kept_from=int(was),
        kept=int(was and is_now),
        satisfied=int(satisfied is True),
        satisfaction_known=int(satisfied is not None),
        voiced=len(voiced),
        solicited=sum(bool(c.solicited) for c in voiced),
        given=len(given),
        given_unasked=given.count("proactive"),
        given_under_threat=given.count("threat"),
        silent=int(hunt is not None and not unwritten),
        silent_new=int(hunt == "new_silent"),
        done=done_on(verdicts),
    )


def done_on(verdicts: Verdicts) -> int:
    """How much was done with this client on the day itself: touches, promises, complaints, decisions, tasks …"""
    h, day = verdicts.history, verdicts.as_of
    days: list[date | None] = [n.day for n in h.touches[-20:]]
    days += [p.fulfilled_on for p in h.promises if p.side == "ours"]
    days += [each for c in h.complaints for each in (c.responded_on, c.told_on, c.thanked_on)]
    days += [each for d in h.decisions for each in (d.decided_on, d.debriefed_on)]
    days += [s.answered_on for s in h.surveys] + [v.asked_on for v in h.voice_checks]
    days += [o.made_on for o in h.offers] + [j.judged_on for j in h.judgements]
    # A done call or meeting is counted as the touch it became.
    days += [t.done_on for t in h.tasks if t.kind not in ("call", "meeting")]
    return days.count(day)


def meetings_of(tasks: Iterable[Task], client: str, as_of: date) -> list[Meeting]:
    """The meetings planned for the day."""
    return [
        Meeting(
            t.id, t.client_id, client, t.text, t.at or "", t.minutes, t.place or "", t.who,
            t.done_on is not None and t.done_on <= as_of,
        )
        for t in tasks
        if t.kind == "meeting" and t.due_on == as_of
    ]  # fmt: skip
