"""The times of a client in a workbook, together with those of the book: none overlaps another (DOMAIN.md, Time)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from app.domain.periods import Span, clash, own_span
from app.i18n import _
from app.services.exchange.batches import Batch, Row
from app.services.exchange.existing import Existing
from app.services.exchange.links import Target, target_of, whole_value
from app.services.exchange.reports import ImportReport

Times = dict[Target, list[tuple[Span, Row | None]]]


def refuse_overlaps(
    existing: Mapping[str, Existing], batches: Mapping[str, list[Batch]], report: ImportReport
) -> bool:
    """Mark bad, and report, the rows by which two times of one client would overlap; says whether there was any."""
    if not any(name in batches for name in ("clients", "periods")):
        return False
    times: Times = defaultdict(list)
    for client, span, row in _earlier(existing["periods"], batches.get("periods", [])):
        times[client].append((span, row))
    presents = _own(existing["clients"], batches.get("clients", []))
    own = {client: (span, row) for client, span, row in presents if client in times}
    found = False
    for client, spans in times.items():
        if client in own:
            spans.append(own[client])
        found |= _refuse_clashes(spans, report)
    return found


def _refuse_clashes(spans: list[tuple[Span, Row | None]], report: ImportReport) -> bool:
    """One row after the other is left out, until those that are left follow each other."""
    found = False
    while (clashing := clash([(span, at) for at, (span, _row) in enumerate(spans)])) is not None:
        # An earlier time that the file brings or changes gives way before the client's own.
        guilty = sorted(
            (spans[at][0].own, order, at) for order, at in enumerate(clashing) if _is_new(spans[at][1])
        )
        row = spans.pop(guilty[0][2] if guilty else clashing[0])[1]
        if guilty and row is not None:
            row.refuse(report, "since", _("this time and another one as our client overlap"))
            found = True
    return found


def _is_new(row: Row | None) -> bool:
    return row is not None and (row.old is None or row.is_changed())


def _earlier(existing: Existing, batches: list[Batch]) -> Iterator[tuple[Target, Span, Row | None]]:
    claimed = {row.id for batch in batches for row in batch.rows if row.id is not None and not row.bad}
    client, since, lost_on = (existing.sheet.position[name] for name in ("client_id", "since", "lost_on"))
    for record, values in existing.values.items():
        if record not in claimed:
            yield values[client], Span(values[since], values[lost_on]), None
    for batch in batches:
        for row in batch.rows:
            if not row.bad:
                days = (whole_value(batch, row, name) for name in ("since", "lost_on"))
                yield whole_value(batch, row, "client_id"), Span(*days), row


def _own(existing: Existing, batches: list[Batch]) -> Iterator[tuple[Target, Span, Row | None]]:
    since, lost_on = (existing.sheet.position[name] for name in ("since", "lost_on"))
    for record, values in existing.values.items():
        if span := own_span(values[since], values[lost_on]):
            yield record, span, None
    for batch in batches:
        for row in batch.rows:
            days = (whole_value(batch, row, name) for name in ("since", "lost_on"))
            if not row.bad and (span := own_span(*days)):
                yield target_of(row), span, row
