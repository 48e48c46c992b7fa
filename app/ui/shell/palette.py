"""Ctrl+K: jump to any client, person or record, or do anything (UX.md, Behaviour 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from app.i18n import _, ngettext, pgettext
from app.ui.kit.actions import Actions
from app.ui.kit.lists.matching import typed_words
from app.ui.kit.lists.rows_model import RowRole
from app.ui.kit.look import theme
from app.ui.kit.widgets.labels import IconLabel, Label, Line
from app.ui.kit.widgets.pills import KeyCap
from app.ui.shell.palette_rows import Entry, PaletteDelegate, PaletteModel, found

__all__ = ["Entry", "Palette", "action_entries"]
Source = Callable[[], Iterable[Entry]]
_WIDTH, _TOP, _KEPT = 640, 76, 30


class _List(QListView):
    """The list beneath the line; the line keeps the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setAccessibleName(_("What was found"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PaletteDelegate(self))
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)


class Palette(QWidget):
    """The overlay. `sources` are quick callables that give entries they have at hand.

    `query_changed(text)` lets a page search further and hand in what it found with `add_found`.
    `actions` offers the client-scoped actions after Tab. `scope` (a book's uid) keeps the recent ones of
    different books apart. `last(typed)` makes the row beneath all others, None for none.
    """

    query_changed = Signal(str)
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        sources: Sequence[Source],
        actions: Actions | None = None,
        scope: str = "",
        last: Callable[[str], Entry | None] = lambda _typed: None,
    ) -> None:
        super().__init__(window)
        self.scope, self._host, self._last = scope, window, last
        self._sources, self._actions = sources, actions
        self._entries: list[Entry] = []
        self._found_elsewhere: list[Entry] = []
        self._client: Entry | None = None
        self._before: QWidget | None = None
        self.model = PaletteModel()
        self._build()
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette empty, with what was used lately."""
        self._before = self.window().focusWidget()
        self._entries = [entry for source in self._sources for entry in source()]
        self._found_elsewhere = []
        self._set_client(None)
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._refresh()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_palette(self) -> None:
        """Go away; the focus goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.closed.emit()

    def add_found(self, query: str, entries: Iterable[Entry]) -> None:
        """Add what a search in the book found, if the query is still the same."""
        if query == self.line.text() and self.isVisible():
            known = {entry.key for entry in self._entries if entry.key}
            self._found_elsewhere = [entry for entry in entries if entry.key not in known]
            self._refresh()

    def choose(self, entry: Entry) -> None:
        """Close and do what the entry stands for."""
        if entry.key:
            _remember(entry.key, self.scope)
        self.close_palette()
        entry.run()

    def current(self) -> Entry | None:
        """The entry that Enter would choose."""
        row = self.list.currentIndex().data(RowRole)
        return row if isinstance(row, Entry) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
            self._place()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 112))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(12, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 14))
            box = QRectF(self.panel.geometry()).adjusted(-spread, 6 - spread, spread, 6 + spread)
            painter.drawRoundedRect(box, 12 + spread, 12 + spread)

    def _build(self) -> None:
        self.panel = QFrame(self)
        self.panel.setProperty("overlay", "true")
        self.line = QLineEdit()
        self.line.setProperty("bare", "true")
        self.line.setProperty("type", "title")
        self.line.setPlaceholderText(_("Jump to a client, a person, a record, or do something"))
        self.line.setAccessibleName(_("Jump to…"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.client_name = Label("", "strong", "accent")
        self.list = _List(self.panel)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self._take(index.data(RowRole)))
        self.nothing = Label("", "body", "text2")
        self.count = Label("", "small", "text2")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(6, 2, 6, 8)
        inner.addWidget(self.list)
        inner.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignCenter)
        column.addLayout(inner, 1)
        column.addWidget(Line())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 16, 14)
        head.setSpacing(12)
        head.addWidget(IconLabel("search", "text2", 18))
        head.addWidget(self.client_name)
        head.addWidget(self.line, 1)
        head.addWidget(KeyCap(_("Esc")))
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.setSpacing(6)
        for keys, text in (
            ("↑ ↓", _("choose")),
            (_("Enter"), pgettext("to open", "open")),
            (_("Tab"), _("actions on this client")),
        ):
            foot.addWidget(KeyCap(keys))
            foot.addWidget(Label(text, "small", "text2"))
            foot.addSpacing(12)
        foot.addStretch(1)
        foot.addWidget(self.count)
        return foot

    def _typed(self, text: str) -> None:
        self._found_elsewhere = []
        self._refresh()
        self.query_changed.emit(text)

    def _refresh(self) -> None:
        words = typed_words(self.line.text())
        if self._client is not None:
            entries, recent = self._actions_on(self._client), []
        else:
            entries, recent = [*self._entries, *self._found_elsewhere], _recent(self.scope)
        rows, count = found(entries, words, recent, self._actions_on)
        last = self._last(self.line.text()) if self._client is None else None
        rows += [last] if last is not None else []
        self.model.show(rows, words)
        self._select(self.model.step(-1, 1))
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(_("Nothing found for “{query}”.").format(query=self.line.text()))
        self.count.setText(ngettext("{n} found", "{n} found", count).format(n=count) if words else "")
        self._place()

    def _place(self) -> None:
        width = min(max(_WIDTH, theme.px(_WIDTH)), self.width() - 48)
        rows = sum(self.list.sizeHintForRow(line) for line in range(min(len(self.model.rows), 20)))
        top = theme.px(_TOP) if theme.text_scale() <= 1 else 40
        wanted = theme.px(112) + (rows + 12 if rows else theme.px(80))
        self.panel.setGeometry((self.width() - width) // 2, top, width, min(wanted, self.height() - top - 40))
        self.update()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        line = self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self._back()
        elif key == Qt.Key.Key_Backspace and self._client is not None and not self.line.text():
            self._set_client(None)
            self._refresh()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._select(self.model.step(line, 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _step in range(8):
                line = self.model.step(line, 1 if key == Qt.Key.Key_PageDown else -1)
            self._select(line)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.current())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._offer_actions()
        else:
            return False
        return True

    def _back(self) -> None:
        if self._client is None:
            self.close_palette()
        else:
            self._set_client(None)
            self._refresh()

    def _offer_actions(self) -> None:
        entry = self.current()
        if entry is not None and entry.kind == "client" and self._actions is not None:
            self._set_client(entry)
            self.line.clear()
            self._refresh()

    def _set_client(self, entry: Entry | None) -> None:
        self._client = entry
        self.client_name.setText(entry.title if entry else "")
        self.client_name.setVisible(entry is not None)

    def _select(self, line: int) -> None:
        index = self.model.index(max(0, line))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _take(self, entry: Any) -> None:
        if isinstance(entry, Entry):
            self.choose(entry)

    def _actions_on(self, client: Entry) -> list[Entry]:
        if self._actions is None:
            return []
        return action_entries(self._actions, client)


def action_entries(actions: Actions, client: Entry | None = None) -> list[Entry]:
    """The enabled actions as entries: those on a client, or (None) all."""
    made = []
    for action in actions:
        if (
            not action.palette
            or not action.is_possible()
            or (client is not None and not action.client_scoped)
        ):
            continue
        title = action.label
        if client is not None and action.client_title:
            title = _(action.client_title).format(client=client.title)
        run = partial(actions.run, action.id, *(() if client is None else (client.client,)))
        key = f"action:{action.id}" if client is None else ""
        made.append(Entry("action", title, run, icon=action.icon, shortcut=action.keys(), key=key))
    return made


def _recent(scope: str) -> list[str]:
    kept = QSettings().value(f"palette/recent{scope}") or []
    return [kept] if isinstance(kept, str) else list(kept)


def _remember(key: str, scope: str) -> None:
    others = [each for each in _recent(scope) if each != key]
    QSettings().setValue(f"palette/recent{scope}", [key, *others][:_KEPT])
