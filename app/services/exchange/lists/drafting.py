"""The rows of a foreign list as rows of the exchange sheets: people, clients, contacts and purchases."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.names import quoted
from app.i18n import _
from app.models import name_key
from app.services.exchange.batches import Batch, Row
from app.services.exchange.cells import BadCell, plain_text
from app.services.exchange.files.xlsx import Cell
from app.services.exchange.lists.mapping import SHEET_OF, Mapping
from app.services.exchange.lists.table import Table
from app.services.exchange.lists.values import says_no, says_yes, value_of
from app.services.exchange.reports import ImportReport
from app.services.exchange.sheets import BY_NAME

Cells = dict[str, tuple[str, Cell]]


@dataclass
class Drafted:
    """What one row of the list becomes: rows of the exchange sheets, or the reason why it is left out."""

    number: int
    client: str
    rows: list[Row] = field(default_factory=list)
    skipped: str = ""
    bad: bool = False


class Draft:
    """All rows of a list drafted; `batches` go to the import, `drafted` tell what became of each row."""

    def __init__(self, table: Table, mapping: Mapping, report: ImportReport) -> None:
        self.table, self.mapping, self.report = table, mapping, report
        self.page = table.sheet or _("list")
        self.names = {header: _looked_up(mapping, header) for header in mapping.lookups}
        self._clients: dict[str, Row] = {}
        self._contacts: dict[tuple[str, str, str], Row] = {}
        self._people: dict[str, Row] = {}
        self.batches = {sheet: self._batch(part, sheet) for part, sheet in _PARTS if mapping.part(part)}
        if mapping.has("client.owner"):
            people = BY_NAME["people"]
            self.batches["people"] = Batch(people, self.page, [people.by_name["name"]])
        self.drafted = [
            self._draft(number, row) for number, row in zip(table.numbers, table.rows, strict=True)
        ]

    def _batch(self, part: str, sheet: str) -> Batch:
        columns = BY_NAME[sheet].columns
        given = {"client", "name", "status", "since", "owner"} if part != "purchase" else {"client"}
        return Batch(
            BY_NAME[sheet],
            self.page,
            [
                column
                for column in columns
                if column.name in given or self.mapping.has(f"{part}.{column.name}")
            ],
        )

    def _draft(self, number: int, row: list[Cell]) -> Drafted:
        cells = self._cells(row)
        try:
            client = self._client_name(cells)
        except BadCell as reason:
            self._problem(number, cells["client.name"][0], str(reason))
            return Drafted(number, "", bad=True)
        drafted = Drafted(number, client)
        drafted.skipped = self._reason_to_skip(cells, client)
        if not drafted.skipped:
            self._fill(drafted, cells)
        return drafted

    def _cells(self, row: list[Cell]) -> Cells:
        cells: Cells = {target: (target, value) for target, value in self.mapping.fixed.items()}
        for header, cell in zip(self.table.headers, row, strict=True):
            target = self.mapping.columns.get(header)
            if target is None:
                continue
            if header in self.names:
                cell = self.names[header].get(str(cell if cell is not None else "").strip())
            before = cells.get(target)
            if before and before[1] not in (None, "") and target not in self.mapping.fixed:
                joint = "; " if target == "client.tags" else "\n"
                cell = f"{before[1]}{joint}{cell}" if cell not in (None, "") else before[1]
            cells[target] = (header, cell)
        return cells

    def _client_name(self, cells: Cells) -> str:
        text = plain_text(cells["client.name"][1]) if "client.name" in cells else None
        return (text or "").strip()

    def _reason_to_skip(self, cells: Cells, client: str) -> str:
        if says_yes(cells.get("row.deleted", ("", None))[1]):
            return _("it is deleted there")
        if not client:
            return _("no client is named")
        if "purchase.won" in cells and not says_yes(cells["purchase.won"][1]):
            known = says_no(cells["purchase.won"][1])
            return _("not won, so no money came in") if known else _("open or lost, so no money came in")
        if self.mapping.part("purchase") and any(
            _is_blank(cells.get(target, ("", None))[1])
            for target in ("purchase.amount", "purchase.bought_on")
        ):
            return _("an amount or its day is missing")
        return ""

    def _fill(self, drafted: Drafted, cells: Cells) -> None:
        key = name_key(drafted.client)
        first = self._clients.get(key)
        alone = not (self.mapping.part("contact") or self.mapping.part("purchase"))
        if first is not None and alone:
            drafted.skipped = _("row {row} has the same name").format(row=first.number)
            return
        if first is None:
            first = self._row("client", drafted, cells)
            self._clients[key] = first
            self._note_owner(drafted, cells)
        drafted.rows.append(first)
        if self.mapping.part("contact"):
            self._fill_contact(drafted, cells)
        if self.mapping.part("purchase"):
            drafted.rows.append(self._row("purchase", drafted, cells))

    def _fill_contact(self, drafted: Drafted, cells: Cells) -> None:
        name = _contact_name(cells)
        if not name:
            return
        email = str(cells.get("contact.email", ("", ""))[1] or "").strip().casefold()
        key = (name_key(drafted.client), name_key(name), email)
        if key in self._contacts:
            if self.mapping.part("purchase"):
                return  # The row brings a purchase of them.
            drafted.skipped = _("row {row} has the same contact").format(row=self._contacts[key].number)
            return
        row = self._row("contact", drafted, {**cells, "contact.name": ("contact.name", name)})
        self._contacts[key] = row
        drafted.rows.append(row)

    def _row(self, part: str, drafted: Drafted, cells: Cells) -> Row:
        batch = self.batches[SHEET_OF[part]]
        values: list[Any] = []
        for column in batch.columns:
            if column.name == "client":
                values.append(quoted(drafted.client))
                continue
            header, cell = cells.get(f"{part}.{column.name}", ("", None))
            try:
                values.append(value_of(cell, batch.sheet.name, column.name, self.table))
            except BadCell as reason:
                drafted.bad = True
                values.append(None)
                self._problem(drafted.number, header, str(reason))
        row = Row(batch, drafted.number, None, values, drafted.bad)
        batch.rows.append(row)
        return row

    def _note_owner(self, drafted: Drafted, cells: Cells) -> None:
        owner = str(cells.get("client.owner", ("", ""))[1] or "").strip()
        if owner and name_key(owner) not in self._people:
            batch = self.batches["people"]
            row = Row(batch, drafted.number, None, [owner], False)
            batch.rows.append(row)
            self._people[name_key(owner)] = row

    def _problem(self, number: int, header: str, reason: str) -> None:
        self.report.problem(self.page, number, header, reason)


_PARTS = tuple(SHEET_OF.items())


def _is_blank(cell: Cell) -> bool:
    """Whether there is nothing in the cell but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _contact_name(cells: Cells) -> str:
    parts = [cells.get(f"contact.{name}", ("", None))[1] for name in ("first_name", "last_name")]
    whole = cells.get("contact.name", ("", None))[1]
    names = [whole] if whole not in (None, "") else parts
    return " ".join(str(name).strip() for name in names if name not in (None, ""))


def _looked_up(mapping: Mapping, header: str) -> dict[str, str]:
    """Id → name out of the file that the mapping names for a column of ids."""
    from app.services.exchange.lists.reading import read_table

    lookup = mapping.lookups[header]
    table = read_table(Path(lookup.file))
    pairs = zip(table.column(lookup.key), table.column(lookup.name), strict=True)
    return {
        str(key).strip(): str(name).strip() for key, name in pairs if key is not None and name is not None
    }
