"""Small surprises over the quarter: who would welcome one, what is planned and what was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain import birthdays
from app.domain.collation import name_order
from app.domain.facts import History
from app.domain.rules.time import shift
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, ngettext
from app.services.records.surprises import is_surprise, without_mark

# What a surprise may be, what costs no money first; the icon it stands with.
IDEAS = (
    ("pencil", N_("A thank-you note by hand")),
    ("users", N_("Introduce somebody they should know")),
    ("lightbulb", N_("An analysis they did not ask for")),
    ("graduation-cap", N_("An hour of training for their people")),
    ("heart-handshake", N_("Praise in public for what they did well")),
    ("book-open", N_("A book that fits their work")),
    ("gift", N_("A small gift with a story")),
)
FREE_IDEAS = 5
# Days ahead in which an occasion counts.
_AHEAD = 92


@dataclass(frozen=True)
class Candidate:
    """A client who would welcome a surprise: how often they bought in a year, when something was last given.

    `occasion` says what falls into the coming months (years together, a birthday), or nothing.
    """

    client_id: int
    client: str
    owner: str | None
    bought: int
    last_given: date | None
    occasion: str


@dataclass(frozen=True)
class Planned:
    """A surprise that is planned: a task that is not done."""

    task_id: int
    client_id: int
    client: str
    what: str
    due_on: date
    who: str | None


@dataclass(frozen=True)
class Given:
    """A surprise that was given: an offer that nobody asked for."""

    client_id: int
    client: str
    day: date


@dataclass(frozen=True)
class Surprises:
    """Candidates by name, plans by day, and what was given in the last year."""

    candidates: tuple[Candidate, ...]
    planned: tuple[Planned, ...]
    given: tuple[Given, ...]

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """Candidates for whom nothing is planned yet."""
        planned = {each.client_id for each in self.planned}
        return tuple(each for each in self.candidates if each.client_id not in planned)


def of_client(verdicts: Verdicts) -> Surprises:
    """What one client adds."""
    candidate = (_candidate(verdicts),) if verdicts.surprise.candidate else ()
    return Surprises(candidate, tuple(_planned(verdicts.history)), tuple(_given(verdicts)))


def surprises(every: Iterable[Surprises]) -> Surprises:
    """Whom to surprise (DOMAIN.md, Is he worth keeping: Surprise candidates), planned and given ones."""
    found = list(every)
    return Surprises(
        tuple(each for one in found for each in one.candidates),
        tuple(
            sorted(
                (each for one in found for each in one.planned),
                key=lambda each: (each.due_on, name_order(each.client)),
            )
        ),
        tuple(
            sorted(
                (each for one in found for each in one.given),
                key=lambda each: (each.day, name_order(each.client)),
            )
        ),
    )


def _candidate(verdicts: Verdicts) -> Candidate:
    history, client = verdicts.history, verdicts.history.client
    start = shift(verdicts.as_of, -365)
    bought = len({p.bought_on for p in history.purchases if p.bought_on > start})
    last = history.offers[-1].made_on if history.offers else None
    occasion = _occasion(history, verdicts.as_of)
    return Candidate(client.id, client.name, client.owner, bought, last, occasion)


def _planned(history: History) -> list[Planned]:
    client = history.client
    return [
        Planned(t.id, client.id, client.name, without_mark(t.text), t.due_on, t.who)
        for t in history.tasks
        if t.done_on is None and t.due_on is not None and is_surprise(t.text)
    ]


def _given(verdicts: Verdicts) -> list[Given]:
    client, start = verdicts.history.client, shift(verdicts.as_of, -365)
    return [
        Given(client.id, client.name, offer.made_on)
        for offer in verdicts.history.offers
        if offer.trigger == "proactive" and offer.made_on > start
    ]


def _occasion(history: History, as_of: date) -> str:
    """A day within the next 92 worth a surprise: years together, else somebody's birthday."""
    since = history.client.since
    if since is not None and (day := _next(since, as_of)) is not None and day.year > since.year:
        years = day.year - since.year
        return ngettext("{n} year together", "{n} years together", years).format(n=years)
    for contact in history.contacts:
        gone = contact.left_on is not None and contact.left_on <= as_of
        if contact.birthday is not None and not gone and _soon(contact.birthday, as_of):
            return _("birthday of {name}").format(name=contact.name)
    return ""


def _soon(born: str, as_of: date) -> bool:
    return 0 <= (birthdays.next_on(born, as_of) - as_of).days <= _AHEAD


def _next(day: date, as_of: date) -> date | None:
    """The day's next return if it comes within 92 days; 29 February returns on the 28th."""
    for year in (as_of.year, as_of.year + 1):
        try:
            again = day.replace(year=year)
        except ValueError:
            again = date(year, 2, 28)
        if 0 <= (again - as_of).days <= _AHEAD:
            return again
    return None
