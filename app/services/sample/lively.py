"""Cases of clients one hears from: hunters, the curious, the rewarded, the new, the steady."""

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
from app.services.sample.parts import (
    acquisition,
    buys,
    handover,
    survey,
    survey_series,
    touch,
    touches,
    voice,
)
from app.services.sample.stories.story import VICTOR
from app.services.sample.teller import Teller

__all__ = ["bonus", "hunter", "new", "overruled", "steady", "trend"]


def hunter(t: Teller) -> None:
    """Threatens, gets a discount, comes back for more; the newest threat is open and asks again."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -9, 18, "even", 0.4)
    buys(t, max(t.since, t.depth) + 40, -12, 33, t.chance.randint(1600, 2600), margin=0.24, discounted=0.7)
    first = threat(
        t, -600, "discount", amount_asked=900, response="retain", outcome="stayed", outcome_on=-590
    )
    offer(t, -597, "discount", "threat", 450, threat_id=first["id"])
    threat(t, -450, "bonus", response="hold", outcome="stayed", outcome_on=-430)
    second = threat(
        t, -240, "discount", amount_asked=1200, response="retain", outcome="stayed", outcome_on=-232
    )
    offer(t, -238, "discount", "threat", 520, threat_id=second["id"])
    threat(t, -6, "discount", amount_asked=1500)
    touch(t, -6, "cool", mood=-1, started="client")
    complaint(t, -700, satisfied="yes")
    survey_series(t, -900, -130, (6, 7, 7), 150)
    voice(t, -150, "hesitant")
    settled_disputes(t, -800, [("client_way", 3, "our_advice")], 200)
    promise(t, -50, -25, fulfilled_on=-20)
    dispute(t, -30, 2)


def overruled(t: Teller) -> None:
    """Looks like a hunter by the record; we know better and said why."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -5, 20, "good", 0.4)
    buys(t, max(t.since, t.depth) + 30, -20, 40, t.chance.randint(2500, 4000))
    threat(t, -420, "free_work", response="hold", outcome="stayed", outcome_on=-400)
    threat(t, -210, "terms", response="hold", outcome="stayed", outcome_on=-195)
    threat(t, -110, "other", response="hold", outcome="stayed", outcome_on=-100)
    t.tell(
        "judgements", -40, about="deal_hunter", value="none", reason=t.words.texts["judged"]["none"],
        judged_by=t.owner, valid_until=140,
    )  # fmt: skip
    complaint(t, -400, satisfied="yes")
    survey_series(t, -900, -40, (9, 8), 90)
    voice(t, -120, "willing")
    offer(t, -300, "gift", "proactive", 40, perceived_as="gift")
    settled_disputes(t, -420, [("convinced", 3, None), ("convinced", 1, None)], 190)
    promise(t, -80, -60, fulfilled_on=-63)
    promise(t, -15, 20, side="theirs")


def trend(t: Teller) -> None:
    """Came with the fashion, speaks well of us, buys seldom."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -7, 14, "warm", 0.12)
    buys(t, max(t.since, t.depth) + 20, -95, 190, t.chance.randint(3000, 5000))
    survey_series(t, -700, -25, (9, 9, 10), 85)
    voice(t, -100, "hesitant")
    t.tell("referrals", -130, referred=_referred(t), outcome="open")
    offer(t, -60, "service", "proactive", 90, perceived_as="gift")
    offer(t, -400, "gift", "proactive", 35, outcome="declined")
    settled_disputes(t, -300, [("convinced", 2, None)], 1)
    promise(t, -20, 9)
    task(t, 12, "call")


def bonus(t: Teller) -> None:
    """Stays for the programme; a competitor has been named, an offer claimed but not seen."""
    acquisition(t)
    touches(t, max(t.since, t.depth), -8, 16, "good", 0.35)
    buys(t, max(t.since, t.depth) + 25, -17, 45, t.chance.randint(2400, 3400))
    for day in (-330, -240, -70):
        offer(t, day, "bonus", "proactive", 480, programme=True, perceived_as="reward")
    offer(t, -160, "bonus", "requested", 300, perceived_as="unknown")
    offer(t, -3, "service", "requested", 200, outcome="open")
    threat(
        t,
        -5,
        stated_reason="competitor",
        competitor=t.words.pick(t.chance, "competitors"),
        offer_evidence="claimed",
    )
    t.tell(
        "judgements", -200, about="loyalty_type", value="bonus", reason=t.words.texts["judged"]["life"],
        judged_by=t.owner,
    )  # fmt: skip
    survey(t, -100, "csat", 4)
    survey(t, -260, "ces", 5)
    agreement(t, -310, 55, 21000, 30)
    promise(t, -35, -15, fulfilled_on=-15)


def new(t: Teller) -> None:
    """New with us and speaking: wrote first, complained when asked."""
    for offset, tone in ((-60, "plain"), (-35, "warm"), (-15, "warm")):
        touch(t, t.since + offset, tone, 1)
    touches(t, t.since + 5, -2, 40, "good", 0.35, internal=0)
    t.tell("purchases", -60, amount=980, cost=640, item=t.words.pick(t.chance, "items"), invoice="N-0001")
    t.tell("purchases", -22, amount=1240, cost=800, item=t.words.pick(t.chance, "items"), invoice="N-0002")
    complaint(t, -1, None, solicited=True, severity=1)
    survey(t, -20, "csat", 4)
    voice(t, -12, "willing")
    text = t.words.texts["promises"]["acquisition"]
    shared = {"side": "ours", "kind": "promise", "phase": "acquisition", "made_by": t.owner}
    t.tell("promises", t.since - 10, text=text[0], due_on=t.since + 30, fulfilled_on=t.since + 29, **shared)
    t.tell("promises", t.since - 10, text=text[2], due_on=3, **shared)
    task(t, 0)


def steady(t: Teller) -> None:
    """The clients one forgets to thank: they come back, write first, and say what is wrong."""
    acquisition(t, kept=t.chance.random() < 0.9)
    start = max(t.since, t.depth)
    touches(
        t, start, -t.chance.randint(1, 25), t.chance.randint(34, 50), t.chance.choice(("good", "warm")), 0.4
    )
    buys(
        t, start + 15, -t.chance.randint(3, 25), t.chance.choice((30, 45, 60)), t.chance.randint(900, 9000),
        margin=t.chance.uniform(0.22, 0.36), growth=t.chance.uniform(-0.08, 0.12), discounted=t.chance.choice((0, 0, 0.2)),
    )  # fmt: skip
    for day in range(-t.chance.randint(20, 200), start, -t.chance.randint(260, 500)):
        asked = t.chance.random() < 0.3 + 0.3 * (day > -400)
        complaint(t, day, solicited=asked, satisfied=t.chance.choice(("yes", "yes", "partly")))
    survey_series(t, start, -t.chance.randint(10, 110), (9, 8, 10, 7), 110)
    voice(t, -t.chance.randint(30, 300), t.chance.choice(("willing", "willing", "hesitant")))
    settled_disputes(
        t, start + 60, [("convinced", t.chance.randint(1, 2), None), ("client_way", 2, "our_advice")], 220
    )
    for day in range(-t.chance.randint(20, 90), start, -190):
        promise(t, day, day + 18, fulfilled_on=min(0, day + t.chance.choice((15, 17, 17, 22))))
    if t.chance.random() < 0.4:
        offer(t, -t.chance.randint(30, 500), "gift", "proactive", 40, perceived_as="gift")
    if t.chance.random() < 0.25:
        t.tell("referrals", -t.chance.randint(40, 700), referred=_referred(t), outcome="won")
    if t.chance.random() < 0.3:
        handover(t, -t.chance.randint(60, 600), VICTOR)
    if t.chance.random() < 0.3:
        agreement(
            t,
            start + 10,
            t.chance.randint(20, 500),
            t.chance.randint(8, 60) * 1000,
            t.chance.choice((30, 60)),
        )


def _referred(t: Teller) -> str:
    return f"{t.words.pick(t.chance, 'roots')} {t.words.pick(t.chance, 'lines')[0]}"
