"""How often we talk to each client, against when we courted them (DOMAIN.md, Promises: attention gap)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.facts import History, known_on
from app.domain.rules import promises as rules
from app.domain.rules.promises import Attention
from app.domain.rules.time import is_active
from app.domain.settings import Settings
from app.i18n import _, format_number, format_percent
from app.views.record.parts import ClientParts


@dataclass(frozen=True)
class AttentionLine:
    """How often we talk to a client now, against when we courted them; touches a month, `gap` in per cent."""

    client_id: int
    client: str
    owner: str | None
    now: float
    then: float
    gap: float

    @property
    def share(self) -> float:
        """What is left of the attention then; more than 1 where it grew."""
        return 1 + self.gap / 100

    @property
    def sentence(self) -> str:
        """The gap in words."""
        return gap_words(self.gap)


class AttentionBoard:
    """Keeps the attention to each client of one book; after a gesture only the changed ones are read again."""

    def __init__(self) -> None:
        self._parts = ClientParts(_line, "notes")

    def read(self, session: Session, as_of: date) -> tuple[AttentionLine, ...]:
        """Every active client of whom both is known, the widest gap first."""
        lines = [line for line in self._parts.read(session, as_of) if line is not None]
        return tuple(sorted(lines, key=lambda line: (line.gap, name_order(line.client))))


def _line(history: History, as_of: date, settings: Settings) -> AttentionLine | None:
    if not is_active(history.client, as_of):
        return None
    found = rules.attention(known_on(history, as_of), as_of, settings)
    if found.gap is None or found.then is None:
        return None
    c = history.client
    return AttentionLine(c.id, c.name, c.owner, found.now, found.then, found.gap)


def attention_words(attention: Attention) -> str:
    """The gap of one client as a sentence; "" where it is unknown."""
    if attention.gap is None or attention.then is None:
        return ""
    return _("{sentence}: {now} a month now, {then} then").format(
        sentence=gap_words(attention.gap), now=_rate(attention.now), then=_rate(attention.then)
    )


def gap_words(gap: float) -> str:
    """`We talk 60 % less than when we courted them`."""
    share = format_percent(abs(gap) / 100)
    if round(gap) == 0:
        return _("We talk as much as when we courted them")
    if gap < 0:
        return _("We talk {share} less than when we courted them").format(share=share)
    return _("We talk {share} more than when we courted them").format(share=share)


def rates_words(line: AttentionLine) -> str:
    """Touches a month, now and then, in short."""
    return _("{now} a month, then {then}").format(now=_rate(line.now), then=_rate(line.then))


def _rate(touches: float) -> str:
    """Touches a month: `2`, `2.1`."""
    rounded = round(touches, 1)
    return format_number(rounded, 0 if rounded == int(rounded) else 1)
