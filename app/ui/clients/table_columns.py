"""The columns of the table of clients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.day_words import ago
from app.domain.words import capital, word
from app.i18n import _, format_day, format_money
from app.ui.clients.filters import ListRow
from app.ui.clients.list_panel import two_lines
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.page_context import PageContext
from app.ui.record.cards.hunter import LEVELS, level_word
from app.ui.record.header import STATUS_ROLES


def columns(context: PageContext) -> list[Column]:
    """All columns there are; what is not computed yet is left empty."""
    return [*_who(), *_standing(), *_figures(context)]


def _who() -> list[Column]:
    return [
        Column("name", _("Client"), lambda r: r.client.name, bold=True, width=220),
        Column(
            "status",
            _("Status"),
            lambda r: word(r.client.status),
            display=lambda r: capital(word(r.client.status)),
            icon=lambda r: STATUS_ROLES[r.client.status][1],
            role=lambda r: STATUS_ROLES[r.client.status][0],
            width=120,
        ),
        Column(
            "why",
            _("Why now"),
            _of("severity"),
            display=lambda r: r.standing.line if r.standing is not None else "",
            sort_key=_urgency,
            icon=lambda r: two_lines(r).mark,
            role=lambda r: two_lines(r).mark_role,
            width=230,
            internal=True,
        ),
        Column("owner", _("Owner"), lambda r: r.client.owner, width=150),
    ]


def _standing() -> list[Column]:
    return [
        Column("buying", _("Buys"), _of("buying"), display=_word("buying"), width=110, internal=True),
        Column(
            "hunter",
            _("Deal hunter"),
            _of("deal_hunter"),
            display=lambda r: level_word(r.standing.deal_hunter) if r.standing is not None else "",
            icon=_level_icon,
            role=lambda r: LEVELS[r.standing.deal_hunter][0] if r.standing is not None else "text2",
            width=130,
            internal=True,
        ),
        Column("voice", _("Voice"), _of("voice"), display=_word("voice"), width=110, internal=True),
        _count("complaints", _("Open complaints"), "open_complaints", 130),
        _count("promises", _("Overdue promises"), "overdue_promises", 140),
    ]


def _figures(context: PageContext) -> list[Column]:
    def touched(row: ListRow) -> str:
        day = row.standing.last_touch if row.standing is not None else None
        return ago(day, context.today()) if day is not None else ""

    def touched_on(row: ListRow) -> str:
        return format_day(row.standing.last_touch, "full") if row.standing is not None else ""

    return [
        Column(
            "last_touch", _("Last touch"), _of("last_touch"), display=touched, tooltip=touched_on, width=120
        ),
        Column(
            "revenue",
            _("Revenue 12 m"),
            _of("revenue"),
            display=_money,
            sort_key=_of("in_book"),
            align="right",
            width=140,
            tabular=True,
        ),
    ]


def _count(key: str, title: str, name: str, width: int) -> Column:
    """A number that should be nought and stands out where it is not."""

    def shown(row: ListRow) -> str:
        return str(getattr(row.standing, name) or "–") if row.standing is not None else ""

    def role(row: ListRow) -> str:
        return "danger" if row.standing is not None and getattr(row.standing, name) else "text2"

    return Column(key, title, _of(name), display=shown, role=role, align="right", width=width)


def _of(name: str) -> Callable[[ListRow], Any]:
    return lambda row: getattr(row.standing, name) if row.standing is not None else None


def _word(name: str) -> Callable[[ListRow], str]:
    return lambda row: capital(word(_of(name)(row)))


def _urgency(row: ListRow) -> int:
    """The most urgent first, those of whom nothing is wanted last."""
    standing = row.standing
    return -standing.severity if standing is not None and standing.severity is not None else 1


def _level_icon(row: ListRow) -> str:
    level = row.standing.deal_hunter if row.standing is not None else "none"
    return "" if level == "none" else LEVELS[level][1]


def _money(row: ListRow) -> str:
    return format_money(row.standing.revenue, row.standing.currency) if row.standing is not None else ""
