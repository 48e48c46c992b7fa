"""The times of a client in a workbook, together with those of the book: none overlaps another (DOMAIN.md, Time)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.i18n import _
from app.services.exchange.existing import Existing
from app.services.exchange.links import Target, target_of, whole_value
from app.services.exchange.reading import Batch, Row
from app.services.exchange.reports import ImportReport
from app.services.periods import Span, clash, own_span

Times = dict[Target, list[tuple[Span, Row | None]]]


def check_periods(
    clients: Existing,
    client_batches: list[Batch],
    periods: Existing,
    period_batches: list[Batch],
    report: ImportReport,
) -> None:
    """Mark bad, and report, the rows by which two times of one client would overlap."""
    times: Times = defaultdict(list)
    for client, span, row in _earlier(periods, period_batches):
        times[client].append((span, row))
    own = {client: (span, row) for client, span, row in _own(clients, client_batches) if client in times}
    for client, spans in times.items():
        if client in own:
            spans.append(own[client])
        _refuse_clashes(spans, report)


def _refuse_clashes(spans: list[tuple[Span, Row | None]], report: ImportReport) -> None:
    """One row after the other is left out, until those that are left follow each other."""
    while (found := clash([((span), at) for at, (span, _row) in enumerate(spans)])) is not None:
        # The time of a row in the file gives way; the book's own times do not clash with each other.
        guilty = next((at for at in found if spans[at][1] is not None and not spans[at][0].own), None)
        at = found[0] if guilty is None else guilty
        row = spans.pop(at)[1]
        if row is None:
            continue
        row.bad = True
        reason = _("this time and another one as our client overlap")
        report.problem(row.batch.page, row.number, "since", reason)


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
