"""Excel's day numbers: days since the end of 1899, or since 1904 in workbooks made on old Macs."""

from __future__ import annotations

from datetime import datetime, time, timedelta

_LEAP_THAT_NEVER_WAS = 60  # Excel counts a 29 February 1900
_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def moment_of(serial: float, *, from_1904: bool = False) -> datetime | time | None:
    """The day and time that the number stands for, to the millisecond; a time below 1; None if there is none."""
    lowest = 0 if from_1904 else 1
    try:
        since = timedelta(milliseconds=round(serial * 86_400_000))
        if 0 <= serial < 1 and not (from_1904 and serial == 0):
            return None if since >= timedelta(days=1) else (datetime.min + since).time()
        if serial < lowest or (not from_1904 and _LEAP_THAT_NEVER_WAS <= serial < _LEAP_THAT_NEVER_WAS + 1):
            return None
        if from_1904:
            return _FIRST_1904 + since
        return _FIRST + since + timedelta(days=serial < _LEAP_THAT_NEVER_WAS)
    except (OverflowError, ValueError):
        return None
