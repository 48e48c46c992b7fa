"""How often each decision would have been argued after an import, and whose doing it is (`records.between`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import settings
from app.i18n import _
from app.models import Attempt, name_key
from app.services import settings_store
from app.services.exchange.batches import Batch, Row
from app.services.exchange.existing import Existing
from app.services.exchange.links import Target, good_rows, target_of, whole_value
from app.services.exchange.reports import ImportReport
from app.services.records.between import is_argued_too_often, limit_in_force

_LIMIT = "advice.limit"
Batches = Mapping[str, list[Batch]]


def refuse_overargued(
    session: Session, batches: Batches, existing: Mapping[str, Existing], report: ImportReport
) -> bool:
    """Mark bad, and report, the rows by which a decision would be argued over its limit without a reason.

    Says whether there was any. What the book had before, and no row changes, is no row's doing.
    """
    if not any(name in batches for name in ("attempts", "decisions", "clients", "settings")):
        return False
    arguing = _Arguing(session, batches, existing)
    found = False
    for decision, unexplained in arguing.unexplained().items():
        limit = arguing.limit_of(decision)
        beyond = len(unexplained) - limit if is_argued_too_often(len(unexplained), limit) else 0
        if beyond <= 0:
            continue
        reason = _("argued {times} times without a reason, but the limit is {limit}")
        told = reason.format(times=len(unexplained), limit=limit)
        blamed = [row for _day, _order, row in sorted(unexplained, key=_by_day) if row and _argues_anew(row)]
        for row in blamed[-beyond:]:
            row.refuse(report, "override_reason", told)
            found = True
        if len(blamed) < beyond and (lowered := arguing.lowered_by(decision)):
            row, column = lowered
            row.refuse(report, column, told)
            found = True
    return found


Unexplained = tuple[date, int, Row | None]


def _by_day(each: Unexplained) -> tuple[date, int]:
    return each[0], each[1]


class _Arguing:
    """Attempts, decisions and limits as they would be."""

    def __init__(self, session: Session, batches: Batches, existing: Mapping[str, Existing]) -> None:
        self.session, self.batches, self.existing = session, batches, existing
        self.decisions = self._rows("decisions")
        self.clients = self._rows("clients")
        self.setting = next(
            (
                row
                for row in good_rows(batches.get("settings", []))
                if name_key(row.batch.value(row, "key") or "") == _LIMIT and "value" in row.batch.at
            ),
            None,
        )
        self.whole = self._books_limit()

    def _rows(self, sheet: str) -> dict[Target, Row]:
        return {target_of(row): row for row in good_rows(self.batches.get(sheet, []))}

    def _books_limit(self) -> int:
        if self.setting is None:
            return settings_store.load(self.session).advice_limit
        text = self.setting.batch.value(self.setting, "value")
        return settings.Settings.from_pairs({_LIMIT: text}).advice_limit

    def unexplained(self) -> dict[Target, list[Unexplained]]:
        """The attempts without a reason by decision: day, place, and the row where the file has it."""
        found: dict[Target, list[Unexplained]] = defaultdict(list)
        in_file: set[int | None] = set()
        for row in good_rows(self.batches.get("attempts", [])):
            in_file.add(row.id)
            if not (whole_value(row.batch, row, "override_reason") or "").strip():
                decision = whole_value(row.batch, row, "decision_id")
                found[decision].append((whole_value(row.batch, row, "made_on"), row.number, row))
        for record, decision, day in self._in_book():
            if record not in in_file:
                found[decision].append((day, 0, None))
        return found

    def _in_book(self) -> Iterator[tuple[int, int, date]]:
        a = Attempt
        query = select(a.id, a.decision_id, a.made_on, a.override_reason).where(a.deleted_at.is_(None))
        for record, decision, day, reason in self.session.execute(query):
            if not (reason or "").strip():
                yield record, decision, day

    def limit_of(self, decision: Target) -> int:
        """How often the decision may be argued."""
        own = self._value("decisions", self.decisions, decision, "advice_limit")
        client = self._value("decisions", self.decisions, decision, "client_id")
        clients = self._value("clients", self.clients, client, "advice_limit")
        return limit_in_force(own, clients, self.whole)

    def _value(self, sheet: str, rows: Mapping[Target, Row], target: Target, attribute: str) -> Any:
        if (row := rows.get(target)) is not None:
            return whole_value(row.batch, row, attribute)
        held = self.existing[sheet]
        return held.values[target][held.sheet.position[attribute]] if isinstance(target, int) else None

    def lowered_by(self, decision: Target) -> tuple[Row, str] | None:
        """The row that changed the decision's limit, and the column."""
        client = self._value("decisions", self.decisions, decision, "client_id")
        own, clients = self.decisions.get(decision), self.clients.get(client)
        if own is not None and (own.changes("advice_limit") or own.changes("client_id")):
            return own, "advice_limit"
        if clients is not None and clients.changes("advice_limit"):
            return clients, "advice_limit"
        if self.setting is not None and (self.setting.old is None or self.setting.is_changed()):
            return self.setting, "value"
        return None


def _argues_anew(row: Row) -> bool:
    return row.old is None or row.changes("decision_id") or row.changes("override_reason")
