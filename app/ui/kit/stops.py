"""Where Tab goes: what takes keys, in the order of the eye, read from the layouts when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

_BACKWARD = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def stops(root: QWidget) -> list[QWidget]:
    """What Tab goes to within `root`, in the order of the eye: as laid out, from top left to bottom right."""
    return [each for each in walk(root) if is_stop(each)]


def is_stop(widget: QWidget) -> bool:
    """Whether Tab stops there; of a switch between several words only at the chosen one."""
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        live = [each for each in group.buttons() if each.isEnabled() and not each.isHidden()]
        return widget is (group.checkedButton() or next(iter(live), None))
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def walk(widget: QWidget) -> Iterator[QWidget]:
    """Everything within a widget that is not hidden, in the order of the eye."""
    for child in children(widget):
        if not child.isHidden() and not child.isWindow():
            yield child
            yield from walk(child)


def children(widget: QWidget) -> list[QWidget]:
    """What is laid out first; then what was put in its place by hand, by rows."""
    layout = widget.layout()
    laid = list(widgets_of(layout)) if layout is not None else []
    known = set(laid)
    rest = [each for each in widget.children() if isinstance(each, QWidget) and each not in known]
    return [*laid, *sorted(rest, key=lambda each: (each.y(), each.x()))]


def widgets_of(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout in the order in which it has them, those of the layouts within it included.

    Each part is asked for its place, never the layout for its items: PySide keeps what `itemAt` gives for as long
    as the layout lives, and ends with it what Qt has long put something else in the place of.
    """
    for part in _in_order(layout):
        if isinstance(part, QLayout):
            yield from widgets_of(part)
        else:
            yield part


def _in_order(layout: QLayout) -> list[QWidget | QLayout]:
    parent = layout.parentWidget()
    around = parent.children() if parent is not None else []
    parts: dict[int, QWidget | QLayout] = {
        at: each for each in around if isinstance(each, QWidget) and (at := layout.indexOf(each)) >= 0
    }
    inner = (each for each in layout.children() if isinstance(each, QLayout))
    parts |= {at: each for each in inner if (at := layout.indexOf(each)) >= 0}
    order = sorted(parts)
    if isinstance(layout, QGridLayout):
        places: dict[int, Any] = {at: layout.getItemPosition(at) for at in order}
        order.sort(key=lambda at: places[at][:2])
    elif isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARD:
        order.reverse()
    return [parts[at] for at in order]


def not_beside(here: QWidget | None) -> Callable[[QWidget], bool]:
    """Stops other than the words of the switch one is at."""
    group = here.group() if isinstance(here, QAbstractButton) else None
    if group is not None and not group.exclusive():
        group = None

    def fits(widget: QWidget) -> bool:
        if group is not None and isinstance(widget, QAbstractButton) and widget.group() is group:
            return False
        return is_stop(widget)

    return fits


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever it stands in until it can be seen."""
    each = widget.parentWidget()
    while each is not None:
        if isinstance(each, QScrollArea):
            each.ensureWidgetVisible(widget)
        each = each.parentWidget()


def in_view(widget: QWidget) -> bool:
    """Whether any of it can be seen, not scrolled away."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def first_of(page: QWidget | None) -> QWidget | None:
    """Where one works on a page: its list or table, else its first card, else the first thing that takes keys."""
    found = stops(page) if page is not None else []
    views = (each for each in found if isinstance(each, QAbstractItemView))
    cards = (each for each in found if isinstance(each, QFrame))
    return next(views, None) or next(cards, None) or next(iter(found), None)
