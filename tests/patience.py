"""How long tests wait for what must come: only what never comes is missed, however busy the machine is.

No test says a time of its own, and none asserts how long something took: it waits for what it needs, and goes on
as soon as that is there.
"""

from __future__ import annotations

from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE_S = 300
PATIENCE_MS = PATIENCE_S * 1000
LONGER_THAN_ANY_TEST_MS = 24 * 3600 * 1000


class PatientBot(QtBot):
    """Waits for signals, windows and conditions with the patience of all tests; nobody names another."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)
    waitCallback = partialmethod(QtBot.waitCallback, timeout=PATIENCE_MS)
