"""Which column of a foreign list is what: guessed, corrected by a person, kept in a file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.errors import FileRefused, InvalidInput
from app.i18n import _
from app.services.exchange.files.guard import check_file
from app.services.exchange.lists.synonyms import GENERIC_NAMES, STATUS_IF_KNOWN, plain_header, target_of
from app.services.exchange.lists.table import Table
from app.services.exchange.lists.values import status_of
from app.services.exchange.sheets import BY_NAME

SHEET_OF = {"client": "clients", "contact": "contacts", "purchase": "purchases"}
_EXTRA = ("contact.first_name", "contact.last_name", "purchase.won", "row.deleted")
_JOINED = ("client.profile", "client.tags", "contact.profile")
_MOST_BYTES = 1 << 20


def targets() -> list[str]:
    """Everything that a column can be, such as `client.name` or `purchase.amount`."""
    found = [
        f"{part}.{column.name}"
        for part, sheet in SHEET_OF.items()
        for column in BY_NAME[sheet].columns
        if column.name != "client"
    ]
    return [*found, *_EXTRA]


@dataclass(frozen=True)
class Lookup:
    """Another file that says which client an id means: the id stands under `key`, the name under `name`."""

    file: str
    key: str
    name: str


@dataclass
class Mapping:
    """Which header is what (`columns`), what is the same for every row (`fixed`), and whose ids are looked up.

    `existing` says what becomes of clients that the book has: `update` (cells that are filled replace,
    empty ones leave what is there) or `skip`. `status` and `since` are for new clients of which the list
    says nothing: `active` needs a day, without one they come in as `prospect`. What is None of the last
    five is taken as found in the file.
    """

    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    lookups: dict[str, Lookup] = field(default_factory=dict)
    existing: str = "update"
    status: str = "prospect"
    since: str | None = None
    day_order: str | None = None
    decimal_comma: bool | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None

    def has(self, target: str) -> bool:
        """Whether any column, or a fixed value, gives the target."""
        return target in self.columns.values() or target in self.fixed

    def part(self, part: str) -> bool:
        """Whether anything of the part (`client`, `contact`, `purchase`) is given."""
        return any(target.startswith(f"{part}.") for target in (*self.columns.values(), *self.fixed))

    def check(self, headers: list[str]) -> None:
        """Raise `InvalidInput` where the mapping does not fit the headers or says something twice."""
        known = set(targets())
        for header, target in self.columns.items():
            if header not in headers:
                raise InvalidInput(_("The list has no column {header}.").format(header=header), field=header)
            if target not in known:
                raise InvalidInput(_("No column can be {target}.").format(target=target), field=header)
        for target in set(self.columns.values()):
            twice = [header for header, each in self.columns.items() if each == target]
            if len(twice) > 1 and target not in _JOINED:
                raise InvalidInput(
                    _("The columns {headers} cannot all be {target}.").format(
                        headers=", ".join(twice), target=target
                    )
                )
        if unknown := set(self.fixed) - known:
            raise InvalidInput(_("No column can be {target}.").format(target=min(unknown)))
        if self.existing not in ("update", "skip") or self.status not in ("prospect", "active", "paused"):
            raise InvalidInput(_("The mapping says something that Condica does not know."))
        if not self.has("client.name"):
            raise InvalidInput(
                _("No column names the client."),
                _("Say which column holds the client's name."),
                field="client.name",
            )

    def save(self, path: Path) -> None:
        """Write the mapping to a JSON file."""
        from app.services.outfile import writing

        with writing(Path(path)) as made:
            made.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n", "utf-8")

    @classmethod
    def load(cls, path: Path) -> Mapping:
        """The mapping in a JSON file; raises `FileRefused` where that is none."""
        path = Path(path)
        check_file(path)
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise ValueError
            return cls.from_document(json.loads(path.read_text("utf-8")), path.parent)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise FileRefused(_("{name} is no mapping of columns.").format(name=path.name)) from error

    @classmethod
    def from_document(cls, document: dict[str, Any], folder: Path) -> Mapping:
        """The mapping that the JSON means; files it names are looked for in `folder`."""
        if not isinstance(document, dict):
            raise TypeError
        given = dict(document)
        looked = {
            str(header): Lookup(str(folder / each["file"]), str(each["key"]), str(each["name"]))
            for header, each in given.pop("lookups", {}).items()
        }
        columns, fixed = (_texts(given.pop(name, {})) for name in ("columns", "fixed"))
        for name, value in given.items():
            allowed = bool if name == "decimal_comma" else str
            if value is not None and not isinstance(value, allowed):
                raise ValueError(name)
        return cls(columns, fixed, looked, **given)


def _texts(given: dict[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in given.items() if value}


def guess_mapping(table: Table) -> Mapping:
    """The likeliest meaning of each header; headers that say nothing certain are left out."""
    best: dict[str, tuple[int, str]] = {}
    for header in table.headers:
        if meaning := target_of(header):
            target, rank = meaning
            best[target] = min(best.get(target, (rank, header)), (rank, header))
    found = {header: target for target, (_rank, header) in best.items()}
    _place_generic_name(table, found)
    _place_status(table, found)
    _drop_unsupported(found)
    return Mapping(columns={header: found[header] for header in table.headers if header in found})


def _place_generic_name(table: Table, found: dict[str, str]) -> None:
    """A column “Name” is a deal's in a list of deals, a person's in one of contacts, else the client's."""
    given = set(found.values())
    header = next((h for h in table.headers if plain_header(h) in GENERIC_NAMES), None)
    if header is None:
        return
    if "purchase.amount" in given and given & {"purchase.bought_on", "purchase.won"}:
        target = "purchase.item" if "purchase.item" not in given else ""
    elif "client.name" in given and given & {"contact.email", "contact.phone", "contact.role"}:
        target = "contact.name"
    else:
        target = "client.name"
    if found.get(header) == "contact.first_name" and target == "contact.name":
        return  # Russian имя beside a surname
    if target and target not in given:
        found[header] = target


def _place_status(table: Table, found: dict[str, str]) -> None:
    """A column “Type” is the status if most of what it says can be understood as one."""
    if "client.status" in found.values():
        return
    for header in table.headers:
        if plain_header(header) in STATUS_IF_KNOWN:
            said = [str(cell) for cell in table.column(header) if cell not in (None, "")]
            if said and sum(status_of(text) is not None for text in said) * 2 > len(said):
                found[header] = "client.status"


def _drop_unsupported(found: dict[str, str]) -> None:
    """A person without a name, or an amount without a day, cannot become a record."""
    given = set(found.values())
    if (
        "purchase.item" in given and "purchase.amount" in given
    ):  # what is said of a deal is not said of its client
        for header, target in list(found.items()):
            if target in ("client.profile", "client.tags", "client.status", "client.since"):
                del found[header]
    named = given & {"contact.name", "contact.first_name", "contact.last_name"}
    bought = {"purchase.amount", "purchase.bought_on"} <= given
    for header, target in list(found.items()):
        if (target.startswith("contact.") and not named) or (target.startswith("purchase.") and not bought):
            del found[header]
