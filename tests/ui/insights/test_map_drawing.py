"""Labels on the maps of loyalty lie neither on each other nor on an arrow, in every language and size of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from matplotlib.path import Path as Stroke
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import LANGUAGES, set_language
from app.models import Client
from app.services.books import open_book
from app.ui.insights.page import InsightsPage
from app.ui.kit.charts.drawing import Draw, Easel, order
from app.ui.kit.charts.map_drawing import draw_map
from app.ui.kit.look import theme
from app.ui.record.loyalty_map import draw_way
from app.views.insights.map import LoyaltyMap, MapPoint, Spot
from app.views.insights.page import InsightsBoard, whole_period
from app.views.insights.parts import Link
from app.views.record.loyalty import Step, loyalty_view
from app.views.record.page import open_record
from tests.ui.conftest import TODAY

SCALES = (1.0, 1.5)


@pytest.fixture
def asked(sample_file: Path) -> Iterator[Session]:
    with closing(open_book(sample_file, read_only=True)) as book, book.reading() as session:
        yield session


@contextmanager
def seen(language: str, scale: float) -> Iterator[None]:
    """In this language and size of text."""
    set_language(language)
    theme.set_text_scale(scale)
    yield
    theme.set_text_scale(1.0)
    set_language("en")


def flaws(draw: Draw, width: int, height: int, moves: Sequence[tuple[Spot, Spot]]) -> list[str]:
    """Which labels of a drawing lie on another one, on an arrow of `moves`, or outside."""
    easel = Easel()
    easel.draw(order(draw, QSize(width, height), 1.0))
    axes = easel.figure.axes[0]
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label, axes.yaxis.label]
    labels = [each for each in (*axes.texts, *ticks) if each.get_text().strip()]
    boxes = [(each.get_text(), each.get_window_extent().padded(-1)) for each in labels]
    found = [f"{a} on {b}" for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]
    for before, now in moves:
        ends = [axes.transData.transform((each.across, high(each))) for each in (before, now)]
        found += [f"{text} on an arrow" for text, box in boxes if crosses(ends, box)]
    room = easel.figure.bbox
    found += [f"{text} outside" for text, box in boxes if box.x0 < room.x0 - 2 or box.x1 > room.x1 + 2]
    return found


def crosses(ends: Sequence[Any], box: Any) -> bool:
    return bool(Stroke(ends).intersects_bbox(box, filled=False))


def high(place: Spot) -> float:
    return -9.0 if place.attitude is None else place.attitude


def moves_of(found: LoyaltyMap) -> list[tuple[Spot, Spot]]:
    """The arrows of the map."""
    named = [p for p in found.points if p.named and p.before is not None and p.before.attitude is not None]
    return [(p.before, p.now) for p in named if p.before is not None]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_map_of_all_clients(asked: Session, qapp: object, language: str, scale: float) -> None:
    with seen(language, scale):
        found = InsightsBoard().insights(asked, whole_period(TODAY, 12)).map
        for width, height in ((508, 236), (420, 236), (1000, 236)):
            sized = round(width * scale), round(height * scale)
            assert flaws(draw_map(found), *sized, moves_of(found)) == [], (width, height)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_way_of_each_client(asked: Session, qapp: object, language: str, scale: float) -> None:
    with seen(language, scale):
        for client_id in asked.scalars(select(Client.id)):
            view = open_record(asked, client_id, TODAY)
            assert view is not None
            steps, top = loyalty_view(view).steps, view.settings.loyalty_attitude_high
            if steps:
                size = round(288 * scale), round(260 * scale)
                assert flaws(draw_way(steps, top), *size, way(steps)) == [], client_id


def way(steps: Sequence[Step]) -> list[tuple[Spot, Spot]]:
    return list(pairwise([step.spot for step in steps if step.spot.attitude is not None]))


def test_names_in_a_crowd_are_left_out_rather_than_laid_on_each_other(qapp: object) -> None:
    spots = [Spot(0.72 + 0.01 * n, 80.0 + n, "true", 8, True) for n in range(9)]
    before = [replace(each, attitude=(each.attitude or 0) - 30, across=each.across - 0.2) for each in spots]
    links = [Link("clients", n, n, f"A client with a long name {n}") for n in range(9)]
    points = tuple(map(MapPoint, links, spots, before, [True] * 9))
    found = LoyaltyMap(points, ((0.0, 0), (0.5, 4)), 60, "", None)  # type: ignore[arg-type]
    assert flaws(draw_map(found), 508, 236, moves_of(found)) == []


def test_the_map_has_the_height_of_its_card(page: InsightsPage, qtbot: QtBot) -> None:
    card = page.cards["map"]
    axes = card.chart._easel.figure.axes[0]
    unit = axes.transData.transform([(0, 0), (0, 100)])
    assert (unit[1][1] - unit[0][1]) / axes.figure.dpi * 72 > 0.5 * card.height()
    assert card.chart.geometry().bottom() >= card.height() - 20
