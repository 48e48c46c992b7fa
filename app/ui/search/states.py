"""What the page of search says where nothing is listed: nothing typed, nothing found, not now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import Label
from app.views.search import Question


class Blank(QWidget):
    """Nothing is typed yet: what can be searched, and what was searched for lately."""

    chosen = Signal(str)
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = EmptyState(
            "search",
            _("Search everything that was ever written down"),
            _(
                "Notes, decisions, complaints, promises, people, files and all the rest. Case and accents do"
                " not matter, and the beginnings of words are enough."
            ),
        )
        self.title = Label(_("Lately"), "caption", "text2")
        self.recent = FlowRow(gap=8)
        self.forget = Button(_("Forget these"), self.forgotten.emit, kind="link")
        self.lately = QWidget()
        under = QVBoxLayout(self.lately)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        under.addWidget(self.title)
        under.addWidget(self.recent)
        under.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lately)
        column.addWidget(says, 1)
        self.buttons: list[Button] = []
        self.show_recent(())

    def show_recent(self, words: Sequence[str]) -> None:
        """Offer these searches again."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(each) for each in words]
        for button in self.buttons:
            self.recent.add(button)
        self.lately.setVisible(bool(words))

    def _button(self, words: str) -> Button:
        short = words if len(words) <= 40 else f"{words[:39]}…"
        button = Button(
            short.replace("&", "&&"), lambda: self.chosen.emit(words), icon_name="history", small=True
        )
        button.setAccessibleName(_("Search for “{words}”").format(words=words))
        return button


def nothing_words(question: Question, client: str, near: Question | None) -> tuple[str, str, str, str]:
    """Icon, title, text and button where nothing was found; `near` is a question that finds something."""
    words = question.words.strip()
    if question.client_id is not None and client:
        title = _("Nothing of {client} holds “{words}”").format(client=client, words=words)
    else:
        title = _("Nothing holds “{words}”").format(words=words)
    text = _(
        "Every word must occur in one record, each from its beginning on. Fewer or shorter words find more."
    )
    if near is None:
        return "search", title, text, ""
    if near.words == words:
        return "search", title, _("Without the filters something is found."), _("Search everything")
    return "search", title, text, _("Search for “{words}”").format(words=near.words)
