"""The page of search: groups, kinds, and words that find more (UX.md, Behaviour 5)."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.services.search.questions import Hit, rebuild
from app.views.search import SHOWN, ClientLine, MoreLine, Question, ask, kinds_found, lines_of, looser
from tests import factories as make


def note(session: Session, client_id: int, body: str, day: int = 1) -> int:
    return int(make.note(session, client_id, body=body, happened_at=datetime(2026, 1, day, 9, 0)).id)


def test_the_client_of_the_newest_hit_comes_first(session: Session) -> None:
    alfa, beta = make.client(session, name="Alfa").id, make.client(session, name="Beta").id
    for client_id, day in ((alfa, 1), (beta, 2), (alfa, 3)):
        note(session, client_id, "radio", day)
    make.task(session, None, text="radio for us")
    rebuild(session)
    found = ask(session, Question("radio"))
    lines = lines_of(found.hits, one_client=False, ended=found.ended)
    heads = [line.client for line in lines if isinstance(line, ClientLine)]
    assert sorted(heads) == ["", "Alfa", "Beta"] and heads.index("Alfa") < heads.index("Beta")
    assert sum(isinstance(line, Hit) for line in lines) == 4


@pytest.mark.parametrize(("hits", "shown", "more"), [(SHOWN + 1, SHOWN + 1, None), (SHOWN + 2, SHOWN, 2)])
def test_a_group_folds_where_more_than_one_line_is_saved(
    session: Session, hits: int, shown: int, more: int | None
) -> None:
    alfa = make.client(session, name="Alfa").id
    for day in range(hits):
        note(session, alfa, "radio", day + 1)
    rebuild(session)
    found = ask(session, Question("radio"))
    lines = lines_of(found.hits, one_client=False, ended=True)
    assert sum(isinstance(line, Hit) for line in lines) == shown
    assert [line.count for line in lines if isinstance(line, MoreLine)] == ([more] if more else [])
    whole = lines_of(found.hits, one_client=True, ended=True)
    assert sum(isinstance(line, Hit) for line in whole) == hits


def test_how_many_more_is_not_said_before_it_is_known(session: Session) -> None:
    alfa = make.client(session, name="Alfa").id
    for day in range(20):
        note(session, alfa, "radio", day + 1)
    rebuild(session)
    first = ask(session, Question("radio"), limit=10)
    assert not first.ended
    assert [
        line.count
        for line in lines_of(first.hits, one_client=False, ended=False)
        if isinstance(line, MoreLine)
    ] == [None]
    rest = ask(session, Question("radio"), before=first.hits[-1].rowid, limit=50)
    assert rest.ended and len(first.hits) + len(rest.hits) == 20


def test_the_kinds_are_counted_whatever_kind_is_asked_for(session: Session) -> None:
    alfa = make.client(session, name="Radio Nord").id
    note(session, alfa, "radio")
    make.promise(session, alfa, text="radio plan")
    rebuild(session)
    expected = {"clients": 1, "notes": 1, "promises": 1}
    assert kinds_found(session, Question("radio")) == expected
    assert kinds_found(session, Question("radio", table="notes")) == expected
    assert [hit.table for hit in ask(session, Question("radio", table="promises")).hits] == ["promises"]


def test_a_looser_question_finds_something(session: Session) -> None:
    alfa, beta = make.client(session, name="Alfa").id, make.client(session, name="Beta").id
    note(session, alfa, "radio plan for spring")
    rebuild(session)
    assert looser(session, Question("radio", client_id=beta)) == Question("radio")
    assert looser(session, Question("radio", table="promises")) == Question("radio")
    assert looser(session, Question("radio xyzzy")) == Question("radio")
    assert looser(session, Question("xyzzy radio plan")) == Question("radio plan")
    assert looser(session, Question("radiologist")) == Question("radio")
    assert looser(session, Question("xyzzy radiologist", client_id=beta)) is None
    assert looser(session, Question("xyzzy")) is None


def test_whose_hits_they_are_is_told_where_one_client_was_asked_for(session: Session) -> None:
    alfa = make.client(session, name="Alfa").id
    assert ask(session, Question("x", client_id=alfa)).client == "Alfa"
    assert ask(session, Question("x")).client == ""
    assert ask(session, Question("x", client_id=999)).client == ""
