"""DOMAIN.md, Voice, and the hunt for complaints."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import voice
from app.domain.rules.voice import Voice
from tests.domain.rules.build import (
    AS_OF,
    RULES,
    ago,
    client,
    complaint,
    history,
    survey,
    touch,
    voice_check,
)


def judged(who: Any = None, **records: Any) -> Voice:
    return voice.judge(history(who, **records), AS_OF, RULES)


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ({}, "silent"),
        ({"complaints": [complaint(ago(364))]}, "speaks"),
        ({"complaints": [complaint(ago(365))]}, "silent"),
        ({"voice_checks": [voice_check(ago(364), "willing")]}, "willing"),
        ({"voice_checks": [voice_check(ago(365), "willing")]}, "silent"),
        ({"voice_checks": [voice_check(ago(9), "willing"), voice_check(ago(3), "hesitant")]}, "hesitant"),
        # Two on one day: the less encouraging counts.
        ({"voice_checks": [voice_check(ago(3), "unwilling"), voice_check(ago(3), "willing")]}, "unwilling"),
    ],
)
def test_the_state(records: dict[str, Any], state: str) -> None:
    assert judged(**records).state == state


@pytest.mark.parametrize(
    ("age", "hunt"), [(45, "silent"), (46, "new_silent"), (90, "new_silent"), (91, "silent")]
)
def test_new_and_silent_from_day_46_to_90(age: int, hunt: str) -> None:
    # A touch of ours changes nothing: they have not spoken.
    ours = touch(ago(age), started_by="us")
    assert judged(client(since=ago(age)), notes=[ours]).hunt == hunt


def test_a_new_client_who_spoke_since_is_not_hunted() -> None:
    theirs = touch(ago(60), started_by="client")
    assert judged(client(since=ago(60)), notes=[theirs]).hunt is None


def test_a_new_client_who_spoke_only_while_courted_is_hunted() -> None:
    theirs = touch(ago(61), started_by="client")
    assert judged(client(since=ago(60)), notes=[theirs]).hunt == "new_silent"


def test_a_new_client_who_complained_but_never_called_is_hunted_as_new() -> None:
    assert judged(client(since=ago(60)), complaints=[complaint(ago(5))]).hunt == "new_silent"


@pytest.mark.parametrize(
    ("records", "hunt"),
    [
        ({}, "silent"),
        ({"surveys": [survey(ago(179))]}, None),
        ({"surveys": [survey(ago(180))]}, "silent"),
        ({"notes": [touch(ago(179), started_by="client")]}, None),
        ({"notes": [touch(ago(180), started_by="client")]}, "silent"),
        ({"notes": [touch(ago(3), started_by="us")]}, "silent"),
        ({"notes": [touch(ago(3), "internal", started_by="client")]}, "silent"),
        ({"complaints": [complaint(ago(3))]}, None),
        ({"voice_checks": [voice_check(ago(3), "unwilling")]}, None),
    ],
)
def test_silent_clients_are_asked(records: dict[str, Any], hunt: str | None) -> None:
    assert judged(**records).hunt == hunt


@pytest.mark.parametrize(
    "who",
    [
        client(status="paused"),
        client(status="prospect", since=None),
        client(status="lost", lost_on=AS_OF),
    ],
)
def test_only_active_clients_are_hunted(who: Any) -> None:
    assert judged(who).hunt is None
