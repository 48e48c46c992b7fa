"""Insights: every figure counted by hand, every mark with its records, every sentence from its figures."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain import lookback
from app.domain.facts import History
from app.domain.portfolio import Period
from app.domain.settings import Settings
from app.views.insights.client import client_part
from app.views.insights.lookback import looking_back
from app.views.insights.map import Scale
from app.views.insights.page import Insights, put_together, whole_period
from app.views.insights.parts import Head, Line, Table, as_text
from app.views.insights.quarters import quarters_of
from tests.domain.rules import build
from tests.domain.rules.build import AS_OF, RULES, ago

YEAR = Period(ago(365), AS_OF)


def _client(number: int, name: str, client: dict[str, Any] | None = None, **records: Any) -> History:
    return build.history(build.client(id=number, name=name, owner="Ioana", **(client or {})), **records)


def _page(*histories: History, period: Period = YEAR, rules: Settings = RULES) -> Insights:
    return put_together([client_part(h, period.last, rules) for h in histories], period, rules)


def test_kept_clients_stand_beside_revenue_and_satisfaction() -> None:
    bought = build.purchases(500, 100)
    found = _page(
        _client(1, "Stayed", purchases=bought, surveys=[build.survey(ago(5), 90)]),
        _client(2, "Left", {"status": "lost", "lost_on": ago(30)}, purchases=build.purchases(500)),
        _client(3, "Came later", {"since": ago(100)}),
        _client(
            4,
            "Grew",
            purchases=[*build.purchases(500), *build.purchases(20, amount=300_00)],
            surveys=[build.survey(ago(5), 80)],
            notes=build.touches(10, 20, 30, mood=-2),
        ),
    ).headline
    assert (found.kept.value, found.kept.beside) == ("2 of 3", "67%")
    assert [link.client for link in found.kept.links] == ["Left"]
    # Before: 100 each of three. Now: 100, 0, 300.
    assert (found.grr.value, found.grr.sub) == ("67%", "1 lost, 0 bought less")
    assert (found.nrr.value, found.nrr.sub, found.nrr.role) == ("133%", "1 bought more", "success")
    assert [link.client for link in found.nrr.links] == ["Grew"]
    assert (found.satisfied.value, found.satisfied.sub) == ("2 of 2", "1 of them is not loyal")
    assert found.satisfied.beside == "1 unknown"
    assert [link.client for link in found.satisfied.links] == ["Grew"]


def test_a_missing_rate_is_named_and_no_wrong_figure_shown() -> None:
    found = _page(_client(1, "Abroad", {"currency": "EUR"}, purchases=build.purchases(500, 100))).headline
    assert "EUR" in found.rate_missing
    assert (found.grr.value, found.nrr.value) == ("–", "–")
    assert found.kept.value == "1 of 1"


def test_the_middle_of_the_map_is_the_buying_class_not_the_number_of_days() -> None:
    scale = Scale(needed=4, most=12)
    assert scale.place(4, loyal=True) > 0.5 > scale.place(30, loyal=False)
    assert scale.place(0, loyal=False) < scale.place(2, loyal=False) < 0.5
    assert 0.5 < scale.place(5, loyal=True) < scale.place(12, loyal=True) <= 1


def test_the_map_says_where_a_client_stood_six_months_ago_as_it_was_known_then() -> None:
    moved = _client(
        1, "Fell", notes=[*build.touches(200, 210, 220, mood=2), *build.touches(3, 5, 8, 10, mood=-2)]
    )
    new = _client(2, "New", {"since": ago(60)}, notes=build.touches(3, 4, mood=2))
    paused = _client(3, "Paused", {"status": "paused"})
    points = {p.link.client: p for p in _page(moved, new, paused).map.points}
    assert set(points) == {"Fell", "New", "Paused"}, "a paused client is an active one, as in the tiles"
    fell = points["Fell"]
    assert fell.before is not None and fell.before.attitude == 100
    assert fell.now.attitude is not None and fell.now.attitude < 60 and fell.named
    assert fell.change == pytest.approx(fell.now.attitude - 100)
    assert points["New"].before is None and points["New"].change is None


def test_an_unknown_attitude_is_shown_as_unknown() -> None:
    found = _page(_client(1, "Quiet")).map
    assert found.points[0].now.attitude is None and not found.points[0].named
    assert "the attitude of 1 is unknown" in found.sentence
    assert found.table.lines[0].cells[1] is None


def test_only_some_clients_are_named_on_a_full_map() -> None:
    crowd = [_client(n, f"Client {n:02}", notes=build.touches(3, 4, 5, mood=1)) for n in range(1, 40)]
    crowd.append(
        _client(99, "Fell", notes=[*build.touches(200, 210, 220, mood=2), *build.touches(3, 5, 8, mood=-2)])
    )
    named = [p.link.client for p in _page(*crowd).map.points if p.named]
    assert named == ["Fell"]


def test_cohorts_count_who_was_still_there_year_after_year_and_name_who_left() -> None:
    year = {"since": date(2023, 5, 1)}
    lost = {**year, "status": "lost", "lost_on": date(2025, 2, 1), "lost_reason": "price"}
    found = _page(_client(1, "A", year), _client(2, "B", lost), _client(3, "C", {"since": date(2024, 1, 1)}))
    first, second = found.cohorts.rows
    assert (first.year, first.clients, second.year) == (2023, 2, 2024)
    assert [(c.after, c.active) for c in first.cells] == [(1, 2), (2, 1), (3, 1)]
    assert first.cells[-1].until == AS_OF
    assert [(link.client, link.text) for link in first.cells[1].left] == [("B", "price")]
    assert first.share(2) == 0.5 and second.share(4) is None


def test_a_year_whose_clients_left_sooner_is_named() -> None:
    def won(number: int, year: int, lost_on: date | None = None) -> History:
        values: dict[str, Any] = {"since": date(year, 5, 1)}
        if lost_on:
            values |= {"status": "lost", "lost_on": lost_on}
        return _client(number, f"{year}/{number}", values)

    stayed = [won(n, 2022) for n in range(4)]
    left = [won(10, 2023), won(11, 2023, date(2024, 6, 1)), won(12, 2023, date(2025, 6, 1))]
    assert "Clients won in 2023 left sooner: 1 of 3" in _page(*stayed, *left).cohorts.sentence
    assert "no year of arrival stands out" in _page(*stayed, won(20, 2023)).cohorts.sentence


def test_quarters_reach_to_the_day_and_as_far_back_as_the_period() -> None:
    short = quarters_of(YEAR)
    assert len(short) == 8
    assert (short[-1].first, short[-1].last) == (date(2026, 1, 1), AS_OF)
    assert [q.label for q in short][:5] == ["Q2 24", "Q3", "Q4", "Q1 25", "Q2"]
    assert all(b.first - a.last == timedelta(days=1) for a, b in itertools.pairwise(short))
    assert len(quarters_of(Period(ago(900), AS_OF))) == 11
    assert len(quarters_of(Period(ago(5000), AS_OF))) == 12


def test_complaints_are_counted_by_quarter_on_their_own_asked_and_repeated() -> None:
    found = _page(
        _client(
            1,
            "Alfa",
            complaints=[
                build.complaint(date(2025, 5, 5), category="print", resolved_on=date(2025, 5, 9)),
                build.complaint(date(2026, 2, 2), category="Print", solicited=True),
                build.complaint(date(2026, 2, 3), category="invoice"),
                build.complaint(date(2020, 2, 3)),
            ],
        )
    ).complaints
    last, may = found.quarters[-1], found.quarters[-4]
    assert (last.count("own"), last.count("asked"), last.count("repeated")) == (1, 1, 1)
    assert (may.count("own"), may.count("asked"), found.total("own")) == (1, 0, 2)
    assert last.records["repeated"][0].kind == "complaints"
    assert found.sentence.startswith(
        "More is said since we ask (3 in the last four quarters, 0 in the four before)"
    )


def test_nobody_complaining_is_no_good_news() -> None:
    assert "silence is the risk" in _page(_client(1, "Alfa")).complaints.sentence


@pytest.mark.parametrize(
    ("unasked", "threat", "said"),
    [
        (0, 0, "nothing was given"),
        (1, 0, "1 thing was given unasked, nothing under threat"),
        (3, 1, "more was given unasked (3 times) than under threat (1)"),
        (2, 2, "as much was given under threat"),
        (1, 2, "that teaches to threaten"),
    ],
)
def test_the_sentence_on_offers_follows_their_numbers(unasked: int, threat: int, said: str) -> None:
    given = [build.offer(ago(10 + n)) for n in range(unasked)]
    given += [build.offer(ago(40 + n), trigger="threat") for n in range(threat)]
    found = _page(_client(1, "Alfa", offers=given)).offers
    assert said in found.sentence
    assert (found.total("unasked"), found.total("threat")) == (unasked, threat)


def test_promises_count_in_the_quarter_they_came_due_by_side_and_phase() -> None:
    due = date(2026, 2, 1)
    found = _page(
        _client(
            1,
            "Alfa",
            promises=[
                build.promise(ago(90), due_on=due, fulfilled_on=due),
                build.promise(ago(90), due_on=due, fulfilled_on=due + timedelta(days=1)),
                build.promise(ago(90), due_on=due, phase="acquisition", fulfilled_on=due),
                build.promise(ago(90), due_on=due, side="theirs"),
                build.promise(ago(90), due_on=due, ended_on=due, ending="released"),
                build.promise(ago(90), due_on=AS_OF + timedelta(days=9)),
            ],
        )
    ).promises
    last = found.quarters[-1]
    assert last.count("ours/partnership/kept") == 1
    assert last.count("ours/partnership/not") == 1
    assert last.count("ours/acquisition/kept") == 1
    assert last.count("theirs/partnership/not") == 1
    assert sum(found.total(kind) for kind in found.kinds) == 4
    assert (
        found.sentence == "In the quarters shown we kept 2 of 3 promises (67%), the clients kept 0 of 1 (0%)."
    )


def test_persuasion_counts_decisions_by_attempts_within_the_period() -> None:
    def settled(attempts: int, outcome: str, day: date = ago(20)) -> Any:
        return build.decision(ago(60), attempts, outcome=outcome, decided_on=day)

    found = _page(
        _client(
            1,
            "Alfa",
            decisions=[
                settled(1, "convinced"),
                settled(1, "client_way"),
                settled(6, "compromise"),
                settled(2, "convinced"),
                build.decision(ago(900), 1, outcome="convinced", decided_on=ago(800)),
                build.decision(ago(9), 2),
            ],
        )
    ).persuasion
    assert [(b.label, b.count, b.of) for b in found.bars] == [
        ("1", 1, 2),
        ("2", 1, 1),
        ("3", 0, 0),
        ("4+", 0, 1),
    ]
    assert "Of 4 decisions settled, 2 by convincing: 1 at the first attempt" in found.sentence
    assert [len(b.links) for b in found.bars] == [2, 1, 0, 1]


def test_who_was_right_counts_the_debriefs_of_the_period() -> None:
    def looked_back(verdict: str, day: date) -> Any:
        values = {"outcome": "client_way", "decided_on": ago(300), "verdict": verdict, "debriefed_on": day}
        return build.decision(ago(400), 3, **values)

    found = _page(
        _client(
            1,
            "Alfa",
            decisions=[
                looked_back("client_right", ago(5)),
                looked_back("client_right", ago(6)),
                looked_back("our_advice", ago(7)),
                looked_back("our_advice", AS_OF + timedelta(days=1)),
            ],
        )
    ).right
    counts = {b.label: b.count for b in found.bars}
    assert counts == {"Our advice held": 1, "Mixed": 0, "The client was right": 2, "Too early to say": 0}
    assert found.sentence == (
        "Of 3 decisions looked back on, our advice held in 1; in 2 the client was right."
    )


def test_the_load_names_who_carries_most_and_whose_complaints_wait() -> None:
    found = _page(
        _client(1, "A", notes=build.touches(3, 4, author="Ioana")),
        _client(2, "B", complaints=[build.complaint(ago(3), assigned_to="Matei")]),
    ).load
    by_name = {p.person: (p.clients, p.touches, p.complaints) for p in found.people}
    assert by_name == {"Ioana": (2, 2, 0), "Matei": (0, 0, 1)}
    assert found.sentence.startswith(
        "Ioana looks after 2 of 2 active clients; most open complaints wait with Matei (1 of 1)"
    )
    assert [link.client for link in found.people[0].links] == ["A", "B"]


def test_looking_back_compares_the_lost_with_those_who_stayed_and_warns() -> None:
    lost = _client(
        1,
        "Left",
        {"status": "lost", "lost_on": ago(10)},
        promises=[build.promise(ago(300), due_on=ago(250))],
    )
    clients = (lost, _client(2, "Stayed"), _client(3, "Also"))
    found = looking_back(lookback.judge(clients, AS_OF, RULES))
    promise = next(row for row in found.rows if row.title == "A promise of ours overdue")
    assert [(s.days_before, s.lost.count, s.lost.of) for s in promise.found] == [
        (180, 1, 1),
        (90, 1, 1),
        (30, 1, 1),
    ]
    assert [(s.stayed.count, s.stayed.of) for s in promise.found] == [(0, 2)] * 3
    assert [link.client for link in promise.links[0]] == ["Left"]
    assert (found.lost, found.stayed) == (1, 2)
    assert "1 client left, 2 stayed" in found.sentence
    assert any("so few prove little" in warning for warning in found.warnings)


def test_with_nobody_lost_there_is_nothing_to_look_back_on() -> None:
    assert looking_back(lookback.judge([], AS_OF, RULES)).rows == ()
    found = looking_back(lookback.judge([_client(1, "A")], AS_OF, RULES))
    assert (found.rows, found.stayed) == ((), 1)
    assert "nothing to look back on" in found.sentence


def test_an_empty_book_makes_an_empty_page_without_an_error() -> None:
    found = _page()
    assert (found.clients, found.headline.kept.value) == (0, "–")
    assert found.map.sentence == "No active client yet."
    assert all(part.sentence for part in (found.cohorts, found.complaints, found.offers, found.promises))


def test_what_came_later_changes_no_earlier_answer() -> None:
    day = Period(ago(500), ago(100))
    before = _client(
        1,
        "A",
        notes=build.touches(300, 200, 150, mood=1, author="Ioana"),
        purchases=build.purchases(400, 200),
    )
    later = _client(
        1,
        "A",
        {"status": "lost", "lost_on": ago(3)},
        notes=[*before.notes, *build.touches(50, mood=-2)],
        purchases=[*before.purchases, *build.purchases(5)],
        complaints=[build.complaint(ago(7))],
        offers=[build.offer(ago(6))],
    )
    assert _page(before, period=day) == _page(later, period=day)


def test_copied_text_never_becomes_a_formula() -> None:
    table = Table((Head("Client"), Head("Kept", "share")), (Line(("=1+1\tx", 0.5)), Line(("@sum", None))))
    assert as_text(table) == "Client\tKept\n'=1+1 x\t50%\n'@sum\t–"


@pytest.mark.parametrize(
    ("last", "months", "start"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
    ],
)
def test_months_go_by_the_calendar(last: date, months: int, start: date) -> None:
    assert whole_period(last, months) == Period(start, last)
