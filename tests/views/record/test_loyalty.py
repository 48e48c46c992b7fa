"""The Loyalty tab: every line of evidence with its record, unknown as unknown, the past as of then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from app.services.records import judgements
from app.views.record.loyalty import LoyaltyView, loyalty_view
from app.views.record.page import RecordView
from tests import factories as make
from tests.factories import TODAY

Look = Callable[[], RecordView]


def _ago(days: int) -> datetime:
    return datetime.combine(TODAY - timedelta(days=days), time(10))


def _components(found: LoyaltyView) -> dict[str, float | None]:
    return {c.name: c.score for c in found.components}


def test_nothing_on_record_is_unknown_and_not_zero(look: Look) -> None:
    found = loyalty_view(look())
    assert found.empty
    assert _components(found) == {"satisfaction": None, "affinity": None, "involvement": None}
    assert all(c.note.startswith("unknown") for c in found.components)
    assert found.shown == () and found.danger == ""


def test_each_line_of_evidence_names_its_record_day_value_and_weight(
    session: Session, client_id: int, look: Look
) -> None:
    day = TODAY - timedelta(days=90)
    survey = make.survey(session, client_id, kind="nps", answered_on=day, score=8, lowest=0, highest=10)
    satisfaction = loyalty_view(look()).components[0]
    (line,) = satisfaction.lines
    assert (line.text, line.value, line.weight) == ("NPS, 8 of 10", 80, 0.5)
    assert line.record == ("surveys", survey.id)
    assert satisfaction.score == 80 and satisfaction.foot == "half-life 90 days"


def test_an_answer_that_faded_says_how_much_is_missing(session: Session, client_id: int, look: Look) -> None:
    day = TODAY - timedelta(days=180)
    make.survey(session, client_id, kind="csat", answered_on=day, score=8, lowest=0, highest=10)
    satisfaction = loyalty_view(look()).components[0]
    assert satisfaction.score is None
    assert satisfaction.note == "unknown: what is on record has faded to 0.25, 0.50 is needed"


def test_moods_and_threats_speak_of_affinity(session: Session, client_id: int, look: Look) -> None:
    make.note(session, client_id, happened_at=_ago(2), kind="call", mood=-1)
    make.note(session, client_id, happened_at=_ago(3), kind="visit", mood=2)
    make.threat(session, client_id, ref="T-1", made_on=TODAY, offer_evidence="seen")
    affinity = loyalty_view(look()).components[1]
    assert [(line.text, line.value) for line in affinity.lines] == [
        ("T-1: threat, founded", 25),
        ("Call, mood −1", 25),
        ("Visit, mood +2", 100),
    ]


def test_the_parts_of_involvement_are_listed_seen_or_not(
    session: Session, client_id: int, look: Look
) -> None:
    make.note(session, client_id, happened_at=_ago(5), kind="call", started_by="client")
    make.note(session, client_id, happened_at=_ago(100), kind="call", started_by="us")
    involvement = loyalty_view(look()).components[2]
    lines = {line.text: line.value for line in involvement.lines}
    assert lines["Contact: 1 of 3 touches"] == pytest.approx(100 / 3)
    assert lines["Initiative: 1 of 2 by them"] == 100
    assert lines["Voice: silent"] is None and lines["Buying: none"] is None
    assert involvement.foot == "mean of 2 parts" and involvement.weakest


def test_why_they_stay_shows_points_of_what_was_possible(
    session: Session, client_id: int, look: Look
) -> None:
    client = make.client(session, name="Held", sole_supplier=True, came_for="price", switching_cost="high")
    session.flush()
    from app.views.record.page import open_record

    view = open_record(session, client.id, TODAY)
    assert view is not None
    found = loyalty_view(view)
    assert found.shown == ("monopoly",)
    first = found.reasons[0]
    assert (first.kind, first.points, first.most) == ("monopoly", 3, 3)
    by_kind = {line.kind: (line.points, line.most) for line in found.reasons}
    assert by_kind["price"] == (1, 4) and by_kind["inertia"] == (1, 3) and by_kind["trend"] == (0, 2)
    assert found.danger and found.next_step


def test_a_verdict_stands_above_the_suggestion_and_asks_again(
    session: Session, client_id: int, look: Look
) -> None:
    judgements.judge(
        session,
        client_id=client_id,
        about="loyalty_type",
        value="trend",
        reason="They said so",
        judged_on=TODAY - timedelta(days=181),
    )
    found = loyalty_view(look())
    assert found.shown == ("trend",) and found.confirm


def test_the_way_of_a_year_is_computed_as_of_each_day(session: Session, client_id: int, look: Look) -> None:
    for days in (370, 380):
        make.note(session, client_id, happened_at=_ago(days), kind="call", mood=2)
    for days in (1, 2, 3, 4):
        make.note(session, client_id, happened_at=_ago(days), kind="call", mood=-2)
    steps = loyalty_view(look()).steps
    assert [(TODAY - step.day).days for step in steps] == [365, 274, 182, 91, 0]
    assert steps[0].spot.attitude == 100
    last = steps[-1].spot.attitude
    assert last is not None and last < 20 and steps[-1].label == f"now, {round(last)}"


def test_before_they_were_a_client_there_is_no_place(session: Session, look: Look) -> None:
    from app.views.record.page import open_record

    client = make.client(session, since=TODAY - timedelta(days=100))
    session.flush()
    view = open_record(session, client.id, TODAY)
    assert view is not None
    assert [(TODAY - step.day).days for step in loyalty_view(view).steps] == [91, 0]
