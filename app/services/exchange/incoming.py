"""Any file that comes in: an exchange workbook or a plain list, told apart by what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import FileRefused, InvalidInput
from app.i18n import _
from app.models.book import Book
from app.services.exchange.files.guard import check_file
from app.services.exchange.importing import import_workbook
from app.services.exchange.lists.mapping import Mapping, guess_mapping
from app.services.exchange.lists.planning import Plan, PlannedRow, apply, plan
from app.services.exchange.lists.reading import is_xlsx, read_table
from app.services.exchange.lists.table import Table
from app.services.exchange.reading import is_exchange_workbook
from app.services.exchange.reports import Cancel, ImportReport, Progress


@dataclass
class ListReport(ImportReport):
    """The report of a list: also what was found out about the file, the mapping, and each row's fate."""

    columns: dict[str, str] = field(default_factory=dict)
    explained: list[str] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        rows = [row.document() for row in self.rows]
        return super().document() | {
            "file": self.found,
            "columns": self.columns,
            "explained": self.explained,
            "rows": rows,
        }

    def lines(self) -> list[str]:
        """The report for a reader."""
        found = ", ".join(f"{name} {value!r}" for name, value in self.found.items() if value is not None)
        read_as = [
            _("Read as: {found}").format(found=found),
            *(f"{h} → {t}" for h, t in self.columns.items()),
        ]
        return [*read_as, *self.explained, *super().lines()]


def import_file(
    book: Book,
    path: Path,
    *,
    dry_run: bool = False,
    good_rows: bool = False,
    mapping: Path | None = None,
    save_mapping: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> ImportReport:
    """Import a file as one gesture; a list by the mapping in a file, else by the one that is guessed.

    Raises `FileRefused` where the file is not sound or says nothing of clients, and `InvalidInput` where the
    mapping does not fit it.
    """
    path = Path(path)
    check_file(path)
    if mapping is None and is_xlsx(path) and is_exchange_workbook(path):
        return import_workbook(
            book, path, dry_run=dry_run, good_rows=good_rows, progress=progress, cancelled=cancelled
        )
    chosen = Mapping.load(mapping) if mapping is not None else Mapping()
    table = read_table(path, encoding=chosen.encoding, delimiter=chosen.delimiter, sheet=chosen.sheet)
    if mapping is None:
        chosen = _guessed(table, path)
    if save_mapping is not None:
        chosen.save(save_mapping)
    return _import_list(book, table, chosen, path.name, dry_run, good_rows, progress, cancelled)


def _guessed(table: Table, path: Path) -> Mapping:
    guessed = guess_mapping(table)
    try:
        guessed.check(table.headers)
    except InvalidInput as error:
        raise FileRefused(
            _("{name} is no exchange workbook, and no column of it names clients.").format(name=path.name),
            _("Its columns are {columns}; say in a mapping which of them is what.").format(
                columns=", ".join(table.headers[:20])
            ),
        ) from error
    return guessed


def _import_list(
    book: Book,
    table: Table,
    mapping: Mapping,
    name: str,
    dry_run: bool,
    good_rows: bool,
    progress: Progress | None,
    cancelled: Cancel | None,
) -> ListReport:
    with book.reading() as session:
        done = plan(session, table, mapping, cancelled=cancelled)
    if not dry_run and (good_rows or not done.report.problem_count):
        with book.writing(_("Import {name}").format(name=name)) as session:
            done = apply(session, done, good_rows=good_rows, progress=progress, cancelled=cancelled)
    return _report(done, dry_run)


def _report(done: Plan, dry_run: bool) -> ListReport:
    table = done.table
    found = {
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "decimal_comma": table.decimal_comma,
        "day_order": table.day_order,
    }
    report = ListReport(
        **vars(done.report),
        columns=done.mapping.columns,
        explained=done.explained,
        rows=done.rows,
        found=found,
    )
    report.dry_run = dry_run
    return report
