"""Small forms over the window: filling in a new record, or changing any that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.kinds import KINDS
from app.errors import UserError
from app.i18n import _, ngettext
from app.services.records import editing
from app.ui.kit.fields.forms import Form
from app.ui.kit.fields.record_fields import record_form
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label
from app.views import forms as form_views
from app.views.forms import RecordFields

Save = Callable[..., Any]
_WIDTH = 600


class FormDialog(Dialog):
    """A dialog around a form; what was typed stays when saving fails."""

    def __init__(
        self, context: PageContext, title: str, form: Form, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent or desk_window(), width=theme.px(_WIDTH))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self.form = form
        self.saving = False
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 2, 12, 2)
        column.addWidget(form)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scroll.setWidget(holder)
        wanted = holder.sizeHint().height() + 4
        self._scroll.setMinimumHeight(min(wanted, theme.px(420)))
        if text:
            self.body.addWidget(Label(text, "body", "text2", wrap=True))
        self.body.addWidget(self._scroll, 1)

    def add_aside(self, words: str, do: Callable[[], Any]) -> None:
        """A quiet button at the left of the foot."""
        self._buttons.insertWidget(0, Button(words, do, kind="quiet", icon_name="trash-2"))

    def set_save(self, words: str, label: str, save: Save, done: Callable[[Any], Any] | None = None) -> None:
        """Add Cancel and the button that saves; `save(session, **values)` is one gesture called `label`."""
        self._label, self._save, self._done = label, save, done
        self.add_button(_("Cancel"), self.reject)
        self.save_button = self.add_button(words, self.submit, kind="primary")

    def open(self) -> None:
        """Show it without blocking, with the cursor in the first empty field."""
        super().open()
        controls = [field.control for field in self.form.fields.values()]
        empty = next((control for control in controls if control.value() in (None, "")), controls[0])
        enter(empty)

    def submit(self) -> None:
        """Save, if everything needed is there."""
        if self.saving or not self.form.valid():
            return
        self.saving = True
        values = self.form.values()
        self._context.operations.write(
            self._label,
            lambda session: _plain(self._save(session, **values)),
            self._saved,
            self._failed,
            owner=self,
        )

    def _saved(self, result: Any) -> None:
        self.accept()
        if self._done is not None:
            self._done(result)

    def _failed(self, error: UserError) -> None:
        self.saving = False
        self.form.show_error(error)


def _delete_from(dialog: FormDialog, on_delete: Callable[[], Any]) -> None:
    """Delete what a dialog shows, which then has nothing to show any more."""
    dialog.reject()
    on_delete()


def enter(control: Any) -> None:
    """Go into a field as Tab does: what is filled in already is marked, ready to be typed over."""
    control.setFocus(Qt.FocusReason.TabFocusReason)
    # The window is not active yet, and Qt marks only in one that is.
    if isinstance(control, QLineEdit):
        control.selectAll()


def _plain(result: Any) -> Any:
    """A record's id instead of the record: none crosses a thread."""
    return getattr(result, "id", result)


def desk_window() -> QWidget | None:
    """The window over which a dialog opens."""
    from PySide6.QtWidgets import QApplication

    return QApplication.activeWindow()


def fill_in(
    context: PageContext,
    fields: RecordFields,
    *,
    title: str,
    words: str,
    label: str,
    save: Save,
    done: Callable[[Any], Any] | None = None,
    text: str = "",
    currency: str = "",
    parent: QWidget | None = None,
) -> FormDialog:
    """Open a form for a new record, or for a step of one that is there."""
    form = record_form(fields, today=context.today, currency=currency or context.card.currency)
    dialog = FormDialog(context, title, form, text, parent)
    dialog.set_save(words, label, save, done)
    dialog.open()
    return dialog


def edit_record(
    context: PageContext,
    kind: str,
    record_id: int,
    *,
    currency: str = "",
    on_delete: Callable[[], Any] | None = None,
    failed: Callable[[UserError], Any] | None = None,
    parent: QWidget | None = None,
) -> None:
    """Open any record to be read and changed; `on_delete` puts it into the trash, `failed` says why not."""

    def show(fields: RecordFields) -> None:
        kind_words = KINDS[kind].words
        title = " ".join(filter(None, (kind_words, str(fields.values.get("ref") or ""))))
        form = record_form(fields, today=context.today, currency=currency or context.card.currency)
        dialog = FormDialog(context, title, form, parent=parent)
        if on_delete is not None and not context.read_only:
            dialog.add_aside(_("Delete"), partial(_delete_from, dialog, on_delete))
        if context.read_only:
            dialog.add_button(_("Close"), dialog.reject, kind="primary")
        else:
            dialog.set_save(
                _("Save"),
                _("{what} changed").format(what=kind_words),
                lambda session, **values: _changed(session, fields, values),
            )
        dialog.open()

    context.operations.read(
        lambda session: form_views.load_fields(session, kind, record_id), show, failed, owner=context
    )


def _changed(session: Any, fields: RecordFields, values: dict[str, Any]) -> None:
    """Only what was changed is written: somebody may have changed another field meanwhile."""
    new = {name: value for name, value in values.items() if not _same(value, fields.values.get(name))}
    if new and fields.id is not None:
        editing.edit(session, kind=fields.kind, record_id=fields.id, **new)


def _same(one: Any, other: Any) -> bool:
    """An empty text and no value are the same."""
    return (None if one == "" else one) == (None if other == "" else other)


def delete_record(
    context: PageContext,
    kind: str,
    record_id: int,
    owner: Any = None,
    failed: Callable[[UserError], Any] | None = None,
) -> None:
    """Put a record into the trash and offer to take that back; `failed` says why that did not work."""
    delete_records(context, ((kind, record_id),), owner, failed)


def delete_records(
    context: PageContext,
    records: Sequence[tuple[str, int]],
    owner: Any = None,
    failed: Callable[[UserError], Any] | None = None,
) -> None:
    """Put records, each a table and an id, into the trash as one gesture: all of them or none."""
    if len(records) == 1:
        told = _("{what} deleted").format(what=KINDS[records[0][0]].words)
    else:
        told = ngettext("{n} record deleted", "{n} records deleted", len(records)).format(n=len(records))

    def remove(session: Any) -> None:
        for kind, record_id in records:
            editing.remove(session, kind=kind, record_id=record_id)

    context.operations.write(
        told, remove, lambda _result: context.toast(told, undo=True), failed, owner=owner or context
    )
