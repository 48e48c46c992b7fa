"""All verdicts about one client on one day, each computed when first asked for, and remembered.

`Verdicts` is what pages and answers read; `Memory` keeps them until the client's records change.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from threading import Lock

from app.services.facts import History, known_on
from app.services.rules import (
    advice,
    buying,
    complaints,
    hunters,
    loyalty,
    offers,
    promises,
    surveys,
    team,
    threats,
    today,
    types,
    value,
    voice,
)
from app.services.rules.threats import ThreatVerdict
from app.services.rules.time import is_active
from app.services.rules.value import Ceiling, ceiling, chances_of
from app.services.settings import Settings


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

    @cached_property
    def today(self) -> tuple[today.Item, ...]:
        return today.judge(self.history, self.as_of, self.settings)

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


class Memory:
    """Remembers verdicts per client and day until the client's records or the settings change.

    Safe to use from several threads. Who loads records first and judges them later takes the `mark`
    before loading and hands it back, so that a change in between cannot leave an old verdict behind.
    Holds at most `capacity` verdicts, the longest unused dropped first.
    """

    def __init__(self, capacity: int = 10_000) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[tuple[int, date], Verdicts] = OrderedDict()
        self._settings: Settings | None = None
        self._mark = 0
        self._forgotten: dict[int, int] = {}
        self._all_forgotten = 0
        self._lock = Lock()

    @property
    def mark(self) -> int:
        """A moment in the life of the memory; take it before loading records."""
        with self._lock:
            return self._mark

    def verdicts(
        self, history: History, as_of: date, settings: Settings, mark: int | None = None
    ) -> Verdicts:
        """The remembered verdicts of this client on this day, else new ones from `history`."""
        found = self.kept(history.client.id, as_of, settings)
        return found or self.keep(Verdicts(history, as_of, settings), mark)

    def kept(self, client_id: int, as_of: date, settings: Settings) -> Verdicts | None:
        """The remembered verdicts, if any, without loading anything."""
        with self._lock:
            if settings != self._settings:
                self._kept.clear()
                self._settings = settings
            found = self._kept.get((client_id, as_of))
            if found is not None:
                self._kept.move_to_end((client_id, as_of))
            return found

    def keep(self, verdicts: Verdicts, mark: int | None = None) -> Verdicts:
        """Remember these verdicts, unless the settings or the client have changed since `mark`."""
        client_id = verdicts.history.client.id
        with self._lock:
            changed = max(self._all_forgotten, self._forgotten.get(client_id, 0))
            if verdicts.settings == self._settings and (mark is None or changed <= mark):
                self._kept[client_id, verdicts.as_of] = verdicts
                while len(self._kept) > self._capacity:
                    self._kept.popitem(last=False)
        return verdicts

    def forget(self, client_ids: Iterable[int] | None = None) -> None:
        """Drop the verdicts of these clients, or of all where none are named."""
        with self._lock:
            self._mark += 1
            if client_ids is None:
                self._kept.clear()
                self._all_forgotten = self._mark
                return
            gone = set(client_ids)
            self._forgotten.update(dict.fromkeys(gone, self._mark))
            for key in [key for key in self._kept if key[0] in gone]:
                del self._kept[key]
