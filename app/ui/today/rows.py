"""The lines of Today's list: a heading for each group and the rows beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n import _
from app.ui.kit.lists.deed_rows import Heading, Line
from app.views.today.page import GROUPS, TodayRow

__all__ = ["Heading", "lines_of"]


def lines_of(rows: Sequence[TodayRow]) -> list[Line]:
    """The rows beneath the headings of their groups; empty groups have none."""
    lines: list[Line] = []
    for severity, title in GROUPS:
        group = [row for row in rows if row.item.severity == severity]
        if group:
            note = "" if lines else _("sorted by urgency, then day")
            lines += [Heading(_(title), len(group), note), *group]
    return lines
