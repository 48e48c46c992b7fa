"""What must hold between the cells of a row (DOMAIN.md, Records: the exchange workbook)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.errors import InvalidInput
from app.i18n import _
from app.models.judgements import VALUES
from app.services.exchange.reading import Batch, Row
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import Sheet
from app.services.settings import check_value, is_known_setting

_LONGEST_KEY = 80
Values = dict[str, Any]
Finding = tuple[str, str]


def check(sheet: Sheet, batches: list[Batch], report: ImportReport) -> None:
    """Mark bad, and report, the rows whose record would not hold together as a whole."""
    extra = _EXTRA.get(sheet.name)
    for batch in batches:
        missing = [column for column in sheet.columns if column.required and column.attribute not in batch.at]
        for row in batch.rows:
            if row.bad:
                continue
            if missing and row.old is None:
                for column in missing:
                    _refuse(row, column.name, _("the column is missing, but required"), report)
            elif sheet.ends or extra:
                values = merged(batch, row)
                for column_name, reason in _findings(sheet, values, extra):
                    _refuse(row, column_name, reason, report)


def _refuse(row: Row, column: str, reason: str, report: ImportReport) -> None:
    row.bad = True
    report.problem(row.batch.page, row.number, column, reason)


def merged(batch: Batch, row: Row) -> Values:
    """The record as it will be: the row's cells over what the book has."""
    before = row.old or (None,) * len(batch.sheet.columns)
    values = dict(zip(batch.sheet.by_attribute, before, strict=True))
    for attribute, at in batch.at.items():
        values[attribute] = row.values[at]
    return values


def _findings(
    sheet: Sheet, values: Values, extra: Callable[[Values], Iterator[Finding]] | None
) -> Iterator[Finding]:
    for later, earlier in sheet.ends:
        if values[later] is not None and values[earlier] is not None and values[later] < values[earlier]:
            yield later, _("{later} lies before {earlier}").format(later=later, earlier=earlier)
    if extra:
        yield from extra(values)


def _client(values: Values) -> Iterator[Finding]:
    status = values["status"]
    if status != "prospect" and values["since"] is None:
        yield "since", _("a client who is {status} needs the day since when").format(status=status)
    if status == "lost" and values["lost_on"] is None:
        yield "lost_on", _("a lost client needs the day of the loss")
    if status != "lost" and values["lost_on"] is not None:
        yield "lost_on", _("only a lost client has a day of the loss")


def _survey(values: Values) -> Iterator[Finding]:
    score, lowest, highest = values["score"], values["lowest"], values["highest"]
    if highest <= lowest:
        yield "highest", _("highest is not above lowest")
    elif not lowest <= score <= highest:
        yield "score", _("the score does not lie between lowest and highest")


def _judgement(values: Values) -> Iterator[Finding]:
    words = VALUES[values["about"]]
    if values["value"] not in words:
        yield "value", _("{about} is one of {words}").format(about=values["about"], words=", ".join(words))


def _setting(values: Values) -> Iterator[Finding]:
    key, value = values["key"], values["value"]
    if len(key.strip()) > _LONGEST_KEY:
        yield "key", _("the key of a setting has {n} characters at most").format(n=_LONGEST_KEY)
    if not is_known_setting(key) or value is None or not value.strip():
        return
    try:
        check_value(key, value)
    except InvalidInput as refusal:
        yield "value", refusal.message


_EXTRA: dict[str, Callable[[Values], Iterator[Finding]]] = {
    "clients": _client,
    "surveys": _survey,
    "judgements": _judgement,
    "settings": _setting,
}
