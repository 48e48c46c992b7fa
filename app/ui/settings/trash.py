"""The trash: what was deleted in the last 30 days, back at a press (UX.md, Behaviour 2)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from app.domain.kinds import KINDS
from app.i18n import _, format_day, format_moment, ngettext
from app.ui.kit.fields.forms import ErrorLine
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import EmptyState
from app.ui.kit.widgets.dialogs import ask
from app.ui.settings.actions import register

if TYPE_CHECKING:
    from app.services.records.trash import Trashed


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


class TrashPage(Page):
    """A table of what was deleted; Enter or the button takes it back."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Trash"), _("Kept for 30 days, then gone for good"))
        self.table = TableView(_columns(), _("Trash"), settings_key="trash")
        self.table.sort_by("deleted", descending=True)
        register(context)
        self.rows = Rows(context, "trash", self.table, self)
        self.table.opened.connect(lambda _row: self.rows.run("restore"))
        self.table.selectionModel().selectionChanged.connect(lambda *_now: self._enable())
        self.empty = EmptyState(
            "trash-2",
            _("The trash is empty"),
            _("What you delete waits here for 30 days and can be taken back."),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.error = ErrorLine()
        self.body.addWidget(self.error)
        self.body.addWidget(self.stack, 1)
        self.restore = Button(_("Restore"), self.take_back, kind="primary", icon_name="archive-restore")
        self.empty_button = Button(
            _("Empty the trash…"), self._ask_to_empty, kind="danger", icon_name="trash-2"
        )
        for button in (self.restore, self.empty_button):
            self.corner.addWidget(button)
        self._show([])

    def arrive(self, place: Place) -> None:
        """Look into the trash."""
        self.reload(set())

    def reload(self, kinds: set[str]) -> None:
        """Look again."""
        from app.services.records.trash import contents

        self.context.operations.read(contents, self._show, owner=self, key="trash")

    def _show(self, rows: list[Trashed]) -> None:
        self.table.set_rows(rows)
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        if rows and not self.table.selected_rows():
            self.table.selectRow(0)
        self.empty_button.setVisible(bool(rows) and not self.context.read_only)
        self.restore.setVisible(bool(rows) and not self.context.read_only)
        self._enable()

    def _enable(self) -> None:
        self.restore.setEnabled(bool(self.table.selected_rows()))

    def take_back(self) -> None:
        """Take the chosen records back."""
        from app.views.trash import restore_all

        chosen = [(row.table, row.id) for row in self.table.selected_rows()]
        if not chosen or self.context.read_only:
            return
        self.error.show_text("")
        self.context.operations.write(
            _("Restored from the trash"),
            lambda session: restore_all(session, chosen),
            self._restored,
            lambda error: self.error.tell(str(error)),
            owner=self,
        )

    def _restored(self, count: int) -> None:
        said = ngettext("{n} record restored", "{n} records restored", count).format(n=count)
        self.context.toast(said, undo=True)

    def _ask_to_empty(self) -> None:
        count = sum(1 + row.with_it for row in self.table.rows_model.rows())
        ask(
            self,
            _("Empty the trash?"),
            ngettext(
                "{n} record is deleted for good; Undo does not bring it back.",
                "{n} records are deleted for good; Undo does not bring them back.",
                count,
            ).format(n=count),
            _("Empty the trash"),
            self._empty,
        )

    def _empty(self) -> None:
        """Real and final, so no gesture; a backup is made first."""
        from app.views.trash import empty_for_good

        book: Any = self.context.operations.book
        self.context.operations.run(
            _("Empty the trash"),
            lambda _progress, _cancelled: empty_for_good(book),
            self._emptied,
            lambda error: self.error.tell(str(error)),
            owner=self,
            stops=False,
        )

    def _emptied(self, count: int) -> None:
        said = ngettext("{n} record deleted for good", "{n} records deleted for good", count)
        self.context.toast(said.format(n=count))
        self.context.backed_up.emit()
        self.reload(set())


def _columns() -> list[Column]:
    return [
        Column("kind", _("Kind"), lambda row: KINDS[row.table].words, width=150),
        Column("label", _("What"), lambda row: row.name, bold=True, width=380),
        Column("client", _("Client"), lambda row: row.client or "", width=220),
        Column(
            "with_it",
            _("With it"),
            lambda row: row.with_it,
            display=lambda row: str(row.with_it or ""),
            tooltip=lambda _row: _("Records that went with it and come back with it"),
            align="right",
            width=90,
        ),
        Column(
            "deleted",
            _("Deleted"),
            lambda row: row.deleted_at,
            display=lambda row: format_day(_local(row.deleted_at).date()),
            tooltip=lambda row: format_moment(_local(row.deleted_at)),
            width=160,
        ),
    ]
