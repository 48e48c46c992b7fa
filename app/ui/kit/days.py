"""That it is another day, told to whatever shows or proposes one, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class DaySignals(QObject):
    """`new_day` at midnight, and when the computer or the window wakes on another day."""

    new_day = Signal()


signals = DaySignals()
