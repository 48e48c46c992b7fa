"""What another process finds in a book, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.journeys.program import Program

Sheets = dict[str, list[tuple[Any, ...]]]


class Book:
    """One book at its place, opened by what stands in a password file."""

    def __init__(self, program: Program, path: Path, password: str) -> None:
        self.program, self.path, self._password = program, path, password

    def opened_by(self, word: str) -> Book:
        """The same book, opened by another password, or by its recovery code."""
        return Book(self.program, self.path, word)

    def ask(self, command: str, *words: str) -> Any:
        """What a command answers as JSON."""
        return self.program.ask(command, self.path, *words, "--password-file", self._file())

    def sheets(self) -> Sheets:
        """The whole book, as its export has it: the rows of each sheet below its head, settings left out."""
        target = self._folder / "export.xlsx"
        self.program.run("export", self.path, target, "--replace", "--password-file", self._file())
        found = {
            sheet.title: list(sheet.iter_rows(min_row=2, values_only=True))
            for sheet in openpyxl.load_workbook(target)
        }
        return {name: rows for name, rows in found.items() if rows and name != "settings"}

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {name: len(rows) for name, rows in self.sheets().items()}

    @property
    def _folder(self) -> Path:
        return self.program.home.parent

    def _file(self) -> Path:
        path = self._folder / "password"
        path.write_text(f"{self._password}\n", encoding="utf-8")
        return path
