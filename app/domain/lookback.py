"""Looking back: does what we watch foretell who leaves? (DOMAIN.md, Rules: time travel.)

For every client lost, what the rules said 180, 90 and 30 days before; next to it the same for the
clients who stayed, as many days before `as_of`. Counts with their 95 % intervals, and the warning that
few clients prove little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import NamedTuple

from app.domain.facts import History, known_on
from app.domain.rules.surveys import Z
from app.domain.rules.time import is_active, shift
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, ngettext

DAYS_BEFORE = (180, 90, 30)
# Below so many lost clients the picture may well be chance.
FEW = 30
LOW_SCORE = 50


@dataclass(frozen=True)
class Standing:
    """How one client stood on a day: components 0–100 or unknown, level, voice, and what was open."""

    days_before: int
    day: date
    satisfaction: float | None
    affinity: float | None
    involvement: float | None
    level: str
    voice: str
    overdue_promises: int
    open_complaints: int


@dataclass(frozen=True)
class LostClient:
    """One loss of a client, and how they stood before; days on which they were no client are left out.

    Who was won back and left again was lost twice.
    """

    client: str
    client_id: int
    lost_on: date
    before: tuple[Standing, ...]


@dataclass(frozen=True)
class Share:
    """`count` of `of` clients, with the 95 % interval (Wilson) of the share; unknown where `of` is 0."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.count, self.of) if self.of else None


@dataclass(frozen=True)
class Signal:
    """How often a signal (a key of `SIGNALS`) was there so many days before, for the lost and those who stayed."""

    signal: str
    days_before: int
    lost: Share
    stayed: Share

    @property
    def tells_apart(self) -> bool:
        """The two intervals do not overlap."""
        lost, stayed = self.lost.interval, self.stayed.interval
        return bool(lost and stayed and (lost[0] > stayed[1] or stayed[0] > lost[1]))


@dataclass(frozen=True)
class Lookback:
    """Every loss, the signals compared, and how many clients that rests on."""

    as_of: date
    lost: tuple[LostClient, ...]
    stayed: int
    signals: tuple[Signal, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to bear in mind, in the language in force."""
        caution = _("What goes together need not be the cause.")
        if len(self.lost) >= FEW:
            return (caution,)
        few = ngettext(
            "Only {n} client was lost: so few prove little.",
            "Only {n} clients were lost: so few prove little.",
            len(self.lost),
        )
        return few.format(n=len(self.lost)), caution


def _low(component: str) -> Callable[[Standing], bool | None]:
    def is_low(standing: Standing) -> bool | None:
        score: float | None = getattr(standing, component)
        return None if score is None else score < LOW_SCORE

    return is_low


# A signal's name, its words, and whether a client's standing shows it (none: cannot be told).
SIGNALS: Mapping[str, tuple[str, Callable[[Standing], bool | None]]] = {
    "low_satisfaction": (N_("Satisfaction below 50"), _low("satisfaction")),
    "low_affinity": (N_("Affinity below 50"), _low("affinity")),
    "low_involvement": (N_("Involvement below 50"), _low("involvement")),
    "flagged": (N_("Deal hunter or on watch"), lambda s: s.level != "none"),
    "silent": (N_("Silent or unwilling to speak"), lambda s: s.voice in ("silent", "unwilling")),
    "overdue_promise": (N_("A promise of ours overdue"), lambda s: s.overdue_promises > 0),
    "open_complaint": (N_("A complaint open"), lambda s: s.open_complaints > 0),
}


class Past(NamedTuple):
    """What one client adds: how they stood before each loss, and, of an active one, before the day."""

    lost: tuple[LostClient, ...] = ()
    stayed: tuple[Standing | None, ...] | None = None


def judge(histories: Iterable[History], as_of: date, rules: Settings) -> Lookback:
    """Look back from `as_of` at every loss by then and at all clients who are active."""
    return together([past_of(h, as_of, rules) for h in histories], as_of)


def past_of(history: History, as_of: date, rules: Settings) -> Past:
    """What one client adds, as it was known on `as_of`; `stayed` follows `DAYS_BEFORE`."""
    known = known_on(history, as_of)
    lost = tuple(_lost(known, day, rules) for day in known.client.losses)
    if not is_active(known.client, as_of):
        return Past(lost)
    return Past(lost, tuple(_standing(known, as_of, d, rules) for d in DAYS_BEFORE))


def together(parts: Sequence[Past], as_of: date) -> Lookback:
    """All clients together."""
    lost = [one for part in parts for one in part.lost]
    stayed = [part.stayed for part in parts if part.stayed is not None]
    before = {d: [each[at] for each in stayed] for at, d in enumerate(DAYS_BEFORE)}
    return Lookback(
        as_of=as_of,
        lost=tuple(sorted(lost, key=lambda one: (one.lost_on, one.client))),
        stayed=len(stayed),
        signals=tuple(_signal(name, d, lost, before[d]) for name in SIGNALS for d in DAYS_BEFORE),
    )


def _lost(whole: History, lost_on: date, rules: Settings) -> LostClient:
    client = whole.client
    standings = (_standing(whole, lost_on, days, rules) for days in DAYS_BEFORE)
    return LostClient(client.name, client.id, lost_on, tuple(s for s in standings if s is not None))


def _standing(whole: History, from_day: date, days: int, rules: Settings) -> Standing | None:
    """How the client stood so many days before; none if they were no client then."""
    day = shift(from_day, -days)
    if not is_active(whole.client, day):
        return None
    then = Verdicts(whole, day, rules)
    felt = then.loyalty
    return Standing(
        days_before=days,
        day=day,
        satisfaction=felt.satisfaction.score,
        affinity=felt.affinity.score,
        involvement=felt.involvement.score,
        level=then.hunter.level,
        voice=then.voice.state,
        overdue_promises=then.promises.ours.overdue,
        open_complaints=then.complaints.open,
    )


def _signal(name: str, days: int, lost: Iterable[LostClient], stayed: Sequence[Standing | None]) -> Signal:
    of_lost = [s for one in lost for s in one.before if s.days_before == days]
    return Signal(name, days, _share(name, of_lost), _share(name, [s for s in stayed if s is not None]))


def _share(name: str, standings: Iterable[Standing]) -> Share:
    shown = [seen for s in standings if (seen := SIGNALS[name][1](s)) is not None]
    return Share(sum(shown), len(shown))


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score method, within 0 … 1; `of` is at least 1."""
    share, z2 = count / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)
