"""One figure is one figure: Today, Insights, Retention, Complaints, the report and `condica portfolio` agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.domain.portfolio import Figures, Measure, Period, year_before
from app.i18n import format_percent
from app.services import answers, settings_store
from app.services.books import open_book
from app.services.reports import management
from app.views.complaints.hunt import HuntLine, hunt
from app.views.complaints.page import ComplaintsView, complaints_view
from app.views.insights.page import Insights, InsightsBoard
from app.views.insights.parts import Table
from app.views.reports import load_material
from app.views.retention.page import RetentionBoard
from app.views.retention.rows import RetentionPage
from app.views.today.board import TodayBoard, TodayView
from tests.views.conftest import SAMPLE_DAY

# The sample's own day, one whose year holds a 29 February, and one before much of its story.
DAYS = (SAMPLE_DAY, date(2025, 2, 28), date(2025, 9, 1))


class Places(NamedTuple):
    """What every place says on one day about the twelve months up to it."""

    today: TodayView
    insights: Insights
    retention: RetentionPage
    complaints: ComplaintsView
    hunt: tuple[HuntLine, ...]
    report: Figures
    portfolio: dict[str, Any]

    def measure(self, title: str) -> Measure:
        """A line of the report's comparison."""
        return next(each for each in self.report.measures if each.title == title)


@pytest.fixture(params=DAYS, ids=str)
def places(request: pytest.FixtureRequest, sample_file: Path) -> Iterator[Places]:
    day: date = request.param
    period = Period(year_before(day), day)
    with closing(open_book(sample_file, read_only=True)) as book, book.reading() as session:
        material = load_material(session, period.start, day)
        yield Places(
            TodayBoard().read(session, day),
            InsightsBoard().insights(session, period),
            RetentionBoard().read(session, day),
            complaints_view(session, day),
            hunt(session, day),
            management.compute(material, management.Progress(None, None)).figures,
            answers.of_portfolio(material.loaded, period.start, day, settings_store.load(session)),
        )


def test_clients_kept(places: Places) -> None:
    kept = (places.portfolio["kept"], places.portfolio["active_from"])
    assert kept[1] > 0
    assert (places.today.figures.kept, places.today.figures.kept_from) == kept
    assert (places.report.now.kept, places.report.now.active_from) == kept
    assert places.insights.headline.kept.value == "{} of {}".format(*kept)


def test_revenue_kept(places: Places) -> None:
    for name in ("grr", "nrr"):
        share = places.portfolio[name]
        assert getattr(places.report.now, name) == share
        assert getattr(places.insights.headline, name).value == format_percent(share)


def test_satisfied_clients(places: Places) -> None:
    figures = places.today.figures
    satisfied = (figures.satisfied, figures.satisfaction_known)
    assert satisfied[1] > 0
    assert (places.report.satisfied, places.report.satisfaction_known) == satisfied
    assert places.insights.headline.satisfied.value == "{} of {}".format(*satisfied)
    assert len(places.insights.headline.satisfied.links) == places.report.not_loyal
    unknown = places.report.active_to - satisfied[1]
    assert places.insights.headline.satisfied.beside == (f"{unknown} unknown" if unknown else "")


def test_active_clients_are_those_on_the_map(places: Places) -> None:
    assert places.portfolio["active_to"] == places.insights.clients == len(places.insights.map.points)
    assert places.insights.clients == places.report.active_to


def test_complaints_received_and_told(places: Places) -> None:
    said, figures = places.portfolio["complaints"], places.today.figures
    assert said["received"] > 0
    assert (figures.received, figures.told) == (said["received"], said["told"])
    assert (places.complaints.received, places.complaints.told_share) == (said["received"], said["loop_rate"])
    assert places.measure("Complaints voiced").this == said["received"]
    assert places.measure("Closed loop: told of received").this == said["loop_rate"]


def test_what_was_given(places: Places) -> None:
    # The ledger counts 365 days, as it says; none of these years has a 29 February in it.
    given = places.retention.ledger.offers
    offers = places.portfolio["offers"]
    if year_before(places.today.as_of).year % 4 and places.today.as_of.year % 4:
        assert given.counts == {name: offers[name] for name in given.counts}
        assert given.proactive_share == offers["proactive_share"]
    assert places.measure("Offers unasked, by number").this == offers["proactive_share"]


def test_what_arguing_brought(places: Places) -> None:
    decisions, bars = places.portfolio["decisions"], places.insights.persuasion.bars
    assert sum(bar.of for bar in bars) == decisions["settled"]
    assert sum(bar.count for bar in bars) == sum(decisions["convinced_at"].values())
    verdicts = {bar.count for bar in places.insights.right.bars if bar.count}
    assert verdicts == set(decisions["verdicts"].values())


def test_deal_hunters_and_the_silent(places: Places) -> None:
    hunters = {row.client for row in places.retention.hunters if row.hunter.level == "hunter"}
    assert hunters == set(places.portfolio["hunters"])
    assert places.today.figures.silent == len(places.hunt)


def test_sentence_chart_and_table_count_the_same_quarters(places: Places) -> None:
    found = places.insights
    numbers = [int(each) for each in re.findall(r"\d+", found.offers.sentence)]
    shown = {found.offers.total("unasked"), found.offers.total("threat")} - {0}
    assert set(numbers) == shown
    assert shown <= set(_sums(found.offers.table))
    ours = [found.promises.total(f"ours/{phase}/{how}") for phase in ("partnership", "acquisition") for how in ("kept", "not")]  # fmt: skip
    assert f"we kept {ours[0] + ours[2]} of {sum(ours)} promises" in found.promises.sentence
    assert sum(_sums(found.promises.table)[index] for index in (1, 3)) == sum(ours)
    last, before = (
        sum(q.count("own") + q.count("asked") for q in quarters)
        for quarters in (found.complaints.quarters[-4:], found.complaints.quarters[-8:-4])
    )
    assert str(last) in found.complaints.sentence and str(before) in found.complaints.sentence
    assert _sums(found.complaints.table)[0] == found.complaints.total("own")


def _sums(table: Table) -> list[int]:
    """The columns of a chart's table, added up."""
    return [sum(line.cells[at] for line in table.lines) for at in range(1, len(table.heads))]
