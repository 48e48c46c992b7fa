"""What the names and refs in cells speak of: records of the book and rows of the same file."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models import name_key
from app.services.exchange.cells import BadCell
from app.services.exchange.existing import Existing
from app.services.exchange.reading import Batch, Row
from app.services.exchange.sheets import Column

Target = int | Row


def target_of(row: Row) -> Target:
    """What a link to the row's record holds: its id, or the row itself while the record is not made."""
    return row if row.id is None or row.new else row.id


class Links:
    """The records that can be spoken of, filled sheet by sheet in the order in which they depend on each other."""

    def __init__(self) -> None:
        self._by_key: dict[str, dict[str, Target]] = {}
        self._bad: dict[str, dict[str, tuple[str, int]]] = {}
        self._contacts: dict[tuple[Target, str], Target] = {}
        self._client_of: dict[str, dict[Target, Target]] = {"decisions": {}, "threats": {}}

    def learn(self, existing: Existing, batches: list[Batch]) -> None:
        """Remember a sheet's records as they will be: those of the book first, then the rows over them."""
        sheet = existing.sheet
        if sheet.name == "contacts":
            self._learn_contacts(existing, batches)
        elif sheet.key:
            known: dict[str, Target] = dict(existing.by_key)
            bad = self._bad.setdefault(sheet.name, {})
            for batch in batches:
                for row in batch.rows:
                    if key := batch.value(row, sheet.key):
                        if row.bad:
                            bad[name_key(key)] = (batch.page, row.number)
                        else:
                            known[name_key(key)] = target_of(row)
            self._by_key[sheet.name] = known
        if sheet.name in self._client_of:
            self._learn_clients(existing, batches)

    def _learn_contacts(self, existing: Existing, batches: list[Batch]) -> None:
        client_at, name_at = (existing.sheet.position[name] for name in ("client_id", "name"))
        for record, values in existing.values.items():
            self._contacts.setdefault((values[client_at], name_key(values[name_at])), record)
        for batch in batches:
            for row in batch.rows:
                client, name = whole_value(batch, row, "client_id"), whole_value(batch, row, "name")
                if client is not None and name and not row.bad:
                    self._contacts.setdefault((client, name_key(name)), target_of(row))

    def _learn_clients(self, existing: Existing, batches: list[Batch]) -> None:
        clients = self._client_of[existing.sheet.name]
        at = existing.sheet.position["client_id"]
        clients.update((record, values[at]) for record, values in existing.values.items())
        for batch in batches:
            for row in batch.rows:
                if not row.bad and (client := whole_value(batch, row, "client_id")) is not None:
                    clients[target_of(row)] = client

    def find(self, column: Column, name: str, client: Target | None) -> Target:
        """The record that a cell of `column` names; `client` is whose contacts are meant. Raises `BadCell`."""
        if column.of == "contacts":
            contact = None if client is None else self._contacts.get((client, name_key(name)))
            if contact is None:
                raise BadCell(_("{name} is not among the client's contacts").format(name=_quoted(name)))
            return contact
        key = name_key(name)
        target = self._by_key.get(column.of, {}).get(key)
        if target is not None:
            return target
        if key in self._bad.get(column.of, {}):
            page, number = self._bad[column.of][key]
            raise BadCell(
                _("{name} cannot be imported either: see sheet {sheet}, row {row}").format(
                    name=_quoted(name), sheet=page, row=number
                )
            )
        raise BadCell(_("there is no {name} in {sheet}").format(name=_quoted(name), sheet=column.of))

    def client_of(self, table: str, target: Target) -> Target | None:
        """Whose decision or threat it is."""
        return self._client_of[table].get(target)

    def knows(self, of: str, name: str, client: Target | None) -> bool:
        """Whether a name that is only mentioned is that of a person, or of a contact of the client."""
        if of == "contacts":
            return client is not None and (client, name_key(name)) in self._contacts
        return name_key(name) in self._by_key.get(of, {})


def whole_value(batch: Batch, row: Row, attribute: str) -> Any:
    """The value that the record will have: the row's, or the present one where the sheet lacks the column."""
    if attribute in batch.at or row.old is None:
        return batch.value(row, attribute)
    return row.old[batch.sheet.position[attribute]]


def _quoted(name: str) -> str:
    name = " ".join(name.split())
    return f"“{name[:60]}…”" if len(name) > 60 else f"“{name}”"
