"""Looking back: for each signal how many of the lost showed it, next to those who stayed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.lookback import DAYS_BEFORE, Share
from app.i18n import _, ngettext, pgettext
from app.ui.kit.charts.ink import Pick
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Banner, Card, clear
from app.ui.kit.widgets.labels import Label, Line
from app.views.insights.lookback import LookingBack, SignalRow, interval_words, share_words
from app.views.insights.parts import Link, as_text


class LookbackCard(Card):
    """A sentence, the warning about few clients, and the table of signals; `picked` opens the clients lost."""

    picked = Signal(object)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self._found: LookingBack | None = None
        self.sentence = Label("", "small", "text2", wrap=True)
        self.warning = Banner("", "warn")
        self.who = Button("", self._open_all, kind="link")
        self.copy_button = IconButton("copy", _("Copy: Looking back"), self.copy)
        top = QHBoxLayout()
        top.addWidget(Label(_("Looking back at those who left"), "strong"))
        top.addStretch(1)
        top.addWidget(self.who)
        top.addWidget(self.copy_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.warning)
        self.body.addLayout(self._rows)
        self.wait()

    def wait(self) -> None:
        """Say that it is being computed."""
        self._show_texts(_("Looking back over every client, on three days each…"), "", 0)

    def show_found(self, found: LookingBack) -> None:
        """Show what was found."""
        self._found = found
        self._show_texts(found.sentence, " ".join(found.warnings), found.lost)
        clear(self._rows)
        if found.rows:
            self._rows.addWidget(self._table(found))

    def copy(self) -> None:
        """The table as text on the clipboard."""
        if self._found is not None:
            lines = (self._found.sentence, *self._found.warnings, as_text(self._found.table))
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.copied.emit()

    def _show_texts(self, sentence: str, warning: str, lost: int) -> None:
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.warning.set_text(warning)
        self.warning.setVisible(bool(warning))
        self.who.setText(ngettext("Who left ({n})", "Who left ({n})", lost).format(n=lost))
        self.who.setVisible(lost > 0)
        self.copy_button.setVisible(lost > 0)

    def _open_all(self) -> None:
        if self._found is not None:
            self.picked.emit(Pick(_("Who left"), self._found.lost_links))

    def _table(self, found: LookingBack) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        for at, days in enumerate(DAYS_BEFORE):
            words = ngettext("{n} day before", "{n} days before", days).format(n=days)
            grid.addWidget(Label(words, "small", weight="semibold", wrap=True), 0, 1 + 2 * at, 1, 2)
            grid.addWidget(Label(pgettext("clients", "left"), "small", "text2"), 1, 1 + 2 * at)
            grid.addWidget(Label(pgettext("clients", "stayed"), "small", "text2"), 1, 2 + 2 * at)
        for number, row in enumerate(found.rows):
            line = 2 + 2 * number
            grid.addWidget(Line(), line, 0, 1, 1 + 2 * len(DAYS_BEFORE))
            self._add_row(grid, line + 1, row)
        grid.setColumnStretch(0, 2)
        for column in range(1, 1 + 2 * len(DAYS_BEFORE)):
            grid.setColumnStretch(column, 1)
        return holder

    def _add_row(self, grid: QGridLayout, line: int, row: SignalRow) -> None:
        grid.addWidget(Label(row.title, "small", wrap=True), line, 0)
        for at, (signal, links) in enumerate(zip(row.found, row.links, strict=True)):
            apart = signal.tells_apart
            grid.addWidget(
                self._lost(row.title, signal.lost, links, apart), line, 1 + 2 * at, Qt.AlignmentFlag.AlignLeft
            )
            grid.addWidget(_share(signal.stayed, apart), line, 2 + 2 * at)

    def _lost(self, title: str, share: Share, links: tuple[Link, ...], apart: bool) -> QWidget:
        if not links:
            return _share(share, apart)
        words = f"{share_words(share)} ({interval_words(share)})"
        opens = Button(words, lambda: self.picked.emit(Pick(title, links)), kind="link")
        opens.setAccessibleName(f"{title}: {words}")
        return opens


def _share(share: Share, apart: bool) -> Label:
    words = f"{share_words(share)} ({interval_words(share)})" if share.of else share_words(share)
    weight = "semibold" if apart else ""
    return Label(words, "small", "text" if apart else "text2", weight=weight, wrap=True)
