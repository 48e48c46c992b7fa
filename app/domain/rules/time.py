"""Days, windows, fading weights, working days, and who is active (DOMAIN.md, Time)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.domain.facts import Client
from app.domain.settings.countries import public_holidays

ONE_DAY = timedelta(days=1)


def age(day: date, as_of: date) -> int:
    """Days from `day` to `as_of`."""
    return (as_of - day).days


def shift(day: date, days: int) -> date:
    """The day so many days later (earlier where negative), held within the calendar's first and last."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def within(day: date | None, as_of: date, days: int) -> bool:
    """In the last `days` days up to `as_of`: `as_of − days < day ≤ as_of`."""
    return day is not None and 0 <= (as_of - day).days < days


def between(day: date | None, start: date, end: date) -> bool:
    """In a period: `start < day ≤ end`."""
    return day is not None and start < day <= end


def count_within(days: Sequence[date], as_of: date, window: int) -> int:
    """How many of these sorted days lie in the last `window` days up to `as_of`."""
    return bisect_right(days, as_of) - bisect_right(days, shift(as_of, -window))


@lru_cache(maxsize=16_384)
def weight(day: date, as_of: date, half_life: int) -> float:
    """How much a record of `day` still counts: `0.5 ^ (age / half_life)`."""
    return float(0.5 ** ((as_of - day).days / half_life))


def is_active(client: Client, day: date) -> bool:
    """One of their times as our client holds the day; a paused client is active in this sense."""
    if client.since is not None and client.since <= day:
        return client.lost_on is None or client.lost_on > day
    return any(p.since <= day < p.lost_on for p in client.periods)


def is_lost(client: Client, day: date) -> bool:
    """Lost on or before `day`, and not won back by then; who is courted again is a prospect, not lost."""
    if client.status == "prospect":
        return False
    if client.since is not None and client.since <= day:
        return client.lost_on is not None and client.lost_on <= day
    begun = [p for p in client.periods if p.since <= day]
    return bool(begun) and begun[-1].lost_on <= day


def is_served(client: Client, day: date) -> bool:
    """Active and not paused: whom the rules about “active clients” are about."""
    return client.status != "paused" and is_active(client, day)


def add_working_days(day: date, count: int, country: str) -> date:
    """The end of the `count`-th working day after `day`; with 0 it is `day` itself."""
    while count > 0 and day < date.max:
        day += ONE_DAY
        if is_working_day(day, country):
            count -= 1
    return day


def is_working_day(day: date, country: str) -> bool:
    """Monday to Friday and no public holiday of the country."""
    return day.weekday() < 5 and day not in public_holidays(country, day.year)


def last(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max((d for d in days if d is not None), default=None)
