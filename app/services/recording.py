"""Notes what one gesture changes, while its session flushes: the rows before, and at the end the rows after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from app.services import rows
from app.services.rows import Row, RowChange

_Key = tuple[str, Any]


class Recording:
    """The changes of one session. Rows that the database deletes along are noted, too."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.old: dict[_Key, Row | None] = {}
        self.inserted: dict[str, set[int]] = {}
        self.unnoted: set[str] = set()
        session.info["recording"] = self
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._before_statement)

    def changes(self) -> list[RowChange]:
        """What is different now, row by row in the order of first touch; bulk inserts are not among it.

        Raises `RuntimeError` where a bulk insert was not noted: it could never be undone.
        """
        if self.unnoted:
            raise RuntimeError(f"bulk insert without note_inserted: {', '.join(sorted(self.unnoted))}")
        touched = [key for key in self.old if key[1] not in self.inserted.get(key[0], ())]
        new = self._now(touched)
        found = [RowChange(*key, self.old[key], new.get(key)) for key in touched]
        return [change for change in found if change.old != change.new]

    def _now(self, touched: Iterable[_Key]) -> dict[_Key, Row]:
        by_table: dict[str, list[Any]] = {}
        for name, key in touched:
            by_table.setdefault(name, []).append(key)
        connection = self.session.connection()
        return {
            (name, key): row
            for name, keys in by_table.items()
            for key, row in rows.read(connection, rows.covered()[name], keys).items()
        }

    def _before_flush(self, session: Session, *_: Any) -> None:
        changed = self._keys(session.dirty)
        deleted = self._keys(session.deleted)
        for name in changed.keys() | deleted.keys():
            table = rows.covered()[name]
            both = changed.get(name, set()) | deleted.get(name, set())
            found = self._keep(table, both)
            self._keep_dependents(table, {k for k in deleted.get(name, ()) if k in found})

    def _keys(self, records: Iterable[Any]) -> dict[str, set[Any]]:
        found: dict[str, set[Any]] = {}
        for record in records:
            state = inspect(record)
            name = str(state.mapper.local_table.name)
            if name in rows.covered() and state.identity:
                found.setdefault(name, set()).add(state.identity[0])
        return found

    def _keep(self, table: Table, keys: set[Any]) -> set[Any]:
        """Note the present rows as the old ones, unless this gesture has touched them before."""
        fresh = {key for key in keys if (table.name, key) not in self.old}
        self._note(table, rows.read(self.session.connection(), table, fresh))
        return keys

    def _note(self, table: Table, found: dict[Any, Row]) -> None:
        for key, row in found.items():
            self.old.setdefault((table.name, key), row)

    def _keep_dependents(self, table: Table, keys: set[Any]) -> None:
        """What refers to rows about to be deleted is deleted, or loses its reference, along with them."""
        if not keys:
            return
        for other in rows.covered().values():
            for reference in other.foreign_keys:
                if reference.column.table is not table:
                    continue
                for batch in rows.batches(sorted(keys)):
                    clause = reference.parent.in_(batch)
                    found = rows.read_where(self.session.connection(), other, clause)
                    self._note(other, found)
                    if reference.ondelete == "CASCADE":
                        self._keep_dependents(other, set(found))

    def _after_flush(self, session: Session, *_: Any) -> None:
        for name, keys in self._keys_of_new(session).items():
            for key in keys:
                self.old.setdefault((name, key), None)

    def _keys_of_new(self, session: Session) -> dict[str, list[Any]]:
        """New rows have their key by now, though not yet their identity."""
        found: dict[str, list[Any]] = {}
        for record in session.new:
            mapper = inspect(record).mapper
            name = str(mapper.local_table.name)
            if name in rows.covered():
                found.setdefault(name, []).append(mapper.primary_key_from_instance(record)[0])
        return found

    def _before_statement(self, state: ORMExecuteState) -> None:
        """UPDATE, DELETE and INSERT statements that go past the flush."""
        table = getattr(state.statement, "table", None)
        if table is None or table.name not in rows.covered():
            return
        if state.is_insert:
            self.unnoted.add(table.name)
        elif state.is_update or state.is_delete:
            self.session.flush()
            keys = self._chosen(table, state)
            if state.is_delete:
                self._keep_dependents(table, keys)

    def _chosen(self, table: Table, state: ORMExecuteState) -> set[Any]:
        """The keys of the rows that the statement is about, noted as they are now."""
        if isinstance(state.parameters, list):  # ORM bulk UPDATE by primary key
            name = rows.key_column(table).name
            return self._keep(table, {parameters[name] for parameters in state.parameters})
        where = getattr(state.statement, "whereclause", None)
        clauses = () if where is None else (where,)
        found = rows.read_where(self.session.connection(), table, *clauses)
        self._note(table, found)
        return set(found)
