"""What a cell means in a column of the exchange workbook (DOMAIN.md, Records: the exchange workbook)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from app.domain import birthdays
from app.domain.currency_codes import code_of
from app.domain.names import list_text, reference
from app.i18n import _, in_quotes
from app.services.exchange.cell_writer import MOST_CENTS, moment_text
from app.services.exchange.files.escapes import has_half_character
from app.services.exchange.files.xlsx import Cell, Fault, Uncomputed
from app.services.exchange.sheets import Column

_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})(e[+-]?\d{1,3})?$", re.ASCII | re.IGNORECASE)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?)$", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0{1,6})?)?)?$", re.ASCII)
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$", re.ASCII)
_HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d$", re.ASCII)
_TRUE, _FALSE = {"true", "yes", "1", "1.0"}, {"false", "no", "0", "0.0"}


class BadCell(ValueError):
    """A cell that a record cannot hold; the text is the reason in words."""


def plain_text(cell: Cell) -> str | None:
    """The cell's text as a reader would write it: a number without needless zeros, a day as ISO text."""
    if cell is None or isinstance(cell, str):
        return cell or None
    if isinstance(cell, Fault):
        raise BadCell(cell.reason)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else moment_text(cell)
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    if isinstance(cell, float):
        return _plain_float(cell)
    return str(cell)


def _plain_float(number: float) -> str:
    if not math.isfinite(number):
        raise BadCell(_("the number is not finite"))
    text = f"{Decimal(format(number, '.15g')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_of(cell: Cell, _column: Column) -> str | None:
    """Any text, as it stands; a formula that nobody computed is the text that was typed."""
    text = cell.text if isinstance(cell, Uncomputed) else plain_text(cell)
    if text is None:
        return None
    if has_half_character(text):
        raise BadCell(_("the text holds half a character (a lone surrogate)"))
    return text


def required_text_of(cell: Cell, column: Column) -> str | None:
    """As `text_of`, but spaces alone count as nothing."""
    text = text_of(cell, column)
    return text if text and text.strip() else None


def named_of(cell: Cell, column: Column) -> str | None:
    """A name that is only mentioned: without its quotation marks, with a uid as it stands."""
    text = text_of(cell, column)
    if not text:
        return text
    said = reference(text)
    return said.name if said.uid is None else said.written()


def list_of(cell: Cell, column: Column) -> str | None:
    """Names joined by `; `, each quoted where it must be."""
    text = text_of(cell, column)
    return list_text(text) or None if text else None


def word_of(cell: Cell, column: Column) -> str | None:
    """One of the column's words, compared without case and surrounding space."""
    text = plain_text(cell)
    if text is None or not text.strip():
        return None
    word = text.strip().casefold()
    if word not in column.words:
        raise BadCell(
            _("{word} is not one of {words}").format(word=_short(text), words=", ".join(column.words))
        )
    return column.words[column.words.index(word)]  # one object for all rows


def day_of(cell: Cell, _column: Column) -> date | None:
    """A day: an Excel date without a time of day, or ISO text."""
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise BadCell(_("a day is expected here, without a time"))
        return cell.date()
    text = _day_text(cell)
    if text is None:
        return None
    found = _DAY.match(text)
    if not found:
        raise BadCell(_("{text} is not a day; write it as 2024-12-31").format(text=_short(text)))
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise BadCell(_("{text} is an impossible day").format(text=_short(text))) from None


def birthday_of(cell: Cell, column: Column) -> str | None:
    """A day, or `--MM-DD` where the year is not known; never one that is yet to come."""
    text = cell.strip() if isinstance(cell, str) else ""
    if text.startswith(birthdays.YEARLESS):
        if not birthdays.is_canonical(text):
            raise BadCell(
                _("{text} is not a birthday; write it as 1985-05-12, or --05-12 without the year").format(
                    text=_short(text)
                )
            )
        return text
    day = day_of(cell, column)
    if day is not None and day > date.today():
        raise BadCell(_("{day} is yet to come; nobody is born then").format(day=day.isoformat()))
    return None if day is None else day.isoformat()


def moment_of(cell: Cell, _column: Column) -> datetime | None:
    """A local day and time: an Excel date, or `YYYY-MM-DD HH:MM`, seconds allowed, midnight if none is given."""
    if isinstance(cell, datetime):
        return cell
    text = _day_text(cell)
    if text is None:
        return None
    found = _MOMENT.match(text)
    if not found:
        raise BadCell(_("{text} is not a local time; write it as 2024-12-31 14:30").format(text=_short(text)))
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, int((found[7] or "").ljust(6, "0")))
    except ValueError:
        raise BadCell(_("{text} is an impossible day or time").format(text=_short(text))) from None


def _day_text(cell: Cell) -> str | None:
    if isinstance(cell, bool | int | float | time):
        raise BadCell(_("{text} is not a day; write it as 2024-12-31").format(text=plain_text(cell)))
    text = plain_text(cell)
    return text.strip() or None if text else None


def decimal_of(cell: Cell) -> Decimal | None:
    """A finite number, of a number cell to the 15 digits that Excel keeps, of a text all of its digits."""
    if cell is None or isinstance(cell, Fault):
        plain_text(cell)
        return None
    if isinstance(cell, bool | datetime | time):
        raise BadCell(_("{text} is not a number").format(text=plain_text(cell)))
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise BadCell(_("the number is not finite"))
        return Decimal(format(cell, ".15g"))
    if isinstance(cell, int):
        return Decimal(cell)
    return _decimal_text(cell.strip())


def _decimal_text(text: str) -> Decimal | None:
    if not text:
        return None
    if _NOT_FINITE.match(text):
        raise BadCell(_("the number is not finite"))
    if not _NUMBER.match(text):
        raise BadCell(_("{text} is not a number").format(text=_short(text)))
    return Decimal(text)


def money_of(cell: Cell, _column: Column) -> int | None:
    """An amount in cents, exact: more than two decimals are refused, noise beyond 15 digits is not one."""
    amount = decimal_of(cell)
    if amount is None:
        return None
    if abs(amount) > MOST_CENTS:
        raise BadCell(_("the amount is too large"))
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise BadCell(_("the amount has more than two decimals"))
    if abs(cents) > MOST_CENTS:
        raise BadCell(_("the amount is too large"))
    return int(cents)


def whole_of(cell: Cell, column: Column) -> int | None:
    """A whole number within the column's range."""
    number = decimal_of(cell)
    if number is None:
        return None
    if not column.lowest <= number <= column.highest:
        raise BadCell(
            _("{number} is not between {lowest} and {highest}").format(
                number=_short(str(plain_text(cell))), lowest=column.lowest, highest=column.highest
            )
        )
    if number != number.to_integral_value():
        raise BadCell(_("{number} is not a whole number").format(number=_short(str(plain_text(cell)))))
    return int(number)


def real_of(cell: Cell, column: Column) -> float | None:
    """A finite number, not below the column's lowest."""
    value = cell if isinstance(cell, float) and math.isfinite(cell) else _float_of(cell)
    if value is not None and value < column.lowest:
        raise BadCell(
            _("{number} is less than {lowest}").format(
                number=_short(str(plain_text(cell))), lowest=column.lowest
            )
        )
    return value


def _float_of(cell: Cell) -> float | None:
    number = decimal_of(cell)
    if number is None:
        return None
    value = float(number)
    if not math.isfinite(value):
        raise BadCell(_("the number is not finite"))
    return value


def flag_of(cell: Cell, _column: Column) -> bool | None:
    """TRUE or FALSE, also yes and no, 1 and 0."""
    if cell is None or isinstance(cell, bool):
        return cell
    text = str(plain_text(cell)).strip().casefold()
    if not text:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise BadCell(_("{text} is neither TRUE nor FALSE").format(text=_short(text)))


def hour_of(cell: Cell, column: Column) -> str | None:
    """A time of day as `HH:MM`."""
    text = text_of(cell, column)
    if text is None or not text.strip():
        return None
    if not _HOUR.match(text.strip()):
        raise BadCell(_("{text} is not a time of day; write it as 14:30").format(text=_short(text)))
    return text.strip().zfill(len("14:30"))


def currency_of(cell: Cell, column: Column) -> str | None:
    """A currency's code, also where its sign stands; what is none is told with the record as a whole."""
    text = text_of(cell, column)
    if text is None or not text.strip():
        return None
    return code_of(text) or text


def verdict_of(cell: Cell, column: Column) -> str | None:
    """The value of a judgement: a word whose meaning depends on what it is about."""
    text = required_text_of(cell, column)
    return text.strip().casefold() if text else None


def _short(text: str) -> str:
    """The text as a message can show it."""
    return in_quotes(" ".join(text.split()), 40)


Parser = Callable[[Cell, Column], Any]
_PARSERS: dict[str, Parser] = {
    "text": text_of,
    "named": named_of,
    "link": required_text_of,
    "list": list_of,
    "word": word_of,
    "day": day_of,
    "birthday": birthday_of,
    "moment": moment_of,
    "money": money_of,
    "whole": whole_of,
    "real": real_of,
    "flag": flag_of,
}


def parser_of(sheet: str, column: Column) -> Parser:
    """The function that reads the column's cells; raises `BadCell` with the reason."""
    if (sheet, column.name) == ("tasks", "at"):
        return hour_of
    if (sheet, column.name) == ("clients", "currency"):
        return currency_of
    if (sheet, column.name) == ("judgements", "value"):
        return verdict_of
    if column.required and column.kind in ("text", "named"):
        return required_text_of
    return _PARSERS[column.kind]
