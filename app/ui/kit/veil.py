"""What stands where discreet mode hides something: the same words and the same way back everywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.kit import discreet
from app.ui.kit.widgets.cards import EmptyState


def veil_words() -> tuple[str, str, str]:
    """Icon, title and text of a place that is hidden."""
    return (
        "eye-off",
        _("Hidden in discreet mode"),
        _("Nothing internal and no other client is shown while somebody sits at the table. F9 ends it."),
    )


class Veil(EmptyState):
    """Stands in place of what is hidden; its button ends discreet mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        action, end = _("End discreet mode"), lambda: discreet.state.set(False)
        super().__init__(*veil_words(), action=action, on_action=end, parent=parent)
