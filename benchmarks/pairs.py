"""Two things in turn, A B A B …, so that a drifting machine slows both alike; what counts is their ratio."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
# How long one program may take to tell its figure, in seconds.
PATIENCE = 60


@dataclass(frozen=True)
class Result:
    """One line of the table: medians in `unit`, their ratio, and the ratio we aim at."""

    name: str
    floor_name: str
    floor: float
    ours: float
    aim: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def met(self) -> bool:
        """Whether the aim holds."""
        return self.ratio <= self.aim


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one call; the garbage of the one before is no cost of this one."""
    gc.collect()
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def calls(
    name: str,
    floor_name: str,
    floor: Callable[[], object],
    ours: Callable[[], object],
    aim: float,
    runs: int = 7,
) -> Result:
    """Both called in turn in this process, after one call each to warm up."""
    floor(), ours()
    pairs = [(timed(floor), timed(ours)) for _ in range(runs)]
    return _result(name, floor_name, pairs, aim)


def scripts(
    name: str,
    floor_name: str,
    floor: list[str],
    ours: list[str],
    aim: float,
    runs: int = 11,
    unit: str = "ms",
) -> Result:
    """Both started in turn as programs of their own; each prints its figure as the last line."""
    _figure(floor), _figure(ours)
    pairs = [(_figure(floor), _figure(ours)) for _ in range(runs)]
    return _result(name, floor_name, pairs, aim, unit)


def _figure(arguments: list[str]) -> float:
    # The start is the parent's: so the interpreter's own start-up is part of what is measured.
    command = [sys.executable, "-m", *arguments, str(time.time())]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env=_compiled_once(), timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        said = (error.stderr or b"")[-2000:]
        raise RuntimeError(f"{' '.join(arguments)}: no figure after {PATIENCE} s. {said!r}") from error
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: ended with {done.returncode}.\n{done.stderr[-2000:]}")
    return float(done.stdout.split()[-1])


def _compiled_once() -> dict[str, str]:
    """The first start leaves its bytecode, as an installation does, whatever the shell says."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _result(
    name: str, floor_name: str, pairs: list[tuple[float, float]], aim: float, unit: str = "ms"
) -> Result:
    floor = statistics.median(a for a, _ in pairs)
    return Result(name, floor_name, floor, statistics.median(b for _, b in pairs), aim, unit)
