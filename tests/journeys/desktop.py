"""A desktop without a monitor: a screen, a window manager, a session bus, and the hand on keys and mouse.

Everything here is a process of its own, as on somebody's desk; nothing of Condica is imported.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TypeVar

from tests.journeys import picture
from tests.patience import PATIENCE_S

SIZE = (1366, 768)
NEEDED = ("Xvfb", "setxkbmap", "openbox", "xdotool", "xprop", "dbus-daemon")
# So that every letter of the program's languages has its key; others are put on free ones, of which some get lost.
KEYBOARD = "us,ro,pl,ru"
LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")

_STILL_S = 0.2
# Between two looks at the screen the program works.
_BETWEEN_LOOKS_S = 0.03

Found = TypeVar("Found")


def missing() -> list[str]:
    """What a desktop needs and this computer does not have; `tools/setup.sh --desktop` brings it."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return absent if any(os.path.exists(path) for path in LAUNCHER) else [*absent, "at-spi-bus-launcher"]


def until(
    ask: Callable[[], Found | None], what: Callable[[], str] | str, patience: float = PATIENCE_S
) -> Found:
    """The first answer that is neither None nor False; after `patience` seconds an AssertionError that says `what`."""
    end = time.monotonic() + patience
    while True:
        found = ask()
        if found is not None and found is not False:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} s for {what if isinstance(what, str) else what()}")
        time.sleep(_BETWEEN_LOOKS_S)


class Desktop:
    """Xvfb, openbox and a D-Bus session with the accessibility bus; `close` ends all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._ending = folder, ExitStack()
        self.environment = {
            "HOME": str(folder),
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_CTYPE": "C.UTF-8",
        }
        self._log = self._ending.enter_context((folder / "desktop.log").open("w"))
        try:
            self._start_screen()
            subprocess.run(["setxkbmap", "-layout", KEYBOARD], env=self.environment, check=True)
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
            self._run("openbox")
            until(lambda: self._xdo("get_desktop", check=False) is not None, "the window manager")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the processes, the last first."""
        self._ending.close()

    # --- the hand -----------------------------------------------------------------------------------------

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Move the mouse there and click."""
        self._xdo("mousemove", "--sync", x, y)
        self._xdo("click", "--repeat", times, "--delay", 40, button)

    def point(self, x: int, y: int) -> None:
        """Move the mouse there."""
        self._xdo("mousemove", x, y)

    def wheel(self, clicks: int) -> None:
        """Turn the wheel under the mouse, down where positive."""
        self._xdo("click", "--repeat", abs(clicks), "--delay", 5, 5 if clicks > 0 else 4)

    def keys(self, *chords: str) -> None:
        """Press chords such as `ctrl+Return`, one after another."""
        self._xdo("key", "--delay", 15, *chords)

    def type(self, text: str) -> None:
        """Type on the keyboard, letter by letter."""
        self._xdo("type", "--delay", 8, "--", text)

    def title(self) -> str:
        """The title of the window in front."""
        return self._xdo("getactivewindow", "getwindowname", check=False) or ""

    def borders(self) -> tuple[int, int, int, int]:
        """How far the frame of the window in front stands out: left, right, top (its title bar) and bottom."""
        told = self.told("_NET_FRAME_EXTENTS")
        left, right, top, bottom = (int(each) for each in told.split(","))
        return left, right, top, bottom

    def told(self, name: str) -> str:
        """What the window in front says of itself to window managers, such as WM_CLASS."""
        words = ["xprop", "-id", self._xdo("getactivewindow") or "", name]
        told = subprocess.run(words, env=self.environment, check=True, capture_output=True, text=True).stdout
        return told.split("=", 1)[1].strip()

    def _xdo(self, *words: object, check: bool = True) -> str | None:
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        assert not check or done.returncode == 0, (words, done.stderr)
        return done.stdout.strip() if done.returncode == 0 else None

    # --- the eye ------------------------------------------------------------------------------------------

    @property
    def screen(self) -> Path:
        """The folder where Xvfb keeps what is on the screen."""
        return self.folder / "screen"

    def look(self, top: int = 0) -> int:
        """A checksum of what is on the screen below the row `top`."""
        return zlib.adler32(picture.read(self.screen, top).pixels)

    def stand_still(self) -> None:
        """Wait until nothing on the screen moves for a fifth of a second."""
        seen: list[tuple[int, float]] = []

        def still() -> bool:
            now, moment = self.look(), time.monotonic()
            if not seen or seen[0][0] != now:
                seen[:] = [(now, moment)]
            return moment - seen[0][1] > _STILL_S

        until(still, "the screen to stand still")

    # --- its processes ------------------------------------------------------------------------------------

    def _run(
        self, *words: str, out: int | IO[str] | None = None, keep: tuple[int, ...] = ()
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            words,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=out if out is not None else self._log,
            stderr=self._log,
            text=True,
            pass_fds=keep,
            start_new_session=True,
        )
        self._ending.callback(_end, process)
        return process

    def _start_screen(self) -> None:
        # The server picks the first free number and writes it down once it takes connections.
        self.screen.mkdir()
        told, telling = os.pipe()
        width, height = SIZE
        self._run(
            "Xvfb", "-displayfd", str(telling), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
            "-fbdir", str(self.screen), "-noreset", keep=(telling,),
        )  # fmt: skip
        os.close(telling)
        with os.fdopen(told) as reading:
            assert select.select([reading], [], [], PATIENCE_S)[0], "Xvfb says nothing"
            self.environment["DISPLAY"] = f":{reading.readline().strip()}"

    def _start_bus(self) -> str:
        bus = self._run("dbus-daemon", "--session", "--nofork", "--print-address=1", out=subprocess.PIPE)
        assert bus.stdout is not None
        self._ending.callback(bus.stdout.close)
        assert select.select([bus.stdout], [], [], PATIENCE_S)[0], "dbus-daemon says nothing"
        return bus.stdout.readline().strip()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
