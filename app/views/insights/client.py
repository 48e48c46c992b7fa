"""What Insights needs of one client on one day, small enough to be kept for every client of a large book."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.facts import Client, History, Purchase, Survey
from app.domain.rules import retention
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.views.insights import people as insights_people
from app.views.insights import quarters as insights_quarters
from app.views.insights.map import Standing, standing_of
from app.views.insights.people import Carried
from app.views.insights.quarters import Mark


class Revenue:
    """A client's purchases as days and running totals: enough for the revenue of any period."""

    __slots__ = ("_days", "_totals")

    def __init__(self, purchases: tuple[Purchase, ...]) -> None:
        self._days, self._totals = array("l"), array("q", (0,))
        for each in purchases:
            self._days.append(each.bought_on.toordinal())
            self._totals.append(self._totals[-1] + each.amount)

    def between(self, start: date, end: date) -> int:
        """Revenue in `start < day ≤ end`, in cents."""
        first = bisect_right(self._days, start.toordinal())
        last = bisect_right(self._days, end.toordinal(), lo=first)
        return self._totals[last] - self._totals[first]


class Felt(NamedTuple):
    """The components of loyalty, 0–100 or unknown, whether the client is satisfied but not loyal."""

    satisfaction: float | None
    affinity: float | None
    involvement: float | None
    cold: bool
    satisfied: bool | None


@dataclass(frozen=True, slots=True)
class ClientPart:
    """One client as they were known on the day; `history` holds client and decisions alone.

    `recommending` are their answers to the question whether they recommend us.
    """

    history: History
    revenue: Revenue
    felt: Felt
    standing: Standing | None
    complaints: tuple[Mark, ...]
    offers: tuple[Mark, ...]
    promises: tuple[Mark, ...]
    carried: Carried
    recommending: tuple[Survey, ...]

    @property
    def client(self) -> Client:
        """Who it is."""
        return self.history.client


def client_part(history: History, as_of: date, settings: Settings) -> ClientPart:
    """What one client adds to the page on a day."""
    judged = Verdicts(history, as_of, settings)
    known, felt = judged.history, judged.loyalty
    score = felt.satisfaction.score
    return ClientPart(
        history=History(known.client, decisions=known.decisions),
        revenue=Revenue(known.purchases),
        felt=Felt(
            score,
            felt.affinity.score,
            felt.involvement.score,
            felt.satisfied_not_loyal,
            retention.is_satisfied(known.client, score, as_of, settings),
        ),
        standing=standing_of(judged),
        complaints=insights_quarters.complaint_marks(judged),
        offers=insights_quarters.offer_marks(judged),
        promises=insights_quarters.promise_marks(judged),
        carried=insights_people.carried(judged),
        recommending=tuple(s for s in known.surveys if s.kind == "nps"),
    )
