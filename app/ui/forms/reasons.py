"""The class of a threat, and its four possible reasons, each found or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.words import capital, word
from app.i18n import _
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import IconLabel, Label
from app.ui.kit.widgets.pills import Pill
from app.views.retention.client import Reason

CLASSES = {
    "founded": ("danger", "triangle-alert"),
    "doubtful": ("warn", "circle-question-mark"),
    "unfounded": ("neutral", "circle-minus"),
}
Open = Callable[[tuple[str, int]], Any]


def class_pill(kind: str) -> Pill:
    """Founded, doubtful or unfounded."""
    role, icon_name = CLASSES[kind]
    return Pill(capital(word(kind)), role, icon_name)


class ReasonsList(QWidget):
    """A heading that counts them, and all four; found ones open the record they rest on."""

    def __init__(self, reasons: Iterable[Reason], on_open: Open | None = None) -> None:
        super().__init__()
        found = tuple(reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = _("Is there a reason? {n} of {all} found").format(
            n=sum(reason.found for reason in found), all=len(found)
        )
        self.title = Label(title, "strong", wrap=True)
        column.addWidget(self.title)
        for reason in found:
            column.addWidget(_reason(reason, on_open))
        column.addStretch(1)
        self._column = column

    def add_note(self, text: str) -> None:
        """A muted line at the foot."""
        self._column.addWidget(Label(text, "small", "text2", wrap=True))


def _reason(reason: Reason, on_open: Open | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    icon_name = "circle-alert" if reason.found else "circle-minus"
    row.addWidget(IconLabel(icon_name, "danger" if reason.found else "text3"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    title = Label(reason.title, "body", "text" if reason.found else "text2", wrap=True)
    title.setProperty("weight", "medium" if reason.found else "")
    words.addWidget(title)
    if reason.sub:
        words.addWidget(Label(reason.sub, "small", "text2", wrap=True))
    row.addLayout(words, 1)
    if reason.found and reason.record is not None and on_open is not None:
        record = reason.record
        opened = Button(_("Open"), lambda: on_open(record), kind="link")
        opened.setAccessibleName(_("Open {what}").format(what=reason.title))
        row.addWidget(opened, 0, Qt.AlignmentFlag.AlignTop)
    return holder
