"""Cases of clients who left, rest, or are still being courted."""

from __future__ import annotations

from app.services.sample.disputes import complaint, dispute, offer, promise, settled_disputes, task, threat
from app.services.sample.parts import acquisition, buys, survey, survey_series, touches, voice
from app.services.sample.teller import Teller

__all__ = ["left_for_another", "left_in_silence", "left_long_ago", "paused", "prospect"]


def left_for_another(t: Teller) -> None:
    """Said what was wrong, showed the other offer, and went: the record had seen it coming."""
    acquisition(t, kept=False)
    touches(t, max(t.since, t.depth), -330, 16, "even", 0.3)
    touches(t, -320, -121, 20, "cool", 0.3)
    buys(t, max(t.since, t.depth) + 30, -150, 40, t.chance.randint(2200, 3600), growth=-0.1)
    complaint(t, -260, "told_on", entry=2, satisfied="no", pace=3)
    complaint(t, -190, "responded_on", entry=1, pace=2)
    promise(t, -230, -200, ended_on=-180, ending="broken")
    survey(t, -175, "nps", 4)
    survey(t, -400, "nps", 7)
    threat(
        t, -160, stated_reason="competitor", competitor=t.words.pick(t.chance, "competitors"), offer_evidence="seen",
        response="let_go", outcome="left", outcome_on=-120,
    )  # fmt: skip
    offer(t, -155, "discount", "threat", 700, outcome="declined")
    settled_disputes(t, -800, [("client_way", 3, "our_advice")], 100)


def left_in_silence(t: Teller) -> None:
    """No complaint, no threat, no answer: gone at the end of the month."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -300, 10, "even", 0.2)
    touches(t, -290, -60, 7, "even", 0.0, internal=0)
    buys(t, max(t.since, t.depth) + 30, -140, 45, t.chance.randint(1200, 2600), growth=-0.12)
    survey(t, -500, "nps", 8)
    voice(t, -420, "unwilling")


def left_long_ago(t: Teller) -> None:
    """Went before last year; asked for terms we would not give and were let go."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -530, 12, "even", 0.3)
    buys(t, max(t.since, t.depth) + 30, -560, 45, t.chance.randint(900, 2600))
    threat(t, -550, "terms", response="let_go", outcome="left", outcome_on=-520)
    survey_series(t, max(t.since, t.depth), -600, (6, 7), 160)


def prospect(t: Teller) -> None:
    """Being courted: much attention, first promises, nothing sold."""
    touches(t, t.since, -3, 60, "warm", 0.4, internal=0)
    text = t.words.texts["promises"]["acquisition"]
    shared = {"side": "ours", "kind": "promise", "phase": "acquisition", "made_by": t.owner}
    t.tell("promises", -20, text=text[1], due_on=25, **shared)
    t.tell("promises", -12, text=text[3], due_on=2, **shared)
    promise(t, -10, 10, side="theirs")
    dispute(t, -8, 1)
    task(t, 3, "meeting", at="12:00", minutes=60, place=t.words.pick(t.chance, "places"))


def paused(t: Teller) -> None:
    """Resting by agreement: they come back with the next budget."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -150, 14, "good", 0.35)
    buys(t, max(t.since, t.depth) + 30, -170, 60, t.chance.randint(1500, 3000))
    complaint(t, -300, satisfied="yes")
    survey_series(t, -900, -220, (8, 7), 180)
    task(t, 45, "call")
