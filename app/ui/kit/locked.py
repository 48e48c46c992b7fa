"""Controls that cannot be used in a book opened for reading only, and that say so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _


def lock(widget: QWidget, locked: bool) -> None:
    """Switch a control off with the reason as its tooltip, or leave it as it is; for the life of the page context."""
    widget.setEnabled(not locked)
    if locked:
        widget.setToolTip(_("This book was opened for reading only: nothing you do here changes it."))
