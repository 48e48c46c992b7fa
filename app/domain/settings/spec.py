"""What one setting of the book is: its key, unit, range, default and explanation."""

from __future__ import annotations

import math
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from app.domain.amounts import read_number
from app.domain.currency_codes import code_of
from app.domain.settings.countries import countries
from app.errors import InvalidInput
from app.i18n import N_, _

# Units as shown beside a value; `share` is a part of 1, `score` lies on 0–100.
UNITS = {
    "": "",
    "text": "",
    "days": N_("days"),
    "working days": N_("working days"),
    "times": N_("times"),
    "share": N_("share of 1"),
    "score": N_("of 100"),
    "points": N_("points"),
    "weight": N_("weight"),
}


@dataclass(frozen=True)
class Spec:
    """One setting: `key` as in the workbook, `field` of `Settings`, and what a form needs to know."""

    field: str
    kind: str
    unit: str
    default: Any
    lowest: float | None
    highest: float | None
    title: str
    explanation: str

    @property
    def key(self) -> str:
        """The key in the book and the workbook: `advice_debrief_days` is `advice.debrief_days`."""
        return self.field.replace("_", ".", 1)

    @property
    def subject(self) -> str:
        """The subject it belongs to: the key's first part; `book` for name, currency and country."""
        return self.key.partition(".")[0] if "." in self.key else "book"

    def read(self, text: str) -> Any:
        """The value that `text` means; raises `InvalidInput` in plain words."""
        if self.kind in ("whole", "real"):
            return self._number(text)
        return self._text(text)

    def write(self, value: Any) -> str:
        """The value as it is kept in the book and written to the workbook."""
        return f"{value:.15g}" if self.kind == "real" else str(value)

    def _number(self, text: str) -> int | float:
        number = parse_number(text)
        if number is None or (self.kind == "whole" and number != int(number)):
            problem = _("“{text}” is not a whole number.") if self.kind == "whole" else NOT_A_NUMBER()
            raise self._refusal(problem.format(text=text))
        if (self.lowest is not None and number < self.lowest) or (
            self.highest is not None and number > self.highest
        ):
            raise self._refusal(_("{text} is out of range.").format(text=text.strip()))
        return int(number) if self.kind == "whole" else number

    def _text(self, text: str) -> str:
        value = text.strip()
        if self.kind == "currency":
            return currency_code(value, self.field)
        if self.kind == "country":
            return _country(value)
        if len(value) > 200:
            raise self._refusal(_("This is too long."))
        return value

    def _refusal(self, problem: str) -> InvalidInput:
        about = _("{title} ({key})").format(title=_(self.title), key=self.key)
        return InvalidInput(f"{about}: {problem}", self.range_text(), field=self.key)

    def range_text(self) -> str:
        """What may be written here, e.g. “Write a number from 0 to 9.”."""
        if self.lowest is None or self.highest is None:
            return ""
        return _("Write a number from {lowest} to {highest}.").format(
            lowest=f"{self.lowest:g}", highest=f"{self.highest:g}"
        )


def NOT_A_NUMBER() -> str:
    return _("“{text}” is not a number.")


def parse_number(text: str) -> float | None:
    """A finite number from text with a decimal point or comma; none for anything else."""
    number = read_number(text)
    return None if number is None or not math.isfinite(float(number)) else float(number)


def currency_code(text: str, where: str = "currency") -> str:
    """A currency's three-letter code in capitals, also for a sign such as `€`; raises `InvalidInput`."""
    code = code_of(text)
    if code is None:
        message = _("“{text}” is not a currency code.").format(text=text)
        raise InvalidInput(message, _("Write three letters, such as EUR."), field=where)
    return code


def _country(text: str) -> str:
    code = text.upper()
    # Asking takes a tenth of a second, which a book that stays with the default never pays.
    if code != "RO" and code not in countries():
        message = _("Public holidays of “{text}” are not known.").format(text=text)
        raise InvalidInput(message, _("Write a country's two letters, such as RO."), field="country")
    return code


def _setting(kind: str, default: Any, unit: str, low: Any, high: Any, title: str, explanation: str) -> Any:
    about = {"kind": kind, "unit": unit, "lowest": low, "highest": high}
    return field(default=default, metadata={**about, "title": title, "explanation": explanation})


def days(default: int, title: str, explanation: str, low: int = 0, high: int = 3650) -> Any:
    """A window in days."""
    return _setting("whole", default, "days", low, high, title, explanation)


def count(default: int, title: str, explanation: str, low: int = 0, high: int = 100) -> Any:
    """A number of times."""
    return _setting("whole", default, "times", low, high, title, explanation)


def share(default: float, title: str, explanation: str, low: float = 0, high: float = 1) -> Any:
    """A part of 1."""
    return _setting("real", default, "share", low, high, title, explanation)


def score(default: float, title: str, explanation: str) -> Any:
    """A place on the scale 0–100."""
    return _setting("real", default, "score", 0, 100, title, explanation)


def points(default: int, title: str, explanation: str) -> Any:
    """Points given for a piece of evidence."""
    return _setting("whole", default, "points", 0, 9, title, explanation)


def real(default: float, unit: str, low: float, high: float, title: str, explanation: str) -> Any:
    """Any other number."""
    return _setting("real", default, unit, low, high, title, explanation)


def whole(default: int, unit: str, low: int, high: int, title: str, explanation: str) -> Any:
    """Any other whole number."""
    return _setting("whole", default, unit, low, high, title, explanation)


def written(kind: str, default: str, title: str, explanation: str) -> Any:
    """Text: `text`, or the code of a `currency` or a `country`."""
    return _setting(kind, default, "text", None, None, title, explanation)


def specs_of(settings: type[Any]) -> dict[str, Spec]:
    """The table of settings by key, in the order in which the class declares them."""
    table: dict[str, Spec] = {}
    for f in fields(settings):
        if f.metadata and f.default is not MISSING:
            spec = Spec(field=f.name, default=f.default, **f.metadata)
            table[spec.key] = spec
    return table
