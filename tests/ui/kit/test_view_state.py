"""Places are as they were left, book by book; what is typed to search with is not kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.portfolio import Period
from app.services.books import create_book
from app.ui.kit.page_context import Place
from app.ui.kit.preferences import Preferences
from app.ui.shell.app import Application
from app.ui.shell.places import ASIDE, PLACES
from tests.ui.conftest import Start
from tests.ui.test_states import visit


def leave(application: Application) -> None:
    """Set every place otherwise than it was."""
    decisions = visit(application, "decisions")
    decisions.chips.chips["settled"].click()
    decisions.people.set_value("Ioana Țurcanu")
    decisions.search.setText("Redirect")
    promises = visit(application, "promises")
    promises.chips.chips["theirs"].click()
    complaints = visit(application, "complaints", tab="table").overview
    complaints.people.set_value("Ioana Țurcanu")
    complaints.table.chips.chips["told"].click()
    retention: Any = visit(application, "retention", tab="offers")
    retention.part("offers").chips.chips["threat"].click()
    visit(application, "retention", tab="offers")
    insights = visit(application, "insights")
    insights.owner.set_value("Ioana Țurcanu")
    insights.period.choose(Period(date(2025, 6, 30), date(2026, 6, 30)))
    insights.cards["load"].as_table.click()
    visit(application, "reports", tab="book")
    clients = visit(application, "clients", client_id=4, tab="money")
    clients.panel.chips.chips["all"].click()


@pytest.mark.parametrize("page", [each.id for each in (*PLACES, *ASIDE) if each.id != "import"])
def test_a_new_start_begins_at_the_place_that_was_in_front(
    page: str, start: Start, sample_copy: Path
) -> None:
    first = start(sample_copy)
    visit(first, page)
    first.window.close()
    again = start(sample_copy)
    assert again.context is not None and again.context.here == Place(page)


def test_a_new_start_begins_with_the_table_of_clients_where_it_was_in_front(
    start: Start, sample_copy: Path
) -> None:
    first = start(sample_copy)
    visit(first, "clients", tab="table")
    first.window.close()
    again: Any = start(sample_copy)
    table = again.window.current_page().stack.currentWidget()
    assert (table.isVisible(), table.table.model().rowCount()) == (True, 24)


def test_a_new_start_finds_every_place_as_it_was_left(start: Start, sample_copy: Path) -> None:
    first = start(sample_copy)
    leave(first)
    first.leave()
    again = start(sample_copy)
    decisions = visit(again, "decisions")
    assert (decisions.chips.value(), decisions.people.value()) == ("settled", "Ioana Țurcanu")
    assert {row.owner for row in decisions.shown()} <= {"Ioana Țurcanu"} and decisions.search.value() == ""
    assert visit(again, "promises").chips.value() == {"theirs"}
    complaints = visit(again, "complaints").overview
    assert (complaints.tab(), complaints.people.value()) == ("table", "Ioana Țurcanu")
    assert complaints.table.chips.value() == "told"
    retention = visit(again, "retention")
    assert (retention.tab_id(), retention.part("offers").chips.value()) == ("offers", "threat")
    insights = visit(again, "insights")
    assert insights.owner.value() == "Ioana Țurcanu"
    assert insights.period.period == Period(date(2025, 6, 30), date(2026, 6, 30))
    assert insights.cards["load"].table is not None
    assert visit(again, "reports").kind.id == "book"
    clients = visit(again, "clients")
    assert (clients.record.client_id, clients.record.tab_id()) == (4, "money")


def test_another_book_is_not_touched_and_no_words_are_kept(
    start: Start, sample_copy: Path, tmp_path: Path
) -> None:
    application = start(sample_copy)
    leave(application)
    application.leave()
    kept = str(Preferences().places)
    assert "Redirect" not in kept and "Ioana" in kept
    other = tmp_path / "Other.condica"
    create_book(other).close()
    fresh = start(other)
    assert visit(fresh, "decisions").chips.value() == "all"
    assert visit(fresh, "retention").tab_id() == "overview"
