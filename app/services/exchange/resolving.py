"""The names in a sheet's rows become records; names that are only mentioned are looked up, and reported if unknown."""

from __future__ import annotations

from app.domain.names import Reference, reference, split
from app.i18n import _
from app.services.exchange.batches import Batch, Row
from app.services.exchange.cells import BadCell
from app.services.exchange.links import Links, Target, whole_value
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import Column, Sheet


def resolve(
    sheet: Sheet, batches: list[Batch], links: Links, report: ImportReport, *, contacts: bool
) -> None:
    """Put the records in the place of their names; a name of nothing makes the row bad.

    The columns that name a contact need to know whose: they are asked for with `contacts` once the rows
    are matched, all others before.
    """
    columns = [c for c in sheet.columns if c.kind == "link" and (c.of == "contacts") == contacts]
    for batch in batches:
        for column in columns:
            at = batch.at.get(column.attribute)
            if at is None:
                continue
            for row in batch.rows:
                if not row.bad and row.values[at] is not None:
                    _resolve_cell(batch, row, at, column, links, report)


def _resolve_cell(
    batch: Batch, row: Row, at: int, column: Column, links: Links, report: ImportReport
) -> None:
    try:
        client = client_of(batch, row, links) if column.of == "contacts" else None
        row.values[at] = links.find(column, row.values[at], client)
    except BadCell as reason:
        row.bad = True
        report.problem(batch.page, row.number, column.name, str(reason))


def client_of(batch: Batch, row: Row, links: Links) -> Target | None:
    """Whose record the row is about: its client, or that of its decision."""
    if "client_id" in batch.sheet.by_attribute:
        client: Target | None = whole_value(batch, row, "client_id")
        return client
    decision = whole_value(batch, row, "decision_id")
    return None if decision is None else links.client_of("decisions", decision)


def warn_of_strangers(sheet: Sheet, batches: list[Batch], links: Links, report: ImportReport) -> None:
    """Report the names that are in no list, once each."""
    seen: set[tuple[str, str]] = set()
    for batch in batches:
        mentions = [
            column for column in batch.columns if column.kind in ("named", "list") and column.name != "tags"
        ]
        for row in batch.rows:
            if row.bad:
                continue
            for column in mentions:
                _warn_of_names(batch, row, column, links, report, seen)


def _warn_of_names(
    batch: Batch, row: Row, column: Column, links: Links, report: ImportReport, seen: set[tuple[str, str]]
) -> None:
    text = batch.value(row, column.attribute)
    if not text:
        return
    of = column.of or "contacts"
    # What only looks like a reference may be a name as it stands.
    names = (
        [(said,) for said in split(text)] if column.kind == "list" else [(reference(text), Reference(text))]
    )
    for readings in names:
        said, client = readings[0], client_of(batch, row, links)
        if (column.name, said.name) in seen or any(links.knows(of, each, client) for each in readings):
            continue
        seen.add((column.name, said.name))
        reason = _("{name} is not in {sheet}; the name is kept as it stands")
        shown = " ".join(said.name.split())[:60]
        report.warning(batch.page, row.number, column.name, reason.format(name=shown, sheet=of))
