"""The Promises tab: what this client and we owe each other, and the attention that was a promise, too."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.domain.rules.promises import Promises
from app.i18n import _, ngettext
from app.ui.kit import discreet
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.cards import Banner
from app.ui.kit.widgets.labels import ElidedLabel, SectionHeader
from app.ui.record.cards.promise_board import PromiseBoard
from app.ui.record.tab import RecordTab
from app.views.clients.attention import attention_words
from app.views.promises import PromiseRow, client_promises, kept, kept_words
from app.views.record.page import RecordView

# A gap within so many per cent is no gap to speak of.
_SMALL = 10


class PromisesTab(RecordTab):
    """The list of the Promises page with this client's rows alone."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.board = PromiseBoard(context, with_client=False)
        self.attention = Banner("", "warn", action=_("Log a call"), on_action=self._call, icon_name="phone")
        discreet.internal(self.attention)
        self.heading = SectionHeader(_("Promises"), link_text=_("Note a promise…"))
        self.heading.link.clicked.connect(self._new)
        lock(self.heading.link, context.read_only)
        self.figures = ElidedLabel("", "small", "text2")
        discreet.internal(self.figures)
        text = _("What one side owes the other, with or without a day; also what they count on unsaid.")
        action = "" if context.read_only else _("Note a promise…")
        self.board.empty.set_texts("handshake", _("No promise yet"), text, action)
        self.board.empty.button.clicked.connect(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(8)
        for widget in (self.attention, self.heading, self.figures):
            column.addWidget(widget)
        column.addWidget(self.board, 1)

    def read(self, session: Any, view: RecordView) -> tuple[PromiseRow, ...]:
        return client_promises(session, view)

    def show_view(self, view: RecordView, answer: tuple[PromiseRow, ...]) -> None:
        if self.view is not None and self.view.who.id != view.who.id:
            self.board.list.close_form()
        self.view = view
        self._show_attention(view.verdicts.promises)
        self.figures.setText(_figures(view.verdicts.promises))
        self.figures.setVisible(bool(answer))
        rows_open = sum(row.is_open for row in answer)
        told = ngettext("{n} open", "{n} open", rows_open).format(n=rows_open) if rows_open else ""
        self.heading.set_texts(_("Promises"), told, link_text=_("Note a promise…"))
        self._show_empty(bool(answer))
        self.board.show_rows(answer)

    def show_record(self, kind: str, record_id: int) -> bool:
        found = kind == "promises" and self.board.show_record(record_id)
        if found:
            self.board.list.setFocus()
        return found

    def _show_attention(self, promises: Promises) -> None:
        """Only where we talk less: more is no news here."""
        gap = promises.attention_gap
        self.attention.setVisible(gap is not None and gap < -_SMALL)
        self.attention.set_text(attention_words(promises.attention))
        self.attention.button.setVisible(not self.context.read_only)

    def _show_empty(self, some: bool) -> None:
        empty = self.board.empty
        if some:
            empty.set_texts("circle-check", _("Every promise is closed"))
            return
        text = _("What one side owes the other, with or without a day; also what they count on unsaid.")
        action = "" if self.context.read_only else _("Note a promise…")
        empty.set_texts("handshake", _("No promise yet"), text, action)

    def _new(self) -> None:
        if self.view is not None:
            self.context.actions.run("client.promise", self.view.who.id)

    def _call(self) -> None:
        if self.view is not None:
            self.context.actions.run("client.log", self.view.who.id)


def _figures(promises: Promises) -> str:
    """How well both sides kept their word, in one line."""
    ours, theirs = kept(promises.verdicts, "ours"), kept(promises.verdicts, "theirs")
    return " · ".join(
        (
            _("Ours while courting: {kept}").format(kept=kept_words(ours.courting)),
            _("since: {kept}").format(kept=kept_words(ours.since)),
            _("theirs: {kept}").format(kept=kept_words(theirs.whole)),
        )
    )
