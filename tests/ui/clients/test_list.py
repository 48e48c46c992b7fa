"""The list of clients: drawn from one query, filtered as one types, counted by chips, also as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app.ui.clients.filters import ListRow, filtered, passes
from app.ui.clients.list_panel import two_lines
from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.views.clients.page import ClientName
from tests.ui.clients.conftest import Hand


def name(text: str, **values: object) -> ListRow:
    known = {"id": 1, "status": "active", "owner": None, "industry": None, "tags": None}
    return ListRow(ClientName(name=text, **(known | values)), None)  # type: ignore[arg-type]


def test_words_are_found_in_any_order_without_case_and_accents() -> None:
    rows = [
        name("Dąbrowski i Wspólnicy"),
        name("Hotel Miorița"),
        name("Łąkorz Transport", owner="Ioana Țurcanu"),
    ]
    assert [row.client.name for row in filtered(rows, "all", "", "wspol dab")] == ["Dąbrowski i Wspólnicy"]
    assert [row.client.name for row in filtered(rows, "all", "", "miorita")] == ["Hotel Miorița"]
    assert [row.client.name for row in filtered(rows, "all", "", "turcanu lakorz")] == ["Łąkorz Transport"]
    assert filtered(rows, "all", "", "nobody") == []


def test_before_the_verdicts_are_there_only_what_the_name_tells_is_counted() -> None:
    row = name("Alfa", owner="Ioana")
    assert passes(row, "all", "Ioana") and passes(row, "mine", "ioana")
    assert not any(passes(row, chip, "Ioana") for chip in ("attention", "hunters", "silent", "lost"))
    assert two_lines(row).mark == ""


def test_each_client_says_why_it_matters_now(hand: Hand) -> None:
    lines = {row.client.name: two_lines(row) for row in hand.page.panel.shown()}
    assert lines["Alfa Media SRL"].line == "Promise 3 days late"
    assert lines["Alfa Media SRL"].mark_role == "danger"
    assert lines["Alfa Media SRL"].mark_name == "now"
    assert lines["Hotel Miorița"].mark_role == "success"


def test_chips_count_and_choose(hand: Hand, qtbot: QtBot) -> None:
    panel = hand.page.panel
    everybody = len(panel.shown())
    qtbot.mouseClick(panel.chips.chips["lost"], Qt.MouseButton.LeftButton)
    lost = [row.client.status for row in panel.shown()]
    assert lost and set(lost) == {"lost"}
    assert panel.chips.chips["lost"].accessibleName() == f"Lost, {len(lost)}"
    assert panel.chips.chips["all"].accessibleName() == f"All, {everybody}"


def test_nothing_matches_is_said_otherwise_than_nothing_yet(hand: Hand) -> None:
    hand.page.panel.search.setText("xyzzy")
    assert hand.page.panel.empty.title.text() == "Nothing matches"
    assert not hand.page.panel.list.isVisible()
    hand.page.panel.search.clear()
    assert hand.page.panel.list.isVisible()


def test_from_the_filter_line_the_keyboard_leads_to_a_client(hand: Hand, qtbot: QtBot) -> None:
    panel = hand.page.panel
    hand.context.actions.run("filter")
    qtbot.keyClicks(panel.search, "glob")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: hand.page.record.view is not None and hand.page.record.view.who.name == "Glob Pharma"
    )
    assert hand.context.here is not None and hand.context.here.client_id == hand.page.record.client_id


def test_in_discreet_mode_the_other_clients_are_gone(hand: Hand) -> None:
    discreet.state.set(True)
    assert not hand.page.panel.isVisible()
    discreet.state.set(False)
    assert hand.page.panel.isVisible()


def test_the_table_shows_all_with_the_columns_one_chooses(hand: Hand) -> None:
    hand.context.go(Place("clients", tab="table"))
    hand.settle()
    table = hand.page._table
    assert table.table.rows_model.rowCount() == len(hand.page.panel.shown())
    keys = [column.key for column in table.table.rows_model.columns]
    assert table.table.isColumnHidden(keys.index("voice"))
    table._show_column("voice", True)
    assert not table.table.isColumnHidden(keys.index("voice"))
    table.table.sort_by("revenue", descending=True)
    worth = [row.standing.in_book for row in table.table.rows_model.rows()]
    assert worth == sorted(worth, reverse=True)
    kept = hand.context.preferences.table("clients")
    assert "voice" not in kept["hidden"] and (kept["sort"], kept["descending"]) == ("revenue", True)


def test_the_list_is_one_query(hand: Hand) -> None:
    from app.views.clients.page import client_names

    assert hand.application.opened is not None
    book, statements = hand.application.opened.book, []
    event.listen(book.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with book.reading() as session:
        names = client_names(session)
    assert len(names) == 24
    assert len([s for s in statements if s.lstrip().upper().startswith("SELECT")]) == 1
