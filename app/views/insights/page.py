"""Everything the Insights page shows of a period and of one owner's clients.

`InsightsBoard` keeps what it computed of each client: another owner or period is added up from it, and after
a gesture only the clients whose records changed are read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain import lookback
from app.domain.collation import in_order
from app.domain.facts import Client, History
from app.domain.portfolio import Period
from app.domain.rules.time import is_active
from app.domain.settings import Settings
from app.services import settings_store
from app.views.insights import people as insights_people
from app.views.insights import quarters as insights_quarters
from app.views.insights.client import ClientPart, client_part
from app.views.insights.cohorts import Cohorts, cohort_chart
from app.views.insights.headline import Headline, headline
from app.views.insights.lookback import LookingBack, looking_back
from app.views.insights.map import LoyaltyMap, loyalty_map
from app.views.insights.people import Bars, Load
from app.views.insights.quarters import Series
from app.views.record.parts import ClientParts


@dataclass(frozen=True)
class Insights:
    """The page. `owners` are the people who look after clients, for the filter; `clients` those counted."""

    owners: tuple[str, ...]
    clients: int
    headline: Headline
    map: LoyaltyMap
    cohorts: Cohorts
    complaints: Series
    offers: Series
    persuasion: Bars
    right: Bars
    promises: Series
    load: Load


class InsightsBoard:
    """Keeps Insights of one book in one language; for worker threads. `owner` None is everyone.

    Both readings raise `Cancelled` where they are given up meanwhile.
    """

    def __init__(self) -> None:
        self._parts = ClientParts(client_part)
        self._pasts = ClientParts(_past)

    def insights(self, session: Session, period: Period, owner: str | None = None) -> Insights:
        """All but looking back, which takes longer and comes after."""
        parts = self._parts.read(session, period.last)
        owners = in_order({p.client.owner for p in parts if p.client.owner})
        mine = [p for p in parts if owner is None or p.client.owner == owner]
        return put_together(mine, period, settings_store.load(session), owners)

    def look_back(self, session: Session, period: Period, owner: str | None = None) -> LookingBack:
        """Looking back from the period's last day."""
        parts = self._pasts.read(session, period.last)
        mine = [past for client, past in parts if owner is None or client.owner == owner]
        return looking_back(lookback.together(mine, period.last))


def _past(history: History, as_of: date, settings: Settings) -> tuple[Client, lookback.Past]:
    return history.client, lookback.past_of(history, as_of, settings)


def put_together(
    parts: Sequence[ClientPart], period: Period, settings: Settings, owners: tuple[str, ...] = ()
) -> Insights:
    """The page from the clients' parts on the period's last day."""
    day, quarters = period.last, insights_quarters.quarters_of(period)
    return Insights(
        owners=owners,
        clients=sum(is_active(part.client, day) for part in parts),
        headline=headline(parts, period, settings),
        map=loyalty_map([part.standing for part in parts if part.standing is not None], settings),
        cohorts=cohort_chart([part.history for part in parts], day),
        complaints=insights_quarters.complaints([m for p in parts for m in p.complaints], quarters),
        offers=insights_quarters.offers([m for p in parts for m in p.offers], quarters),
        persuasion=insights_people.persuasion(parts, period),
        right=insights_people.who_was_right(parts, period),
        promises=insights_quarters.promises([m for p in parts for m in p.promises], quarters),
        load=insights_people.load([(part.client, part.carried) for part in parts], settings),
    )


def whole_period(last: date, months: int) -> Period:
    """The months up to `last`."""
    ahead = last.year * 12 + last.month - 1 - months
    year, month = divmod(ahead, 12)
    for day in range(last.day, 27, -1):
        try:
            return Period(date(year, month + 1, day), last)
        except ValueError:
            continue
    return Period(date(year, month + 1, min(last.day, 28)), last)
