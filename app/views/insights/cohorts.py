"""Clients by the year they came, and how many of them stayed year after year (DOMAIN.md, Retention)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.facts import History, known_client, known_on
from app.domain.rules.retention import Cohort, cohorts
from app.domain.rules.time import is_active
from app.i18n import _, ngettext
from app.views.insights.parts import Head, Line, Link, Table, client_link

# The chart shows the latest years; the table has them all.
ROWS, COLUMNS = 8, 8
_WORTH_SAYING = 0.1
_FEW = 3


@dataclass(frozen=True)
class Cell:
    """How many of a year's clients were active so many years later; `until` is the day that is counted on."""

    after: int
    active: int
    until: date
    left: tuple[Link, ...]


@dataclass(frozen=True)
class CohortRow:
    """The clients won in a year."""

    year: int
    clients: int
    cells: tuple[Cell, ...]
    links: tuple[Link, ...]

    def share(self, after: int) -> float | None:
        """The share still active so many years later; unknown where that lies ahead."""
        cell = next((c for c in self.cells if c.after == after), None)
        return cell.active / self.clients if cell else None


@dataclass(frozen=True)
class Cohorts:
    """All years, oldest first."""

    rows: tuple[CohortRow, ...]
    sentence: str
    table: Table

    @property
    def shown(self) -> tuple[CohortRow, ...]:
        """What the chart has room for."""
        return self.rows[-ROWS:]


def cohort_chart(histories: Sequence[History], as_of: date) -> Cohorts:
    """The heat map of kept clients by year of arrival."""
    by_year: dict[int, list[History]] = {}
    for history in (known_on(h, as_of) for h in histories):
        if history.client.first_since is not None:
            by_year.setdefault(history.client.first_since.year, []).append(history)
    rows = tuple(_row(found, by_year[found.year], as_of) for found in cohorts(histories, as_of))
    return Cohorts(rows, _sentence(rows), _table(rows))


def _row(found: Cohort, histories: Sequence[History], as_of: date) -> CohortRow:
    cells = tuple(
        _cell(found, histories, year, min(date(year, 12, 31), as_of))
        for year in sorted(found.active)
        if year > found.year
    )
    return CohortRow(found.year, found.clients, cells, tuple(client_link(h) for h in histories))


def _cell(found: Cohort, histories: Sequence[History], year: int, until: date) -> Cell:
    left = tuple(
        client_link(h, then.lost_reason or "")._replace(day=then.lost_on)
        for h in histories
        if not is_active(then := known_client(h.client, until), until)
    )
    return Cell(year - found.year, found.active[year], until, left)


def _sentence(rows: Sequence[CohortRow]) -> str:
    after = next((k for k in (2, 1) if sum(r.share(k) is not None for r in rows) >= 2), None)
    if after is None:
        return _("Too few years to compare yet.")
    known = [(r, next(c for c in r.cells if c.after == after)) for r in rows if r.share(after) is not None]
    total, kept = sum(r.clients for r, _c in known), sum(c.active for _r, c in known)
    worst, cell = min(known, key=lambda pair: (pair[1].active / pair[0].clients, -pair[0].year))
    others, kept_there = total - worst.clients, kept - cell.active
    apart = others and kept_there / others - cell.active / worst.clients >= _WORTH_SAYING
    if apart and worst.clients >= _FEW:
        template = _("Clients won in {year} left sooner: {a} of {b} stayed {term}, elsewhere {c} of {d}.")
        return template.format(
            year=worst.year, a=cell.active, b=worst.clients, c=kept_there, d=others, term=_term(after)
        )
    template = _("{a} of {b} clients stayed {term}; no year of arrival stands out.")
    return template.format(a=kept, b=total, term=_term(after))


def _term(after: int) -> str:
    return _("to the end of the second year after") if after == 2 else _("to the end of the next year")


def years_words(years: int) -> str:
    """`1 year`, `2 years`."""
    return ngettext("{n} year", "{n} years", years).format(n=years)


def _table(rows: Sequence[CohortRow]) -> Table:
    most = max((cell.after for row in rows for cell in row.cells), default=0)
    heads = (
        Head(_("Won in")),
        Head(_("Clients"), "count"),
        *(Head(years_words(n), "share") for n in range(1, most + 1)),
    )
    lines = tuple(
        Line((str(row.year), row.clients, *(row.share(n) for n in range(1, most + 1))), row.links)
        for row in rows
    )
    return Table(heads, lines)
