"""Who would tell us what is wrong, and whom to ask (DOMAIN.md, Voice)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History, VoiceCheck, known_on
from app.domain.rules.time import age, is_served, within
from app.domain.settings import Settings

# Of several checks on one day the least encouraging counts.
ANSWERS = ("unwilling", "hesitant", "willing")


@dataclass(frozen=True)
class Voice:
    """`state`: `speaks`, `willing`, `hesitant`, `unwilling` or `silent`; `hunt`: `new_silent`, `silent` or none."""

    state: str
    hunt: str | None
    evidence: tuple[Evidence, ...]


def judge(history: History, as_of: date, settings: Settings) -> Voice:
    """Whether the client speaks, and whether to ask them, on `as_of`."""
    history = known_on(history, as_of)
    found, evidence = state(history, as_of, settings.voice_days)
    return Voice(found, _hunt(history, found, as_of, settings), evidence)


def state(history: History, as_of: date, window: int) -> tuple[str, tuple[Evidence, ...]]:
    """The state from complaints and voice checks of the last `window` days, with its records."""
    complaints = [c for c in history.complaints if within(c.received_on, as_of, window)]
    if complaints:
        return "speaks", tuple(Evidence("complaints", c.id, c.ref, c.received_on) for c in complaints)
    check = latest_check(history, as_of, window)
    if check is None:
        return "silent", ()
    return check.answer, (Evidence("voice_checks", check.id, None, check.asked_on),)


def latest_check(history: History, as_of: date, window: int) -> VoiceCheck | None:
    """The newest voice check of the window; of several that day the least encouraging."""
    checks = [c for c in history.voice_checks if within(c.asked_on, as_of, window)]
    return max(checks, key=lambda c: (c.asked_on, -ANSWERS.index(c.answer), c.id), default=None)


def _hunt(history: History, found: str, as_of: date, settings: Settings) -> str | None:
    client = history.client
    if client.since is None or not is_served(client, as_of):
        return None
    new = settings.voice_new_from <= age(client.since, as_of) <= settings.voice_new_until
    if new and not _started_since(history, client.since):
        return "new_silent"
    if found != "silent" or any(
        within(s.answered_on, as_of, settings.voice_silent_days) for s in history.surveys
    ):
        return None
    return None if _started_within(history, as_of, settings.voice_silent_days) else "silent"


def _started_since(history: History, since: date) -> bool:
    return any(n.started_by == "client" and n.day >= since for n in history.touches)


def _started_within(history: History, as_of: date, window: int) -> bool:
    for touch in reversed(history.touches):
        if not within(touch.day, as_of, window):
            return False
        if touch.started_by == "client":
            return True
    return False
