"""Every state of every rule occurs in the sample book, whatever its seed and day (DOMAIN.md, Rules)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.domain import today
from app.domain.facts import History
from app.domain.rules import (
    advice,
    buying,
    complaints,
    hunters,
    loyalty,
    promises,
    surveys,
    team,
    threats,
    types,
    value,
    voice,
)
from app.domain.settings import Settings
from app.domain.today import Item
from app.domain.verdicts import Verdicts
from app.models.schema import make_tables
from app.models.tables.decisions import OUTCOMES, VERDICTS
from app.models.tables.offers import KINDS, TRIGGERS
from app.services import history, settings_store
from app.services.sample import fill

# A Sunday, a leap day after a weekend's eve, the first day of a year, and Easter Monday.
BOOKS = ((date(2026, 11, 22), 1), (date(2028, 2, 29), 3), (date(2027, 1, 1), 4), (date(2025, 4, 21), 5))


@dataclass
class Seen:
    """All states found in one book, by rule."""

    as_of: date
    rules: Settings
    histories: list[History]
    items: tuple[Item, ...] | list[Item]
    states: dict[str, set[object]] = field(default_factory=dict)

    def add(self, rule: str, *states: object) -> None:
        self.states.setdefault(rule, set()).update(states)

    def of(self, rule: str) -> set[object]:
        return self.states.get(rule, set())


def look(seen: Seen, h: History) -> None:
    day, rules = seen.as_of, seen.rules
    _decisions(seen, h)
    _threats(seen, h)
    seen.add("value", "nothing" if value.judge(h, day, rules).lifetime == 0 else "something")
    seen.add("buying", buying.judge(h, day, rules).kind)
    _loyalty(seen, h)
    heard = voice.judge(h, day, rules)
    seen.add("voice", heard.state)
    seen.add("hunt", heard.hunt)
    _said(seen, h)
    one = team.judge(h, day, rules)
    seen.add("handover", bool(one.handovers))
    seen.add("new voice", *(v.announced for v in one.new_voices))
    seen.add("status", h.client.status)
    seen.add("currency", h.client.currency)
    seen.add("offer", *((o.kind) for o in h.offers), *(o.trigger for o in h.offers))
    seen.add("offer ends", *(o.outcome for o in h.offers))
    seen.add("felt", *(o.perceived_as for o in h.offers))
    seen.add("bonus in a programme", *(o.program is not None for o in h.offers if o.kind == "bonus"))
    seen.add("birthday", *(c.birthday[-5:] for c in h.contacts if c.birthday))


def _decisions(seen: Seen, h: History) -> None:
    found = advice.judge(h, seen.as_of, seen.rules)
    seen.add("suggested limit", found.suggested_limit)
    for d in found.decisions:
        seen.add("decision", d.state)
        seen.add("outcome", d.outcome)
        seen.add("verdict", d.decision.verdict)
        seen.add("limit", d.limit)
        seen.add("over the limit", d.over_limit > 0)
        if d.debrief_due is not None and d.debrief_due <= seen.as_of:
            seen.add("debrief", "done" if d.debriefed else "due")
        if d.decision.outcome == "convinced":
            seen.add("convinced at", d.attempts)


def _threats(seen: Seen, h: History) -> None:
    hunter = hunters.judge(h, seen.as_of, seen.rules)
    seen.add("hunter", hunter.level)
    seen.add("overruled", (hunter.computed, hunter.level))
    seen.add("evidence", *(name for name in ("came_back", "stayed_anyway", "buys_at_discount", "blocked_by_complaint")
                           if getattr(hunter, name)))  # fmt: skip
    for t in threats.judge(h, seen.as_of, seen.rules):
        seen.add("threat", t.kind)
        seen.add("open threat", *([t.kind] if t.threat.is_open else []))
        seen.add("reason", *t.reasons)
        seen.add("bargaining", t.bargaining)
        seen.add("asked for", t.threat.asked_for)
        seen.add("response", t.threat.response)
        seen.add("threat ends", t.threat.outcome)


def _loyalty(seen: Seen, h: History) -> None:
    felt = loyalty.judge(h, seen.as_of, seen.rules)
    seen.add("quadrant", felt.quadrant)
    seen.add("for life", felt.for_life)
    seen.add("satisfied, not loyal", felt.satisfied_not_loyal)
    seen.add("weakest", felt.weakest)
    for part in (felt.satisfaction, felt.affinity, felt.involvement):
        seen.add(part.name, "unknown" if part.score is None else "known")
    why = types.judge(h, seen.as_of, seen.rules)
    seen.add("type", *why.suggested)
    seen.add("types tied", len(why.suggested) > 1)
    seen.add("type judged", why.judgement is not None)


def _said(seen: Seen, h: History) -> None:
    for sheet in complaints.judge(h, seen.as_of, seen.rules).sheets:
        seen.add("complaint", sheet.step)
        seen.add("satisfied", sheet.complaint.satisfied)
        seen.add("solicited", sheet.complaint.solicited)
        seen.add("repeats", bool(sheet.repeats))
        seen.add("story", sheet.complaint.story_consent)
        seen.add("unanswered", sheet.unanswered(seen.as_of))
        seen.add("late", sheet.late(seen.as_of))
    found = promises.judge(h, seen.as_of, seen.rules)
    for p in found.verdicts:
        seen.add(f"promise {p.promise.side}", p.state)
        seen.add(f"promise {p.promise.phase}", p.state)
        seen.add("promise kind", p.promise.kind)
    gap = found.attention.gap
    seen.add("attention", "unknown" if gap is None else "less" if gap < 0 else "more")
    seen.add("survey", surveys.judge(h, seen.as_of, seen.rules).freshness)
    seen.add("survey kind", *(s.kind for s in h.surveys))


@pytest.fixture(scope="module", params=BOOKS, ids=str)
def seen(request: pytest.FixtureRequest) -> Iterator[Seen]:
    as_of, seed = request.param
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, poolclass=StaticPool)
    with engine.begin() as connection:
        make_tables(connection)
    with Session(engine) as session:
        fill(session, seed=seed, as_of=as_of)
        session.flush()
        loaded, rules = history.load_book(session), settings_store.load(session)
    engine.dispose()
    judged = [Verdicts(h, as_of, rules) for h in loaded.histories]
    items = today.whole(judged, loaded.own_tasks, as_of)
    found = Seen(as_of, rules, loaded.histories, items)
    for h in loaded.histories:
        look(found, h)
    yield found


STATES: dict[str, set[object]] = {
    "decision": {"advise", "client_decides", "settled"},
    "outcome": set(OUTCOMES),
    "verdict": {None, *VERDICTS},
    "limit": {0, 2, 3},
    "over the limit": {True, False},
    "debrief": {"due", "done"},
    "suggested limit": {None, 0, 2},
    "convinced at": {1, 2, 3},
    "threat": {"founded", "doubtful", "unfounded"},
    "open threat": {"founded", "doubtful", "unfounded"},
    "reason": {"offer_seen", "complaint", "promise", "survey"},
    "bargaining": {True, False},
    "asked for": {"nothing", "discount", "bonus", "free_work", "terms", "other"},
    "response": {None, "retain", "hold", "let_go"},
    "threat ends": {"open", "stayed", "left"},
    "hunter": {"hunter", "watch", "none"},
    "overruled": {("hunter", "none"), ("hunter", "hunter"), ("watch", "watch"), ("none", "none")},
    "evidence": {"came_back", "stayed_anyway", "buys_at_discount", "blocked_by_complaint"},
    "value": {"nothing", "something"},
    "buying": {"none", "new", "occasional", "loyal", "lapsing", "lapsed"},
    "quadrant": {"true", "latent", "spurious", "none", "unknown"},
    "for life": {True, False},
    "satisfied, not loyal": {True, False},
    "weakest": {None, "satisfaction", "affinity", "involvement"},
    "satisfaction": {"known", "unknown"},
    "affinity": {"known", "unknown"},
    "involvement": {"known", "unknown"},
    "type": {"bonus", "inertia", "convenience", "monopoly", "price", "trend", "life"},
    "types tied": {True, False},
    "type judged": {True, False},
    "voice": {"speaks", "willing", "hesitant", "unwilling", "silent"},
    "hunt": {None, "silent", "new_silent"},
    "complaint": {"received", "assigned", "responded", "resolved", "told", "thanked"},
    "satisfied": {None, "yes", "partly", "no"},
    "solicited": {True, False},
    "repeats": {True, False},
    "story": {None, True, False},
    "unanswered": {True, False},
    "late": {True, False},
    "promise ours": {"kept", "late", "broken", "released", "overdue", "open"},
    "promise theirs": {"kept", "late", "released", "overdue", "open"},
    "promise acquisition": {"kept", "late", "broken", "open"},
    "promise partnership": {"kept", "late", "broken", "released", "overdue", "open"},
    "promise kind": {"promise", "expectation"},
    "attention": {"less", "more", "unknown"},
    "survey": {"fresh", "ageing", "stale", "none"},
    "survey kind": {"csat", "nps", "ces", "csi"},
    "handover": {True, False},
    "new voice": {True, False},
    "status": {"prospect", "active", "paused", "lost"},
    "currency": {None, "RON", "PLN"},
    "offer": {*KINDS, *TRIGGERS},
    "offer ends": {"open", "accepted", "declined"},
    "felt": {"reward", "gift", "unknown"},
    "bonus in a programme": {True, False},
}


@pytest.mark.parametrize("rule", STATES)
def test_every_state_occurs(seen: Seen, rule: str) -> None:
    assert STATES[rule] <= seen.of(rule)


def test_today_asks_for_everything_it_can_ask_for(seen: Seen) -> None:
    asked = {(item.rule, item.severity) for item in seen.items}
    assert asked >= {
        ("promise_overdue", 3),
        ("threat_open", 3),
        ("complaint_unanswered", 3),
        ("notice_day", 3),
        ("task_overdue", 3),
        ("task_due", 2),
        ("promise_due", 2),
        ("complaint_late", 2),
        ("client_decides", 2),
        ("agreement_ending", 2),
        ("agreement_ending", 1),
        ("new_silent", 2),
        ("contact_overdue", 2),
        ("contact_overdue", 1),
        ("silent", 1),
        ("survey_stale", 1),
        ("debrief_due", 1),
        ("surprise", 0),
        ("type_confirm", 0),
        ("birthday", 0),
    }


def test_there_are_meetings_today(seen: Seen) -> None:
    meetings = [
        t for h in seen.histories for t in h.tasks if t.kind == "meeting" and t.due_on == seen.as_of and t.at
    ]
    assert len(meetings) >= 2


def test_somebody_was_born_on_a_leap_day(seen: Seen) -> None:
    assert "02-29" in seen.of("birthday")


def test_there_are_answers_enough_for_a_recommendation_score(seen: Seen) -> None:
    year_ago = date.fromordinal(seen.as_of.toordinal() - 365)
    assert surveys.nps(seen.histories, year_ago, seen.as_of, seen.rules).score is not None


def test_the_story_of_the_bargainer_reads_like_one(seen: Seen) -> None:
    """Asks, threatens, gets a discount, comes back, and asks again."""
    [h] = [h for h in seen.histories if hunters.judge(h, seen.as_of, seen.rules).level == "hunter"]
    verdicts = threats.judge(h, seen.as_of, seen.rules)
    given = [o for o in h.offers if o.trigger == "threat" and o.outcome == "accepted"]
    assert [v.bargaining for v in verdicts] == [True] * len(verdicts)
    assert verdicts[-1].threat.is_open
    assert {o.threat_id for o in given} <= {v.threat.id for v in verdicts}
    assert all(v.threat.wording for v in verdicts)


def test_rates_are_there_for_every_currency(seen: Seen) -> None:
    others = {h.client.currency for h in seen.histories} - {None, seen.rules.currency}
    assert others <= set(seen.rules.rates)
