"""A printed sheet holds shareable fields alone: every other value is marked and looked for (Two audiences)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.book import Book
from app.models.tables.complaints import Complaint
from app.services.records.fields import field_columns
from app.ui.complaints.printing import html_of
from app.ui.kit.widgets.printing import write_pdf
from app.views.complaints.sheet import SHAREABLE, PrintedSheet, printed_sheet
from tests import factories as make

DAY = date(2026, 11, 9)
INTERNAL = {"client_id", "solicited", "severity", "reward_cost", "story", "story_consent"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = make.new_book(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sheet(book: Book) -> PrintedSheet:
    """A sheet whose every text is a mark of its own, in a book full of other marked values."""
    with book.writing("set up") as session:
        client = make.client(session, name="CLIENT<b>", profile="SECRET-profile", lost_reason="SECRET-reason")
        other = make.client(session, name="SECRET-other")
        make.complaint(session, other, remark="SECRET-words of another")
        make.complaint(session, client, remark="SECRET-earlier", category="about", resolved_on=DAY)
        make.note(session, client, kind="internal", body="SECRET-note", mood=-2)
        found = make.complaint(
            session,
            client,
            ref="C-031",
            received_on=DAY,
            channel="call",
            raised_by="SHOWN-by",
            solicited=True,
            category="SHOWN-about",
            severity=3,
            remark="SHOWN-words <script>",
            assigned_to="SHOWN-who",
            responded_on=DAY,
            finding="SHOWN-found",
            change_made="SHOWN-changed",
            resolved_on=DAY,
            told_on=DAY,
            told_words="SHOWN-told",
            thanked_on=DAY,
            reward="SHOWN-reward",
            reward_cost=987_654,
            satisfied="partly",
            story="SECRET-story",
            story_consent=True,
        )
        complaint_id = found.id
    with book.reading() as session:
        return printed_sheet(session, complaint_id)


def test_every_column_is_either_shareable_or_known_to_be_internal() -> None:
    columns = {column.name for column in field_columns(Complaint)}
    assert set(SHAREABLE) | INTERNAL == columns
    assert not set(SHAREABLE) & INTERNAL


def test_the_document_holds_what_is_shareable_and_nothing_else(sheet: PrintedSheet) -> None:
    html = html_of(sheet)
    for mark in ("by", "about", "words", "who", "found", "changed", "told", "reward"):
        assert f"SHOWN-{mark}" in html
    assert "SECRET" not in html
    assert not any(amount in html for amount in ("987654", "9876", "9,876", "9 876"))
    assert "everity" not in html


def test_what_people_typed_is_no_markup(sheet: PrintedSheet) -> None:
    html = html_of(sheet)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "CLIENT&lt;b&gt;" in html


def test_a_long_sheet_runs_over_several_pages(sheet: PrintedSheet, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "long.pdf"
    write_pdf(html_of(replace(sheet, remark="They said so, and more of it. " * 400)), target, "long")
    assert len(re.findall(rb"/Type /Page\b(?!s)", target.read_bytes())) >= 3


def test_a_pdf_is_written_on_a4(sheet: PrintedSheet, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "C-031.pdf"
    write_pdf(html_of(sheet), target, sheet.ref)
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 595 842]" in content.replace(b".000000", b"").replace(b".0 ", b" ")
    assert [each.name for each in tmp_path.glob("C-031*")] == ["C-031.pdf"]
