"""Clients told by template, each case so that certain states of the rules occur in the book.

`CASES` names them in the order of a small sample; `USUAL` is what larger ones are made of. Offsets are
days from `as_of`; where a rule has a boundary, the offset keeps clear of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.services.sample import leaving, lively, quiet
from app.services.sample.teller import Teller

__all__ = ["CASES", "USUAL", "Case"]


@dataclass(frozen=True)
class Case:
    """A kind of client: who tells it, since when (oldest and newest offset), columns of the client's record."""

    tell: Callable[[Teller], None]
    since: tuple[int, int]
    columns: dict[str, Any] = field(default_factory=dict)
    status: str = "active"
    lost: int | None = None


HUNTER = Case(lively.hunter, (-1500, -1250), {"came_for": "price", "switching_cost": "low"})
OVERRULED = Case(lively.overruled, (-1400, -1150), {"came_for": "price"})
LEFT_FOR_ANOTHER = Case(leaving.left_for_another, (-1700, -1300), {"came_for": "need"}, "lost", -120)
LEFT_IN_SILENCE = Case(leaving.left_in_silence, (-1600, -1100), {"came_for": "bonus"}, "lost", -45)
LEFT_LONG_AGO = Case(leaving.left_long_ago, (-1900, -1500), {"came_for": "other"}, "lost", -520)
PROSPECT = Case(leaving.prospect, (-50, -50), {"came_for": "referral"}, "prospect")
PAUSED = Case(leaving.paused, (-1300, -1000), {"came_for": "need"}, "paused")
TREND = Case(lively.trend, (-900, -760), {"came_for": "trend"})
SILENT = Case(quiet.silent, (-1200, -950), {"came_for": "need", "switching_cost": "medium"})
MONOPOLY = Case(quiet.monopoly, (-1500, -1200), {"sole_supplier": True, "switching_cost": "high"})
COSTLY = Case(quiet.costly, (-1400, -1100), {"came_for": "price"})
BONUS = Case(lively.bonus, (-1100, -900), {"came_for": "bonus"})
OWN_WAY = Case(quiet.own_way, (-1500, -1250), {"expertise": "expert", "came_for": "other"})
NEW = Case(lively.new, (-75, -75), {"came_for": "referral", "contact_every_days": 21})
UNKNOWN = Case(quiet.unknown, (-420, -380), {})
STEADY = Case(lively.steady, (-2200, -800), {"came_for": "need", "switching_cost": "medium"})
EVEN = Case(quiet.even, (-2200, -500), {"came_for": "need", "contact_every_days": 45})
HELD = Case(quiet.held, (-1500, -900), {"came_for": "other", "switching_cost": "high"})

# With the language each is told in, so that a small sample hears all four.
CASES: tuple[tuple[Case, str], ...] = (
    (NEW, "ro"),
    (HUNTER, "en"),
    (SILENT, "pl"),
    (LEFT_FOR_ANOTHER, "en"),
    (OWN_WAY, "pl"),
    (COSTLY, "ro"),
    (BONUS, "en"),
    (MONOPOLY, "ru"),
    (OVERRULED, "pl"),
    (TREND, "en"),
    (PROSPECT, "pl"),
    (UNKNOWN, "ro"),
    (LEFT_IN_SILENCE, "ru"),
    (PAUSED, "ru"),
)
USUAL: tuple[tuple[Case, int], ...] = (
    (STEADY, 26),
    (EVEN, 28),
    (HELD, 6),
    (TREND, 4),
    (SILENT, 4),
    (LEFT_LONG_AGO, 5),
    (LEFT_FOR_ANOTHER, 3),
    (LEFT_IN_SILENCE, 2),
    (HUNTER, 3),
    (OVERRULED, 1),
    (COSTLY, 2),
    (BONUS, 4),
    (MONOPOLY, 2),
    (OWN_WAY, 2),
    (PROSPECT, 4),
    (PAUSED, 2),
    (NEW, 2),
)
