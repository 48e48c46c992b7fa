"""A field that takes a birthday with or without its year, and never one that lies ahead."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.fields.birthday_field import BirthdayField

TODAY = date(2026, 11, 29)


@pytest.fixture
def field(qtbot: QtBot) -> BirthdayField:
    made = BirthdayField(today=lambda: TODAY)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("12.05.85", "1985-05-12", "12 May 1985"),
        ("12.05", "--05-12", "12 May"),
        ("--02-29", "--02-29", "29 February"),
        ("1 mai 1970", "1970-05-01", "1 May 1970"),
    ],
)
def test_what_is_typed_is_shown_as_it_is_understood(
    field: BirthdayField, qtbot: QtBot, typed: str, kept: str, shown: str
) -> None:
    qtbot.keyClicks(field, typed)
    field.returnPressed.emit()
    assert (field.value(), field.text(), field.problem()) == (kept, shown, "")


@pytest.mark.parametrize("typed", ["30.11.2026", "31.02", "soon"])
def test_what_is_none_or_lies_ahead_is_said(field: BirthdayField, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(field, typed)
    assert field.value() is None and "cannot lie ahead" in field.problem()
    assert field.text() == typed


def test_it_may_stay_empty(field: BirthdayField) -> None:
    field.set_value("--05-12")
    assert field.text() == "12 May"
    field.set_value(None)
    assert (field.value(), field.problem()) == (None, "")
