"""DOMAIN.md, One voice."""

from __future__ import annotations

import pytest

from app.domain.rules import team
from tests.domain.rules.build import AS_OF, RULES, ago, client, complaint, history, touch, touches


def test_the_main_voice_is_who_had_most_touches_in_a_year() -> None:
    notes = (
        touches(1, 2, 364, author="Ana") + touches(3, author="Ion") + touches(*range(365, 375), author="Ion")
    )
    verdict = team.judge(
        history(notes=[*notes, touch(ago(4)), touch(ago(5), "internal", author="Ion")]), AS_OF, RULES
    )
    assert (verdict.main_voice, verdict.share) == ("Ana", 0.75)
    assert verdict.voices == {"Ana": 3, "Ion": 1}


def test_without_authors_there_is_no_main_voice() -> None:
    verdict = team.judge(history(notes=touches(1, 2)), AS_OF, RULES)
    assert (verdict.main_voice, verdict.share) == (None, None)


def handover(age: int) -> object:
    return touch(ago(age), "internal", handover=True)


def test_handovers_of_the_year() -> None:
    verdict = team.judge(history(notes=[handover(364), handover(365)]), AS_OF, RULES)
    assert len(verdict.handovers) == 1


@pytest.mark.parametrize(
    ("first", "handed_over", "new", "announced"),
    [
        (89, None, True, False),
        (90, None, False, False),
        (10, 10, True, True),
        (10, 100, True, True),  # announced 90 days before the first touch
        (10, 101, True, False),
    ],
)
def test_a_new_voice_without_a_handover_note_is_pointed_out(
    first: int, handed_over: int | None, new: bool, announced: bool
) -> None:
    notes = [*touches(400, 200, author="Ana"), *touches(first, author="Ion")]
    notes += [handover(handed_over)] if handed_over is not None else []  # type: ignore[list-item]
    verdict = team.judge(history(notes=notes), AS_OF, RULES)
    assert [v.person for v in verdict.new_voices] == (["Ion"] if new else [])
    assert [v.person for v in verdict.unannounced] == (["Ion"] if new and not announced else [])


def test_the_first_voice_of_a_new_client_is_no_new_voice() -> None:
    assert team.judge(history(notes=touches(5, author="Ana")), AS_OF, RULES).new_voices == ()
    both = touches(5, author="Ana") + touches(5, author="Ion")
    assert team.judge(history(notes=both), AS_OF, RULES).new_voices == ()


def test_the_load_of_each_of_us() -> None:
    histories = [
        history(client(owner="Ana"), notes=touches(1, 2, author="Ion"), complaints=[complaint(ago(3))]),
        history(client(owner="Ana", status="paused"), complaints=[complaint(ago(3), assigned_to="Ion")]),
        history(client(owner="Ion"), complaints=[complaint(ago(9), told_on=ago(1))]),
        history(client(owner=None), notes=touches(1)),
    ]
    assert [
        (p.person, p.clients, p.touches, p.open_complaints)
        for p in team.add_up(part for h in histories for part in team.load_of(h, AS_OF, RULES))
    ] == [
        ("Ana", 1, 0, 1),
        ("Ion", 1, 2, 1),
    ]
