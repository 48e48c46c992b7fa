"""One familiar voice for each client, handovers, and the load of each of us (DOMAIN.md, One voice)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History, Note, known_on
from app.domain.rules.loyalty import touches_within
from app.domain.rules.time import is_served, within
from app.domain.settings import Settings


@dataclass(frozen=True)
class NewVoice:
    """Somebody who lately began to speak for us with a client that others looked after."""

    person: str
    first_touch: Evidence
    announced: bool


@dataclass(frozen=True)
class OneVoice:
    """The person with most touches in the window and their share; handovers; new voices.

    `voices` counts the touches by person; touches without an author count in none.
    """

    main_voice: str | None
    share: float | None
    voices: dict[str, int]
    handovers: tuple[Evidence, ...]
    new_voices: tuple[NewVoice, ...]

    @property
    def unannounced(self) -> tuple[NewVoice, ...]:
        """New voices without a handover note."""
        return tuple(v for v in self.new_voices if not v.announced)


def judge(history: History, as_of: date, settings: Settings) -> OneVoice:
    """Who speaks for us with this client, in the window up to `as_of`."""
    history = known_on(history, as_of)
    recent = touches_within(history, as_of, settings.team_voice_days)
    voices = Counter(_who(n) for n in recent)
    voices.pop("", None)
    # Of several with equally many the first by name, so that the answer never flickers.
    main = min(voices, key=lambda name: (-voices[name], name), default=None)
    handovers = [n for n in history.notes if n.handover and within(n.day, as_of, settings.team_voice_days)]
    return OneVoice(
        main_voice=main,
        share=voices[main] / sum(voices.values()) if main else None,
        voices=dict(voices),
        handovers=tuple(Evidence("notes", n.id, None, n.day) for n in handovers),
        new_voices=tuple(_new_voices(history, as_of, settings)),
    )


def _who(note: Note) -> str:
    return (note.author or "").strip()


def _new_voices(history: History, as_of: date, settings: Settings) -> list[NewVoice]:
    first: dict[str, Note] = {}
    for touch in history.touches:
        first.setdefault(_who(touch), touch)
    first.pop("", None)
    if len(first) < 2:
        return []
    begun = min(touch.day for touch in first.values())
    found = []
    for person, touch in first.items():
        if touch.day > begun and within(touch.day, as_of, settings.team_voice_new_days):
            announced = any(
                n.handover and abs((n.day - touch.day).days) <= settings.team_handover_days
                for n in history.notes
            )
            record = Evidence("notes", touch.id, None, touch.day)
            found.append(NewVoice(person, record, announced))
    return found


@dataclass(frozen=True)
class Load:
    """What one of us carries: active clients owned, touches in the window, complaints still open."""

    person: str
    clients: int
    touches: int
    open_complaints: int


def load_of(history: History, as_of: date, settings: Settings) -> tuple[Load, ...]:
    """What one client adds to the load of each of us; a complaint counts for whom it is assigned to, else for the owner."""
    history = known_on(history, as_of)
    owner = history.client.owner or ""
    touches = Counter(_who(n) for n in touches_within(history, as_of, settings.team_voice_days))
    waiting = Counter((c.assigned_to or owner).strip() for c in history.complaints if c.told_on is None)
    served = is_served(history.client, as_of)
    people = {owner, *touches, *waiting} - {""}
    return tuple(Load(p, int(served and p == owner), touches[p], waiting[p]) for p in people)


def add_up(parts: Iterable[Load]) -> list[Load]:
    """The load of each of us from what the clients add to it, by name."""
    sums: dict[str, list[int]] = {}
    for part in parts:
        mine = sums.setdefault(part.person, [0, 0, 0])
        mine[0] += part.clients
        mine[1] += part.touches
        mine[2] += part.open_complaints
    return [Load(person, *sums[person]) for person in sorted(sums)]
