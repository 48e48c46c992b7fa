"""A list of rows to act on: virtual rows painted in view, with the form of one opened in place beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.ui.kit.lists.deed_delegate import DeedDelegate, Tool
from app.ui.kit.lists.deed_rows import DeedModel, FormPlace, Line, is_row
from app.ui.kit.lists.over_headings import OverHeadings
from app.ui.kit.look import theme
from app.ui.kit.widgets.labels import plain_tip


class FormHost(QWidget):
    """Holds the open form within the list; keys it does not take end here, none acts on the row. `left` on Esc."""

    left = Signal()
    resized = Signal()

    def __init__(self, form: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = form
        self.setAccessibleName(_("Form"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(52, 2, 12, 12)
        self._column.addWidget(form)

    def wanted_height(self, width: int) -> int:
        """How high it is at a width."""
        column = self._column
        return column.heightForWidth(width) if column.hasHeightForWidth() else column.sizeHint().height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()


class DeedList(OverHeadings):
    """Arrow keys move; what else the keys do is said by the `RowActions` of the rows shown.

    `acted(row)` when its button was pressed, `used(tool, row)` a small one, `opened(row)` on a double click;
    `form_left` on Esc.
    """

    acted = Signal(object)
    used = Signal(str, object)
    opened = Signal(object)
    form_left = Signal()
    host: FormHost | None = None

    def __init__(
        self,
        name: str,
        words: Sequence[str],
        tools: Sequence[Tool] = (),
        *,
        with_client: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines = DeedModel()
        self.delegate = DeedDelegate(self, words, tools, with_client=with_client)
        # Its own child, so that it goes with it here and never by a collection in another thread.
        self.lines.setParent(self)
        self.setModel(self.lines)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setProperty("bare", "flush")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._measure_form)
        theme.signals.theme_changed.connect(self.doItemsLayout)
        self.doubleClicked.connect(lambda _index: self._with_current(self.opened))

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines; the current row stays, else the one that comes up in its place. A form stays."""
        before, at = self.current_row(), self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        key = self.form_key()
        self.delegate.fit(lines)
        self.lines.set_lines(lines)
        if key is not None:
            place = self.lines.line_of(key)
            # The thing may be gone meanwhile; what was typed stays on screen all the same.
            self.lines.put_form(place if place is not None else 0 if lines else -1, key)
        line = self.lines.line_of(before.key) if before is not None else None
        self._choose(line if line is not None else self._nearest(at))
        self.verticalScrollBar().setValue(scroll)
        self._settle.start()

    def rows(self) -> list[Any]:
        """The rows shown."""
        return [line for line in self.lines.lines if is_row(line)]

    def current_row(self) -> Any:
        """The row with the filled button; None where there is none."""
        at = self.currentIndex().row()
        line = self.lines.lines[at] if 0 <= at < len(self.lines.lines) else None
        return line if line is not None and is_row(line) else None

    def choose(self, key: str) -> bool:
        """Make a row the current one."""
        line = self.lines.line_of(key)
        if line is not None:
            self._choose(line)
            self.scrollTo(self.lines.index(line))
        return line is not None

    def form_key(self) -> str | None:
        """The row whose form is open."""
        at = self.lines.form_line()
        line = self.lines.lines[at] if at is not None else None
        return line.key if isinstance(line, FormPlace) else None

    def open_form(self, key: str, form: Any) -> None:
        """Open a form beneath a row; another one that is open closes."""
        self.close_form()
        line = self.lines.line_of(key)
        if line is None:
            form.deleteLater()
            return
        self.host = FormHost(form, self.viewport())
        self.host.left.connect(self.form_left)
        self.host.resized.connect(self._settle.start)
        self.lines.put_form(line, key)
        self._choose(line)
        self._measure_form()
        self.host.show()
        self.scrollTo(self.lines.index(line + 1))
        self.scrollTo(self.lines.index(line))

    def close_form(self) -> None:
        """Close the form; the focus comes back to the list."""
        if self.host is None:
            return
        had_focus = self.host.isAncestorOf(self.focusWidget() or self)
        self.host.hide()
        self.host.deleteLater()
        self.host = None
        self.lines.take_form()
        if had_focus or self.window().focusWidget() is None:
            self.setFocus()

    def tool_place(self, name: str) -> QPoint:
        """Where the menu of a tool of the current row opens."""
        zones = self.delegate.zones(self.visualRect(self.currentIndex()))
        return self.viewport().mapToGlobal(zones.tool(name).bottomLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._heat(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._heat(QPoint(-1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, part = self._part_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and part == "act":
            self.acted.emit(row)
        elif event.button() == Qt.MouseButton.LeftButton and part:
            self.used.emit(part, row)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(event.pos())
            if tip:
                QToolTip.showText(event.globalPos(), plain_tip(tip), self.viewport())
                return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """What a part of a row explains: the exact day, what a tool does."""
        row, part = self._part_at(point)
        tool = next((each for each in self.delegate.tools if each.name == part), None)
        if tool is not None:
            return tool.tip
        index = self.indexAt(point)
        if row is not None and row.since:
            zones = self.delegate.zones(self.visualRect(index))
            return str(row.since_tip) if zones.since.contains(point) else ""
        return ""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_form()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_form()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def _part_at(self, point: QPoint) -> tuple[Any, str]:
        """The row at a point, and the part of it one can press there."""
        index = self.indexAt(point) if point.x() >= 0 else self.lines.index(-1)
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if line is None or not is_row(line):
            return None, ""
        if not line.words or self.delegate.read_only:
            return line, ""
        return line, self.delegate.zones(self.visualRect(index)).at(point)

    def _measure_form(self) -> None:
        host, line = self.host, self.lines.form_line()
        if host is None or line is None:
            return
        wanted = host.wanted_height(self.viewport().width())
        if wanted != self.delegate.form_height:
            self.delegate.form_height = wanted
            self.doItemsLayout()
        self._place_form()

    def _place_form(self) -> None:
        line = self.lines.form_line() if self.host is not None else None
        if self.host is not None and line is not None:
            self.host.setGeometry(self.visualRect(self.lines.index(line)))

    def _nearest(self, at: int) -> int | None:
        """The row at a line or the next one after it, else the last."""
        rows = [n for n, line in enumerate(self.lines.lines) if is_row(line)]
        return next((n for n in rows if n >= at), rows[-1] if rows else None)

    def _choose(self, line: int | None) -> None:
        if line is not None:
            self.setCurrentIndex(self.lines.index(line))

    def _with_current(self, signal: Any) -> None:
        row = self.current_row()
        if row is not None:
            signal.emit(row)

    def _heat(self, point: QPoint) -> None:
        row, part = self._part_at(point)
        hot = (self.indexAt(point).row(), part) if row is not None else (-1, "")
        if hot != self.delegate.hot:
            self.delegate.hot = hot
            self.viewport().update()
        shape = Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
