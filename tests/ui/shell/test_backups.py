"""Backups while a book is open: the age that the sidebar shows is that of the latest real one."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from app.services.backups.making import Backup, list_backups, make_backup
from app.ui.shell.app import Application
from tests.ui.walk import settle


def of_another_clock(backup: Backup, ahead: timedelta, number: int) -> None:
    """One more backup, made after it by a clock that goes wrong."""
    moment = datetime.now(UTC) + ahead
    name = f"Sample.{moment:%Y%m%d-%H%M%S}Z.{backup.changes}.{number}.timed.condica"
    shutil.copy(backup.path, backup.path.with_name(name))


def test_a_backup_dated_in_the_future_does_not_hide_the_age_of_the_real_one(
    application: Application, qtbot: QtBot
) -> None:
    assert application.opened is not None and application.book_session is not None
    book, keeper = application.opened.book, application.book_session.keeper
    real = make_backup(book, "timed")
    of_another_clock(real, timedelta(days=400), real.number + 1)
    of_another_clock(real, timedelta(hours=-2), real.number - 1)
    with qtbot.waitSignal(keeper.aged) as told:
        keeper.look()
    assert told.args == [real.made_at]


def test_a_clock_that_was_set_back_does_not_stop_the_backups(application: Application, qtbot: QtBot) -> None:
    assert application.opened is not None and application.book_session is not None
    book, keeper = application.opened.book, application.book_session.keeper
    real = make_backup(book, "timed")
    of_another_clock(real, timedelta(hours=1), real.number + 1)
    real.path.unlink()
    keeper._tick()
    qtbot.waitUntil(lambda: len(list_backups(book)) == 2)
    settle(application)
    latest = list_backups(book)[0]
    assert latest.reason == "timed" and latest.made_at <= datetime.now(UTC)
