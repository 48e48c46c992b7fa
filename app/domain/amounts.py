"""Numbers and amounts of money as people write them: one reading for fields, lists and settings.

What is not understood to the last letter is refused, never cut: `10 mii`, `15k`, `1e5`, `1.23.4` are no amounts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from app.domain.currency_codes import code_named, is_money_word

_SPACES = re.compile(r"\s+")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "－": "-"})
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[+-])?\s*(?P<before>[^\d\s.,()+-]+\.?)?\s*(?P<inner>[+-])?\s*"
    r"(?P<digits>[.,]?\d(?:[\d.,'’\s]*\d)?)\s*(?P<after>[^\d\s.,()+-][^\d()+-]*?)?\s*(?P<behind>-)?\s*(?P<close>\))?",
    re.ASCII,
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[.,'’ ])\d{3})(?:(?P=mark)\d{3})*")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)


class Amount(NamedTuple):
    """An exact amount, and the code of the currency where one was written with it."""

    value: Decimal
    currency: str | None


def read_amount(text: str, *, comma: bool | None = None) -> Amount:
    """The amount meant by `600`, `1 234,56`, `1,234.56`, `1.234 €`, `RON 5`, `(80)`, `80-`. Raises `ValueError`.

    `comma` says whether the text writes decimals after a comma; where it is not known, the last comma or
    point is the decimal mark unless exactly three digits follow it.
    """
    found = _AMOUNT.fullmatch(_SPACES.sub(" ", text).strip().translate(_MINUS))
    if found is None or bool(found["open"]) != bool(found["close"]):
        raise ValueError(text)
    signs = [found[name] for name in ("open", "sign", "inner", "behind") if found[name]]
    words = [word.strip() for name in ("before", "after") if (word := found[name])]
    if len(signs) > 1 or len(words) > 1 or not all(is_money_word(word) for word in words):
        raise ValueError(text)
    value = Decimal(_plain(found["digits"], comma))
    negative = bool(signs) and signs[0] in "-("
    return Amount(-value if negative else value, code_named(words[0]) if words else None)


def cents_of(value: Decimal) -> int:
    """The amount in cents, exactly; raises `ValueError` where it has a part of a cent."""
    cents = value * 100
    if cents != cents.to_integral_value():
        raise ValueError(str(value))
    return int(cents)


def read_number(text: str) -> Decimal | None:
    """A finite number with a decimal point or comma, spaces between its thousands; none for anything else."""
    bare = text.strip().translate(_MINUS)
    if re.search(r"\s", bare):
        if not re.fullmatch(r"[+-]?\d{1,3}(\s\d{3})+([.,]\d*)?", bare, re.ASCII):
            return None
        bare = _SPACES.sub("", bare)
    return Decimal(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def _plain(digits: str, comma: bool | None) -> str:
    """The digits with a decimal point and without marks between thousands."""
    whole, decimals = _split(digits, _decimal_mark(digits, comma))
    if re.search(r"[^\d]", whole) and not _GROUPED.fullmatch(whole):
        raise ValueError(digits)
    if not decimals.isdecimal() and decimals:
        raise ValueError(digits)
    return f"{re.sub(r'[^0-9]', '', whole) or '0'}.{decimals or '0'}"


def _split(digits: str, mark: str) -> tuple[str, str]:
    if not mark:
        return digits, ""
    whole, _mark, decimals = digits.rpartition(mark)
    return whole, decimals


def _decimal_mark(digits: str, comma: bool | None) -> str:
    """The mark before the decimals, or nothing."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return ""
    mark, behind = digits[last], digits[last + 1 :]
    other = "," if mark == "." else "."
    if digits.count(mark) > 1:
        return ""
    if comma is not None and mark == (",." if comma else ".,")[0]:
        return mark
    if comma is not None and len(behind) == 3:
        return ""
    return "" if len(behind) == 3 and other not in digits and _GROUPED.fullmatch(digits) else mark
