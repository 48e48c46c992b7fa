"""The record stands in the same window as the page of all clients."""

from tests.ui.clients.conftest import hand

__all__ = ["hand"]
