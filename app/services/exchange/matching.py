"""Which row stands for which record of the book (DOMAIN.md, Records).

By its uid; else by its name or ref; else by being equal in all cells that the sheet has, one to one; else, where
that is one on both sides, a contact by client and name, a purchase by client, invoice and item; else by the uid of a
record in the trash, which comes back; otherwise it is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import Any

from app.i18n import _
from app.models import name_key
from app.services.exchange.batches import Batch, Row
from app.services.exchange.existing import Existing
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import UID


def match(existing: Existing, batches: list[Batch], report: ImportReport) -> None:
    """Give every row that is not bad its record, or mark it as new."""
    claimed: dict[int, Row] = {}
    _match_uids(existing, batches, claimed, report)
    if existing.sheet.key:
        _match_keys(existing, batches, claimed, report)
    elif existing.values:
        _match_equal(existing, batches, claimed)
        if existing.sheet.name == "contacts":
            for row in _match_singly(
                existing, batches, claimed, ("client_id", "name"), ("client_id", "name")
            ):
                _say_unsure(row, report)
        elif existing.sheet.name == "purchases":
            _match_singly(
                existing, batches, claimed, ("client_id", "invoice", "item"), ("client_id", "invoice")
            )
    for row in _open(batches):
        row.id = existing.trashed.get(row.uid) if row.uid else None
        row.restored = row.id is not None
        row.new = row.id is None


def _open(batches: Iterable[Batch]) -> Iterable[Row]:
    return (row for batch in batches for row in batch.rows if row.id is None and not row.bad)


def _claim(existing: Existing, row: Row, record: int, claimed: dict[int, Row]) -> None:
    row.id, row.old = record, existing.values[record]
    claimed[record] = row


def _match_uids(
    existing: Existing, batches: list[Batch], claimed: dict[int, Row], report: ImportReport
) -> None:
    seen: dict[str, Row] = {}
    for row in _open(batches):
        if row.uid is None:
            continue
        first = seen.setdefault(row.uid, row)
        if first is not row:
            _twice(row, first, UID, report)
        elif row.uid in existing.by_uid:
            _claim(existing, row, existing.by_uid[row.uid], claimed)


def _twice(row: Row, first: Row, column: str, report: ImportReport) -> None:
    row.bad = True
    reason = _("row {row} has the same").format(row=first.number)
    report.problem(row.batch.page, row.number, column, reason)


def _match_keys(
    existing: Existing, batches: list[Batch], claimed: dict[int, Row], report: ImportReport
) -> None:
    key = existing.sheet.key
    seen: dict[str, Row] = {}
    for batch in batches:
        for row in batch.rows:
            name = batch.value(row, key)
            if row.bad or not name:
                continue
            first = seen.setdefault(name_key(name), row)
            if first is not row:
                _twice(row, first, key, report)
    for name, row in seen.items():
        record = existing.by_key.get(name)
        if not row.bad and row.id is None and record is not None and record not in claimed:
            _claim(existing, row, record, claimed)
    _refuse_taken_keys(existing, seen, claimed, report)


def _refuse_taken_keys(
    existing: Existing, seen: dict[str, Row], claimed: dict[int, Row], report: ImportReport
) -> None:
    """A name that another record keeps cannot be given; each refusal may keep another name in use."""
    key, again = existing.sheet.key, True
    while again:
        again = False
        for name, row in seen.items():
            holder = existing.by_key.get(name)
            if (
                row.bad
                or holder is None
                or holder == row.id
                or _gives_up(existing, claimed.get(holder), name)
            ):
                continue
            again = row.bad = True
            reason = _("another record of the book has it already")
            report.problem(row.batch.page, row.number, key, reason)


def _gives_up(existing: Existing, row: Row | None, name: str) -> bool:
    """Whether the record that now has the name gets another one from its own row."""
    if row is None or row.bad:
        return False
    given = row.batch.value(row, existing.sheet.key)
    return given is not None and name_key(given) != name


def _match_equal(existing: Existing, batches: list[Batch], claimed: dict[int, Row]) -> None:
    for batch in batches:
        _match_by(existing, [batch], claimed, [column.attribute for column in batch.columns])


def _match_by(
    existing: Existing, batches: list[Batch], claimed: dict[int, Row], attributes: Iterable[str]
) -> None:
    """Pair rows and records that agree in the attributes, in their order, each once."""
    wanted = list(attributes)
    for batch in batches:
        rows = [row for row in batch.rows if row.id is None and not row.bad]
        if not rows or not set(wanted) <= set(batch.at):
            continue
        ours = _values_at([existing.sheet.position[each] for each in wanted])
        theirs = _values_at([batch.at[each] for each in wanted])
        free: dict[Hashable, list[int]] = defaultdict(list)
        for record in reversed(existing.values):
            if record not in claimed:
                free[ours(existing.values[record])].append(record)
        for row in rows:
            records = free.get(theirs(row.values))
            if records:
                _claim(existing, row, records.pop(), claimed)


def _match_singly(
    existing: Existing,
    batches: list[Batch],
    claimed: dict[int, Row],
    by: tuple[str, ...],
    needed: tuple[str, ...],
) -> list[Row]:
    """Pair the one row with the one record that agree in what `by` says; returns the rows of unsure pairs.

    What is `needed` must be said; the rest may be empty on both sides, or have no column in the file.
    """
    unsure: list[Row] = []
    ours: dict[Hashable, list[int]] = defaultdict(list)
    theirs: dict[Hashable, list[Row]] = defaultdict(list)
    present = tuple(each for each in by if all(each in batch.at for batch in batches))
    if not set(needed) <= set(present):
        return unsure
    for record, values in existing.values.items():
        if record not in claimed:
            ours[tuple(_alike(values[existing.sheet.position[each]]) for each in present)].append(record)
    for row in _open(batches):
        key = tuple(_alike(row.batch.value(row, each)) for each in present)
        if all(part is not None for name, part in zip(present, key, strict=True) if name in needed):
            theirs[key].append(row)
    for said, rows in theirs.items():
        records = ours.get(said, [])
        if len(rows) == len(records) == 1:
            _claim(existing, rows[0], records[0], claimed)
        elif records:
            unsure += rows
    return unsure


def _alike(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) else value


def _say_unsure(row: Row, report: ImportReport) -> None:
    """Which of the contacts of one name a row means is nobody's to guess."""
    reason = _("the client has a contact of this name; which row is meant, only the uid can say")
    row.refuse(report, "name", reason)


def _values_at(places: list[int]) -> Callable[[Any], Hashable]:
    return itemgetter(*places)
