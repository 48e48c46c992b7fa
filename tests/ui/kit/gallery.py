"""Every shared widget on one sheet, as the pages use them, for the tests and for people to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.fields import forms
from app.ui.kit.lists.row_delegate import TwoLineList, TwoLines
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Banner, Bar, Card, EmptyState, QuoteLine, Tile
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, SectionHeader
from app.ui.kit.widgets.pills import Avatar, Chip, ChipRow, Dots, KeyCap, Pill, Tag
from app.ui.kit.widgets.tabs import TabStrip

NAMES = ("Alfa Media SRL", "Dąbrowski i Wspólnicy", "Вектор Трейд", "Zielony Dom S.A.")


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def buttons_and_marks() -> QWidget:
    kinds = ("primary", "secondary", "quiet", "danger", "link")
    return _column(
        _row(*(Button(f"Log {kind}", kind=kind, icon_name="plus") for kind in kinds)),
        _row(*(Button(f"Log {kind}", kind=kind, small=True) for kind in kinds)),
        _row(IconButton("copy", "Copy"), IconButton("chevron-up", "Up", framed=True, side=32)),
        FlowRow(
            *(Pill(f"A status of {role}", role) for role in ("success", "warn", "danger", "info", "neutral"))
        ),
        FlowRow(Tag("we asked", "info"), Tag("repeats", "danger"), KeyCap("Ctrl+K"), Avatar("Ioana Țurcanu")),
        _row(Dots(2, 3), Label("argued 2 of 3 times", "strong"), IconLabel("scale", "danger", ground=28)),
    )


def cards() -> QWidget:
    card = Card("Our promises kept", link_text="All evidence (6)")
    card.body.addWidget(Bar(0.82, name="Promises kept"))
    card.body.addWidget(Bar(None, mark=0.7, mark_text="70"))
    card.body.addWidget(QuoteLine("“They do it for 15% less.”", "3 Mar · took a 5% rebate"))
    tiles = QWidget()
    row = QHBoxLayout(tiles)
    row.addWidget(Tile("Revenue, 12 months", "48 200 €", "margin 9 840 €", beside="90%"))
    row.addWidget(Tile("Weakest: affinity", "38 of 100", "tone is cooling since August", "warn"))
    return _column(
        SectionHeader("Now", 4, note="sorted by urgency, then day"),
        tiles,
        card,
        Banner("The client came round at attempt 1 or 2 in 4 of 6 disputes.", action="Use 2"),
        Banner("The book lies in a folder that is synced.", "warn"),
        EmptyState(
            "book-open", "No complaints yet", "What the client minds belongs here.", action="Write one"
        ),
    )


def fields() -> QWidget:
    form = forms.Form()
    form.add(
        "wish",
        "The client's wish",
        forms.TextField("Move 80% to television.\nKeep 20%."),
        hint="in their words",
    )
    form.add("name", "Name", forms.LineField(required=True, placeholder="as on the invoice"))
    form.add_row(
        ("due", "Due", forms.DayField(date(2026, 11, 21))), ("cost", "Cost", forms.MoneyField(123456, "EUR"))
    )
    form.add("limit", "Limit", forms.NumberField(12, low=0, high=9))
    form.add("who", "Clients", forms.ChoiceField([(1, "All 24")], 1, icon_name="users"))
    form.add("side", "Started by", forms.Segmented([("client", "They"), ("us", "We")], "client"))
    form.add("mood", "Mood", forms.MoodPicker(-1))
    form.add("told", "", forms.CheckField("The client was told", True))
    form.valid()
    return _column(form, forms.InPlaceLine("City", "Iași", lambda _value: None), forms.SearchField("Filter"))


def chips_and_tabs() -> QWidget:
    tabs = TabStrip([(name, name) for name in ("Timeline", "People", "Decisions", "Complaints", "Promises")])
    tabs.set_count("Promises", 2)
    chips = ChipRow(
        (name, Chip(name, 12, icon_name="phone", checked=name == "Call")) for name in ("Call", "Note")
    )
    return _column(tabs, chips, ElidedLabel("A long line that may end in an ellipsis " * 5))


def lists() -> QWidget:
    columns = [
        Column("name", "Client", lambda name: name, bold=True, width=220),
        Column(
            "status",
            "Status",
            lambda _name: "At risk",
            icon=lambda _n: "triangle-alert",
            role=lambda _n: "danger",
        ),
        Column(
            "money", "Revenue", len, display=lambda name: f"{len(name)} 200,00 €", align="right", width=160
        ),
    ]
    table = TableView(columns, "Clients")
    table.set_rows(NAMES)
    rows = TwoLineList(
        lambda name: TwoLines(name, "No contact for 41 days", "info", "info", "note"), "Clients"
    )
    rows.set_rows(NAMES)
    holder = _column(table, rows)
    holder.setMinimumHeight(560)
    return holder


SHEETS: dict[str, Callable[[], QWidget]] = {
    "buttons-and-marks": buttons_and_marks,
    "cards": cards,
    "fields": fields,
    "chips-and-tabs": chips_and_tabs,
    "lists": lists,
}
