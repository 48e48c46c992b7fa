"""Stories leave the house without names, with consent, and as text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import NotAllowed
from app.models.book import Book
from app.services.stories import as_html, as_markdown, as_text
from app.views.complaints.stories import StoryLine, story_lines
from tests import factories as make

TODAY = date(2026, 11, 20)
TOLD = date(2026, 11, 9)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = make.new_book(tmp_path)
    yield opened
    opened.close()


def story(book: Book, text: str | None, consent: bool | None = None) -> StoryLine:
    """The story of one complaint of Brutăria Alfa, where Ion Popescu works."""
    with book.writing("set up") as session:
        client = make.client(session, name="Brutăria Alfa SRL", legal_name="Panificație Nord SA")
        make.contact(session, client, name="Ion Popescu")
        day = date(2026, 11, 2)
        make.complaint(session, client, received_on=day, told_on=TOLD, story=text, story_consent=consent)
    with book.reading() as session:
        return story_lines(session, TODAY)[0]


@pytest.mark.parametrize(
    ("text", "consent", "state"),
    [
        (None, None, "none"),
        ("A bakery waited.", None, "asks"),
        ("A bakery waited.", False, "asks"),
        ("A bakery waited.", True, "ready"),
        ("Mr Popescu waited.", True, "names"),
        ("Panificatie Nord waited.", True, "names"),
    ],
)
def test_the_state_of_a_story(book: Book, text: str | None, consent: bool | None, state: str) -> None:
    assert story(book, text, consent).state == state


def test_publishing_a_name_is_refused_with_the_name(book: Book) -> None:
    line = story(book, "Ion Popescu from Alfa waited.", True)
    for form in ("text", "markdown", "html"):
        with pytest.raises(NotAllowed, match="Brutăria Alfa SRL, Ion Popescu"):
            line.published(form)


def test_publishing_without_consent_is_refused(book: Book) -> None:
    with pytest.raises(NotAllowed, match="not agreed"):
        story(book, "A bakery waited.").published("text")


def test_an_agreed_story_is_copied(book: Book) -> None:
    assert (
        story(book, "A bakery waited & won.", True).published("html") == "<p>A bakery waited &amp; won.</p>"
    )


def test_complaints_not_told_and_without_story_are_no_candidates(book: Book) -> None:
    with book.writing("set up") as session:
        make.complaint(session, make.client(session), received_on=TOLD)
    with book.reading() as session:
        assert story_lines(session, TODAY) == ()


def test_what_was_typed_stays_text() -> None:
    typed = "# One <b>day</b>\n\n- it *broke*\n1. [here](http://x)"
    assert as_text(typed) == typed
    assert as_html(typed) == (
        "<p># One &lt;b&gt;day&lt;/b&gt;</p>\n<p>- it *broke*<br>1. [here](http://x)</p>"
    )
    assert as_markdown(typed) == (
        "\\# One \\<b\\>day\\</b\\>\n\n\\- it \\*broke\\*\n1\\. \\[here\\](http://x)"
    )
