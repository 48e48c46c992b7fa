"""The table of places; imports nothing of Qt, because the first frame needs it."""

from __future__ import annotations

from typing import NamedTuple

from app.i18n import N_


class PlaceEntry(NamedTuple):
    """One place: `number` is that of its Ctrl+number, 0 for none; `page` is "module:Class", imported late.

    `actions` is "module:function": called with the page context once the window stands, to register what can be
    done there (Ctrl+N, Ctrl+L) even before the first visit.
    """

    id: str
    title: str
    icon: str
    number: int
    page: str
    actions: str = ""


# The numbers are those of the finished sidebar (UX.md, Places), so that a shortcut once learnt stays.
PLACES = (
    PlaceEntry(
        "today",
        N_("Today"),
        "sun",
        1,
        "app.ui.today.page:TodayPage",
        "app.ui.today.actions:register",
    ),
    PlaceEntry(
        "clients",
        N_("Clients"),
        "users",
        2,
        "app.ui.clients.page:ClientsPage",
        "app.ui.clients.actions:register",
    ),
    PlaceEntry(
        "decisions",
        N_("Decisions"),
        "scale",
        3,
        "app.ui.decisions.page:DecisionsPage",
        "app.ui.record.cards.decision_actions:register",
    ),
    PlaceEntry(
        "complaints",
        N_("Complaints"),
        "book-open",
        4,
        "app.ui.complaints.page:ComplaintsPage",
        "app.ui.complaints.actions:register",
    ),
    PlaceEntry(
        "retention",
        N_("Retention"),
        "heart-handshake",
        5,
        "app.ui.retention.page:RetentionPlace",
        "app.ui.record.cards.retention_actions:register",
    ),
    PlaceEntry(
        "promises",
        N_("Promises"),
        "handshake",
        6,
        "app.ui.promises.page:PromisesPage",
        "app.ui.record.cards.promise_actions:register",
    ),
    PlaceEntry(
        "insights",
        N_("Insights"),
        "chart-column",
        7,
        "app.ui.insights.page:InsightsPage",
        "app.ui.insights.actions:register",
    ),
    PlaceEntry(
        "reports",
        N_("Reports"),
        "file-chart-column",
        8,
        "app.ui.reports.page:ReportsPage",
        "app.ui.reports.actions:register",
    ),
)
# Places that are reached from elsewhere than the list in the sidebar.
ASIDE = (
    PlaceEntry(
        "settings",
        N_("Settings"),
        "settings",
        0,
        "app.ui.settings.page:SettingsPage",
        "app.ui.settings.actions:register",
    ),
    PlaceEntry("import", N_("Import"), "import", 0, "app.ui.exchange.wizard:ImportPage"),
    PlaceEntry("trash", N_("Trash"), "trash-2", 0, "app.ui.settings.trash:TrashPage"),
    PlaceEntry(
        "search", N_("Search"), "search", 0, "app.ui.search.page:SearchPage", "app.ui.search.actions:register"
    ),
)
FIRST = "today"


def entry(page: str) -> PlaceEntry:
    """The place with that id; an unknown one (an old preference) leads to the first."""
    known = {each.id: each for each in (*PLACES, *ASIDE)}
    return known.get(page, known[FIRST])
