"""Discreet mode: everything internal disappears at once, for when the client sits at the same table.

DOMAIN.md "Two audiences" says what is internal. `state.on` tells, `state.changed(bool)` says it
changed, `internal(widget)` makes a widget hide itself; models and painted widgets ask `state.on`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget


class _Discreet(QObject):
    """Whether discreet mode is on."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._on = False

    @property
    def on(self) -> bool:
        """Whether internal things are hidden now."""
        return self._on

    def set(self, on: bool) -> None:
        """Hide or show everything internal."""
        if on != self._on:
            self._on = on
            focused = QApplication.focusWidget()
            self.changed.emit(on)
            _keep_focus_harmless(focused)

    def toggle(self) -> None:
        """F9."""
        self.set(not self._on)


def _keep_focus_harmless(focused: QWidget | None) -> None:
    """Where one worked stays in focus; once it is hidden, no field that Qt finds next takes what is typed."""
    if focused is not None and not focused.isVisible():
        focused.window().setFocus(Qt.FocusReason.OtherFocusReason)


state = _Discreet()


class _Veil(QObject):
    """Keeps one widget hidden while discreet mode is on, and remembers whether it wants to be seen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wants_to_show = not widget.isHidden()
        self._ours = False
        widget.installEventFilter(self)
        state.changed.connect(self._follow)
        self._follow(state.on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._ours and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._wants_to_show = event.type() == QEvent.Type.ShowToParent
            if state.on and self._wants_to_show:
                self._set(False)
        return False

    def _follow(self, on: bool) -> None:
        if self._wants_to_show:
            self._set(not on)

    def _set(self, visible: bool) -> None:
        self._ours = True
        self._widget.setVisible(visible)
        self._ours = False


def internal(widget: QWidget) -> QWidget:
    """Mark a widget as internal: in discreet mode it is not there, whoever shows it. Returns it.

    Qt does not tell of a hidden widget being hidden once more, so who hides it for another reason
    while discreet mode is on says so again when `state.changed` comes, as a reload does.
    """
    _Veil(widget)
    return widget
