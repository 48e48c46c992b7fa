"""The exchange workbook into a book: all rows or none, one transaction (DOMAIN.md, Records)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.settings import is_known_setting
from app.errors import Cancelled
from app.i18n import _
from app.models.book import Book
from app.services.exchange.applying import apply_sheet
from app.services.exchange.batches import Batch
from app.services.exchange.checking import check
from app.services.exchange.existing import Existing
from app.services.exchange.links import Links
from app.services.exchange.matching import match
from app.services.exchange.reading import read_workbook
from app.services.exchange.reports import Cancel, ImportReport, Progress
from app.services.exchange.resolving import resolve, warn_of_strangers
from app.services.exchange.sheets import SETTINGS, SHEETS, Sheet
from app.services.exchange.whole import Whole

_READING = 600  # of 1,000 steps; the rest is comparing and writing
# What other rows name, or is looked at together with others.
_SPOKEN_OF = frozenset(column.of for sheet in SHEETS for column in sheet.columns if column.kind == "link") | {
    "periods"
}


def import_workbook(
    book: Book,
    path: Path,
    *,
    dry_run: bool = False,
    good_rows: bool = False,
    author: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> ImportReport:
    """Read the workbook into the book as one gesture, which one Undo takes back.

    With any problem nothing is imported, unless `good_rows`; the report says what and where. In a dry
    run the book is only read. Raises `FileRefused` for a file that is not sound or not an exchange
    workbook, and `Cancelled`, after which nothing is changed.
    """
    report = ImportReport(dry_run=dry_run)
    steps = (lambda share: progress(round(share * _READING), 1000)) if progress else None
    batches = read_workbook(Path(path), report, progress=steps, cancelled=cancelled)
    if dry_run or (report.problem_count and not good_rows):
        with book.reading() as session:
            Import(session, batches, report, progress, cancelled).compare()
        report.imported = dry_run and (good_rows or not report.problem_count)
        return report
    with book.writing(_("Import {name}").format(name=Path(path).name), author) as session:
        work = Import(session, batches, report, progress, cancelled)
        work.compare()
        if good_rows or not report.problem_count:
            work.apply()
            report.imported = True
    report.gesture = session.info.get("gesture")
    return report


class Import:
    """One import under way: rows read from a file, compared with the book of `session`, then written to it."""

    def __init__(
        self,
        session: Session,
        batches: list[Batch],
        report: ImportReport,
        progress: Progress | None = None,
        cancelled: Cancel | None = None,
    ) -> None:
        self.session, self.report = session, report
        self.progress, self.cancelled = progress, cancelled
        self.links = Links()
        self.existing: dict[str, Existing] = {}
        self.batches: dict[str, list[Batch]] = {}
        for batch in batches:
            self.batches.setdefault(batch.sheet.name, []).append(batch)

    def compare(self) -> None:
        """Find out what each row is: a new record, a changed one, the same, or one that cannot be."""
        for number, sheet in enumerate(SHEETS):
            if self.cancelled is not None and self.cancelled():
                raise Cancelled
            self._compare_sheet(sheet)
            if self.progress is not None:
                self.progress(_READING + 200 * (number + 1) // len(SHEETS), 1000)
        Whole(self.session, self.batches, self.existing, self.report).refuse()
        for batches in self.batches.values():
            self._count(batches)

    def _compare_sheet(self, sheet: Sheet) -> None:
        batches = self.batches.get(sheet.name, [])
        if not batches and not self._is_spoken_of(sheet):
            return
        uids = {row.uid for batch in batches for row in batch.rows if row.uid}
        existing = Existing(self.session, sheet, uids)
        if sheet.name in _SPOKEN_OF:
            self.existing[sheet.name] = existing
        resolve(sheet, batches, self.links, self.report, contacts=False)
        self._resolve_contacts_early(sheet, batches, existing)
        match(existing, batches, self.report)
        self.matched(batches)
        check(sheet, batches, self.report)
        self.links.learn(existing, batches)
        warn_of_strangers(sheet, batches, self.links, self.report)
        if sheet is SETTINGS:
            self._warn_of_unknown_settings(batches)

    def matched(self, batches: list[Batch]) -> None:
        """For imports that add something once it is known which records the rows stand for."""

    def _resolve_contacts_early(self, sheet: Sheet, batches: list[Batch], existing: Existing) -> None:
        """Contacts are named within a client, who may only be known from the record with the row's uid."""
        if not any(column.of == "contacts" and column.kind == "link" for column in sheet.columns):
            return
        for batch in batches:
            for row in batch.rows:
                if row.uid in existing.by_uid:
                    row.old = existing.values[existing.by_uid[row.uid]]
        resolve(sheet, batches, self.links, self.report, contacts=True)

    def _is_spoken_of(self, sheet: Sheet) -> bool:
        """Whether rows of other sheets name records of this one."""
        return bool(self.batches) and sheet.name in _SPOKEN_OF

    def _warn_of_unknown_settings(self, batches: list[Batch]) -> None:
        for batch in batches:
            for row in batch.rows:
                key = batch.value(row, "key")
                if key and not row.bad and not is_known_setting(key):
                    reason = _("Condica knows no such setting; it is kept as it stands")
                    self.report.warning(batch.page, row.number, "key", reason)

    def _count(self, batches: list[Batch]) -> None:
        for batch in batches:
            sheet = batch.sheet
            for row in batch.rows:
                if row.bad:
                    self.report.skipped[sheet.name] += 1
                elif row.new or row.restored:
                    self.report.created[sheet.name] += 1
                elif row.is_changed():
                    self.report.updated[sheet.name] += 1
                else:
                    self.report.unchanged[sheet.name] += 1

    def apply(self) -> None:
        """Write the good rows, sheet by sheet in the order in which records depend on each other."""
        total = sum(len(batch.rows) for batches in self.batches.values() for batch in batches) or 1
        done = 0

        def wrote(count: int) -> None:
            nonlocal done
            done += count
            if self.cancelled is not None and self.cancelled():
                raise Cancelled
            if self.progress is not None:
                self.progress(min(1000, 800 + 200 * done // total), 1000)

        for sheet in SHEETS:
            if sheet.name in self.batches:
                apply_sheet(self.session, sheet, self.batches[sheet.name], wrote)
