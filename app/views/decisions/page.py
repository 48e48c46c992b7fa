"""All disputed decisions of all clients, what asks for somebody first, and what arguing taught (DOMAIN.md, Advice)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import in_order as names_in_order
from app.domain.day_words import ago, short_day
from app.domain.folding import fold
from app.domain.portfolio import Period
from app.domain.rules.advice import DecisionVerdict
from app.domain.verdicts import Verdicts
from app.domain.words import capital, word
from app.i18n import _, ngettext
from app.models import Person
from app.services import settings_store
from app.services.history import load_kinds
from app.views.insights.people import Bars, persuasion, who_was_right

# Where a decision stands, what asks for somebody first.
STANDINGS = ("client_decides", "debrief", "advise", "settled")


@dataclass(frozen=True)
class DecisionRow:
    """One disputed decision of any client."""

    client_id: int
    client: str
    owner: str | None
    verdict: DecisionVerdict
    as_of: date

    @property
    def id(self) -> int:
        """The decision's id."""
        return self.verdict.decision.id

    @property
    def ref(self) -> str:
        """The decision's ref."""
        return self.verdict.decision.ref

    @property
    def title(self) -> str:
        """What it is about."""
        return self.verdict.decision.title

    @property
    def standing(self) -> str:
        """One of `STANDINGS`; a settled one whose debrief day has come is `debrief`."""
        due = self.verdict.debrief_waits_since
        if self.verdict.state == "settled":
            return "debrief" if due is not None and due <= self.as_of else "settled"
        return self.verdict.state

    @property
    def is_settled(self) -> bool:
        """Whether something was decided, looked back on or not."""
        return self.verdict.state == "settled"

    @property
    def line(self) -> str:
        """Whose it is, how far, and since when where that says more."""
        waits = self.when if self.is_settled else ""
        return " · ".join(part for part in (self.client, self.how_far, waits) if part)

    @property
    def how_far(self) -> str:
        """How often it was argued, or what came of it."""
        verdict = self.verdict
        if self.standing == "debrief":
            return _("debrief")
        if self.is_settled:
            return capital(word(verdict.outcome))
        if not verdict.limit:
            return _("not to be argued")
        told = ngettext("argued {n} of {limit} time", "argued {n} of {limit} times", verdict.limit)
        return told.format(n=verdict.attempts, limit=verdict.limit)

    @property
    def when(self) -> str:
        """Since when the debrief waits, or when it was settled; "" while it is open."""
        verdict = self.verdict
        if self.standing == "debrief" and verdict.debrief_waits_since is not None:
            return ago(verdict.debrief_waits_since, self.as_of)
        return short_day(verdict.decision.settled_on, self.as_of)

    @cached_property
    def folded(self) -> str:
        """All that is looked for when somebody searches."""
        return fold(f"{self.ref} {self.client} {self.title}")

    def matches(self, words: Sequence[str]) -> bool:
        """Every folded word occurs, in any order."""
        return all(word in self.folded for word in words)


@dataclass(frozen=True)
class Learnt:
    """What arguing brought, by attempts, and who was right."""

    persuasion: Bars
    right: Bars


@dataclass(frozen=True)
class DecisionsPageView:
    """Every disputed decision, what asks for somebody first; whom to choose from; the clients' verdicts."""

    rows: tuple[DecisionRow, ...]
    people: tuple[str, ...]
    judged: tuple[Verdicts, ...]
    as_of: date

    def learnt(self, owner: str | None = None) -> Learnt:
        """What was learnt from all decisions, or from those with the clients of one of us."""
        judged = [v for v in self.judged if owner is None or v.history.client.owner == owner]
        period = Period(date.min, self.as_of)
        return Learnt(persuasion(judged, period), who_was_right(judged, period))


def decisions_page(session: Session, as_of: date) -> DecisionsPageView:
    """All disputed decisions of the book on a day, from four queries."""
    settings = settings_store.load(session)
    judged = [Verdicts(h, as_of, settings) for h in load_kinds(session, "decisions") if h.decisions]
    rows = []
    for verdicts in judged:
        client = verdicts.history.client
        rows += [
            DecisionRow(client.id, client.name, client.owner, each, as_of)
            for each in verdicts.advice.decisions
        ]
    p = Person
    people = select(p.name).where(p.deleted_at.is_(None), p.active.is_not(False))
    return DecisionsPageView(in_order(rows), names_in_order(session.scalars(people)), tuple(judged), as_of)


def in_order(rows: Iterable[DecisionRow]) -> tuple[DecisionRow, ...]:
    """By standing; what waits the longest time first, but of what is argued or settled the newest."""

    def key(row: DecisionRow) -> tuple[int, int, str, int]:
        decision = row.verdict.decision
        day = row.verdict.debrief_waits_since if row.standing == "debrief" else row.verdict.last_attempt
        if row.standing in ("advise", "settled"):
            newest = decision.settled_on if row.is_settled else decision.raised_on
            at = -(newest or decision.raised_on).toordinal()
        else:
            at = (day or decision.raised_on).toordinal()
        return STANDINGS.index(row.standing), at, row.client, row.id

    return tuple(sorted(rows, key=key))
