"""Condica as it is installed: a process of its own, a plain HOME, nothing of ours in its environment."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import PROJECT
from tests.journeys.desktop import Desktop, until
from tests.journeys.reader import Reader, Thing

COMMAND = PROJECT / ".venv" / "bin" / "condica"
_LOG = ".local/state/Condica/log/condica.log"
_BAD_LINE = re.compile(r"^\S+ \S+ (WARNING|ERROR|CRITICAL) ", re.MULTILINE)
# The reader's own doing: it asked about what had left the screen in between; on a busy computer its bus takes longer
# than Qt waits to be asked about each key, which is typed all the same.
_OF_THE_READER = re.compile(
    r"^(qt\.accessibility\.atspi: Could not find accessible on path: "
    r"|QSpiApplication::(keyEventError|notifyKeyboardListenerCallback) ).*\n",
    re.MULTILINE,
)


class Program:
    """One HOME and what is started in it; `language` is that of the user's system."""

    def __init__(self, desktop: Desktop, reader: Reader, home: Path, language: str = "en_GB") -> None:
        self.desktop, self.reader, self.home = desktop, reader, home
        # LC_CTYPE: the language may not be installed on this computer, its name is all that Condica asks for.
        self.environment = {
            **desktop.environment,
            "HOME": str(home),
            "LANG": f"{language}.UTF-8",
            "LC_CTYPE": "C.UTF-8",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints = home.parent / f"{home.name}.stderr"

    @property
    def documents(self) -> Path:
        """Where books and reports go."""
        return self.home / "Documents" / "Condica"

    def start(self, *words: str | Path) -> None:
        """Start it and wait for its window."""
        assert self._process is None, "it runs already"
        with self._complaints.open("ab") as complaints:
            self._process = subprocess.Popen(
                [COMMAND, *words],
                env=self.environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
                start_new_session=True,
            )
        until(lambda: self.windows() or None, "a window")

    def windows(self) -> list[Thing]:
        """Its windows, dialogs and menus; fails if the program complained or is no more."""
        assert self._process is not None, "it does not run"
        self.must_be_well()
        ended = self._process.poll()
        assert ended is None, f"it ended by itself, status {ended}"
        return self.reader.windows(self._process.pid)

    def must_be_well(self) -> None:
        """No dialog about an error, no line of an error in the log, no word of Qt or Python on standard error."""
        said = self._complaints.read_text(errors="replace") if self._complaints.exists() else ""
        said = _OF_THE_READER.sub("", said)
        assert not said, f"on standard error:\n{said}"
        log = self.home / _LOG
        lines = log.read_text(encoding="utf-8") if log.exists() else ""
        assert not _BAD_LINE.search(lines), f"in the log:\n{lines}"

    def close(self) -> None:
        """Close the window as the user does, and wait for the end of the program."""
        self.desktop.keys("alt+F4")
        self.ends()

    def ends(self) -> None:
        """Wait for the end of the program, which it comes to by itself."""
        process = self._process
        assert process is not None, "it does not run"
        until(lambda: process.poll() is not None, "the program to end")
        self._process = None
        assert process.returncode == 0, f"it ended with status {process.returncode}"
        self.must_be_well()

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def ask(self, *words: str | Path) -> Any:
        """What another process answers on the command line, read as JSON."""
        return json.loads(self.run(*words, "--json"))

    def run(self, *words: str | Path) -> str:
        """What another process says on the command line."""
        done = subprocess.run(
            [COMMAND, *words], env=self.environment, cwd=self.home, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
