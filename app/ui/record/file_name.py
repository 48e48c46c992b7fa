"""The small form that calls a file otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.i18n import _
from app.services.records import attachments
from app.ui.forms.decisions import CardForm
from app.ui.kit.fields.forms import LineField
from app.ui.kit.page_context import PageContext
from app.views.record.files import FileRow


class RenameForm(CardForm):
    """The name without its ending is marked, ready to be typed over."""

    def __init__(self, context: PageContext, row: FileRow) -> None:
        super().__init__(context, _("Rename {name}").format(name=row.name), _("Rename"), _("File renamed"))
        self._file_id, self._old = row.id, row.name
        self.field: LineField = self.form.add("name", _("Name"), LineField(row.name, required=True))

    def start(self) -> None:
        """The cursor is in the name."""
        self.field.setFocus()
        self.field.setSelection(0, len(Path(self._old).stem))

    def write(self, session: Any, values: dict[str, Any]) -> None:
        attachments.rename(session, attachment_id=self._file_id, name=values["name"])
