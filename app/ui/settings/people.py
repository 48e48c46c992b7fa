"""The person at the keyboard, and the list of our people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _, ngettext, pgettext
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import CheckField, Form, LineField
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.labels import Label
from app.ui.settings.actions import register
from app.ui.settings.section import Section, saving, setting_row

if TYPE_CHECKING:
    from app.views.settings import PersonRow, SettingsView


class PeopleSection(Section):
    """Who writes here, and who else is there to own clients and keep promises."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("People"))
        register(context)
        self._shown: tuple[PersonRow, ...] | None = None
        me = Card(_("You"))
        self.me = saving(
            _("Your name"),
            LineField(context.author, max_length=80),
            lambda name: context.preferences.change(person=name),
        )
        self.me.set_value(context.author)
        self.me.saved.connect(self._offer_me)
        self.add_me = Button(_("Add me to the people of this book"), self._add_me, kind="link")
        self.add_me.hide()
        me.body.addWidget(
            setting_row(_("Your name"), _("Signs what you write on this computer."), self.me, width=320)
        )
        me.body.addWidget(self.add_me, 0, Qt.AlignmentFlag.AlignLeft)
        self.list_card = Card(_("Our people"))
        self.holder = QWidget()
        self.grid = QGridLayout(self.holder)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(1, 2)
        self.grid.setColumnStretch(2, 3)
        self.list_card.body.addWidget(self.holder)
        self.form = Form(spacing=8)
        self.form.add_row(
            ("name", pgettext("a person", "Name"), LineField(required=True, max_length=80)),
            ("role", _("Role"), LineField(max_length=80)),
            ("email", _("E-mail"), LineField(max_length=200)),
        )
        self.add = Button(_("Add the person"), self._add, icon_name="user-plus")
        new = Card(_("Somebody new"))
        new.body.addWidget(self.form)
        new.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        if context.read_only:
            new.hide()
        FormKeys(new, self._add)
        for card in (me, self.list_card, new):
            self.column.addWidget(card)

    def show_view(self, view: SettingsView) -> None:
        """Show the people as they stand in the book."""
        if view.people == self._shown:
            return
        self._shown = view.people
        self.list_card.setVisible(bool(view.people))
        clear(self.grid)
        for at, title in enumerate(
            (pgettext("a person", "Name"), _("Role"), _("E-mail"), _("Clients"), _("With us"))
        ):
            self.grid.addWidget(Label(title, "small", "text2"), 0, at)
        for line, person in enumerate(view.people, 1):
            self._show_person(line, person)
        self._offer_me()

    def _show_person(self, line: int, person: PersonRow) -> None:
        columns = (("name", person.name), ("role", person.role), ("email", person.email))
        titles = {"name": pgettext("a person", "Name"), "role": _("Role"), "email": _("E-mail")}
        for at, (column, value) in enumerate(columns):
            control = LineField(value, required=column == "name", max_length=200)
            spoken = f"{titles[column]}: {person.name}"
            field = saving(spoken, control, lambda _value: None, enabled=not self.context.read_only)
            field.set_value(value)
            field._save = partial(self._change, person.id, column, field)
            self.grid.addWidget(field, line, at, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(Label(str(person.clients), role="text2"), line, 3)
        active = CheckField("", person.active)
        active.setAccessibleName(_("{name} is with us").format(name=person.name))
        lock(active, self.context.read_only)
        active.value_changed.connect(lambda: self._change(person.id, "active", None, active.value()))
        self.grid.addWidget(active, line, 4)
        remove = IconButton("trash-2", _("Delete {name}").format(name=person.name))
        rows = Rows(self.context, "member", remove, self, row=lambda: person)
        remove.clicked.connect(lambda: rows.run("delete"))
        lock(remove, self.context.read_only)
        self.grid.addWidget(remove, line, 5)

    def _change(self, person_id: int, column: str, field: Any, value: Any) -> None:
        from app.services.records.people import change_person

        def write(session: Any) -> None:
            change_person(
                session, person_id=person_id, **{column: value or (None if column != "active" else False)}
            )

        failed = field.show_error if field is not None else None
        self.context.operations.write(_("Changed a person"), write, failed=failed, owner=self)

    def _add(self) -> None:
        from app.services.records.people import add_person

        if not self.form.valid():
            return
        given = {key: value for key, value in self.form.values().items() if value}

        def write(session: Any) -> str:
            return add_person(session, **given).name

        self.context.operations.write(
            _("Added a person"), write, self._added, self.form.show_error, owner=self
        )

    def _added(self, name: str) -> None:
        self.form.set_values(name="", role="", email="")
        self.context.toast(_("{name} added").format(name=name), undo=True)

    def _add_me(self) -> None:
        from app.services.records.people import add_person

        name = self.context.author
        self.context.operations.write(
            _("Added a person"), lambda session: add_person(session, name=name).name, self._added, owner=self
        )

    def _offer_me(self) -> None:
        known = {person.name.strip().casefold() for person in self._shown or ()}
        name = self.context.author.strip()
        self.add_me.setVisible(bool(name) and name.casefold() not in known and not self.context.read_only)

    def delete(self, at: Rows, person: PersonRow) -> None:
        """Somebody is not with us any more; their clients are without an owner then."""
        from app.services.records.editing import remove

        at.forget()
        self.context.operations.write(
            _("Deleted a person"),
            lambda session: remove(session, kind="people", record_id=person.id),
            lambda _done: self.context.toast(self._deleted_words(person), undo=True),
            at.failed,
            owner=self,
        )

    @staticmethod
    def _deleted_words(person: PersonRow) -> str:
        said = _("{name} deleted").format(name=person.name)
        if not person.clients:
            return said
        clients = ngettext(
            "{n} client is without an owner", "{n} clients are without an owner", person.clients
        )
        return f"{said} · {clients.format(n=person.clients)}"
