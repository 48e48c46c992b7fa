"""Where something stands that is read from the book: a busy sign until it is there, the error where it failed.

One part for every page and tab, so that a place that is still being read never says "nothing yet", and one
that could not be read says what happened, that nothing was changed, and offers to try again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.ui.kit.widgets.cards import Banner, EmptyState

# What comes sooner than this needs no sign (UX.md, Behaviour 7).
BUSY_AFTER_MS = 300


class Reading(QWidget):
    """`stack` holds what is shown once it was read, beside the busy sign and the error; `again` reads anew.

    After the first answer an error stands in a strip above what was read before, which stays.
    """

    def __init__(self, again: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._again, self._known, self._refused = again, False, False
        self.stack = QStackedWidget()
        self.blank = QWidget()
        self.busy = EmptyState("loader-circle", _("Reading the book…"))
        self.failed = EmptyState(
            "circle-alert", _("This could not be read"), action=_("Try again"), on_action=self._try_again
        )
        self.strip = Banner("", "danger", action=_("Try again"), on_action=self._try_again)
        self.strip.hide()
        for part in (self.blank, self.busy, self.failed):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        self._later = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._later.timeout.connect(self._show_sign)

    def wait(self) -> None:
        """Nothing to show yet: after a moment the busy sign; where reading failed, the error stays."""
        if self._refused:
            self.stack.setCurrentWidget(self.failed)
        elif self.stack.currentWidget() is not self.busy:
            self.stack.setCurrentWidget(self.blank)
            self._later.start()

    def show_part(self, widget: QWidget) -> None:
        """Show what was read, or what stands in its place."""
        self._later.stop()
        self.stack.setCurrentWidget(widget)

    def arrived(self) -> None:
        """An answer came; errors before it are over."""
        self._known, self._refused = True, False
        self.strip.hide()

    def forget(self) -> None:
        """What was read is no longer wanted: the next answer is a first one."""
        self._known = self._refused = False
        self.strip.hide()

    def fail(self, error: UserError) -> None:
        """Reading failed; what was shown before stays, with the error above it."""
        text = f"{error} {_('Nothing in the book was changed.')}"
        if self._known:
            self.strip.set_text(text)
            self.strip.show()
            return
        self._refused = True
        self.failed.set_texts("circle-alert", _("This could not be read"), text, _("Try again"))
        self.show_part(self.failed)

    def _try_again(self) -> None:
        self.strip.hide()
        if not self._known:
            self._refused = False
            self.wait()
        self._again()

    def _show_sign(self) -> None:
        if self.stack.currentWidget() is self.blank:
            self.stack.setCurrentWidget(self.busy)
