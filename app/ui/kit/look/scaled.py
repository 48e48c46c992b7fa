"""Widths that grow with the text: what was measured at the normal text size holds at every other."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.kit.look import theme


class _Widths(QObject):
    """Sets a widget's widths again whenever the text size changes; lives as long as the widget."""

    def __init__(self, widget: QWidget, least: int | None, most: int | None) -> None:
        super().__init__(widget)
        self._widget, self._least, self._most = widget, least, most
        theme.signals.theme_changed.connect(self._set)
        self._set()

    def _set(self) -> None:
        if self._least is not None:
            self._widget.setMinimumWidth(theme.px(self._least))
        if self._most is not None:
            self._widget.setMaximumWidth(theme.px(self._most))


def fix_width(widget: QWidget, width: int) -> None:
    """Keep a widget at `width`, in logical pixels at the normal text size; call once for a widget."""
    _Widths(widget, width, width)


def limit_width(widget: QWidget, *, least: int | None = None, most: int | None = None) -> None:
    """Keep a widget between two widths, in logical pixels at the normal text size; call once for a widget."""
    _Widths(widget, least, most)
