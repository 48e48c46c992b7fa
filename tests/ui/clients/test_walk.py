"""Every tab of a client's record: named, readable and reachable in every look and size."""

from __future__ import annotations

import pytest

from app.ui.app import Application
from app.ui.desk import Place
from tests.ui.clients.conftest import Hand
from tests.ui.walk import flaws, settle

# Promises, loyalty and files are walked with their pages.
TABS = ("timeline", "people", "decisions", "complaints", "retention", "money")
STOPS = [
    *(Place("clients", 1, tab=tab) for tab in TABS),
    Place("clients", 4, tab="retention"),
    Place("clients", tab="table"),
]


def test_nothing_is_nameless_cut_off_or_doubled(hand: Hand) -> None:
    found = flaws(hand.application, STOPS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["ro", "pl", "ru"])
def test_texts_fit_in_every_language(application: Application, code: str) -> None:
    application.speak(code)
    settle(application)
    found = flaws(application, STOPS, looks=["light"])
    assert not found, "\n".join(found)
