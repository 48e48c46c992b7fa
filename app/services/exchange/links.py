"""What the names and refs in cells speak of: records of the book and rows of the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.names import Reference, quoted, reference
from app.i18n import _, in_quotes
from app.models import name_key
from app.services.exchange.batches import Batch, Row
from app.services.exchange.cells import BadCell
from app.services.exchange.existing import Existing
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
        self._contacts: dict[tuple[Target, str], list[Target]] = {}
        self._left: dict[tuple[Target, str], list[Target]] = {}
        self._contact_uids: dict[str, Target] = {}
        self._client_of: dict[str, dict[Target, Target]] = {}

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
        if "client_id" in sheet.by_attribute:
            self._client_of[sheet.name] = clients_of(existing, batches)

    def _learn_contacts(self, existing: Existing, batches: list[Batch]) -> None:
        client_at, name_at = (existing.sheet.position[name] for name in ("client_id", "name"))
        before: dict[Target, tuple[Target, str]] = {
            record: (values[client_at], name_key(values[name_at]))
            for record, values in existing.values.items()
        }
        after = dict(before)
        self._contact_uids.update(existing.by_uid)
        for row in good_rows(batches):
            client, name = (whole_value(row.batch, row, each) for each in ("client_id", "name"))
            if client is not None and name:
                after[target_of(row)] = (client, name_key(name))
                if row.uid:
                    self._contact_uids[row.uid] = target_of(row)
        for target, place in after.items():
            self._contacts.setdefault(place, []).append(target)
        for target, place in before.items():
            if after[target] != place:
                self._left.setdefault(place, []).append(target)

    def find(self, column: Column, text: str, client: Target | None) -> Target:
        """The record that a cell of `column` names; `client` is whose contacts are meant. Raises `BadCell`."""
        said = reference(text)
        if column.of == "contacts":
            return self._contact(text, said, client)
        for name in (text,) if said.uid else (said.name, text):
            if (target := self._by_key.get(column.of, {}).get(name_key(name))) is not None:
                return target
        if (key := name_key(said.name)) in self._bad.get(column.of, {}):
            page, number = self._bad[column.of][key]
            raise BadCell(
                _("{name} cannot be imported either: see sheet {sheet}, row {row}").format(
                    name=_quoted(said.name), sheet=page, row=number
                )
            )
        raise BadCell(_("there is no {name} in {sheet}").format(name=_quoted(text), sheet=column.of))

    def _contact(self, text: str, said: Reference, client: Target | None) -> Target:
        """A contact by uid or by a name that only one of the client's has.

        One that goes to another client in the same file is still found where it was: what is torn off
        by that is told at its own row (`whole`).
        """
        if said.uid is not None and (known := self._contact_uids.get(said.uid)) is not None:
            return known
        for name in (text,) if said.uid else (said.name, text):
            for places in (self._contacts, self._left):
                found = [] if client is None else places.get((client, name_key(name)), [])
                if len(found) > 1:
                    raise BadCell(
                        _(
                            "{name} could be any of {n} contacts of the client; write whose uid is meant: {example}"
                        ).format(name=_quoted(name), n=len(found), example=f"{quoted(name)} {{uid}}")
                    )
                if found:
                    return found[0]
        raise BadCell(_("{name} is not among the client's contacts").format(name=_quoted(text)))

    def client_of(self, table: str, target: Target) -> Target | None:
        """Whose decision, threat or the like it is."""
        return self._client_of.get(table, {}).get(target)

    def knows(self, of: str, said: Reference, client: Target | None) -> bool:
        """Whether a name that is only mentioned is that of a person, or of a contact of the client."""
        if of != "contacts":
            return name_key(said.name) in self._by_key.get(of, {})
        if said.uid is not None:
            return said.uid in self._contact_uids
        return client is not None and (client, name_key(said.name)) in self._contacts


def clients_of(existing: Existing, batches: list[Batch]) -> dict[Target, Target]:
    """Whose each record of the sheet will be: as in the book, and as the rows that are not bad say."""
    at = existing.sheet.position["client_id"]
    clients: dict[Target, Target] = {record: values[at] for record, values in existing.values.items()}
    for row in good_rows(batches):
        if (client := whole_value(row.batch, row, "client_id")) is not None:
            clients[target_of(row)] = client
    return clients


def good_rows(batches: list[Batch]) -> Iterator[Row]:
    """The rows that can come in, as far as is known."""
    return (row for batch in batches for row in batch.rows if not row.bad)


def whole_value(batch: Batch, row: Row, attribute: str) -> Any:
    """The value that the record will have: the row's, or the present one where the sheet lacks the column."""
    if attribute in batch.at or row.old is None:
        return batch.value(row, attribute)
    return row.old[batch.sheet.position[attribute]]


def _quoted(name: str) -> str:
    return in_quotes(" ".join(name.split()), 60)
