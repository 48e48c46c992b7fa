"""Widgets are tested in the look they have in the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.ui.kit import discreet
from app.ui.kit.look import theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, own_folders: Path) -> Iterator[None]:
    """Light, at 100 %, with settings in the test's own folder; left so for the next test."""
    qapp.setOrganizationName("Condica")
    qapp.setApplicationName("Condica")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own_folders))
    theme.apply(qapp, "light", 1.0)
    yield
    theme.apply(qapp, "light", 1.0)
    discreet.state.set(False)
