"""The tabs Promises and Files of a client's record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import models
from app.models.tables.attachments import LARGEST
from app.ui.kit import discreet
from tests.ui.clients.conftest import Hand
from tests.ui.conftest import TODAY

GLOB = "Glob Pharma"


def test_the_tab_lists_this_clients_promises_alone(hand: Hand) -> None:
    tab = hand.go(tab="promises")
    rows = tab.board.shown()
    assert rows and {row.client for row in rows} == {"Alfa Media SRL"}
    assert tab.figures.text().startswith("Ours while courting: 3 of 3 kept")
    counted = hand.page.record.strip._tabs["promises"].count
    assert counted == sum(row.is_ours and row.is_open for row in rows)


def test_a_promise_is_kept_and_taken_back_on_the_record(hand: Hand, qtbot: QtBot) -> None:
    tab = hand.go(tab="promises")
    row = tab.board.list.current_row()
    qtbot.keyClick(tab.board.list, Qt.Key.Key_Return)
    hand.settle()
    assert row.id not in {each.id for each in tab.board.shown()}
    assert hand.toast().text == "Promise fulfilled"
    hand.undo()
    assert row.id in {each.id for each in tab.board.shown()}


def test_a_promise_noted_here_is_this_clients(hand: Hand) -> None:
    tab = hand.go(tab="promises")
    tab.heading.link.click()
    hand.settle()
    dialog: Any = QApplication.activeModalWidget()
    dialog.form.set_values(text="A visit in January", side="theirs", due_on=TODAY + timedelta(days=50))
    dialog.submit()
    hand.settle()
    row = next(row for row in tab.board.shown() if row.text == "A visit in January")
    assert (row.client, row.side, row.group) == ("Alfa Media SRL", "theirs", "later")


def test_the_attention_gap_is_told_and_hidden_in_discreet_mode(hand: Hand) -> None:
    tab = hand.go(GLOB, tab="promises")
    assert tab.attention.isVisible()
    assert "less than when we courted them: 0.3 a month now, 2 then" in tab.attention.label.text()
    discreet.state.set(True)
    assert not tab.attention.isVisible() and not tab.figures.isVisible()
    discreet.state.set(False)


def test_a_promise_elsewhere_leads_to_its_row(hand: Hand) -> None:
    closed = hand.ask(
        lambda s: s.query(models.Promise.id).filter(models.Promise.fulfilled_on.is_not(None)).first()[0]
    )
    name = hand.ask(
        lambda s: s.query(models.Client.name).join(models.Promise, models.Promise.client_id == models.Client.id)
        .filter(models.Promise.id == closed).scalar()
    )  # fmt: skip
    tab = hand.go(name, record=("promises", closed))
    assert hand.page.record.tab_id() == "promises"
    assert tab.board.list.current_row().id == closed


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "outside"
    folder.mkdir()
    made = []
    for name, data in (
        ("Plan 2027.xlsx", b"PK" + b"x" * 2000),
        ("Contract.pdf", b"%PDF" + b"y" * 3000),
        ("setup.exe", b"MZ"),
    ):
        made.append(folder / name)
        made[-1].write_bytes(data)
    return made


def drop(area: Any, paths: list[Path]) -> None:
    """Drag files over the area and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(9, 9), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, event)


def names(tab: Any) -> list[str]:
    return sorted(row.name for row in tab.table.rows_model.rows())


def test_files_dragged_in_are_kept_and_a_program_is_refused_with_a_reason(
    hand: Hand, documents: list[Path]
) -> None:
    tab = hand.go(tab="files")
    assert tab.empty.isVisible()
    drop(tab.area, documents)
    hand.settle()
    assert names(tab) == ["Contract.pdf", "Plan 2027.xlsx"]
    assert "setup.exe" in tab.error.text() and "computer runs" in tab.error.text()
    assert hand.toast().text == "2 files added"
    assert hand.page.record.strip._tabs["files"].count == 2
    assert {row.added_by for row in tab.table.rows_model.rows()} == {"Ioana Țurcanu"}
    hand.undo()
    assert names(tab) == [] and tab.empty.isVisible()


def test_a_large_file_is_read_behind_the_window(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    tab = hand.go(tab="files")
    large, larger = tmp_path / "film.mp4", tmp_path / "longer film.mp4"
    large.write_bytes(b"\1" * LARGEST)
    larger.write_bytes(b"\1" * (LARGEST + 1))
    tab.take_in([large, larger])
    assert tab.taking.isVisible() and "Reading 2 files" in tab.taking.line.text()
    qtbot.waitUntil(lambda: names(tab) == ["film.mp4"])
    assert not tab.taking.isVisible()
    assert "larger than 25 MB" in tab.error.text()


def test_cancelling_leaves_nothing_behind(hand: Hand, documents: list[Path]) -> None:
    tab = hand.go(tab="files")
    tab.take_in(documents[:2])
    tab.taking.cancel.click()
    hand.settle()
    assert not tab.taking.isVisible()
    assert hand.count(models.Attachment) in (0, 2)
    assert hand.ask(lambda s: s.query(models.Content).count()) == hand.count(models.Attachment)


class Opened(QObject):
    """Takes what the desktop would open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


def test_a_file_opens_on_a_click_as_a_read_only_copy(hand: Hand, documents: list[Path]) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        tab = hand.go(tab="files")
        tab.take_in(documents[1:2])
        hand.settle()
        assert opened.paths == []
        tab.open.click()
        hand.settle()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    (copy,) = opened.paths
    assert copy.name == "Contract.pdf" and copy.read_bytes() == documents[1].read_bytes()
    assert copy.stat().st_mode & 0o222 == 0


def test_a_copy_is_saved_where_one_wants_it(hand: Hand, documents: list[Path], tmp_path: Path) -> None:
    tab = hand.go(tab="files")
    tab.take_in(documents[:1])
    hand.settle()
    tab.save_as(tmp_path / "copy.xlsx")
    hand.settle()
    assert (tmp_path / "copy.xlsx").read_bytes() == documents[0].read_bytes()
    assert hand.toast().text == "copy.xlsx saved"
    tab.save_as(tmp_path / "no such folder" / "copy.xlsx")
    hand.settle()
    assert tab.error.text()


def test_f2_renames_and_del_deletes_both_taken_back(hand: Hand, documents: list[Path], qtbot: QtBot) -> None:
    tab = hand.go(tab="files")
    tab.take_in(documents[:1])
    hand.settle()
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    assert tab.form.field.selectedText() == "Plan 2027"
    tab.form.field.setText("Plan.exe")
    tab.form.submit()
    hand.settle()
    assert "computer runs" in tab.form.form.error.text()
    tab.form.field.setText("Media plan")
    qtbot.keyClick(tab.form.field, Qt.Key.Key_Return)
    hand.settle()
    assert names(tab) == ["Media plan.xlsx"] and tab.form is None
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    hand.settle()
    assert names(tab) == [] and hand.toast().text == "File deleted"
    hand.undo()
    hand.undo()
    assert names(tab) == ["Plan 2027.xlsx"]


def test_a_deleted_file_stands_in_the_trash_and_comes_back(hand: Hand, documents: list[Path]) -> None:
    tab = hand.go(tab="files")
    tab.take_in(documents[:1])
    hand.settle()
    assert tab.rows.run("delete")
    hand.settle()
    hand.context.go("trash")
    hand.settle()
    trash: Any = hand.application.window.current_page()
    assert any("Plan 2027.xlsx" in str(row.name) for row in trash.table.rows_model.rows())
