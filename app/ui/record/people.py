"""The People tab: everybody at the client, and a card that is edited where it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.words import capital, word
from app.i18n import _, format_day
from app.services.records.people import change_contact
from app.services.records.titles import title
from app.ui.kit import discreet
from app.ui.kit.fields.forms import InPlaceLine
from app.ui.kit.fields.record_fields import NameChoice, control_for
from app.ui.kit.lists.rows_model import Column
from app.ui.kit.lists.table import TableView
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import limit_width
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, EmptyState, clear
from app.ui.kit.widgets.labels import Label, SectionHeader
from app.ui.record.tab import RecordTab
from app.views.forms import Choices, fields_of
from app.views.record.page import RecordView
from app.views.record.people import PersonCard, people

_FIELDS = (
    "name",
    "role",
    "influence",
    "advocate",
    "reports_to",
    "email",
    "phone",
    "language",
    "birthday",
    "previously_at",
    "left_on",
    "profile",
)
_CARD_WIDTH = 300
# In px of the normal text size: from where on phone and role have their columns.
_ROOMY, _NARROW = 800, 680


def _columns() -> list[Column]:
    def muted(row: PersonCard) -> str:
        return "text3" if row.gone else "text"

    def shown(row: PersonCard) -> str:
        return (
            _("left {day}").format(day=format_day(row.left_on)) if row.gone else capital(word(row.influence))
        )

    return [
        Column("name", title("name", "contacts"), lambda p: p.name, bold=True, role=muted, width=145),
        Column("role", title("role"), lambda p: p.role, role=muted, width=120),
        Column(
            "influence",
            title("influence"),
            lambda p: p.influence,
            display=shown,
            role=muted,
            width=95,
            internal=True,
        ),
        Column("phone", title("phone"), lambda p: p.phone, role=muted, width=120),
    ]


class PeopleTab(RecordTab):
    """Who decides, influences, uses, pays; who speaks for us; who has left."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.table = TableView(_columns(), _("People at the client"))
        self.rows = Rows(context, "person", self.table, self)
        self.table.opened.connect(lambda _row: self.rows.run("card"))
        self.card = Card(padding=16, spacing=4)
        self.empty = EmptyState(
            "users",
            _("Nobody is known here yet"),
            _("Who decides, who uses what we do, who pays: add the people you talk to."),
            action=_("Add a person…"),
            on_action=lambda: context.actions.run("client.contact"),
        )
        self.heading = SectionHeader(_("People"), link_text=_("Add a person…"))
        self.heading.link.clicked.connect(lambda: context.actions.run("client.contact"))
        for button in (self.heading.link, self.empty.button):
            lock(button, context.read_only)
        self._shown: int | None = None
        self._fields: dict[str, InPlaceLine] = {}
        self._lay_out()
        self.table.picked.connect(self._pick)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.heading)
        left.addWidget(self.table, 1)
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addWidget(self._scrolled_card(), 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 24)
        outer.addWidget(self._both, 1)
        outer.addWidget(self.empty, 1)

    def _scrolled_card(self) -> QWidget:
        """The card as high as its fields, scrolling where the window is lower."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        area = scrolled(holder, _("Card"))
        limit_width(area, least=_CARD_WIDTH - 40, most=_CARD_WIDTH)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room phone and role stand on the card alone."""
        super().resizeEvent(event)
        room = self.width() / theme.text_scale()
        self.table.setColumnHidden(3, room < _ROOMY)
        self.table.setColumnHidden(1, room < _NARROW)

    def read(self, session: Any, view: RecordView) -> tuple[PersonCard, ...]:
        return people(session, view)

    def show_view(self, view: RecordView, answer: tuple[PersonCard, ...]) -> None:
        self.view = view
        self._both.setVisible(bool(answer))
        self.empty.setVisible(not answer)
        self.table.blockSignals(True)
        self.table.set_rows(answer)
        self.table.blockSignals(False)
        chosen = next((p for p in answer if p.id == self._shown), answer[0] if answer else None)
        if chosen is not None:
            self._mark(chosen.id)
            self._pick(chosen)

    def show_record(self, kind: str, record_id: int) -> bool:
        if kind != "contacts":
            return False
        self._mark(record_id)
        row = self.table.current_row()
        if row is not None:
            self._pick(row)
        return True

    def _mark(self, contact_id: int) -> None:
        line = self.table.rows_model.line_of(lambda person: person.id == contact_id)
        if line >= 0:
            self.table.blockSignals(True)
            self.table.selectRow(line)
            self.table.blockSignals(False)

    def _pick(self, person: PersonCard) -> None:
        """Show somebody's card; the same one anew leaves alone what is being typed."""
        if person.id == self._shown and self._fields:
            for name, field in self._fields.items():
                field.set_value(getattr(person, name))
            return
        self._shown, self._fields = person.id, {}
        clear(self.card.body)
        others = tuple((p.id, p.name) for p in self.table.rows_model.rows() if p.id != person.id)
        specs = {spec.name: spec for spec in fields_of("contacts", _FIELDS, Choices(contacts=others))}
        for name in _FIELDS:
            control = control_for(specs[name], today=self.context.today, small=False)
            field = self._field(person, name, control)
            self._fields[name] = field
            label = Label(specs[name].title, "small", "text2")
            label.setBuddy(control)
            label.setContentsMargins(11, 0, 0, 0)
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 2, 0, 2)
            column.setSpacing(0)
            column.addWidget(label)
            column.addWidget(field)
            self.card.body.addWidget(holder)
            if specs[name].internal:
                discreet.internal(holder)
        if not self.context.read_only:
            foot = QHBoxLayout()
            remove = Button(
                _("Delete"), lambda: self.rows.delete("contacts", person.id), kind="quiet", small=True
            )
            remove.setAccessibleName(_("Delete {name}").format(name=person.name))
            foot.addWidget(remove)
            foot.addStretch(1)
            self.card.body.addLayout(foot)

    def _field(self, person: PersonCard, name: str, control: Any) -> InPlaceLine:
        """A field that saves itself when it is left, or at once where one chooses."""

        def save(value: Any) -> None:
            self.context.operations.write(
                _("{name} changed").format(name=person.name),
                lambda session: change_contact(session, contact_id=person.id, **{name: value}) and None,
                failed=field.show_error,
                owner=self,
            )

        field = InPlaceLine(title(name, "contacts"), None, save, control=control)
        field.set_value(getattr(person, name))
        lock(control, self.context.read_only)
        control.setPlaceholderText("–")
        if isinstance(control, NameChoice):
            control.activated.connect(lambda _at: field.commit())
        return field

    def open_row(self, person: PersonCard) -> None:
        """Go to the first field of the card."""
        self._pick(person)
        self._fields[_FIELDS[0]].control.setFocus(Qt.FocusReason.ShortcutFocusReason)
