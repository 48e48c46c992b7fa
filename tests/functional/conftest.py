"""Whole journeys stand on the same window and hands as the tests of its pages."""

from tests.ui.clients.conftest import hand
from tests.ui.conftest import application, sample_copy, sample_file, start

__all__ = ["application", "hand", "sample_copy", "sample_file", "start"]
