"""Charts are drawn off the window's thread, follow the theme, answer mouse and keyboard, and can be taken along."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.charts import drawing
from app.ui.kit.charts.chart_card import ChartCard
from app.ui.kit.charts.drawing import Sheet
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.look import theme


class Bars:
    """A drawing of two bars that remembers where and in which colours it was drawn."""

    def __init__(self) -> None:
        self.colours: list[str] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, sheet: Sheet) -> None:
        self.colours.append(sheet.colours.series[0])
        self.threads.add(threading.current_thread())
        axes = sheet.axes(40, 10, 10, 30)
        axes.bar([0, 1], [3, 4], color=sheet.colours.series[0])
        sheet.mark(axes, (-0.4, 0, 0.4, 3), "Q1: 3\n<Alfa & Co>", "first")
        sheet.mark(axes, (0.6, 0, 1.4, 4), "Q2: 4", None)


def _shown(qtbot: QtBot, draw: drawing.Draw) -> ChartCard:
    card = ChartCard("Complaints")
    qtbot.addWidget(card)
    card.plot(draw, "More is said since we ask.")
    card.resize(500, 300)
    with qtbot.waitExposed(card):
        card.show()
    qtbot.waitUntil(lambda: bool(card.chart.spots) and drawing.idle())
    return card


def test_a_chart_is_drawn_when_seen_and_again_in_the_colours_of_the_theme(qtbot: QtBot) -> None:
    bars = Bars()
    hidden = ChartCard("Unseen")
    qtbot.addWidget(hidden)
    hidden.plot(bars, "Nobody looks.")
    assert bars.colours == []
    card = _shown(qtbot, bars)
    theme.set_mode("dark")
    qtbot.waitUntil(drawing.idle)
    assert bars.colours[0] == theme.BY_NAME["light"].series[0]
    assert bars.colours[-1] == theme.BY_NAME["dark"].series[0]
    ground = card.chart.image().pixelColor(2, 2).name().upper()
    assert ground == theme.BY_NAME["dark"].surface
    assert card.chart.accessibleName() == "More is said since we ask."


def test_a_chart_seen_again_has_the_colours_and_figures_ordered_meanwhile(qtbot: QtBot) -> None:
    bars, others = Bars(), Bars()
    card = _shown(qtbot, bars)
    card.hide()
    theme.set_mode("dark")
    card.show()
    qtbot.waitUntil(lambda: bars.colours[-1] == theme.BY_NAME["dark"].series[0])
    card.hide()
    card.plot(others, "Other figures.")
    card.show()
    qtbot.waitUntil(lambda: others.colours == [theme.BY_NAME["dark"].series[0]])


def test_the_window_s_thread_never_draws_and_the_figure_is_the_same_one(qtbot: QtBot) -> None:
    bars = Bars()
    card = _shown(qtbot, bars)
    figure, before = card.chart._easel.figure, card.chart.drawings
    card.plot(bars, "Other figures.")
    qtbot.waitUntil(drawing.idle)
    assert card.chart._easel.figure is figure
    assert card.chart.drawings == before + 1
    assert threading.main_thread() not in bars.threads and len(bars.threads) == 1


def test_orders_that_were_overtaken_are_not_drawn(qtbot: QtBot) -> None:
    bars = Bars()
    card = _shown(qtbot, bars)
    before = card.chart.drawings
    for _number in range(20):
        card.chart.redraw()
    qtbot.waitUntil(drawing.idle)
    assert card.chart.drawings - before < 20


def test_a_mark_answers_the_mouse_and_opens_what_it_stands_for(qtbot: QtBot) -> None:
    chart = _shown(qtbot, Bars()).chart
    first, second = (spot.rect.center().toPoint() for spot in chart.spots)
    qtbot.mouseMove(chart, QPoint(1, 1))
    qtbot.mouseMove(chart, first)
    qtbot.waitUntil(lambda: chart.accessibleDescription() == "Q1: 3\n<Alfa & Co>")
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=first)
    assert picked.args == ["first"]
    with qtbot.assertNotEmitted(chart.picked):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=second)


def test_the_arrow_keys_walk_the_marks_and_enter_opens(qtbot: QtBot) -> None:
    chart = _shown(qtbot, Bars()).chart
    chart.setFocus()
    said = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(chart, key)
        said.append(chart.accessibleDescription()[:2])
    assert said == ["Q1", "Q2", "Q1"]
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == ["first"]


def test_the_figures_can_be_read_as_a_table_and_copied_with_the_picture(qtbot: QtBot) -> None:
    card = _shown(qtbot, Bars())
    columns = [Column("q", "Quarter", lambda row: row[0]), Column("n", "Number", lambda row: row[1])]
    card.set_table(columns, [("Q1", 3), ("Q2", 4)], "Quarter\tNumber\nQ1\t3\nQ2\t4")
    card.as_table.click()
    assert card.table is not None and card.table.isVisible() and not card.chart.isVisible()
    with qtbot.waitSignal(card.opened) as opened:
        card.table.setCurrentIndex(card.table.rows_model.index(1, 0))
        qtbot.keyClick(card.table, Qt.Key.Key_Return)
    assert opened.args == [("Q2", 4)]
    card.as_table.click()
    assert card.chart.isVisible()
    card.copy()
    taken = QGuiApplication.clipboard().mimeData()
    assert taken.hasImage()
    assert taken.text() == "Complaints\nMore is said since we ask.\nQuarter\tNumber\nQ1\t3\nQ2\t4"


def test_a_chart_is_saved_as_a_picture_or_says_why_not(qtbot: QtBot, tmp_path: Path) -> None:
    chart = _shown(qtbot, Bars()).chart
    told: list[str] = []
    chart.save_png(str(tmp_path / "chart.png"), told.append)
    chart.save_png(str(tmp_path / "nowhere" / "chart.png"), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert told[0] == "" and told[1] != ""


def test_a_chart_that_is_gone_when_its_drawing_arrives_harms_nobody(qtbot: QtBot) -> None:
    card = _shown(qtbot, Bars())
    card.chart.redraw()
    card.chart.save_png("/dev/null/chart.png", lambda _error: None)
    card.deleteLater()
    qtbot.waitUntil(drawing.idle)
