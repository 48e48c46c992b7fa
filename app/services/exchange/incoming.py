"""Any file that comes in: an exchange workbook or a plain list of clients, told apart by what is in it."""

from __future__ import annotations

from pathlib import Path

from app.models.book import Book
from app.services.exchange.importing import import_workbook
from app.services.exchange.reports import Cancel, ImportReport, Progress


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
    """Import a file as one gesture. Raises `FileRefused` where it is not sound or says nothing of clients."""
    return import_workbook(
        book, path, dry_run=dry_run, good_rows=good_rows, progress=progress, cancelled=cancelled
    )
