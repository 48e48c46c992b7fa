"""Where a file goes that leaves the window: every dialog that saves is asked for here.

The dialog itself asks before it replaces a file; what must never be replaced is refused (`services.outfile`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.services import outfile


def ask_where(
    parent: QWidget,
    title: str,
    suggested: Path,
    chosen: Callable[[Path], Any],
    refused: Callable[[UserError], Any],
    *,
    names: str = "",
) -> QFileDialog:
    """Ask for a place to save at; `chosen` gets the path, `refused` why that file must not be written over.

    `suggested` is the name that stands there first; its ending is added to a name without one. `names` is the
    filter of the dialog, such as `PDF (*.pdf)`.
    """

    def take(name: str) -> None:
        path = Path(name)
        try:
            outfile.check_target(path, replace=True)
        except UserError as error:
            refused(error)
        else:
            chosen(path)

    asking = QFileDialog(parent, title, str(suggested), names)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asking.setDefaultSuffix(suggested.suffix.removeprefix("."))
    # Without this the folder alone would be taken from the suggested path where a filter is given.
    asking.selectFile(suggested.name)
    asking.fileSelected.connect(take)
    asking.open()
    return asking
