"""Pieces of a client's story made from templates: touches, purchases, surveys, promises.

`first` and `last` are offsets from `as_of`, the older one first.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.services.sample.disputes import complaint
from app.services.sample.row_collector import Row
from app.services.sample.teller import Teller

__all__ = [
    "acquisition",
    "buys",
    "costs",
    "grumbles",
    "handover",
    "survey",
    "survey_series",
    "touch",
    "touches",
    "voice",
]

_MOODS = {"warm": (1, 1, 2), "plain": (0, 0, 1, None), "cool": (-1, -1, -2)}
# How a client's tone is mixed from warm, plain and cool touches.
TONES = {
    "warm": ("warm", "warm", "warm", "plain"),
    "good": ("warm", "plain", "plain"),
    "even": ("plain", "plain", "plain", "warm", "cool"),
    "cool": ("plain", "cool", "cool"),
}


def touches(
    t: Teller,
    first: int,
    last: int,
    per_year: float,
    tone: str = "even",
    started: float = 0.3,
    internal: float = 0.06,
    author: str | None = None,
) -> None:
    """Routine touches in the span: about `per_year` of them, `started` is the client's share of firsts.

    The oldest and the newest stand on the span's ends, the others between by chance, all on working days.
    """
    if first >= last:
        return
    number = max(1, round((last - first) * per_year / 365))
    step = (last - first) / max(1, number - 1)
    contacts = list(t.contacts)
    for index in range(number):
        shift = t.chance.uniform(-0.35, 0.35) * step if 0 < index < number - 1 else 0
        day = t.workday(round(last - index * step + shift))
        if index and t.chance.random() < internal:
            subject, body = t.deal("internal")
            _write(t, day, "internal", subject, body, None, "us", None, author)
            continue
        by_client = t.chance.random() < started
        mood = t.chance.choice(TONES[tone])
        subject, body, kind = t.deal("touches", "asks" if by_client else mood)
        who = contacts[0] if t.chance.random() < 0.6 else t.chance.choice(contacts)
        felt = t.chance.choice(_MOODS["plain" if by_client and mood == "cool" else mood])
        _write(t, day, kind, subject, body, felt, "client" if by_client else "us", who, author)


def touch(t: Teller, day: int, tone: str = "plain", mood: int | None = 0, started: str = "us") -> None:
    """One touch in the words of its tone: `warm`, `plain`, `cool`, or `asks` where the client began."""
    subject, body, kind = t.deal("touches", tone)
    _write(t, day, kind, subject, body, mood, started, t.main)


def _write(
    t: Teller,
    day: int,
    kind: str,
    subject: str,
    body: str,
    mood: int | None,
    started: str,
    who: str | None,
    author: str | None = None,
) -> None:
    on = t.collector.day(day)
    whole = body if kind == "internal" else f"{body} {_follow(t, kind)}".rstrip()
    t.note(
        day,
        kind,
        t.words.fill(subject, t.chance, on, t.item),
        t.words.fill(whole, t.chance, on, t.item),
        mood,
        started=started,
        who=who,
        author=author,
    )


def _follow(t: Teller, kind: str) -> str:
    """How a touch ended; only what was spoken took its time."""
    spoken = kind in ("call", "meeting", "visit")
    return str(t.chance.choice([text for text in t.words.texts["follow"] if spoken or "{n}" not in text]))


def buys(
    t: Teller,
    first: int,
    last: int,
    every: int,
    amount: float,
    *,
    margin: float = 0.3,
    discounted: float = 0.0,
    growth: float = 0.0,
) -> None:
    """Purchases every so many days, the last one on `last`; `growth` is the change of amounts a year."""
    days = list(range(last, first - 1, -every))
    for number, offset in enumerate(days):
        day = offset if number == 0 else t.workday(offset)
        worth = amount * (1 + growth) ** (day / 365) * t.chance.uniform(0.85, 1.15)
        # Spread evenly instead of by chance, so that a share means the same in every book.
        less = worth * 0.08 if int((number + 1) * discounted) > int(number * discounted) else 0
        on = t.collector.day(day)
        t.tell(
            "purchases",
            day,
            amount=round(worth - less, 2),
            cost=round(worth * (1 - margin), 2),
            discount=round(less, 2) or None,
            item=t.words.pick(t.chance, "items"),
            invoice=f"{on:%y%m}-{t.client['id']:04d}",
        )


def costs(t: Teller, days: Sequence[int], amount: float) -> None:
    """What serving the client costs beside the purchases."""
    for day in days:
        t.tell("costs", day, amount=amount, what=t.words.pick(t.chance, "costs"))


def survey(t: Teller, day: int, kind: str, score: float, who: str | None = None) -> Row:
    """One answer on the usual scale of its kind, with a comment that fits it."""
    lowest, highest = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7), "csi": (0, 100)}[kind]
    share = (score - lowest) / (highest - lowest)
    level = "high" if share >= 0.75 else "mid" if share > 0.4 else "low"
    return t.tell(
        "surveys",
        day,
        kind=kind,
        score=score,
        lowest=lowest,
        highest=highest,
        contact_id=who or t.main,
        comment=t.deal("surveys", level),
    )


def survey_series(t: Teller, first: int, last: int, scores: Sequence[int], every: int = 120) -> None:
    """NPS answers every so many days back from `last`, the newest with the first score, then in turn."""
    for number, day in enumerate(range(last, first - 1, -every)):
        survey(t, day, "nps", scores[number % len(scores)])


def voice(t: Teller, day: int, answer: str) -> Row:
    """We asked whether they would tell us even the smallest thing."""
    words = t.words.pick(t.chance, "voice", answer)
    return t.tell("voice_checks", day, contact_id=t.main, answer=answer, words=words)


def acquisition(t: Teller, *, kept: bool = True, by: str | None = None) -> None:
    """What was promised while courting: one promise kept, one as `kept` says, one never said aloud.

    For clients of at least ninety days; the touches of those weeks are warm and many. `by` is who of us courted, if not
    today's owner.
    """
    since = t.since
    touches(t, t.courted, since - 3, 25, "warm", 0.35, internal=0, author=by)
    said = t.chance.sample(t.words.texts["promises"]["acquisition"], 2)
    shared = {"side": "ours", "phase": "acquisition", "made_by": by or t.owner}
    t.tell(
        "promises",
        since - 20,
        text=said[0],
        kind="promise",
        due_on=since + 30,
        fulfilled_on=since + 28,
        **shared,
    )
    ending = {"fulfilled_on": since + 60} if kept else {"ended_on": since + 70, "ending": "broken"}
    t.tell("promises", since - 12, text=said[1], kind="promise", due_on=since + 60, **ending, **shared)
    t.tell(
        "promises",
        since - 12,
        text=t.words.pick(t.chance, "promises", "expectation"),
        kind="expectation",
        fulfilled_on=since + 90,
        **shared,
    )


def handover(t: Teller, day: int, old: str) -> None:
    """The client went from a colleague to today's owner, with a note."""
    subject, body = t.words.texts["handover"]
    t.note(day, "internal", subject.format(old=old, new=t.owner), body, author=old)


def grumbles(t: Teller, days: Sequence[int]) -> None:
    """Small complaints, answered and told to the client's content; the newer ones more often because we asked."""
    for number, day in enumerate(days):
        asked = day > -420 and number % 2 == 1
        complaint(t, day, entry=number + 1, severity=1, solicited=asked)
