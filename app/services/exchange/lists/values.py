"""Cells of a foreign list brought into the form that the exchange workbook's cells have."""

from __future__ import annotations

import re
from datetime import date, datetime

from app.domain import birthdays
from app.domain.amounts import read_amount
from app.domain.currency_codes import code_named
from app.domain.days import listed_day
from app.domain.folding import fold
from app.i18n import _, in_quotes
from app.services.exchange.cells import BadCell, Parser, parser_of, plain_text
from app.services.exchange.files.xlsx import Cell, Fault
from app.services.exchange.lists.table import Table
from app.services.exchange.sheets import BY_NAME, Column

_YES = {
    "1",
    "true",
    "yes",
    "y",
    "da",
    "tak",
    "да",
    "x",
    "won",
    "closed won",
    "closedwon",
    "castigat",
    "wygrana",
}
_NO = {"", "0", "false", "no", "n", "nu", "nie", "нет"}
_STATUSES = {
    "prospect": "prospect lead potential prospekt perspectiva potencjalny лид потенциальный mql sql opportunity subscriber",
    "active": "active customer client activ klient aktywny активный клиент current evangelist",
    "paused": "paused inactive inactiv suspendat nieaktywny wstrzymany неактивный приостановлен dormant onhold",
    "lost": "lost former churned pierdut utracony byly потерян бывший ушел cancelled",
}
_STATUS_WORDS = {fold(word): status for status, words in _STATUSES.items() for word in words.split()}


def status_of(text: str) -> str | None:
    """What another program's word says of a client's status, if it is known."""
    words = re.split(r"[^\w]+", fold(text))
    found = {_STATUS_WORDS[word] for word in words if word in _STATUS_WORDS}
    if "lost" in found:
        return "lost"
    return found.pop() if len(found) == 1 else None


def says_yes(cell: Cell) -> bool:
    """Whether a cell says yes in one of the languages, or that a deal was won."""
    if isinstance(cell, bool):
        return cell
    text = fold(str(cell if cell is not None else "").strip())
    return text in _YES or text.removeprefix("closed").strip(" -_") == "won"


def says_no(cell: Cell) -> bool:
    """Whether a cell says no, or nothing."""
    return cell is False or fold(str(cell if cell is not None else "").strip()) in _NO


def value_of(cell: Cell, sheet: str, name: str, table: Table) -> object:
    """The value that a record's column gets from a cell; raises `BadCell` with the reason."""
    column = BY_NAME[sheet].by_name[name]
    if isinstance(cell, Fault):
        raise BadCell(cell.reason)
    if isinstance(cell, str) and not cell.strip():
        return None
    if (sheet, name) == ("clients", "currency") and isinstance(cell, str):
        cell = code_named(cell) or cell
    if column.kind in ("day", "birthday", "money", "word") and cell is not None:
        bring = {"day": _day, "birthday": _birthday, "money": _money, "word": _word}[column.kind]
        cell = bring(cell, column, table)
    elif isinstance(cell, str):
        cell = cell.strip()
    parse: Parser = parser_of(sheet, column)
    return parse(cell, column)


def _word(cell: Cell, column: Column, _table: Table) -> Cell:
    text = plain_text(cell) or ""
    return (status_of(text) or text) if column.name == "status" else text


def _day(cell: Cell, _column: Column, table: Table) -> Cell:
    """The day of an Excel date, a time stamp, or a day written in the list's order."""
    if isinstance(cell, datetime):
        return cell.replace(hour=0, minute=0, second=0, microsecond=0)
    if not isinstance(cell, str):
        return cell
    try:
        day = listed_day(cell, date.today(), month_first=table.day_order == "mdy")
    except ValueError:
        raise BadCell(_("{text} is an impossible day").format(text=in_quotes(cell.strip()[:40]))) from None
    return cell.strip() if day is None else day.isoformat()


def _birthday(cell: Cell, column: Column, table: Table) -> Cell:
    """As `_day`, but in the past, and without a year where the list gives none."""
    if not isinstance(cell, str):
        return _day(cell, column, table)
    if re.fullmatch(r"0+[./-]0+[./-]0+", cell.strip()):
        return None  # how Outlook says that there is none
    try:
        return birthdays.parse(cell, date.today(), month_first=table.day_order == "mdy")
    except ValueError:
        return cell.strip()


def _money(cell: Cell, _column: Column, table: Table) -> Cell:
    """An amount without currency, spaces and thousands; in brackets it is negative."""
    if not isinstance(cell, str):
        return cell
    try:
        return str(read_amount(cell, comma=table.decimal_comma).value)
    except ValueError:
        raise BadCell(_("{text} is not an amount").format(text=in_quotes(cell.strip()[:40]))) from None
