"""The book as it would be after the import: what holds between records must hold then, too (`records.between`).

A row may be sound by itself and still tear others apart: a contact goes to another client while a survey
stays, a limit falls below what was argued. Whoever changed something is told, and what hangs on a row that
cannot come in cannot come in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.i18n import _, ngettext
from app.services.exchange.batches import Batch, Row
from app.services.exchange.existing import Existing
from app.services.exchange.limits import refuse_overargued
from app.services.exchange.links import Target, clients_of, good_rows, target_of, whole_value
from app.services.exchange.periods import refuse_overlaps
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import BY_NAME
from app.services.records.between import DECISIONS, Mate, mates

_AT_ONCE = 500
_MOST_TOLD = 3


class _Hanging(NamedTuple):
    """A record that names another: whose it is, what it names, and its row where the file has it."""

    client: Target | None
    names: Target
    row: Row | None
    telling: str
    owned_by: Target


class _Owner(NamedTuple):
    """By which column a record belongs to a client: `client_id`, or `decision_id` with whose each decision is."""

    by: str
    decisions: Mapping[Target, Target]

    def client(self, target: Target) -> Target | None:
        """Whose a record is that belongs by `target`."""
        return target if self.by == "client_id" else self.decisions.get(target)


class Whole:
    """The rows of a file, once each of them is compared with the book of `session`, taken together."""

    def __init__(
        self,
        session: Session,
        batches: Mapping[str, list[Batch]],
        existing: Mapping[str, Existing],
        report: ImportReport,
    ) -> None:
        self.session, self.batches, self.existing, self.report = session, batches, existing, report

    def refuse(self) -> None:
        """Mark bad, and report, the rows after which the book would not hold together."""
        again = True
        while again:
            again = self._refuse_orphans() or self._refuse_torn()
            again |= refuse_overlaps(self.existing, self.batches, self.report)
            again |= refuse_overargued(self.session, self.batches, self.existing, self.report)

    def _refuse_orphans(self) -> bool:
        """What names a record that cannot be made cannot be made either."""
        found = False
        for batches in self.batches.values():
            for batch in batches:
                links = [(column.name, batch.at[column.attribute]) for column in batch.columns if column.of]
                for row in batch.rows if links else ():
                    for name, at in links:
                        target = row.values[at]
                        if not row.bad and isinstance(target, Row) and target.bad:
                            reason = _(
                                "what it names cannot be imported either: see sheet {sheet}, row {row}"
                            )
                            told = reason.format(sheet=target.batch.page, row=target.number)
                            row.refuse(self.report, name, told)
                            found = True
        return found

    def _refuse_torn(self) -> bool:
        """What names another client's record is refused, or who tears it off by moving, with all that hangs on it."""
        torn: dict[Target, tuple[Row, list[str]]] = {}
        found = False
        for mate in mates():
            for hanging, mover in self._torn(mate):
                if mover is not None:
                    torn.setdefault(target_of(mover), (mover, []))[1].append(hanging.telling)
                elif hanging.row is not None:
                    header = mate.column.name.removesuffix("_id")
                    hanging.row.refuse(self.report, header, _("belongs to another client"))
                    found = True
        for mover, tellings in torn.values():
            mover.refuse(self.report, "client", _torn_off(tellings))
        return found or bool(torn)

    def _torn(self, mate: Mate) -> Iterator[tuple[_Hanging, Row | None]]:
        """What would name another client's record in the mate's column, and the row whose move is to blame, if any."""
        movers, decisions = self._moved(mate.other.name), self._moved(DECISIONS)
        if "client_id" in mate.table.columns:
            decisions = {}
        if mate.table.name not in self.batches and not movers and not decisions:
            return
        whose = self._clients(mate.other.name)
        for each in list(self._hanging(mate, movers, decisions)):
            if whose.get(each.names) == each.client:
                continue
            if each.row is not None and _is_own_doing(each.row, mate):
                yield each, None
            elif mover := movers.get(each.names) or decisions.get(each.owned_by):
                yield each, mover

    def _clients(self, table: str) -> dict[Target, Target]:
        return clients_of(self.existing[table], self.batches.get(table, []))

    def _moved(self, table: str) -> dict[Target, Row]:
        """The rows that take a record of the book to another client."""
        rows = good_rows(self.batches.get(table, []))
        return {target_of(row): row for row in rows if row.changes("client_id")}

    def _hanging(
        self, mate: Mate, movers: Mapping[Target, Row], decisions: Mapping[Target, Row]
    ) -> Iterator[_Hanging]:
        """What names another record in the mate's column: in the file, and in the book beside it."""
        in_file: set[int | None] = set()
        owner = self._owner_of(mate)
        for row in good_rows(self.batches.get(mate.table.name, [])):
            in_file.add(row.id)
            named = whole_value(row.batch, row, mate.column.name)
            if named is not None:
                telling = _("{sheet}, row {row}").format(sheet=row.batch.page, row=row.number)
                owned_by = whole_value(row.batch, row, owner.by)
                yield _Hanging(owner.client(owned_by), named, row, telling, owned_by)
        for record in self._in_book(mate, movers, decisions):
            if record["id"] not in in_file:
                telling, owned_by = _telling(mate.table, record), record[owner.by]
                yield _Hanging(owner.client(owned_by), record[mate.column.name], None, telling, owned_by)

    def _owner_of(self, mate: Mate) -> _Owner:
        if "client_id" in mate.table.columns:
            return _Owner("client_id", {})
        return _Owner("decision_id", self._clients(DECISIONS))

    def _in_book(
        self, mate: Mate, movers: Mapping[Target, Row], decisions: Mapping[Target, Row]
    ) -> Iterator[Mapping[Any, Any]]:
        """The records of the book that name one which moves, or whose own decision does."""
        for column, moved in ((mate.column, movers), (mate.table.columns.get("decision_id"), decisions)):
            ids = [target for target in moved if isinstance(target, int)]
            if column is not None:
                for start in range(0, len(ids), _AT_ONCE):
                    kept = mate.table.c.deleted_at.is_(None), mate.column.is_not(None)
                    query = select(mate.table).where(*kept, column.in_(ids[start : start + _AT_ONCE]))
                    yield from self.session.execute(query).mappings()


def _is_own_doing(row: Row, mate: Mate) -> bool:
    """Whether the row itself says something new of what it names or whose it is."""
    if row.old is None:
        return True
    return any(row.changes(each) for each in (mate.column.name, "client_id", "decision_id"))


def _torn_off(tellings: list[str]) -> str:
    """Why a record cannot go to another client, naming what would stay behind."""
    told, more = "; ".join(tellings[:_MOST_TOLD]), len(tellings) - _MOST_TOLD
    if more > 0:
        told += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
    return _("going to another client would tear off what stays with the old one: {records}").format(
        records=told
    )


def _telling(table: Table, record: Mapping[str, Any]) -> str:
    """A record of the book as a reader finds it: by its ref, else by its first day."""
    ref = record.get("ref") or record.get("name")
    days = (column.name for column in BY_NAME[table.name].columns if column.kind in ("day", "moment"))
    first = next((str(record[day]) for day in days if record[day] is not None), "")
    return f"{table.name} {ref or first}".strip()
