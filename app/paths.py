"""Where things are on this computer: the program's own resources and the user's folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "Condica"


def resources() -> Path:
    """The folder of icons, fonts, styles and translations that comes with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    # Installed they lie inside the package; a folder of that name in site-packages may be anybody's.
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _user_folder(kind: str) -> Path:
    """One of platformdirs' folders; CONDICA_HOME moves them all (portable use, tests)."""
    home = os.environ.get("CONDICA_HOME")
    if home:
        folder = Path(home) / kind
    else:
        import platformdirs

        folder = Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def config() -> Path:
    """Window state and preferences; nothing of any client."""
    return _user_folder("config")


def logs() -> Path:
    """The folder of the one log file."""
    return _user_folder("log")


def documents() -> Path:
    """Where books and reports go unless the user says otherwise."""
    return _user_folder("documents") / APP
