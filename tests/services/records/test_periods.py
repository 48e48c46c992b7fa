"""The times of a client follow each other at every door (DOMAIN.md, Time)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.models import Period
from app.models.book import Book
from app.services.check import check
from app.services.records import clients, editing, trash
from app.services.records.fields import create
from tests import factories

EARLIER = {"since": date(2020, 1, 1), "lost_on": date(2021, 1, 1)}


def test_a_time_that_overlaps_another_is_refused(session: Session, client_id: int) -> None:
    create(session, Period, client_id=client_id, **EARLIER)
    for since, lost_on in ((date(2020, 6, 1), date(2020, 7, 1)), (date(2023, 1, 1), date(2024, 3, 2))):
        with pytest.raises(InvalidInput, match="overlap"):
            create(session, Period, client_id=client_id, since=since, lost_on=lost_on)
    create(session, Period, client_id=client_id, since=date(2021, 1, 1), lost_on=date(2024, 3, 1))


def test_a_client_cannot_begin_before_an_earlier_time_has_ended(session: Session, client_id: int) -> None:
    create(session, Period, client_id=client_id, **EARLIER)
    with pytest.raises(InvalidInput, match="overlap"):
        clients.change_client(session, client_id=client_id, since=date(2020, 12, 31))


def test_a_time_changes_its_own_days_freely(session: Session, client_id: int) -> None:
    period = create(session, Period, client_id=client_id, **EARLIER)
    editing.edit(session, kind="periods", record_id=period.id, lost_on=date(2020, 2, 1))
    with pytest.raises(InvalidInput, match="before"):
        editing.edit(session, kind="periods", record_id=period.id, lost_on=date(2019, 2, 1))


def test_a_time_does_not_come_back_from_the_trash_into_another(session: Session, client_id: int) -> None:
    period = create(session, Period, client_id=client_id, **EARLIER)
    editing.remove(session, kind="periods", record_id=period.id)
    create(session, Period, client_id=client_id, since=date(2020, 6, 1), lost_on=date(2022, 1, 1))
    with pytest.raises(InvalidInput, match="overlap"):
        trash.restore(session, period)


def test_a_check_names_the_client_whose_times_overlap(book: Book) -> None:
    with book.writing("set up") as session:
        acme = factories.client(session, name="Acme")
        factories.client(session, name="Beta")
        factories.period(session, acme, **EARLIER)
    assert [(problem.where, "overlap" in problem.what) for problem in check(book)] == [("clients Acme", True)]
