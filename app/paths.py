"""Where things are on this computer: the program's own resources and the user's folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from app import private

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


def _user_folder(kind: str, of_system: Callable[[], str], *, shared: bool = False) -> Path:
    """The folder `of_system` names; CONDICA_HOME moves them all (portable use, tests).

    A `shared` one is not ours alone.
    """
    home = os.environ.get("CONDICA_HOME")
    folder = Path(home) / kind if home else Path(of_system())
    return private.make_folder(folder) if shared else private.own_folder(folder)


# Each call is written out, so that types are checked: the folder of documents belongs to no program and takes no name.


def config() -> Path:
    """Window state and preferences; nothing of any client."""
    import platformdirs

    return _user_folder("config", lambda: platformdirs.user_config_dir(APP, appauthor=False))


def logs() -> Path:
    """The folder of the one log file."""
    import platformdirs

    return _user_folder("log", lambda: platformdirs.user_log_dir(APP, appauthor=False))


def documents() -> Path:
    """Where books and reports go unless the user says otherwise: our folder among the documents."""
    import platformdirs

    return _user_folder("documents", platformdirs.user_documents_dir, shared=True) / APP
