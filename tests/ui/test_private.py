"""A session in the window leaves nothing on the disk that others on the computer can read."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app import temporary as temporary_files
from app.services.backups.making import make_backup
from app.services.records import attachments
from app.ui.complaints.printing import html_of
from app.ui.kit import error as errors
from app.ui.kit.charts import drawing
from app.ui.kit.widgets.printing import write_pdf
from app.ui.shell.books import NewBook
from app.views.complaints.sheet import printed_sheet
from tests.test_private import open_to_others
from tests.ui.conftest import Start
from tests.ui.walk import settle

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")


@pytest.fixture
def temporary(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's folder for temporary files is one of this test."""
    before = os.umask(0o002)
    monkeypatch.setattr(tempfile, "tempdir", None)
    folder = own_folders / "tmp"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("TMPDIR", str(folder))
    kept = temporary_files._ours.copy()
    temporary_files._ours.clear()
    yield folder
    temporary_files._ours.clear()
    temporary_files._ours.update(kept)
    tempfile.tempdir = None
    os.umask(before)


def test_a_session_leaves_nothing_that_others_can_read(
    start: Start, qtbot: QtBot, own_folders: Path, temporary: Path
) -> None:
    own_folders.chmod(0o700)
    book = own_folders / "documents" / "Condica" / "Sample.condica"
    application = start(None)
    log = errors.log_to_file()
    application.door.create(NewBook(book, "Sample", "RON", "RO", None, sample=True))
    qtbot.waitUntil(lambda: application.context is not None)
    settle(application)
    assert application.context is not None
    assert application.opened is not None
    opened = application.opened.book
    make_backup(opened)
    letter = own_folders / "letter.pdf"
    letter.write_bytes(b"%PDF")
    letter.chmod(0o600)
    with opened.writing("Attach") as session:
        attachments.attach(session, client_id=1, path=letter, added_on=date(2026, 11, 22))
    with opened.reading() as session:
        attachments.copy_to_open(session, 1)
        attachments.save_as(session, 1, own_folders / "documents" / "saved.pdf")
        sheet = html_of(printed_sheet(session, 1))
        write_pdf(sheet, own_folders / "documents" / "sheet.pdf", "sheet")
    assert drawing._save(_picture(), str(own_folders / "documents" / "chart.png")) == ""
    QSettings().setValue("tables/clients", "wide")
    QSettings().sync()
    logging.getLogger("elsewhere").info("a line")
    application.window.close()
    for handler in logging.getLogger().handlers[:]:
        if isinstance(handler, logging.FileHandler) and Path(handler.baseFilename) == log:
            logging.getLogger().removeHandler(handler)
            handler.close()
    names = {path.name for path in own_folders.rglob("*")}
    assert names >= {"Sample.condica", "condica.log", "Condica.ini", "chart.png", "sheet.pdf", "saved.pdf"}
    assert open_to_others(own_folders) == {}


def _picture() -> QImage:
    image = QImage(QSize(8, 8), QImage.Format.Format_RGB32)
    image.fill(0)
    return image
