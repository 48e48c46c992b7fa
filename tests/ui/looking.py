"""Looks at widgets as a person would: texts cut off, controls squeezed, laid over each other or without a name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.ui.kit.stops import widgets_of
from app.ui.kit.widgets.buttons import NameButton
from app.ui.kit.widgets.labels import ElidedLabel
from app.ui.kit.widgets.pills import _Mark

# A pixel more or less comes from rounding.
_SLACK = 1


def shown(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets beneath `root`, itself included."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def clipped(root: QWidget) -> list[str]:
    """The texts that do not fit where they stand."""
    return [f"{type(widget).__name__}: {_text(widget)}" for widget in shown(root) if _is_clipped(widget)]


def unnamed(root: QWidget) -> list[str]:
    """The controls that take the focus and have no accessible name."""
    found = []
    for widget in shown(root):
        inside = widget.parentWidget()
        part_of = isinstance(inside, QAbstractScrollArea | QComboBox) or widget.objectName().startswith("qt_")
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if focusable and not part_of and not named:
            found.append(f"{type(widget).__name__} in {type(inside).__name__}")
    return found


def squeezed(root: QWidget) -> list[str]:
    """The widgets that have less room than the least they need, or that stand out of what they are in."""
    found = []
    for widget in shown(root):
        if not _is_laid_out(widget):
            continue
        least, has = _least(widget), widget.size()
        short = has.width() < least.width() - _SLACK or has.height() < least.height() - _SLACK
        if short and _is_leaf(widget):
            found.append(
                f"{_who(widget)} has {has.width()}×{has.height()} of {least.width()}×{least.height()}"
            )
        inside = widget.parentWidget().rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not inside.contains(widget.geometry()):
            found.append(f"{_who(widget)} stands out by {_beyond(inside, widget.geometry())}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """The widgets of one layout that stand on each other."""
    found = []
    for widget in shown(root):
        layout = widget.layout()
        if layout is None:
            continue
        parts = [each for each in _laid_by(layout) if each.isVisible()]
        for one, other in combinations(parts, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > _SLACK and common.height() > _SLACK:
                found.append(f"{_who(one)} and {_who(other)}")
    return found


def scrolling_sideways(root: QWidget) -> list[str]:
    """Places that scroll sideways though they should not; tables wider than their place may."""
    found = []
    for area in shown(root):
        if not isinstance(area, QAbstractScrollArea) or isinstance(area, QTableView | QHeaderView):
            continue
        inner = area.widget() if isinstance(area, QScrollArea) else None
        wider = inner is not None and inner.width() > area.viewport().width() + _SLACK
        bar = area.horizontalScrollBar()
        scrolls = isinstance(area, QAbstractItemView) and bar.isVisible() and bar.maximum() > 0
        if wider or scrolls or (isinstance(area, QScrollArea) and bar.isVisible()):
            told = f"{inner.width()} in {area.viewport().width()}" if inner is not None else ""
            found.append(f"{_who(area)} {told}")
    return found


def _laid_by(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of the layouts in it."""
    if isinstance(layout, QStackedLayout):
        return
    yield from widgets_of(layout)


def _least(widget: QWidget) -> QSize:
    """The least size a widget can do with: what was set for it, else what it says itself."""
    hint, least, policy = widget.minimumSizeHint(), widget.minimumSize(), widget.sizePolicy()
    ignored = QSizePolicy.Policy.Ignored
    width = least.width() or (0 if policy.horizontalPolicy() == ignored else hint.width())
    height = least.height() or (0 if policy.verticalPolicy() == ignored else hint.height())
    return QSize(width, 0 if widget.hasHeightForWidth() else height)


def _is_leaf(widget: QWidget) -> bool:
    """Whether it holds no other widgets by a layout; those that do are judged by what they hold."""
    return widget.layout() is None


def _beyond(room: QRect, box: QRect) -> str:
    sides = {
        "left": room.left() - box.left(),
        "top": room.top() - box.top(),
        "right": box.right() - room.right(),
        "bottom": box.bottom() - room.bottom(),
    }
    return ", ".join(f"{side} {by}" for side, by in sides.items() if by > 0)


def _is_laid_out(widget: QWidget) -> bool:
    """Whether a layout gives the widget its place, so that it is no part of one of Qt's own widgets."""
    parent = widget.parentWidget()
    return (
        parent is not None
        and not widget.isWindow()
        and parent.layout() is not None
        and not isinstance(parent, QAbstractScrollArea | QComboBox | QLineEdit)
    )


def _who(widget: QWidget) -> str:
    """A widget as a message names it: what it is, what it says, and in what."""
    chain, each = [], widget.parentWidget()
    while each is not None and len(chain) < 3:
        if type(each) is not QWidget:
            chain.append(type(each).__name__)
        each = each.parentWidget()
    return f"{type(widget).__name__} {_text(widget)[:40]!r} in {'/'.join(chain)}"


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", "")
    return str(text() if callable(text) else text) or widget.accessibleName()


def _is_clipped(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel | NameButton):
        return widget.height() < widget.fontMetrics().height()
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width()) - 1
        lines = widget.text().split("\n")
        needed = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
        return widget.width() < needed or widget.height() < widget.fontMetrics().height() * len(lines)
    if isinstance(widget, QAbstractButton | _Mark):
        hint = widget.sizeHint()
        icon_only = (
            isinstance(widget, QAbstractButton) and not widget.text() and not widget.property("painted")
        )
        return not icon_only and (widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1)
    if isinstance(widget, QLineEdit | QComboBox):
        return widget.height() < widget.fontMetrics().height() + 4 or _cuts_its_words(widget)
    return False


def _cuts_its_words(field: QLineEdit | QComboBox) -> bool:
    """Whether a field has no room for our own words in it; what people typed may be longer than any field."""
    if isinstance(field, QComboBox):
        return field.width() < field.minimumSizeHint().width() - _SLACK
    if field.text() or not field.placeholderText():
        return False
    icons = [action for action in field.actions() if action.isVisible() and not action.icon().isNull()]
    room = field.width() - 2 * 10 - 4 - 24 * len(icons)
    return field.fontMetrics().horizontalAdvance(field.placeholderText()) > room


def screen_is_wide_enough() -> bool:
    """Whether the sizes the walk asks for can be had on this screen."""
    screen = QGuiApplication.primaryScreen()
    return screen is None or screen.size().width() >= 800
