"""The charts of Insights: their titles, what draws each, and its figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.ui.insights import drawings, quarter_drawings
from app.ui.kit.charts import map_drawing
from app.ui.kit.charts.drawing import Draw
from app.ui.kit.lists.rows_model import Column
from app.views.insights.parts import Head, Table, shown

if TYPE_CHECKING:
    from app.views.insights.page import Insights


def titles() -> dict[str, str]:
    """The charts in the order they stand, and what each is called."""
    return {
        "map": _("Loyalty map"),
        "cohorts": _("Kept by year of arrival"),
        "complaints": _("Complaints voiced and repeated"),
        "offers": _("Given unasked, given under threat"),
        "persuasion": _("Persuasion by attempt"),
        "right": _("Who was right"),
        "promises": _("Promises kept"),
        "load": _("Load by person"),
    }


def charts(found: Insights) -> dict[str, tuple[Draw, Any]]:
    """What draws each chart, and the part of the answer behind it."""
    return {
        "map": (map_drawing.draw_map(found.map), found.map),
        "cohorts": (drawings.draw_cohorts(found.cohorts), found.cohorts),
        "complaints": (quarter_drawings.draw_complaints(found.complaints), found.complaints),
        "offers": (quarter_drawings.draw_offers(found.offers), found.offers),
        "persuasion": (drawings.draw_persuasion(found.persuasion), found.persuasion),
        "right": (drawings.draw_right(found.right), found.right),
        "promises": (quarter_drawings.draw_promises(found.promises), found.promises),
        "load": (drawings.draw_load(found.load), found.load),
    }


def columns_of(table: Table) -> list[Column]:
    """A chart's table as columns of the table view."""

    def made(at: int, head: Head) -> Column:
        return Column(
            str(at),
            head.title,
            lambda line: line.cells[at],
            display=lambda line: shown(line.cells[at], head.kind),
            align="left" if head.kind == "text" else "right",
            width=150 if at == 0 else 92,
        )

    return [made(at, head) for at, head in enumerate(table.heads)]
