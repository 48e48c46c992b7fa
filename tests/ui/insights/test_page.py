"""Insights: what it shows of the sample book, filters for the whole page, and the way to the records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import models
from app.domain.portfolio import Period
from app.ui.clients.page import ClientsPage
from app.ui.insights.filters import PeriodDialog
from app.ui.insights.page import InsightsPage
from app.ui.kit import discreet
from app.ui.kit.charts import drawing
from app.ui.kit.charts.ink import Pick, blend, contrast, ground_and_ink
from app.ui.kit.page_context import Place
from app.ui.record.loyalty import LoyaltyTab
from app.ui.reports.page import ReportsPage
from app.ui.shell.app import Application
from tests.ui.conftest import TODAY, Start
from tests.ui.insights.conftest import context_of, drawn
from tests.ui.walk import flaws, settle


def test_the_page_stands_at_once_and_fills_behind(application: Application, qtbot: QtBot) -> None:
    context_of(application).go(Place("insights"))
    page = application.window.current_page()
    assert isinstance(page, InsightsPage)
    assert page.found is None and page.isVisible()
    assert all(card.chart.spots == [] for card in page.cards.values())
    drawn(application, qtbot)
    assert all(card.chart.drawings for card in page.cards.values())


def test_tiles_and_sentences_are_those_of_the_figures(page: InsightsPage) -> None:
    found = page.found
    assert found is not None
    assert page.tiles.kept.value.text() == found.headline.kept.value
    assert page.tiles.satisfied.sub.text() == found.headline.satisfied.sub
    for card, part in zip(
        page.cards.values(),
        (
            found.map,
            found.cohorts,
            found.complaints,
            found.offers,
            found.persuasion,
            found.right,
            found.promises,
            found.load,
        ),
        strict=True,
    ):
        assert card.sentence.text() == part.sentence == card.chart.accessibleName()
        assert len(part.table.heads) >= 3


def test_one_owner_s_clients_alone(application: Application, page: InsightsPage, qtbot: QtBot) -> None:
    assert page.found is not None
    everyone = page.found.clients
    page.owner.set_value("Ioana Țurcanu")
    drawn(application, qtbot)
    assert 0 < page.found.clients < everyone
    assert {p.link.client_id for p in page.found.map.points} <= _clients_of(application, "Ioana Țurcanu")
    assert page.owner.value() == "Ioana Țurcanu"


def _clients_of(application: Application, owner: str) -> set[int]:
    assert application.opened is not None
    with application.opened.book.reading() as session:
        query = select(models.Client.id).join(models.Person, models.Person.id == models.Client.owner_id)
        return set(session.scalars(query.where(models.Person.name == owner)))


def test_another_period_changes_the_whole_page(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    figures = [card.chart._easel.figure for card in page.cards.values()]
    words = [action.text() for action in page.period.menu_of_periods().actions()]
    assert words[:3] == ["Last 3 months", "Last 6 months", "Last 12 months"] and "2025" in words
    page.period.choose(Period(date(2024, 12, 31), date(2025, 12, 31)))
    drawn(application, qtbot)
    assert page.found is not None
    assert page.found.complaints.quarters[-1].last == date(2025, 12, 31)
    assert "31 Dec 2024" in page.note.text()
    assert [card.chart._easel.figure for card in page.cards.values()] == figures


def test_any_two_days_can_be_asked_for(page: InsightsPage) -> None:
    dialog = PeriodDialog(page.context, page.period)
    dialog.form.set_values(first=date(2026, 5, 1), last=date(2026, 4, 1))
    dialog.choose()
    assert dialog.form.fields["last"].error.text() == "This day comes before the first one."
    dialog.form.set_values(last=date(2026, 6, 30))
    dialog.choose()
    assert page.period.period == Period(date(2026, 4, 30), date(2026, 6, 30))


def test_a_dot_of_the_map_leads_to_the_client_s_loyalty(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    chart = page.cards["map"].chart
    spot = chart.spots[-1]
    assert isinstance(spot.data, Pick) and spot.data.links[0].client in spot.text
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    settle(application)
    there = application.window.current_page()
    assert isinstance(there, ClientsPage)
    assert there.record.tab_id() == "loyalty"


def test_a_bar_lists_its_records_and_each_opens_its_place(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    several = next(s for s in page.cards["complaints"].chart.spots if s.data and len(s.data.links) > 1)
    page.open_pick(several.data)
    assert page.records is not None
    assert [link.kind for link in page.records.list.rows()] == ["complaints"] * len(several.data.links)
    page.records.list.opened.emit(page.records.list.rows()[0])
    settle(application)
    here = context_of(application).here
    assert here == Place("complaints", record=("complaints", several.data.links[0].id))


def test_tiles_open_the_clients_behind_them(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    tile = page.tiles.kept
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert page.records is not None
    assert page.records.windowTitle().startswith("Clients kept")
    page.records.reject()


def test_the_table_stands_in_the_chart_s_place_and_opens_records(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    card = page.cards["map"]
    card.as_table.click()
    assert card.table is not None and card.table.rows_model.rowCount() == len(card._rows)
    card.table.setCurrentIndex(card.table.rows_model.index(0, 0))
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    settle(application)
    assert isinstance(application.window.current_page(), ClientsPage)


def test_a_chart_is_copied_with_its_figures_and_saved(
    application: Application, page: InsightsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    card = page.cards["offers"]
    card.copy()
    taken = QGuiApplication.clipboard().mimeData()
    assert taken.hasImage() and "Unasked\tUnder threat" in taken.text()
    page.save_png(card, str(tmp_path / "offers.png"))
    qtbot.waitUntil(drawing.idle)
    assert (tmp_path / "offers.png").read_bytes().startswith(b"\x89PNG")


def test_looking_back_shows_counts_intervals_and_the_warning(page: InsightsPage) -> None:
    card = page.lookback
    assert card.warning.isVisibleTo(page) and "prove little" in card.warning.label.text()
    assert "left" in card.sentence.text()
    card.copy()
    assert "(" in QGuiApplication.clipboard().text()


def test_discreet_mode_hides_everything(page: InsightsPage) -> None:
    discreet.state.set(True)
    assert page.stack.currentWidget() is page.hidden
    assert not page.tiles.isVisible() and not page.note.isVisible() and not page.owner.isVisible()
    discreet.state.set(False)
    assert page.tiles.isVisible() and page.note.isVisible()


def test_a_gesture_elsewhere_is_seen_at_the_next_visit(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    from app.services.records import clients as use_cases

    assert page.found is not None
    before = page.found.headline.kept.value
    kept = next(p.link.client_id for p in page.found.map.points if p.link.client == "Hotel Miorița")
    context = context_of(application)
    context.go("clients")
    settle(application)
    context.operations.write(
        "Lost",
        lambda s: use_cases.lose_client(s, client_id=kept, on=TODAY, reason="moved") and None,
        owner=page,
    )
    settle(application)
    context.go("insights")
    drawn(application, qtbot)
    assert page.found.headline.kept.value != before


def test_the_report_is_one_press_away(application: Application, page: InsightsPage) -> None:
    page.report.click()
    settle(application)
    assert isinstance(application.window.current_page(), ReportsPage)


def test_an_empty_book_says_what_belongs_here(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    from app.services.books import create_book

    path = tmp_path / "Empty.condica"
    create_book(path).close()
    application = start(path)
    context_of(application).go(Place("insights"))
    page = application.window.current_page()
    assert isinstance(page, InsightsPage)
    drawn(application, qtbot)
    assert page.stack.currentWidget() is page.empty


def test_charts_follow_the_theme_and_the_text_size(
    application: Application, page: InsightsPage, qtbot: QtBot
) -> None:
    from app.ui.kit.look import theme

    theme.set_mode("dark")
    theme.set_text_scale(1.5)
    drawn(application, qtbot)
    qtbot.waitUntil(lambda: page.cards["map"].chart._later.isActive() is False)
    drawn(application, qtbot)
    ground = page.cards["map"].chart.image().pixelColor(1, 1).name().upper()
    assert ground == theme.tokens().surface
    theme.set_mode("light")
    theme.set_text_scale(1.0)


def test_nothing_is_nameless_cut_off_or_doubled(application: Application, qtbot: QtBot) -> None:
    found = flaws(application, [Place("insights"), Place("clients", 7, tab="loyalty")])
    drawn(application, qtbot)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["ro", "pl", "ru"])
def test_texts_fit_in_every_language(application: Application, qtbot: QtBot, code: str) -> None:
    application.speak(code)
    settle(application)
    found = flaws(application, [Place("insights"), Place("clients", 7, tab="loyalty")], looks=["light"])
    drawn(application, qtbot)
    assert not found, "\n".join(found)


def test_the_loyalty_tab_is_where_the_map_leads(application: Application, page: InsightsPage) -> None:
    assert page.found is not None
    link = page.found.map.points[0].link
    context_of(application).go(Place("clients", link.client_id, tab="loyalty"))
    settle(application)
    there = application.window.current_page()
    assert isinstance(there, ClientsPage)
    assert isinstance(there.record.tab("loyalty"), LoyaltyTab)


def test_colours_blend_and_ink_is_readable_on_every_step() -> None:
    from app.ui.kit.look.tokens import BY_NAME

    assert blend("#000000", "#FFFFFF", 0.5) == "#808080"
    for colours in BY_NAME.values():
        for step in range(11):
            inks = (colours.on_accent, colours.text)
            ground, ink = ground_and_ink(colours.accent_soft, colours.accent, step / 10, inks)
            assert contrast(ground, ink) >= 4.5, (ground, ink)
