"""The list of Today: rows in groups, each with its one deed, and the clock that puts it off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.domain.today.deeds import DEEDS
from app.i18n import _
from app.ui.kit.lists.deed_delegate import Tool
from app.ui.kit.lists.deed_list import DeedList, FormHost
from app.ui.kit.rows import tool_tip
from app.ui.today.actions import ROWS
from app.ui.today.rows import lines_of
from app.views.today.page import TodayRow

__all__ = ["FormHost", "TodayList"]
SNOOZE = "snooze"


class TodayList(DeedList):
    """The rows of Today; what the keys do with them is said by `today.actions`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        clock = Tool(SNOOZE, "alarm-clock", tool_tip(ROWS[SNOOZE]))
        words = tuple(deed.words for deed in DEEDS)
        super().__init__(_("What asks for attention"), words, (clock,), parent=parent)

    def set_rows(self, rows: Sequence[TodayRow]) -> None:
        """Show other rows; the current one stays, else the one that comes up in its place. A form stays."""
        self.set_lines(lines_of(rows))

    def snooze_place(self) -> QPoint:
        """Where the menu of the current row opens."""
        return self.tool_place(SNOOZE)
