"""Whole journeys stand on the same window and hands as the tests of its pages."""

from tests.ui.clients.conftest import hand
from tests.ui.conftest import (
    application,
    cycles_end_on_the_main_thread,
    nothing_by_the_clock,
    sample_copy,
    sample_file,
    start,
)

__all__ = [
    "application",
    "cycles_end_on_the_main_thread",
    "hand",
    "nothing_by_the_clock",
    "sample_copy",
    "sample_file",
    "start",
]
