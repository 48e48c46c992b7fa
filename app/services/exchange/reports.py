"""What an import or export tells about itself: counts, problems, warnings, notes; all texts are translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.i18n import _
from app.services.journal import Mark

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

MOST_KEPT = 10_000  # problems kept one by one; what lies beyond is only counted


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one cell or row of a file: sheet, Excel row number, column header, reason in words."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        if not self.column:
            return _("{sheet}, row {row}: {reason}").format(
                sheet=self.sheet, row=self.row, reason=self.reason
            )
        return _("{sheet}, row {row}, {column}: {reason}").format(
            sheet=self.sheet, row=self.row, column=self.column, reason=self.reason
        )

    def document(self) -> dict[str, Any]:
        """The problem as JSON."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "reason": self.reason}


@dataclass
class ImportReport:
    """What an import did, or would do: counts by sheet, what stopped it, and what is worth knowing.

    `imported` says whether the book was changed by it or, in a dry run, would have been free to be;
    `skipped` counts the rows that were left out because of a problem. `problem_count` also counts the
    problems beyond the first `MOST_KEPT`, which are kept one by one. `gesture` marks the import in the
    journal; none where it changed nothing.
    """

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    warnings: list[Problem] = field(default_factory=list)
    imported: bool = False
    dry_run: bool = False
    gesture: Mark | None = None

    def problem(self, sheet: str, row: int, column: str, reason: str) -> None:
        """Note a problem."""
        self.problem_count += 1
        if len(self.problems) < MOST_KEPT:
            self.problems.append(Problem(sheet, row, column, reason))

    def warning(self, sheet: str, row: int, column: str, reason: str) -> None:
        """Note something that does not stop the import."""
        if len(self.warnings) < MOST_KEPT:
            self.warnings.append(Problem(sheet, row, column, reason))

    @property
    def changes(self) -> int:
        """How many records are new or changed."""
        return sum(self.created.values()) + sum(self.updated.values())

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "imported": self.imported and not self.dry_run,
            "dry_run": self.dry_run,
            "created": dict(self.created),
            "updated": dict(self.updated),
            "unchanged": dict(self.unchanged),
            "skipped": dict(self.skipped),
            "problem_count": self.problem_count,
            "problems": [problem.document() for problem in self.problems],
            "warnings": [warning.document() for warning in self.warnings],
        }

    def lines(self) -> list[str]:
        """The report for a reader: problems and warnings one by one, then the counts."""
        more = self.problem_count - len(self.problems)
        told = [*map(str, self.problems), *map(str, self.warnings)]
        if more > 0:
            told.insert(len(self.problems), _("… and {n} problems more").format(n=more))
        for label, counts in self._counts():
            if counts:
                listed = ", ".join(f"{sheet} {n}" for sheet, n in counts.items())
                told.append(f"{label}: {listed}")
        return told

    def _counts(self) -> list[tuple[str, Counter[str]]]:
        would = self.dry_run or not self.imported
        return [
            (_("Would be new") if would else _("New"), self.created),
            (_("Would change") if would else _("Changed"), self.updated),
            (_("Unchanged"), self.unchanged),
            (_("Left out"), self.skipped),
        ]


@dataclass
class ExportReport:
    """What was written: rows by sheet, and in words what Excel could not hold in the usual way."""

    path: Path
    rows: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {"path": str(self.path), "rows": dict(self.rows), "notes": self.notes}
