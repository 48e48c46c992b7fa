"""The kinds of records beside what they speak of: the mappings, the icons, the places."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.domain.kinds import KINDS, Kind
from app.models import ALL_RECORDS, Base, Record
from app.models.tables.base import Keyed, Referenced
from app.paths import resources
from app.ui.record.record import TABS
from app.ui.settings import page as settings
from app.ui.shell.places import ASIDE, PLACES
from tests.conftest import PROJECT

MODELS = {model.__tablename__: model for model in ALL_RECORDS}
# The keys of the search index in the books that people have.
NUMBERED = (
    "people", "clients", "contacts", "notes", "decisions", "attempts", "complaints", "voice_checks", "surveys",
    "promises", "agreements", "purchases", "costs", "threats", "offers", "referrals", "judgements", "tasks",
    "attachments", "periods", "goals",
)  # fmt: skip

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.table)


def test_every_record_has_a_kind_and_every_kind_its_records() -> None:
    mapped = {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)}
    assert mapped == set(ALL_RECORDS)
    assert KINDS.keys() == MODELS.keys()


@each_kind
def test_the_icon_of_a_kind_is_there(kind: Kind) -> None:
    assert (resources() / "icons" / f"{kind.icon}.svg").is_file()


def test_no_two_kinds_look_or_are_called_the_same() -> None:
    for said in (lambda k: k.icon, lambda k: k.title, lambda k: k.plural, lambda k: k.number):
        assert len({said(kind) for kind in KINDS.values()}) == len(NUMBERED)


@each_kind
def test_the_day_of_a_kind_is_a_day_of_its_records(kind: Kind) -> None:
    columns = MODELS[kind.table].__table__.columns
    assert kind.day == "" or columns[kind.day].info["kind"] in ("day", "moment")
    # What has no day of its own is known by a name.
    assert kind.day or kind.names == ("name",)


@each_kind
def test_a_kind_is_known_by_texts_of_its_records(kind: Kind) -> None:
    columns = MODELS[kind.table].__table__.columns
    assert kind.names
    assert all(columns[name].info.get("kind", "text") == "text" for name in kind.names)
    assert kind.names == ("name",) or not issubclass(MODELS[kind.table], Keyed)


def test_the_letters_of_the_refs_are_those_of_the_kinds_that_have_refs() -> None:
    letters = {table: kind.letter for table, kind in KINDS.items() if kind.letter}
    assert letters.keys() == {table for table, model in MODELS.items() if issubclass(model, Referenced)}
    assert len(set(letters.values())) == len(letters)


def test_the_keys_of_the_search_index_stay_what_they_are_in_the_books_there_are() -> None:
    assert tuple(sorted(KINDS, key=lambda table: KINDS[table].number))[: len(NUMBERED)] == NUMBERED
    # A key has five bits for it.
    assert {kind.number for kind in KINDS.values()} == set(range(len(KINDS))) <= set(range(32))


@each_kind
def test_the_home_of_a_kind_is_a_place_there_is(kind: Kind) -> None:
    assert kind.page in {place.id for place in (*PLACES, *ASIDE)}
    tabs = {"clients": TABS, "settings": settings.TABS}[kind.page]
    assert kind.tab in {tab for tab, *_rest in tabs}


# What is done with each kind is no fact about it: these say how, and all say it differently.
MAY_LIST_KINDS = {
    "app/services/answers.py": "the headings of an answer",
    "app/services/history.py": "what the rules read of each",
    "app/services/records/holding.py": "what must hold within one record",
    "app/services/reports/management.py": "the sheets of the report",
    "app/views/forms.py": "what a link can be chosen from",
    "app/views/record/loyalty_evidence.py": "how evidence is put into words",
    "app/views/record/timeline_given.py": "how a row is made of each",
    "app/views/record/timeline_rows.py": "how a row is made of each",
}


def _listings(source: str) -> list[int]:
    """The lines where a dict is written out that has four or more kinds of records among its keys."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict)
        if len({key.value for key in node.keys if isinstance(key, ast.Constant)} & KINDS.keys()) >= 4
    ]


def _modules() -> list[Path]:
    return sorted((PROJECT / "app").rglob("*.py"))


def test_nothing_else_lists_the_kinds() -> None:
    found = {
        path.relative_to(PROJECT).as_posix() for path in _modules() if _listings(path.read_text("utf-8"))
    }
    assert found == MAY_LIST_KINDS.keys()


def test_another_list_of_kinds_would_be_found() -> None:
    assert _listings("A = {'notes': 1, 'tasks': 2, 'goals': 3}\nB = {**A, 'costs': 4}") == []
    assert _listings("A = {'notes': 1, 'tasks': 2, 'goals': 3, 'costs': 4, 'x': 5}") == [1]
