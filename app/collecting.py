"""Python's collector of cycles, held back by any number of those who need it quiet, on any thread.

Whoever asked `gc.isenabled()` and switched it on again afterwards could do so on a reading thread after a window
had begun to hold it back: it then ended that window's widgets on the wrong thread.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_holders = 0
_was_on = True


def hold() -> None:
    """Python looks for no cycles by itself until as many `release` were called as `hold`."""
    global _holders, _was_on
    with _lock:
        if _holders == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _holders += 1


def release() -> None:
    """One of those who held it back needs that no longer; after the last of them all is as before the first."""
    global _holders
    with _lock:
        _holders -= 1
        if _holders == 0 and _was_on:
            gc.enable()


@contextmanager
def held() -> Iterator[None]:
    """Held back meanwhile: looking for cycles among hundreds of thousands of new tuples takes a third of the time."""
    hold()
    try:
        yield
    finally:
        release()
