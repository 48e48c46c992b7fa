"""What a book's settings mean: keys and texts become values, or are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.domain.amounts import read_number
from app.domain.currency_codes import code_of
from app.domain.settings.business import AdviceSettings, BookSettings, ValueSettings
from app.domain.settings.loyalty import LoyaltySettings, TypeSettings, VoiceSettings
from app.domain.settings.spec import Spec, currency_code, specs_of
from app.errors import InvalidInput
from app.i18n import _

RATE = "rate."
Rates = dict[tuple[str, date | None], Decimal]
_DATED = re.compile(r"(.*?)(\.\d{4}-\d{2}-\d{2})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Keys that say what a book is; no rule depends on them, so they are no setting to choose.
MARKS = frozenset({"sample"})


# What dataclass would write out for so many fields takes as long as opening a book.
@dataclass(frozen=True, repr=False, eq=False)
class Settings(VoiceSettings, TypeSettings, LoyaltySettings, ValueSettings, AdviceSettings, BookSettings):
    """Every number and word the rules depend on; a field per setting, `SPECS` describes them.

    `rates` says how much of the book's currency one unit of another is worth; `dated_rates` from which day
    on another rate counts (see `rate_on`).
    """

    rates: Mapping[str, Decimal] = field(default_factory=dict)
    dated_rates: Mapping[str, Mapping[date, Decimal]] = field(default_factory=dict)

    @classmethod
    def from_pairs(cls, pairs: Mapping[str, str | None]) -> Settings:
        """The settings that these keys and values mean; what cannot be read keeps its default.

        What was passed over is listed by `problems`, which `condica check` reports.
        """
        values: dict[str, object] = {}
        rates: Rates = {}
        for key, text in pairs.items():
            try:
                _take(key, text, values, rates)
            except InvalidInput:
                continue
        dated: dict[str, dict[date, Decimal]] = {}
        for (currency, day), rate in rates.items():
            if day is not None:
                dated.setdefault(currency, {})[day] = rate
        values |= {"rates": {code: rate for (code, day), rate in rates.items() if day is None}}
        return cls(dated_rates=dated, **values)  # type: ignore[arg-type]  # each read by the spec of its field

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self.__dict__ == other.__dict__

    def rate_on(self, currency: str, day: date) -> Decimal | None:
        """The rate with the latest day up to `day`, else the one without a day; none where there is none."""
        dated = self.dated_rates.get(currency, {})
        last = max((each for each in dated if each <= day), default=None)
        return self.rates.get(currency) if last is None else dated[last]

    def every_rate(self) -> list[tuple[str, date | None, Decimal]]:
        """All rates by currency, each with the day from which it counts; the one without a day comes first."""
        undated = [(code, None, rate) for code, rate in self.rates.items()]
        dated = [(code, day, rate) for code, rates in self.dated_rates.items() for day, rate in rates.items()]
        return sorted([*undated, *dated], key=lambda each: (each[0], each[1] or date.min))

    def value(self, key: str) -> object:
        """The value in force for `key`."""
        return getattr(self, SPECS[key].field)


SPECS: dict[str, Spec] = specs_of(Settings)
DEFAULTS = Settings()


class Problem(NamedTuple):
    """A setting that cannot be used; the default is in force instead."""

    key: str
    value: str | None
    message: str


def _take(key: str, text: str | None, values: dict[str, object], rates: Rates) -> None:
    if text is None or not text.strip():
        return
    known = normal_key(key)
    if known.startswith(RATE):
        rates[_currency_and_day(known)] = _rate(known, text)
    elif known in SPECS:
        values[SPECS[known].field] = SPECS[known].read(text)
    elif known not in MARKS:
        raise unknown_setting(key)


def normal_key(key: str) -> str:
    """The key without surrounding space and case; a rate's currency by its code, and the day behind it."""
    plain = key.strip().lower()
    if not plain.startswith(RATE):
        return plain
    named = plain.removeprefix(RATE)
    dated = _DATED.fullmatch(named)
    currency, day = (dated[1], dated[2]) if dated else (named, "")
    return RATE + (code_of(currency) or currency.upper()) + day


def check_value(key: str, text: str) -> str:
    """The text to keep for this key and value; raises `InvalidInput` that names both."""
    known = normal_key(key)
    if known.startswith(RATE):
        return f"{_rate(known, text):f}"
    if known in MARKS:
        return text.strip()
    if known not in SPECS:
        raise unknown_setting(key)
    spec = SPECS[known]
    return spec.write(spec.read(text))


def rate_key(currency: str, day: date | None = None) -> str:
    """The key under which a rate is kept; `day` is that from which it counts."""
    return RATE + currency + (f".{day.isoformat()}" if day else "")


def _currency_and_day(key: str) -> tuple[str, date | None]:
    """What a rate is of, and from when it counts: `rate.EUR`, `rate.EUR.2026-06-30`. Raises `InvalidInput`."""
    currency, dot, day = key.removeprefix(RATE).partition(".")
    code = currency_code(currency, key)
    if not dot:
        return code, None
    try:
        if not _ISO_DAY.fullmatch(day):
            raise ValueError(day)
        return code, date.fromisoformat(day)
    except ValueError:
        message = _("“{text}” is not a day.").format(text=day)
        raise InvalidInput(message, _("Write it as rate.EUR.2026-06-30."), field=key) from None


def _rate(key: str, text: str) -> Decimal:
    currency = _currency_and_day(key)[0]
    # Exactly as written: a rate never passes through a float.
    rate = read_number(text) or Decimal(0)
    if not Decimal("0.000001") <= rate <= Decimal(1_000_000):
        message = _("“{text}” is not a rate for {currency}.").format(text=text, currency=currency)
        raise InvalidInput(message, _("Write what one unit is worth in the book's currency."), field=key)
    return rate


def is_known_setting(key: str) -> bool:
    """Whether the key is one of the book's settings, a rate or a mark; others are kept as they stand."""
    known = normal_key(key)
    return known in SPECS or known in MARKS or known.startswith(RATE)


def unknown_setting(key: str) -> InvalidInput:
    return InvalidInput(_("There is no setting called “{key}”.").format(key=key), field=key)


def problems(pairs: Mapping[str, str | None]) -> list[Problem]:
    """The settings that cannot be used, each with the reason; the book falls back to their defaults.

    A key that this program does not know is none: an import said so and kept it for the program that does.
    """
    found = []
    for key, text in pairs.items():
        if not is_known_setting(key):
            continue
        try:
            _take(key, text, {}, {})
        except InvalidInput as error:
            found.append(Problem(key, text, str(error)))
    return found


def by_subject(specs: Iterable[Spec] = ()) -> dict[str, list[Spec]]:
    """The table of settings grouped by subject, for the Settings page and the Definitions sheet."""
    groups: dict[str, list[Spec]] = {}
    for spec in specs or SPECS.values():
        groups.setdefault(spec.subject, []).append(spec)
    return groups


def changed_from_default(settings: Settings) -> dict[str, object]:
    """The settings that differ from their defaults, by key."""
    names = {f.name for f in fields(Settings)}
    return {
        key: settings.value(key)
        for key, spec in SPECS.items()
        if spec.field in names and settings.value(key) != spec.default
    }
