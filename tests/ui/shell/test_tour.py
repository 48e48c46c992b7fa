"""The tour: what `make run` leaves where there is no display."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.shell.tour import SIZE, make_tour
from tests.ui.conftest import TODAY


@pytest.mark.slow
def test_the_tour_draws_every_place_in_light_and_dark_and_writes_the_report(
    qapp: QApplication, tmp_path: Path, own_folders: Path
) -> None:
    before = sorted(own_folders.rglob("*.json"))
    made = make_tour(tmp_path / "demo", TODAY)
    assert all(path.is_file() for path in made)
    names = {path.name for path in made}
    assert {"sample.condica", "management.xlsx", "welcome.png", "clients.png", "clients-dark.png"} <= names
    assert {"empty-today.png", "empty-complaints.png", "large-clients.png", "large-insights.png"} <= names
    for path in (path for path in made if path.suffix == ".png"):
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == SIZE
    light, dark = (QImage(str(tmp_path / "demo" / name)) for name in ("reports.png", "reports-dark.png"))
    assert light.pixelColor(900, 20).lightness() > 200 > 60 > dark.pixelColor(900, 20).lightness()
    assert "Summary" in openpyxl.load_workbook(tmp_path / "demo" / "management.xlsx").sheetnames
    assert sorted(own_folders.rglob("*.json")) == before
