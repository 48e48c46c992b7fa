"""What every sheet of a report is made from: histories as known on the day, texts, settings, rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.domain.collation import name_order
from app.domain.currencies import converted, currency_of
from app.domain.facts import History, known_on
from app.domain.portfolio import Period
from app.domain.rules import value
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.services.history import Loaded, load_book

# What the lines of the comparison with the period before rest on (`portfolio`).
_COMPARED = ("decisions", "complaints", "promises", "purchases", "costs", "offers", "surveys")


class DecisionText(NamedTuple):
    """The long texts of a disputed decision."""

    client_wish: str
    our_advice: str
    stake: str | None
    lesson: str | None


class AttemptText(NamedTuple):
    """What was argued, with whom and how."""

    argument: str
    channel: str | None
    contact: str | None


class OfferText(NamedTuple):
    """What was asked in return for an offer, and the note on it."""

    asked_in_return: str | None
    note: str | None


class ComplaintText(NamedTuple):
    """The client's remark in full, and what changed."""

    remark: str
    change_made: str | None


@dataclass(frozen=True)
class Texts:
    """The long texts of the records, by id; the facts that the rules read leave them in the book."""

    decisions: Mapping[int, DecisionText]
    attempts: Mapping[int, AttemptText]
    offers: Mapping[int, OfferText]
    complaints: Mapping[int, ComplaintText]


@dataclass(frozen=True)
class ReportData:
    """Everything a report is computed from, loaded with one query a table."""

    book: Loaded
    texts: Texts
    settings: Settings
    period: Period

    @property
    def loaded(self) -> list[History]:
        """The histories as the book holds them, whatever the day."""
        return self.book.histories

    @cached_property
    def known(self) -> tuple[History, ...]:
        """The histories as they stood on the period's last day, by name as people sort names."""
        histories = [known_on(history, self.period.last) for history in self.loaded]
        return tuple(sorted(histories, key=lambda h: name_order(h.client.name)))

    @cached_property
    def judged(self) -> tuple[Verdicts, ...]:
        """What the rules say of each client on the period's last day, in the same order."""
        return tuple(Verdicts(history, self.period.last, self.settings) for history in self.known)

    @cached_property
    def money(self) -> tuple[value.Period, ...]:
        """Revenue and costs of each client in the period, in cents of their currency, in the same order."""
        first, last = self.period.start, self.period.last
        return tuple(value.money_between(history, first, last) for history in self.known)

    @cached_property
    def known_before(self) -> tuple[History, ...]:
        """What the comparison reads of the histories, as they stood on the last day of the period before."""
        compared = (History(h.client, **{kind: getattr(h, kind) for kind in _COMPARED}) for h in self.loaded)
        return tuple(known_on(history, self.period.start) for history in compared)

    def convert(self, history: History, cents: int) -> Fraction:
        """Cents of the client's currency in the book's, exactly; raises `MissingRate` naming the currency."""
        return converted(cents, history.client, self.settings, self.period.last)

    def purse(self, history: History) -> Callable[[int], int]:
        """Turns cents of the client's currency into cents of the book's, rounding half to even."""
        if currency_of(history.client, self.settings) == self.settings.currency:
            return _as_it_is
        return lambda cents: round(converted(cents, history.client, self.settings, self.period.last))


def _as_it_is(cents: int) -> int:
    return cents


def load(session: Session, period: Period, settings: Settings) -> ReportData:
    """Read the book once: the histories of all clients and the texts that the sheets show."""
    return ReportData(load_book(session, signed=False), _texts(session), settings, period)


def _texts(session: Session) -> Texts:
    d, a, o, c = models.Decision, models.Attempt, models.Offer, models.Complaint
    argued = select(a.id, a.argument, a.channel, models.Contact.name).outerjoin(
        models.Contact, models.Contact.id == a.contact_id
    )
    return Texts(
        decisions=_by_id(
            session, DecisionText, select(d.id, d.client_wish, d.our_advice, d.stake, d.lesson), d
        ),
        attempts=_by_id(session, AttemptText, argued, a),
        offers=_by_id(session, OfferText, select(o.id, o.asked_in_return, o.note), o),
        complaints=_by_id(session, ComplaintText, select(c.id, c.remark, c.change_made), c),
    )


def _by_id(session: Session, kind: Any, statement: Any, table: Any) -> dict[int, Any]:
    rows = session.execute(statement.where(table.deleted_at.is_(None)))
    return {row[0]: kind._make(row[1:]) for row in rows}
