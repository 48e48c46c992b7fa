"""A small book that has something on every sheet of the management report, and the report made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.books import create_book
from app.services.records import book_settings
from app.services.reports.management import write_management
from tests import factories as make
from tests.factories import TODAY

HOSTILE = '=HYPERLINK("http://evil.example","x")'
Report = Callable[..., Workbook]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = create_book(tmp_path / "Clients.condica", name="Media & Partners", currency="EUR")
    yield book
    book.close()


@pytest.fixture
def full_book(book: Book) -> Book:
    with book.writing("set up") as session:
        book_settings.change(session, "rate.RON", "0.2")
        _alfa(session)
        _hostile(session)
        make.client(session, name="Zeta lost", status="lost", lost_on=ago(100), since=ago(900))
        make.client(session, name="Ąprospect", status="prospect", since=None)
    return book


def _alfa(session: Session) -> None:
    """Two bargaining threats and no open complaint: a hunter, overruled; amounts in RON."""
    ana = make.person(session, name="Ana")
    alfa = make.client(session, name="Alfa", owner_id=ana.id, currency="RON", since=ago(1000))
    for days in (30, 120, 400, 500):
        make.purchase(session, alfa, bought_on=ago(days), amount=100_000, cost=60_000)
    made = make.threat(
        session,
        alfa,
        ref="T-1",
        made_on=ago(60),
        wording="15 % or we go",
        asked_for="discount",
        outcome="stayed",
    )
    make.threat(session, alfa, ref="T-2", made_on=ago(20), asked_for="bonus", wording="Rival is cheaper")
    make.offer(
        session, alfa, trigger="threat", threat_id=made.id, cost=5_000, outcome="accepted", made_on=ago(59)
    )
    make.offer(session, alfa, trigger="proactive", cost=2_500, made_on=ago(10), outcome="open")
    make.judgement(
        session, alfa, value="watch", reason="They were provoked", judged_on=ago(5), judged_by="Ana"
    )
    decision = make.decision(session, alfa, ref="D-1", raised_on=ago(50), advice_limit=2)
    for days in (45, 40, 35):
        make.attempt(session, decision, made_on=ago(days), made_by="Ana", response="refused")
    make.promise(session, alfa, ref="P-1", due_on=ago(3), made_on=ago(30))
    make.promise(session, alfa, ref="P-2", due_on=ago(10), made_on=ago(30), fulfilled_on=ago(12))


def _hostile(session: Session) -> None:
    """Names and texts as an enemy, or a careless import, would write them."""
    client = make.client(session, name=HOSTILE, since=ago(800))
    for days in (300, 200, 100, 20):
        make.purchase(session, client, bought_on=ago(days), amount=50_000, cost=60_000)
    make.complaint(
        session, client, ref="@C-1", received_on=ago(200), category="tone", told_on=ago(190),
        resolved_on=ago(191), satisfied="yes", remark="-2+3", change_made="\x07bell _x0041_",
    )  # fmt: skip
    make.complaint(session, client, ref="C-2", received_on=ago(100), category="Tone ", solicited=True)
    make.survey(session, client, answered_on=ago(5), score=9.0)
    make.decision(
        session, client, ref="D-2", title="+1", client_wish="=1+1", our_advice="x" * 40_000,
        raised_on=ago(90), outcome="client_way", decided_on=ago(80), debriefed_on=ago(10),
        verdict="client_right", lesson="Ask earlier",
    )  # fmt: skip


@pytest.fixture
def report_of(tmp_path: Path) -> Callable[..., Workbook]:
    """`report_of(book)` writes the report for TODAY (or `as_of=…`) and reopens it."""

    def made(book: Book, **options: Any) -> Workbook:
        target = tmp_path / "Report.xlsx"
        with book.reading() as session:
            write_management(session, target, **({"as_of": TODAY} | options))
        return load_workbook(target)

    return made


def texts(sheet: Any) -> list[str]:
    """Every text of a sheet."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def table_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of the sheet's one Excel table, by column title."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    titles = [cell.value for cell in header]
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rows]
