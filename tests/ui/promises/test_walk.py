"""Promises and Decisions: named, readable and reachable in every look, size and language."""

from __future__ import annotations

import pytest

from app.ui import theme
from app.ui.app import Application
from app.ui.desk import Place
from tests.ui.walk import flaws, settle, wrong_with

STOPS = [
    Place("promises"),
    Place("decisions"),
    Place("clients", 1, tab="promises"),
    Place("clients", 1, tab="files"),
]


def test_nothing_is_nameless_cut_off_or_doubled(application: Application) -> None:
    found = flaws(application, STOPS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["ro", "pl", "ru"])
def test_texts_fit_in_every_language(application: Application, code: str) -> None:
    application.speak(code)
    settle(application)
    found = flaws(application, STOPS, looks=["light"])
    assert not found, "\n".join(found)


def test_large_text_fits(application: Application) -> None:
    theme.set_text_scale(1.5)
    found = []
    assert application.desk is not None
    for stop in STOPS[:2]:
        application.desk.go(stop)
        settle(application)
        found += [f"{stop.page}: {flaw}" for flaw in wrong_with(application.window.current_page())]
    assert not found, "\n".join(found)
