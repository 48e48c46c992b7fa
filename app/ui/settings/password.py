"""The book's password: set, changed, removed; remembered on this computer or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from app.errors import UserError
from app.i18n import _, ngettext
from app.ui.forms.book_dialogs import RecoveryDialog, new_password, secret_field
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import CheckField, Form
from app.ui.kit.locked import lock
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Label
from app.ui.settings.section import Section

if TYPE_CHECKING:
    from app.models.book import Book


class PasswordSection(Section):
    """Says whether the file is locked, and changes that."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Password"))
        self.card = Card(_("Password of the book"))
        self.state = Label("", "body", "text2", wrap=True)
        self.form = Form()
        self.old = self.form.add("old", _("Password now"), secret_field())
        self.form.add_row(
            ("new", _("New password"), secret_field()), ("again", _("The same again"), secret_field())
        )
        self.plain = Label("", "small", "text2", wrap=True)
        self.keep = CheckField(_("Keep the backups that open without a password"))
        self.drop = CheckField(_("Delete earlier backups, which open as before"))
        for widget in (self.plain, self.keep, self.drop):
            self.form.add_widget(widget)
        self.set_button = Button("", self._set, kind="primary", icon_name="lock")
        self.remove_button = Button(
            _("Remove the password"), self._remove, kind="danger", icon_name="lock-open"
        )
        self.code_button = Button(_("Show the recovery code…"), self._show_code, icon_name="key-round")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.set_button, self.remove_button, self.code_button):
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addWidget(self.state)
        self.card.body.addWidget(self.form)
        self.card.body.addLayout(row)
        self.column.addWidget(self.card)
        limit_width(self.form, most=520)
        FormKeys(self.card, self._set)
        self.visited()

    @property
    def _book(self) -> Book:
        return self.context.operations.book

    def visited(self) -> None:
        """Show whether the book is locked now."""
        locked = self._book.encrypted
        self.state.setText(
            _("The file is encrypted. Without password or recovery code nobody can read it.")
            if locked
            else _("The file is not encrypted: whoever has it can read it. A password changes that.")
        )
        self._say_plain(locked)
        self.form.fields["old"].setVisible(locked)
        self.remove_button.setVisible(locked)
        self.code_button.setVisible(locked)
        self.set_button.setText(_("Change the password") if locked else _("Set the password"))
        for widget in (self.form, self.set_button, self.remove_button, self.code_button):
            lock(widget, self.context.read_only)

    def _say_plain(self, locked: bool) -> None:
        """What becomes of the backups that anybody can read."""
        from app.services.passwords import plain_backups

        count = plain_backups(self._book)
        self.drop.setVisible(locked)
        self.keep.setVisible(count > 0)
        said = ngettext(
            "{n} backup of this book opens without a password. It is deleted when a new one is set.",
            "{n} backups of this book open without a password. They are deleted when a new one is set.",
            count,
        ).format(n=count)
        elsewhere = _("Copies that you made elsewhere stay as they are.")
        self.plain.setText(f"{said} {elsewhere}" if count else elsewhere)

    def _set(self) -> None:
        if not self.form.valid() or not self._knows_old():
            return
        if new_password(self.form.fields["new"], self.form.fields["again"]):
            self._write(self.form.fields["new"].control.text())

    def _remove(self) -> None:
        if self._knows_old():
            self._write(None)

    def _knows_old(self) -> bool:
        """Whether the present password was typed, where there is one."""
        from app.services.passwords import is_password

        if not self._book.encrypted or is_password(self._book, self.old.text()):
            return True
        self.form.fields["old"].show_problem(_("This is not the password of the book."))
        self.form.fields["old"].go()
        return False

    def _write(self, password: str | None) -> None:
        from app.services.passwords import set_password

        book, drop, keep = self._book, self.drop.value(), self.keep.value()
        self._enable(False)
        self.context.operations.run(
            _("Password"),
            lambda _progress, _cancelled: set_password(book, password, drop_backups=drop, keep_plain=keep),
            lambda _backup: self._written(password is not None),
            self._failed,
            owner=self,
            stops=False,
        )

    def _written(self, locked: bool) -> None:
        self._enable(True)
        self.form.set_values(old="", new="", again="")
        self.visited()
        self.context.backed_up.emit()
        if locked:
            self._show_recovery()
        else:
            self.context.toast(_("The password is removed"))

    def _failed(self, error: UserError) -> None:
        self._enable(True)
        # The password may be set all the same: only the backup after it failed.
        self.visited()
        self.form.show_error(error)

    def _show_code(self) -> None:
        if self._knows_old():
            self._show_recovery()

    def _show_recovery(self) -> None:
        code = self._book.recovery_code
        if code:
            RecoveryDialog(self.context.card.name, code, self.window()).open()

    def _enable(self, on: bool) -> None:
        widgets: tuple[Any, ...] = (self.form, self.set_button, self.remove_button)
        for widget in widgets:
            widget.setEnabled(on)
