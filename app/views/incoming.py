"""What the import wizard shows of a file: which kind it is, its columns with examples, what they can become."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.domain.kinds import KINDS
from app.errors import FileRefused
from app.i18n import _
from app.services.exchange.files.guard import check_file
from app.services.exchange.lists.mapping import SHEET_OF, Mapping, guess_mapping, targets
from app.services.exchange.lists.planning import PlannedRow
from app.services.exchange.lists.reading import is_xlsx, read_table
from app.services.exchange.lists.table import Table
from app.services.exchange.workbook import is_exchange_workbook
from app.services.records.titles import title

_EXAMPLES = 3
_LOOKED_AT = 200


@dataclass(frozen=True)
class Reading:
    """How a person says that a file is written; None is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass
class Incoming:
    """A file that was looked at: an exchange workbook, or a list with its table and guessed mapping."""

    path: Path
    table: Table | None = None
    mapping: Mapping | None = None

    @property
    def is_workbook(self) -> bool:
        """Whether it is Condica's own exchange workbook."""
        return self.table is None


def look(path: Path, reading: Reading = Reading()) -> Incoming:
    """Look at a file without touching the book; raises `FileRefused` with the reason.

    What is not there or cannot be read is refused in plain words too.
    """
    try:
        check_file(path)
        if reading == Reading() and is_xlsx(path) and is_exchange_workbook(path):
            return Incoming(path)
        table = read_table(path, encoding=reading.encoding, delimiter=reading.delimiter, sheet=reading.sheet)
    except OSError as error:
        raise FileRefused(
            _("{name} cannot be read: {reason}.").format(name=path.name, reason=error.strerror or ""),
            _("Look whether the file is there and not open elsewhere."),
        ) from error
    return Incoming(path, table, guess_mapping(table))


def examples(table: Table) -> list[str]:
    """For each column a few of its values, different ones, on one line."""
    shown = []
    for at, _header in enumerate(table.headers):
        values: dict[str, None] = {}
        for row in table.rows[:_LOOKED_AT]:
            text = " ".join(str(row[at] if row[at] is not None else "").split())
            if text:
                values[text[:60]] = None
            if len(values) == _EXAMPLES:
                break
        shown.append(" · ".join(values))
    return shown


def choices() -> list[tuple[str, str]]:
    """Everything that a column can be, as (target, words), by what it belongs to."""
    parts = {part: KINDS[sheet].words for part, sheet in SHEET_OF.items()} | {"row": _("Row")}
    extra = {
        "contact.first_name": _("First name"),
        "contact.last_name": _("Last name"),
        "purchase.won": _("Won or lost"),
        "row.deleted": _("Deleted there"),
    }
    found = []
    for target in targets():
        part, _dot, column = target.partition(".")
        words = extra.get(target) or title("owner_id" if column == "owner" else column, f"{part}s")
        found.append((target, f"{parts[part]}: {words}"))
    return sorted(found, key=lambda each: list(parts).index(each[0].partition(".")[0]))


def counts(rows: list[PlannedRow]) -> Counter[str]:
    """How many rows meet each fate (`create`, `update`, `same`, `skip`, `problem`)."""
    return Counter(row.action for row in rows)
