"""What both sides owe each other, and the attention that was a promise too (DOMAIN.md, Promises)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History, Promise, known_on
from app.domain.rules.time import count_within
from app.domain.settings import Settings

STATES = ("kept", "late", "broken", "released", "overdue", "open")


@dataclass(frozen=True)
class PromiseVerdict:
    """One promise and its state (see `STATES`)."""

    promise: Promise
    state: str

    @property
    def record(self) -> Evidence:
        p = self.promise
        return Evidence("promises", p.id, p.ref, p.due_on or p.made_on)


@dataclass(frozen=True)
class Tally:
    """How many promises are in which state."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    released: int = 0
    overdue: int = 0
    open: int = 0

    @property
    def kept_rate(self) -> float | None:
        """kept ÷ (kept + late + broken + overdue); unknown where there are none of them."""
        judged = self.kept + self.late + self.broken + self.overdue
        return self.kept / judged if judged else None


@dataclass(frozen=True)
class Attention:
    """Touches a month now and while courting; `gap` is their change in per cent, unknown without both."""

    now: float
    then: float | None
    gap: float | None


@dataclass(frozen=True)
class Promises:
    """All promises of a client, oldest first, and the attention gap."""

    verdicts: tuple[PromiseVerdict, ...]
    attention: Attention

    @property
    def ours(self) -> Tally:
        return tally(self.verdicts, side="ours")

    @property
    def theirs(self) -> Tally:
        return tally(self.verdicts, side="theirs")

    @property
    def attention_gap(self) -> float | None:
        return self.attention.gap


def judge(history: History, as_of: date, settings: Settings) -> Promises:
    """Every promise made up to `as_of`, as it stood that day."""
    history = known_on(history, as_of)
    verdicts = tuple(PromiseVerdict(p, state(p, as_of)) for p in history.promises)
    return Promises(verdicts, attention(history, as_of, settings))


def state(promise: Promise, as_of: date) -> str:
    """The first that holds; later outcomes were taken away before (`known_on`)."""
    due, fulfilled = promise.due_on, promise.fulfilled_on
    if fulfilled is not None:
        return "kept" if due is None or fulfilled <= due else "late"
    if promise.ending is not None:
        return promise.ending
    return "overdue" if due is not None and due < as_of else "open"


def tally(verdicts: Iterable[PromiseVerdict], *, side: str | None = None, phase: str | None = None) -> Tally:
    """The numbers by state, of one side and of one phase where asked for."""
    counts = Counter(
        v.state
        for v in verdicts
        if (side is None or v.promise.side == side) and (phase is None or v.promise.phase == phase)
    )
    return Tally(**counts)


def attention(history: History, as_of: date, settings: Settings) -> Attention:
    """`100·(now ÷ then − 1)`: touches a month now against touches a month while courting."""
    window = settings.promise_attention_days
    days = history.touch_days
    now = count_within(days, as_of, window) * 30 / window
    first, since = history.client.first_contact_on, history.client.since
    if first is None or since is None:
        return Attention(now, None, None)
    courting = max(0, bisect_left(days, since) - bisect_left(days, first))
    then = 30 * courting / max(settings.promise_courting_days, (since - first).days)
    return Attention(now, then, 100 * (now / then - 1) if courting else None)
