"""A printer that is a folder: a CUPS of its own, whose one printer keeps what it was given."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.journeys.desktop import until
from tests.patience import PATIENCE_S

NAME = "Paper"
NEEDED = ("cupsd", "lpadmin")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

_SERVER = """
Listen {folder}/socket
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  AuthType None
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    AuthType None
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
Printcap
"""


def missing() -> list[str]:
    """What the printer needs and this computer does not have."""
    return [name for name in NEEDED if shutil.which(name, path=_PATH) is None]


class Printer:
    """Turned on when made; `pages` is what came out, `close` turns it off."""

    def __init__(self) -> None:
        # A socket's path is short.
        self.folder = Path(tempfile.mkdtemp(prefix="paper"))
        for name in ("root", "state", "cache", "spool"):
            (self.folder / name).mkdir()
        for name, text in (("cupsd.conf", _SERVER), ("cups-files.conf", _FILES)):
            (self.folder / name).write_text(text.format(folder=self.folder))
        self._server = subprocess.Popen(
            ["cupsd", "-f", "-c", self.folder / "cupsd.conf", "-s", self.folder / "cups-files.conf"],
            env={"PATH": _PATH},
            stderr=subprocess.DEVNULL,
        )
        until(self._plugged_in, "the printer")

    @property
    def pages(self) -> list[bytes]:
        """What was printed, in its order."""
        return [path.read_bytes() for path in sorted((self.folder / "spool").glob("d*"))]

    def settle_in(self, home: Path) -> None:
        """Tell the programs of this user where the printer is."""
        (home / ".cups").mkdir()
        (home / ".cups" / "client.conf").write_text(f"ServerName {self.folder}/socket\n")

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE_S)
        shutil.rmtree(self.folder)

    def _plugged_in(self) -> bool:
        """Whether the server took the printer; it answers as soon as it listens."""
        words = ["lpadmin", "-p", NAME, "-E", "-v", "file:///dev/null", "-m", "raw"]
        environment = {"PATH": _PATH, "CUPS_SERVER": f"{self.folder}/socket"}
        assert self._server.poll() is None, (self.folder / "error").read_text()
        return subprocess.run(words, env=environment, capture_output=True).returncode == 0
