"""What must hold between the cells of a row (DOMAIN.md, Records: the exchange workbook)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.settings import check_value, is_known_setting
from app.errors import InvalidInput
from app.i18n import _
from app.services.exchange.batches import Batch, Row
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import SETTINGS, Sheet
from app.services.records.holding import Finding, findings, has_rules

_LONGEST_KEY = 80
Values = dict[str, Any]


def check(sheet: Sheet, batches: list[Batch], report: ImportReport) -> None:
    """Mark bad, and report, the rows whose record would not hold together as a whole."""
    for batch in batches:
        missing = [column for column in sheet.columns if column.required and column.attribute not in batch.at]
        for row in batch.rows:
            if row.bad:
                continue
            if missing and row.old is None:
                for column in missing:
                    row.refuse(report, column.name, _("the column is missing, but required"))
            elif sheet is SETTINGS or has_rules(sheet.table):
                for found in _findings(sheet, merged(batch, row)):
                    row.refuse(report, found.column.removesuffix("_id"), found.reason())


def merged(batch: Batch, row: Row) -> Values:
    """The record as it will be: the row's cells over what the book has."""
    before = row.old or (None,) * len(batch.sheet.columns)
    values = dict(zip(batch.sheet.by_attribute, before, strict=True))
    for attribute, at in batch.at.items():
        values[attribute] = row.values[at]
    return values


def _findings(sheet: Sheet, values: Values) -> Iterator[Finding]:
    if sheet is SETTINGS:
        yield from _setting(values)
    else:
        yield from findings(sheet.table, values)


def _setting(values: Values) -> Iterator[Finding]:
    key, value = values["key"], values["value"]
    if len(key.strip()) > _LONGEST_KEY:
        reason = _("the key of a setting has {n} characters at most").format(n=_LONGEST_KEY)
        yield Finding("key", reason)
    if not is_known_setting(key) or value is None or not value.strip():
        return
    try:
        check_value(key, value)
    except InvalidInput as refusal:
        yield Finding("value", refusal.message)
