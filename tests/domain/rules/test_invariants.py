"""What must always hold, over random histories; and rules worked out a second time, the slow way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.facts import TOUCHES, History, history_of
from app.domain.rules import buying, hunters, loyalty, promises, retention, threats, types, value, voice
from tests.domain.rules.build import AS_OF, RULES, ago, founded
from tests.domain.rules.strategies import clients, histories, records

LEVELS = ("none", "watch", "hunter")


@given(clients(), records(), st.integers(0, 729))
def test_a_founded_threat_never_raises_a_hunters_level(client: Any, made: dict[str, Any], age: int) -> None:
    before = hunters.judge(history_of(client, **made), AS_OF, RULES)
    with_one = {**made, "threats": [*made["threats"], founded(ago(age))]}
    after = hunters.judge(history_of(client, **with_one), AS_OF, RULES)
    assert LEVELS.index(after.computed) <= LEVELS.index(before.computed)
    assert after.threats == before.threats + 1


@given(histories())
def test_scores_lie_on_the_scale_or_are_unknown(history: History) -> None:
    felt = loyalty.judge(history, AS_OF, RULES)
    scores = [c.score for c in felt.components] + [felt.attitude, *felt.parts.seen()]
    assert all(score is None or 0 <= score <= 100 for score in scores)
    known = {c.name: c.score for c in felt.components if c.score is not None}
    assert felt.weakest is None or known[felt.weakest] == min(known.values())
    assert (felt.quadrant == "unknown") is (felt.attitude is None)


@given(histories())
def test_the_suggested_types_are_the_highest(history: History) -> None:
    verdict = types.judge(history, AS_OF, RULES)
    most = max(verdict.points.values())
    assert all(verdict.points[t] == most for t in verdict.suggested)
    assert bool(verdict.suggested) is (most >= 2)


@given(histories())
def test_money_is_consistent(history: History) -> None:
    worth = value.judge(history, AS_OF, RULES)
    assert (worth.clv > 0) is (worth.margin > 0) or worth.margin == 0 == worth.clv
    for kind in ("founded", "doubtful", "unfounded"):
        found = value.ceiling(worth, value.chances_of(kind, RULES))
        assert 0 <= found.low <= found.high <= max(0, worth.clv)


@given(histories())
def test_periods_add_up(history: History) -> None:
    start, middle = ago(300), ago(100)
    whole = value.money_between(history, start, AS_OF)
    # An earlier half judged today, so that outcomes known by now are known in both.
    parts = [
        sum(p.amount for p in history.purchases if start < p.bought_on <= middle),
        value.money_between(history, middle, AS_OF).revenue,
    ]
    assert whole.revenue == sum(parts)


@settings(max_examples=15)  # each example is several histories
@given(st.lists(histories(), max_size=4))
def test_retention_never_keeps_more_than_there_were(made: list[History]) -> None:
    found = retention.judge(made, ago(365), AS_OF, RULES, lambda _h, cents: value.exact(float(cents)))
    assert 0 <= found.kept <= min(found.active_from, found.active_to)
    assert found.grr is None or found.nrr is None or found.grr <= min(1, max(0, found.grr, found.nrr))


def slow_class(history: History) -> str:
    """DOMAIN.md, Buying class, read aloud."""
    bought: dict[date, int] = {}
    for p in history.purchases:
        if p.bought_on <= AS_OF:
            bought[p.bought_on] = bought.get(p.bought_on, 0) + p.amount
    days = sorted(d for d in bought if bought[d] > 0)
    if not days:
        return "none"
    if AS_OF - days[0] < timedelta(90):
        return "new"
    quiet = AS_OF - days[-1]
    if quiet > timedelta(365):
        return "lapsed"
    window = [d for d in days if AS_OF - timedelta(730) < d]
    gap = median([(b - a).days for a, b in pairwise(window)]) if len(window) >= 3 else None
    if gap is not None and quiet.days > 2 * gap and quiet.days > 30:
        return "lapsing"
    return "loyal" if len([d for d in days if AS_OF - timedelta(365) < d]) >= 4 else "occasional"


@given(histories())
def test_the_buying_class_worked_out_slowly(history: History) -> None:
    assert buying.judge(history, AS_OF, RULES).kind == slow_class(history)


@given(histories())
def test_the_parts_of_contact_and_initiative_worked_out_slowly(history: History) -> None:
    known = [n for n in history.notes if n.kind in TOUCHES and n.day <= AS_OF]
    recent = [n for n in known if n.day > AS_OF - timedelta(90)]
    half_year = [n for n in known if n.day > AS_OF - timedelta(180)]
    every = history.client.contact_every_days or 30
    parts = loyalty.judge(history, AS_OF, RULES).parts
    if not known:
        assert parts.contact is None
    else:
        assert parts.contact is not None
        assert abs(parts.contact - 100 * min(1, len(recent) / (90 / every))) < 1e-9
    theirs = [n for n in half_year if n.started_by == "client"]
    expected = min(100, 200 * len(theirs) / len(half_year)) if half_year else None
    assert parts.initiative == expected


@given(histories())
def test_who_is_hunted_worked_out_slowly(history: History) -> None:
    client = history.client
    verdict = voice.judge(history, AS_OF, RULES)
    active = client.since is not None and client.since <= AS_OF
    active = active and not (client.lost_on is not None and client.lost_on <= AS_OF)
    if not active or client.status == "paused" or client.since is None:
        assert verdict.hunt is None
        return
    theirs = [
        n.day for n in history.notes if n.kind in TOUCHES and n.started_by == "client" and n.day <= AS_OF
    ]
    if 46 <= (AS_OF - client.since).days <= 90 and not any(d >= client.since for d in theirs):
        assert verdict.hunt == "new_silent"
        return
    heard = [*theirs, *(s.answered_on for s in history.surveys if s.answered_on <= AS_OF)]
    quiet = not any((AS_OF - d).days < 180 for d in heard)
    assert verdict.hunt == ("silent" if verdict.state == "silent" and quiet else None)


@given(histories())
def test_every_promise_has_one_state_and_is_counted_once(history: History) -> None:
    verdict = promises.judge(history, AS_OF, RULES)
    counted = [getattr(t, s) for t in (verdict.ours, verdict.theirs) for s in promises.STATES]
    assert sum(counted) == len(verdict.verdicts) == sum(p.made_on <= AS_OF for p in history.promises)


@given(histories())
def test_a_threats_class_is_the_same_on_every_later_day(history: History) -> None:
    today = {v.threat.ref: (v.kind, v.bargaining, v.reasons) for v in threats.judge(history, AS_OF, RULES)}
    for threat in history.threats:
        if threat.made_on <= AS_OF:
            (then,) = [v for v in threats.judge(history, threat.made_on, RULES) if v.threat.ref == threat.ref]
            assert (then.kind, then.bargaining, then.reasons) == today[threat.ref]
