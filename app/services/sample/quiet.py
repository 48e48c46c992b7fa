"""Cases of clients who say little: the silent, the held, the ones who go their own way."""

from __future__ import annotations

from app.services.sample.disputes import (
    agreement,
    complaint,
    dispute,
    offer,
    promise,
    settled_disputes,
    task,
    threat,
)
from app.services.sample.parts import acquisition, buys, costs, survey, survey_series, touch, touches, voice
from app.services.sample.stories.story import VICTOR
from app.services.sample.teller import Teller

__all__ = ["costly", "even", "held", "monopoly", "own_way", "silent", "unknown"]


def silent(t: Teller) -> None:
    """We call, they listen; not a word of their own for half a year, and the orders thin out."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -330, 11, "even", 0.2)
    touches(t, -205, -34, 9, "even", 0.0, internal=0)
    buys(t, max(t.since, t.depth) + 30, -85, 32, t.chance.randint(1400, 2400))
    survey(t, -430, "nps", 8)
    promise(t, -300, -280, fulfilled_on=-281)
    offer(t, -500, "discount", "requested", 120)


def monopoly(t: Teller) -> None:
    """Nobody else delivers here: content on paper, uninvolved in truth."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -250, 9, "even", 0.1)
    touch(t, -170, "cool", mood=-1)
    touch(t, -75, "cool", mood=-1)
    buys(t, max(t.since, t.depth) + 20, -11, 40, t.chance.randint(2000, 3500))
    survey(t, -30, "csi", 82)
    survey(t, -140, "csi", 80)
    voice(t, -200, "unwilling")
    agreement(t, -430, 115, 26000, 90, exit_fee=2500, exclusive=True)
    promise(t, -140, -120, fulfilled_on=-110)


def costly(t: Teller) -> None:
    """Orders stopped more than a year ago, the service did not."""
    acquisition(t, by=VICTOR)
    touches(t, max(t.since, t.depth), -400, 10, "even", 0.2, author=VICTOR)
    touches(t, -215, -95, 9, "cool", 0.0, internal=0, author=VICTOR)
    touches(t, -70, -20, 14, "cool", 0.0, internal=0)
    buys(t, max(t.since, t.depth) + 30, -400, 60, t.chance.randint(700, 1100))
    costs(t, (-330, -210, -90, -30), 180)
    offer(t, -410, "service", "requested", 160, perceived_as="unknown")
    promise(t, -300, -270, ended_on=-260, ending="released")


def own_way(t: Teller) -> None:
    """Expert in their trade, never convinced, often right; twice had good reason to think of leaving."""
    acquisition(t, kept=False)
    touches(t, max(t.since, t.depth), -280, 10, "even", 0.2)
    touches(t, -270, -70, 12, "cool", 0.15, internal=0)
    buys(t, max(t.since, t.depth) + 60, -160, 210, t.chance.randint(2600, 4200))
    outcomes: list[tuple[str, int, str | None]] = [
        ("client_way", 3, "client_right"),
        ("declined", 2, None),
        ("client_way", 3, "mixed"),
        ("withdrawn", 1, None),
        ("client_way", 2, "client_right"),
        ("client_way", 1, "too_early"),
    ]
    settled_disputes(t, max(t.since, t.depth) + 80, outcomes, 170)
    dispute(t, -7, 0, advice_limit=0)
    survey(t, -515, "nps", 3)
    threat(t, -500, outcome="stayed", outcome_on=-470, stated_reason="dissatisfaction", response="retain")
    survey(t, -480, "nps", 7)
    promise(t, -340, -320, fulfilled_on=-295)
    threat(t, -305, outcome="stayed", outcome_on=-280, stated_reason="dissatisfaction", response="retain")
    complaint(t, -255, "thanked_on", entry=0, satisfied="partly")
    complaint(t, -130, "thanked_on", entry=0, satisfied="no", pace=3)
    survey(t, -110, "csat", 2)
    survey(t, -50, "csat", 2)
    voice(t, -90, "hesitant")


def unknown(t: Teller) -> None:
    """Hardly anything on record: a gap to fill, not a zero."""
    touch(t, -290, mood=None)
    touch(t, -190, mood=None)
    task(t, -6, "call")
    task(t, None)


def even(t: Teller) -> None:
    """Neither warm nor cold: orders now and then, an answer when asked."""
    if t.since < -100:
        acquisition(t, kept=t.chance.random() < 0.7)
    start = max(t.since, t.depth)
    touches(
        t,
        start,
        -t.chance.randint(1, 70),
        t.chance.randint(28, 44),
        t.chance.choice(("even", "even", "cool")),
        0.25,
    )
    buys(
        t, start + 15, -t.chance.randint(5, 200), t.chance.choice((50, 75, 110)), t.chance.randint(600, 6000),
        margin=t.chance.uniform(0.18, 0.32), growth=t.chance.uniform(-0.15, 0.06), discounted=t.chance.choice((0, 0.2, 0.5)),
    )  # fmt: skip
    for day in range(-t.chance.randint(12, 300), start, -t.chance.randint(300, 600)):
        upto = "thanked_on" if day < -20 else t.chance.choice(("responded_on", "resolved_on", "told_on"))
        complaint(
            t, day, upto, satisfied=t.chance.choice(("yes", "partly", "no")), pace=t.chance.choice((1, 1, 2))
        )
    survey_series(t, start, -t.chance.randint(20, 300), (7, 8, 5, 6), 170)
    if t.chance.random() < 0.5:
        voice(t, -t.chance.randint(30, 360), t.chance.choice(("hesitant", "unwilling", "willing")))
    settled_disputes(t, start + 90, [("client_way", 3, "our_advice"), ("compromise", 2, "mixed")], 240)
    for day in range(-t.chance.randint(22, 120), start, -240):
        promise(t, day, day + 18, fulfilled_on=day + t.chance.choice((14, 17, 21)))
    if t.chance.random() < 0.2:
        threat(t, -t.chance.randint(60, 650), "discount", outcome="stayed", response="hold")
    if t.chance.random() < 0.3:
        offer(t, -t.chance.randint(30, 600), "discount", "requested", 150)


def held(t: Teller) -> None:
    """An agreement with a long notice holds them more than we do."""
    acquisition(t)
    start = max(t.since, t.depth)
    touches(t, start, -t.chance.randint(10, 40), t.chance.randint(14, 22), "even", 0.2)
    buys(t, start + 15, -t.chance.randint(5, 30), 60, t.chance.randint(1500, 6000))
    agreement(t, start + 10, t.chance.randint(100, 600), t.chance.randint(10, 40) * 1000, 90, exit_fee=1000)
    survey_series(t, start, -t.chance.randint(40, 200), (7, 6), 180)
