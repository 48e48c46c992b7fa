"""The frame is there before anything heavy; the book comes in behind it, and all is as it was left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit import discreet
from app.ui.kit.look import theme
from app.ui.kit.page_context import Place
from app.ui.shell.app import Application
from tests.conftest import PROJECT
from tests.patience import PATIENCE_S
from tests.ui.conftest import Start
from tests.ui.walk import settle

HEAVY = (
    "sqlalchemy", "alembic", "sqlcipher3", "matplotlib", "numpy", "openpyxl", "lxml", "babel", "holidays",
    "keyring", "argon2", "app.models", "app.services", "PySide6.QtPrintSupport",
)  # fmt: skip

_AT_FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.cli import main as cli
from app.ui.shell import app
def painted(self):
    print(*sys.modules)
    QApplication.quit()
app.Application._begin = painted
sys.exit(cli.main([sys.argv[1]]))
"""


def test_nothing_heavy_is_imported_before_the_first_frame_is_painted(
    sample_copy: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)}
    environment["HOME"] = str(tmp_path)
    del environment["CONDICA_HOME"]
    command = [sys.executable, "-c", _AT_FIRST_PAINT, str(sample_copy)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    imported = done.stdout.split()
    assert "app.ui.shell.main_window" in imported
    assert [name for name in HEAVY if name in imported] == []


def test_the_book_is_named_and_the_sample_marked(application: Application) -> None:
    sidebar = application.window.sidebar
    assert "Sample" in sidebar.book_row.words
    assert sidebar.sample.isVisible()
    assert "invented" in sidebar.sample.accessibleName()


def test_a_book_of_ones_own_is_not_marked_as_a_sample(start: Start, tmp_path: Path) -> None:
    from app.services.books import create_book

    create_book(tmp_path / "Mine.condica", name="Media Partners").close()
    application = start(tmp_path / "Mine.condica")
    assert not application.window.sidebar.sample.isVisible()
    assert application.window.sidebar.book_row.words == "Media Partners"


def test_a_place_pressed_while_the_book_is_opening_is_where_it_opens(
    start: Start, sample_copy: Path, qtbot: QtBot
) -> None:
    application = start(sample_copy, wait=False)
    window = application.window
    # What the window does when a book takes its time; this one is not there before the next turn of the loop.
    application._say_opening()
    qtbot.mouseClick(window.sidebar.rows["complaints"], Qt.MouseButton.LeftButton)
    assert application.context is None
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    assert application.context is not None and application.context.here == Place("complaints")


def test_places_open_by_their_numbers_and_back_and_forward_lead_as_in_a_browser(
    application: Application, qtbot: QtBot
) -> None:
    context, window = application.context, application.window
    assert context is not None
    context.actions.run("go.clients")
    context.actions.run("go.reports")
    context.actions.run("go.settings")
    assert [row for row in window.sidebar.rows if window.sidebar.rows[row].isChecked()] == ["settings"]
    context.actions.run("go.back")
    assert context.here == Place("reports")
    context.actions.run("go.back")
    assert context.here == Place("clients")
    context.actions.run("go.forward")
    assert context.here == Place("reports")
    assert {context.actions["go.clients"].shortcut, context.actions["go.reports"].shortcut} == {
        "Ctrl+2",
        "Ctrl+8",
    }


def test_going_back_and_elsewhere_forgets_what_lay_ahead(application: Application) -> None:
    context = application.context
    assert context is not None
    for page in ("clients", "reports", "settings"):
        context.go(page)
    context.actions.run("go.back")
    context.go("trash")
    context.actions.run("go.forward")
    assert context.here == Place("trash")


def test_the_window_opens_where_it_was_left(start: Start, sample_copy: Path, qtbot: QtBot) -> None:
    first = start(sample_copy)
    assert first.context is not None
    first.window.resize(1234, 700)
    first.context.go("reports")
    first.window.close()
    again = start(None)
    assert again.preferences.last_book == str(sample_copy)
    assert again.preferences.page == "reports"
    # The offscreen screen is 800 wide, so that only the height can come back.
    assert again.window.height() == 700
    qtbot.waitUntil(lambda: again.context is not None)
    assert again.context is not None and again.context.here == Place("reports")


def test_a_page_that_is_hidden_reads_again_when_it_comes_to_the_front(application: Application) -> None:
    from app.services.records.book_settings import change

    context = application.context
    assert context is not None
    context.go(Place("settings", tab="rules"))
    settle(application)
    section = application.window.current_page().sections["rules"]
    context.go("trash")
    context.operations.write("…", lambda session: change(session, "advice.limit", "5"))
    settle(application)
    context.go(Place("settings", tab="rules"))
    settle(application)
    assert section.rows["advice.limit"].field.value() == 5


def test_undo_says_what_was_undone(application: Application) -> None:
    from app.services.records.book_settings import change

    context = application.context
    assert context is not None
    context.operations.write("Changed a setting", lambda session: change(session, "advice.limit", "5"))
    settle(application)
    context.actions.run("undo")
    settle(application)
    assert application.window.toasts.current is not None
    assert application.window.toasts.current.text == "Undone: Changed a setting"
    context.actions.run("redo")
    settle(application)
    assert application.window.toasts.current.text == "Done again: Changed a setting"


def test_discreet_mode_takes_the_names_out_of_the_title_and_shows_an_eye(application: Application) -> None:
    window, context = application.window, application.context
    assert context is not None
    assert "Sample book" in window.windowTitle()
    context.actions.run("discreet")
    assert window.windowTitle() == "Condica"
    assert window.sidebar.eye.isVisible()
    window.sidebar.eye.click()
    assert not discreet.state.on
    assert not window.sidebar.eye.isVisible()


def test_the_palette_names_no_other_client_in_discreet_mode(application: Application, qtbot: QtBot) -> None:
    book_session = application.book_session
    assert book_session is not None
    settle(application)
    qtbot.waitUntil(lambda: any(entry.kind == "client" for entry in book_session.jump._names()))
    discreet.state.set(True)
    assert book_session.jump._names() == []


def test_text_grows_and_shrinks_and_is_remembered(application: Application) -> None:
    context = application.context
    assert context is not None
    context.actions.run("text.larger")
    assert theme.text_scale() == 1.1
    assert application.preferences.text_scale == 1.1
    context.actions.run("text.usual")
    assert theme.text_scale() == 1.0


def test_the_language_switches_live_and_the_place_stays(application: Application) -> None:
    context = application.context
    assert context is not None
    context.go(Place("settings", tab="appearance"))
    settle(application)
    section = application.window.current_page().sections["appearance"]
    section.language.set_value("pl")
    section.language.activated.emit(0)
    settle(application)
    assert application.preferences.language == "pl"
    assert application.context is not context
    assert application.context is not None and application.context.here == Place("settings", tab="appearance")


def test_f1_lists_every_shortcut(application: Application, qtbot: QtBot) -> None:
    with qtbot.waitActive(application.window):
        application.window.activateWindow()
    qtbot.keyClick(application.window, Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None and "shortcuts" in sheet.windowTitle().lower()
    sheet.close()


def test_a_book_that_is_gone_leads_to_the_welcome(start: Start, tmp_path: Path, sample_copy: Path) -> None:
    first = start(sample_copy)
    first.window.close()
    shutil.move(sample_copy, tmp_path / "elsewhere.condica")
    again = start(None)
    assert again.context is None
    assert again.window._root.currentWidget().__class__.__name__ == "Welcome"


def test_the_first_frame_has_the_colours_of_the_theme() -> None:
    from app.ui.kit.look.tokens import BY_NAME
    from app.ui.shell.first_frame import COLOURS, ROLES

    for mode, tokens in BY_NAME.items():
        assert dict(zip(ROLES, COLOURS[mode], strict=True)) == {role: tokens.color(role) for role in ROLES}


def test_the_first_frame_stands_where_the_sidebar_will_be(application: Application) -> None:
    """Pixel for pixel the same ground: nothing jumps when the widgets take its place."""
    from PySide6.QtGui import QImage, QPainter

    from app.ui.shell.first_frame import FirstFrame, colours_of

    window, context = application.window, application.context
    assert context is not None
    context.go("clients")
    settle(application)
    real = window.sidebar.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    first = QImage(window.size(), QImage.Format.Format_RGB32)
    with QPainter(first) as painter:
        frame = FirstFrame(colours_of("light", system_is_dark=False), 1.0, "clients", with_sidebar=True)
        frame.paint(painter, window.width(), window.height())
    row = window.sidebar.rows["clients"]
    spots = [(4, 300), (row.x() + 100, row.y() + 3), (row.x() + 100, row.y() + 33), (199, 300), (100, 12)]
    assert [first.pixelColor(*spot).name() for spot in spots] == [
        real.pixelColor(*spot).name() for spot in spots
    ]


def test_a_window_narrow_for_its_text_keeps_the_icons_of_its_sidebar(application: Application) -> None:
    sidebar, usual = application.window.sidebar, application.window.sidebar.width()
    theme.set_text_scale(1.5)
    settle(application)
    assert sidebar.width() < theme.px(usual) / 3
    row = sidebar.rows["complaints"]
    assert row.accessibleName() == "Complaints"
    assert "Complaints" in row.toolTip()
    application.window.resize(1800, 900)
    settle(application)
    assert sidebar.width() == theme.px(usual)
