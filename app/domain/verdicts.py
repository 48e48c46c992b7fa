"""All verdicts about one client on one day, each computed when first asked for, and remembered.

What pages keep of them until the client's records change is `views.client_parts`.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from app.domain.facts import History, known_on
from app.domain.rules import (
    advice,
    buying,
    complaints,
    goals,
    hunters,
    loyalty,
    offers,
    promises,
    scope,
    surveys,
    team,
    threats,
    types,
    value,
    voice,
)
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.time import is_active
from app.domain.rules.value import Ceiling, ceiling, chances_of
from app.domain.settings import Settings


class Verdicts:
    """What every rule says about one client on `as_of`; immutable in effect, computed lazily.

    `history` is what was on record that day.
    """

    def __init__(self, history: History, as_of: date, settings: Settings) -> None:
        self.history = known_on(history, as_of)
        self.as_of = as_of
        self.settings = settings

    @property
    def active(self) -> bool:
        return is_active(self.history.client, self.as_of)

    @cached_property
    def advice(self) -> advice.Advice:
        return advice.judge(self.history, self.as_of, self.settings)

    @cached_property
    def threats(self) -> tuple[threats.ThreatVerdict, ...]:
        return threats.judge(self.history, self.as_of, self.settings)

    @cached_property
    def hunter(self) -> hunters.Hunter:
        return hunters.judge(self.history, self.as_of, self.settings)

    @cached_property
    def value(self) -> value.Value:
        return value.judge(self.history, self.as_of, self.settings)

    @cached_property
    def scope(self) -> scope.Scope:
        return scope.judge(self.history, self.as_of, self.settings)

    @cached_property
    def goals(self) -> goals.Goals:
        return goals.judge(self.history, self.as_of)

    @cached_property
    def buying(self) -> buying.Buying:
        return buying.judge(self.history, self.as_of, self.settings)

    @cached_property
    def loyalty(self) -> loyalty.Loyalty:
        return loyalty.judge(
            self.history, self.as_of, self.settings, threats=self.threats, bought=self.buying
        )

    @cached_property
    def types(self) -> types.Types:
        return types.judge(self.history, self.as_of, self.settings, felt=self.loyalty)

    @cached_property
    def voice(self) -> voice.Voice:
        return voice.judge(self.history, self.as_of, self.settings)

    @cached_property
    def complaints(self) -> complaints.Complaints:
        return complaints.judge(self.history, self.as_of, self.settings)

    @cached_property
    def promises(self) -> promises.Promises:
        return promises.judge(self.history, self.as_of, self.settings)

    @cached_property
    def surveys(self) -> surveys.Surveys:
        return surveys.judge(self.history, self.as_of, self.settings)

    @cached_property
    def team(self) -> team.OneVoice:
        return team.judge(self.history, self.as_of, self.settings)

    @cached_property
    def surprise(self) -> offers.Surprise:
        return offers.surprise(
            self.history, self.as_of, self.settings, bought=self.buying, hunter=self.hunter
        )

    @property
    def last_touch(self) -> date | None:
        """The day of the last touch on record."""
        days = self.history.touch_days
        return days[-1] if days else None

    def ceiling(self, threat: ThreatVerdict) -> Ceiling | None:
        """What keeping the client may cost, for an open threat; none for one that has ended."""
        if not threat.is_open:
            return None
        return ceiling(self.value, chances_of(threat.kind, self.settings))
