"""What this computer remembers between two starts: the person, the look, the window. Nothing of any client."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from app import private
from app.i18n import LANGUAGES
from app.paths import config

log = logging.getLogger(__name__)
RECENT_BOOKS = 8


# The values of the file, with what holds where it says nothing, or nonsense.
_USUAL: dict[str, Any] = {
    "person": "",
    "language": "",
    "theme": "system",
    "text_scale": 1.0,
    "last_book": "",
    "recent_books": [],
    "geometry": "",
    "page": "",
    "reports_folder": "",
    "tables": {},
    "today": {},
    "places": {},
}


class Preferences:
    """The preferences file: read once, written at every change.

    `person` signs what is written (UX.md, Behaviour 12). `tables` holds widths, order and sorting of each
    table by its name; filter words are not kept, because people filter by clients' names.
    `today` is whose list Today shows, and on which days it was looked at. `places` is how the places of each
    book were left (see `left`): chips, tabs, periods, whose clients.
    """

    def __init__(self, path: Path | None = None) -> None:
        # The file itself, where somebody keeps it elsewhere behind a link.
        self._path = (path or config() / "window.json").resolve()
        self._kept = _read(self._path)

    def __getattr__(self, name: str) -> Any:
        if name not in _USUAL:
            raise AttributeError(name)
        return self._kept[name]

    def change(self, **values: Any) -> None:
        """Remember new values under the names of the fields, at once."""
        unknown = values.keys() - _USUAL.keys()
        if unknown:
            raise AttributeError(min(unknown))
        before = dict(self._kept)
        self._kept.update(values)
        if self._kept != before:
            self._write()

    def language_in_force(self) -> str:
        """The chosen language, else that of the system if we speak it, else English."""
        if self.language in LANGUAGES:
            return str(self.language)
        from PySide6.QtCore import QLocale

        code = QLocale.system().name()[:2]
        return code if code in LANGUAGES else "en"

    def table(self, name: str) -> dict[str, Any]:
        """What was kept of one table; empty at first."""
        kept = self.tables.get(name)
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_table(self, name: str, state: dict[str, Any]) -> None:
        """Keep the state of one table; plain JSON values only."""
        self.change(tables={**self.tables, name: state})

    def note_book(self, path: Path | str) -> None:
        """This book is open now: it comes first among the recent ones and opens at the next start."""
        name = str(path)
        others = [each for each in self.recent_books if each != name]
        self.change(last_book=name, recent_books=[name, *others][:RECENT_BOOKS])

    def _write(self) -> None:
        text = json.dumps(self._kept, ensure_ascii=False, indent=1)
        try:
            private.write_text(self._path, text)
        except OSError as error:
            # A full or locked disk must not stop anybody's work over a window size.
            log.info("preferences not kept: %s", type(error).__name__)


def _read(path: Path) -> dict[str, Any]:
    kept = dict(_USUAL)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return kept
    for name, usual in _USUAL.items():
        value = found.get(name) if isinstance(found, dict) else None
        if type(value) is type(usual):
            kept[name] = value
    kept["recent_books"] = [name for name in kept["recent_books"] if isinstance(name, str)]
    return kept
