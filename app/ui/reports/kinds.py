"""The reports there are, and where their files go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.i18n import N_, _
from app.services.file_names import name_part
from app.ui.kit.page_context import PageContext


@dataclass(frozen=True)
class ReportKind:
    """One report: its card, its icon, what it is called and who may see it."""

    id: str
    title: str
    line: str
    about: str
    icon: str
    note: str
    file: str


REPORTS = (
    ReportKind(
        "management",
        N_("Management workbook"),
        N_("Excel, with charts and filters"),
        N_("Where we stand and what to do first"),
        "chart-column",
        N_("Internal: margins and levels are inside. Every sheet says so."),
        N_("Management report"),
    ),
    ReportKind(
        "book",
        N_("Whole book"),
        N_("Excel exchange workbook"),
        N_("Every record, one sheet a kind; Condica reads it again"),
        "database",
        N_("Internal: everything in the book is inside."),
        N_("Whole book"),
    ),
)


def folder(context: PageContext) -> Path:
    """Where reports are kept: the chosen folder, else Condica's among the documents."""
    from app.paths import documents

    return (
        Path(context.preferences.reports_folder)
        if context.preferences.reports_folder
        else documents() / _("Reports")
    )


def target(context: PageContext, kind: ReportKind, as_of: date) -> Path:
    """The file a report is written to: in the place of the same report of the same day, as long as nobody wrote
    into that one; else beside it, under a number."""
    from app.services.exchange.files.origin import is_made_here
    from app.services.outfile import is_open_elsewhere, numbered_name

    path = folder(context) / f"{name_part(context.card.name)} – {_(kind.file)} {as_of.isoformat()}.xlsx"
    # One that is open in Excel is asked about when it comes to that.
    written_into = path.exists() and not is_open_elsewhere(path) and not is_made_here(path)
    return numbered_name(path) if written_into else path


def made_before(context: PageContext, most: int = 12) -> list[Path]:
    """The workbooks in the folder, newest first."""
    place = folder(context)
    found = (
        [path for path in place.glob("*.xlsx") if not path.name.startswith("~$")] if place.is_dir() else []
    )
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[:most]
