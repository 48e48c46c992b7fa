"""What a person must see is brought into sight, and told to who listens instead of looking."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QScrollArea, QWidget

# Room above and below what is brought into sight.
_MARGIN = 8


def bring_in_sight(widget: QWidget) -> None:
    """Scroll whatever the widget stands in, once its place is known: it may have been shown just now."""

    def scroll() -> None:
        if not shiboken6.isValid(widget) or not widget.isVisible():
            return
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                content = around.widget()
                layout = content.layout() if content is not None else None
                if layout is not None:
                    layout.activate()
                around.ensureWidgetVisible(widget, 0, _MARGIN)
            around = around.parentWidget()

    QTimer.singleShot(0, widget, scroll)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say this at once, wherever the focus is."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
