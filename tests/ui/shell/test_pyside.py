"""What PySide6 would read at every import is left unread."""

from __future__ import annotations

import subprocess
import sys

STARTED = """
import linecache
from PySide6.QtWidgets import QApplication
import app.ui
before = set(linecache.cache)
import app.ui.kit.page_context, app.services.books
print(sum(name.endswith(".py") for name in set(linecache.cache) - before))
"""


def test_the_sources_of_modules_are_not_read_and_kept() -> None:
    said = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert int(said.stdout) == 0
