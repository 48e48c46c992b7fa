"""DOMAIN.md, One voice: praise and complaints that name a person are counted per person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app import models
from app.services.praise import Named, named
from tests import factories

START, AS_OF = date(2026, 1, 1), date(2026, 3, 16)
Fill = Callable[[Session, models.Client], object]


def found(folder: Path, fill: Fill, people: tuple[str, ...] = ("Ana Pop", "Ion Vlad")) -> dict[str, Named]:
    book = factories.new_book(folder)
    with book.writing("set up") as session:
        for name in people:
            factories.person(session, name=name)
        fill(session, factories.client(session))
    with book.reading() as session:
        return {one.person: one for one in named(session, START, AS_OF)}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ana Pop was a great help", True),
        ("ana was a great help", True),
        ("We owe a lot to Pop", True),
        ("Mulțumim Anei!", False),  # the stem itself changes
        ("Panama was a great help", False),
        ("Everybody was a great help", False),
    ],
)
def test_praise_names_a_person_in_a_good_mood(tmp_path: Path, text: str, counted: bool) -> None:
    one = found(tmp_path, lambda s, c: factories.note(s, c, mood=1, body=text))["Ana Pop"]
    assert (len(one.praise), len(one.complaints)) == (int(counted), 0)


@pytest.mark.parametrize("values", [{"mood": 0}, {"mood": None}, {"mood": 2, "kind": "internal"}])
def test_a_name_alone_is_no_praise(tmp_path: Path, values: dict[str, object]) -> None:
    assert (
        found(tmp_path, lambda s, c: factories.note(s, c, body="Met Ana Pop", **values))["Ana Pop"].praise
        == ()
    )


@pytest.mark.parametrize(("score", "counted"), [(7.0, 1), (6.9, 0)])
def test_a_good_answer_is_praise(tmp_path: Path, score: float, counted: int) -> None:
    answer = {"score": score, "comment": "Thanks to Ion Vlad"}
    assert len(found(tmp_path, lambda s, c: factories.survey(s, c, **answer))["Ion Vlad"].praise) == counted


def test_complaints_that_name_a_person(tmp_path: Path) -> None:
    def fill(session: Session, client: models.Client) -> None:
        factories.complaint(session, client, ref="C-9", remark="x " * 200 + "Ion Vlad never called")
        factories.complaint(session, client, remark="Ion Vlad", received_on=START)  # before the period

    one = found(tmp_path, fill)["Ion Vlad"]
    assert [(e.kind, e.ref) for e in one.complaints] == [("complaints", "C-9")]


def test_a_first_name_that_two_share_names_neither(tmp_path: Path) -> None:
    people = ("Ana Pop", "Ana Vlad")
    counts = found(tmp_path, lambda s, c: factories.note(s, c, mood=2, body="Ana helped, Vlad too"), people)
    assert [len(counts[p].praise) for p in people] == [0, 1]


def test_what_came_later_is_not_counted(tmp_path: Path) -> None:
    later = datetime(2026, 3, 17, 9)
    fill: Fill = lambda s, c: factories.note(s, c, mood=2, body="Ana Pop", happened_at=later)  # noqa: E731
    assert found(tmp_path, fill)["Ana Pop"].praise == ()
