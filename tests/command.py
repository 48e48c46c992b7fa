"""The command `condica` as a user has it: a process of its own, a plain HOME, nothing of ours in its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import PROJECT
from tests.patience import PATIENCE_S

# What the environment of a test must not hand on to the program.
_OURS = ("CONDICA_", "QT_", "MPL", "PYTHON", "XDG_", "DISPLAY", "WAYLAND_DISPLAY")


def command() -> list[str]:
    """How the program is started: as it was installed, else from the sources."""
    installed = Path(sys.executable).with_name("condica")
    return [str(installed)] if installed.exists() else [sys.executable, str(PROJECT / "main.py")]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose home is `home`."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    # No keyring of the computer that the tests run on.
    return plain | {"HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"} | more


def started(home: Path, *arguments: object, **how: Any) -> subprocess.Popen[bytes]:
    """A command that runs; the caller waits for it."""
    env = how.pop("env", None) or environment(home)
    streams = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "cwd": home,
    }
    return subprocess.Popen([*command(), *map(str, arguments)], env=env, **streams | how)


class Done:
    """How a command ended: its status, and what it said as bytes and as text."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status, self.raw, self.out, self.err = (
            status,
            out,
            out.decode("utf-8", "replace"),
            err.decode("utf-8", "replace"),
        )

    @property
    def is_one_line(self) -> bool:
        """One clear line on standard error and no traceback."""
        return self.err.startswith("condica: ") and self.err.count("\n") == 1 and "Traceback" not in self.err


def ran(home: Path, *arguments: object, **how: Any) -> Done:
    """A command from its beginning to its end."""
    process = started(home, *arguments, **how)
    out, err = process.communicate(timeout=PATIENCE_S)
    return Done(process.returncode, out or b"", err or b"")
