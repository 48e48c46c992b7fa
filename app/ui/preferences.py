"""What this computer remembers between two starts: the person, the look, the window. Nothing of any client."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from app.i18n import LANGUAGES
from app.paths import config

log = logging.getLogger(__name__)
RECENT_BOOKS = 8


@dataclass
class _Kept:
    """The values of the file with what holds where it says nothing, or nonsense."""

    person: str = ""
    language: str = ""
    theme: str = "system"
    text_scale: float = 1.0
    last_book: str = ""
    recent_books: list[str] = field(default_factory=list)
    geometry: str = ""
    page: str = ""
    reports_folder: str = ""
    tables: dict[str, Any] = field(default_factory=dict)
    today: dict[str, Any] = field(default_factory=dict)


class Preferences:
    """The preferences file: read once, written at every change.

    `person` signs what is written (UX.md, Behaviour 12). `tables` holds widths, order and sorting of each
    table by its name; filter words are not kept, because people filter by clients' names.
    `today` is whose list Today shows, and on which days it was looked at.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or config() / "window.json"
        self._kept = _read(self._path)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._kept, name)

    def change(self, **values: Any) -> None:
        """Remember new values under the names of the fields, at once."""
        before = asdict(self._kept)
        for name, value in values.items():
            if name not in before:
                raise AttributeError(name)
            setattr(self._kept, name, value)
        if asdict(self._kept) != before:
            self._write()

    def language_in_force(self) -> str:
        """The chosen language, else that of the system if we speak it, else English."""
        if self._kept.language in LANGUAGES:
            return self._kept.language
        from PySide6.QtCore import QLocale

        code = QLocale.system().name()[:2]
        return code if code in LANGUAGES else "en"

    def table(self, name: str) -> dict[str, Any]:
        """What was kept of one table; empty at first."""
        kept = self._kept.tables.get(name)
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_table(self, name: str, state: dict[str, Any]) -> None:
        """Keep the state of one table; plain JSON values only."""
        self.change(tables={**self._kept.tables, name: state})

    def note_book(self, path: Path | str) -> None:
        """This book is open now: it comes first among the recent ones and opens at the next start."""
        name = str(path)
        others = [each for each in self._kept.recent_books if each != name]
        self.change(last_book=name, recent_books=[name, *others][:RECENT_BOOKS])

    def forget_book(self, path: Path | str) -> None:
        """Take a book out of the recent ones."""
        left = [each for each in self._kept.recent_books if each != str(path)]
        last = "" if self._kept.last_book == str(path) else self._kept.last_book
        self.change(recent_books=left, last_book=last)

    def _write(self) -> None:
        text = json.dumps(asdict(self._kept), ensure_ascii=False, indent=1)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, self._path)
        except OSError as error:
            # A full or locked disk must not stop anybody's work over a window size.
            log.info("preferences not kept: %s", type(error).__name__)
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _read(path: Path) -> _Kept:
    kept = _Kept()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return kept
    for each in fields(_Kept):
        value = found.get(each.name) if isinstance(found, dict) else None
        if type(value) is type(getattr(kept, each.name)):
            setattr(kept, each.name, value)
    kept.recent_books = [name for name in kept.recent_books if isinstance(name, str)]
    return kept
