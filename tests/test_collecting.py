"""Nobody who needed the collector quiet for a moment lets it loose for another who still does."""

from __future__ import annotations

import gc

from app import collecting


def test_it_stays_quiet_until_the_last_who_asked_for_it_is_done() -> None:
    window_opens = collecting.hold
    with collecting.held():
        assert not gc.isenabled()
        window_opens()
    assert not gc.isenabled()
    collecting.release()
    assert gc.isenabled()


def test_where_it_was_off_before_it_stays_off() -> None:
    gc.disable()
    try:
        with collecting.held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
