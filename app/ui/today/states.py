"""What Today says when it has no rows to show: nothing yet, nothing left, nothing of mine, or not now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.words import capital
from app.i18n import N_, _, format_day, ngettext
from app.ui.kit.veil import veil_words
from app.views.today.board import TodayView
from app.views.today.page import TodayRow

NOW = 3

_WORDS = {
    "again": N_("Try again"),
    "everyone": N_("Show everyone’s"),
    "discreet": N_("End discreet mode"),
    "client.new": N_("New client…"),
}


@dataclass(frozen=True)
class TodayState:
    """What stands in place of the rows, and the id of what its button does."""

    icon: str
    title: str
    text: str = ""
    action: str = ""

    @property
    def words(self) -> str:
        """What the button says."""
        return _(_WORDS[self.action]) if self.action else ""


def state_of(
    view: TodayView, person: str | None, rows: Sequence[TodayRow], *, hidden: bool
) -> TodayState | None:
    """What to show in place of rows; None where there are some."""
    if hidden:
        return TodayState(*veil_words(), "discreet")
    if rows:
        return None
    if not view.clients:
        text = _("Here stands each morning what asks for you: promises due, silence, threats, birthdays.")
        return TodayState("sun", _("No clients yet"), text, "client.new")
    others = len(view.shown(None))
    if person is not None and others:
        text = ngettext("{n} thing asks for others.", "{n} things ask for others.", others).format(n=others)
        return TodayState("circle-check", _("Nothing asks for you today"), text, "everyone")
    text = _("A good day to call somebody without a reason.")
    return TodayState("circle-check", _("Nothing asks for you today"), text)


def day_line(today: date, rows: Sequence[TodayRow] | None, *, ours: bool) -> str:
    """The day, and how much asks for the person, or for all of us; the day alone while nothing is known."""
    day = capital(format_day(today, "EEEE, d MMMM y"))
    if rows is None:
        return day
    count = len(rows)
    if ours:
        asks = ngettext("{n} thing asks for us", "{n} things ask for us", count)
    else:
        asks = ngettext("{n} thing asks for you", "{n} things ask for you", count)
    line = f"{day} · {asks.format(n=count)}"
    now = sum(row.item.severity == NOW for row in rows)
    if not now:
        return line
    return f"{line}, {ngettext('{n} of them now', '{n} of them now', now).format(n=now)}"


def missed_line(since: date, count: int) -> str:
    """What came due while nobody looked."""
    words = ngettext(
        "Since you were last here, on {day}, {n} thing came due.",
        "Since you were last here, on {day}, {n} things came due.",
        count,
    )
    return words.format(day=format_day(since, "EEEE d MMMM"), n=count)
