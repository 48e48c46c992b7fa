"""Amounts in the book's currency, with the rates that the user keeps (DOMAIN.md, Records)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from app.domain.currency_codes import code_of
from app.domain.facts import Client
from app.domain.settings import Settings
from app.errors import MissingRate
from app.i18n import _


def currency_of(client: Client, settings: Settings) -> str:
    """The client's currency, else the book's."""
    said = (client.currency or "").strip()
    return code_of(said) or said.upper() or settings.currency


def converted(cents: int | Fraction, client: Client, settings: Settings, as_of: date) -> Fraction:
    """An amount of the client's in cents of the book's currency, exactly, with the rate in force on `as_of`.

    Raises `MissingRate` naming the currency; an amount of 0 needs no rate.
    """
    currency = currency_of(client, settings)
    if currency == settings.currency or cents == 0:
        return Fraction(cents)
    return Fraction(cents) * Fraction(rate_of(currency, settings, as_of))


def rate_of(currency: str, settings: Settings, as_of: date) -> Decimal:
    """What one unit of `currency` is worth in the book's currency on `as_of`; raises `MissingRate`.

    The rate with the latest day up to `as_of`, else the one without a day.
    """
    rate = Decimal(1) if currency == settings.currency else settings.rate_on(currency, as_of)
    if rate is None:
        raise MissingRate(
            _("The book has no rate for {currency}.").format(currency=currency),
            _("Write what 1 {currency} is worth in {base} in the settings (rate.{currency}).").format(
                currency=currency, base=settings.currency
            ),
            currency=currency,
        )
    return rate


def comparable(cents: int | None, client: Client, settings: Settings, as_of: date) -> Fraction | None:
    """An amount of the client's in the book's currency, to sort by; None where there is none, or no rate."""
    try:
        return None if cents is None else converted(cents, client, settings, as_of)
    except MissingRate:
        return None


def to_cents(exact: Fraction) -> int:
    """Rounded to the cent, half to even."""
    return round(exact)


def plain(cents: int) -> str:
    """Cents as text with two decimals and a point, e.g. `-3.05`."""
    return str((Decimal(cents) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN))
