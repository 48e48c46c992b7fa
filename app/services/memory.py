"""Memory that a large computation no longer needs goes back to the system."""

from __future__ import annotations

import sys


def give_back() -> None:
    """Return free memory to the system where the C library keeps it; for a worker thread, takes some 20 ms.

    After a book of 200,000 notes was judged, glibc would keep what was freed for the rest of the day.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        # Other C libraries than glibc have no such function and no such need.
        if trim is not None:
            trim(0)
