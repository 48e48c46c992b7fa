"""What can be done with clients, registered once: buttons, menus, palette and shortcuts read it from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.kinds import KINDS
from app.i18n import N_, _, format_day, pgettext
from app.ui.forms.in_front import client_in_front
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext, Place
from app.ui.record import row_sets

if TYPE_CHECKING:
    from app.ui.kit.fields.capture import FormDialog
    from app.views.record.page import RecordView

# The use cases and forms are imported when one of them is wanted: this registry is filled before the
# list of clients is painted.
GROUP = N_("Clients")
_NEW = ("name", "status", "since", "owner_id", "industry", "currency")


class ClientCommands(QObject):
    """What the actions do, for the client shown or the one that is named by its id."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.context = context
        self.view: RecordView | None = None
        # The client of the row one is on where no record is in front, e.g. in the table; None for none.
        self.on_row: Callable[[], int | None] = lambda: None
        self._waiting: tuple[int, Callable[[], Any]] | None = None

    def set_view(self, view: RecordView | None) -> None:
        """Another client is shown; what waited for this one is done now."""
        self.view = view
        if view is not None and self._waiting is not None and self._waiting[0] == view.who.id:
            todo, self._waiting = self._waiting[1], None
            todo()

    def status(self, *wanted: str) -> bool:
        """Whether the client shown has one of these states and the book can be changed."""
        return self.writable() and self.view is not None and self.view.who.status in wanted

    def writable(self) -> bool:
        """Whether the book can be changed."""
        return not self.context.read_only

    def on_client(self, do: Callable[[RecordView], Any]) -> Callable[[int | None], None]:
        """An action on the client in front; for another one than is shown that client is opened first."""

        def run(client_id: int | None = None) -> None:
            client_id = self._meant() if client_id is None else client_id
            if self.view is not None and client_id == self.view.who.id:
                do(self.view)
            elif client_id is not None:
                self._waiting = (client_id, lambda: self.view is not None and do(self.view))
                self.context.go(Place("clients", client_id))
            else:
                self.context.toast(_("Choose a client first."))

        return run

    def _meant(self) -> int | None:
        """Whom it is about where nobody is named: the client shown, or of the row one is on; None for none."""
        here = self.context.here
        if here is not None and here.page != "clients" and self.context.actions.bound():
            return client_in_front(self.context)
        on_row = self.on_row()
        return on_row if on_row is not None or self.view is None else self.view.who.id

    def log_here(self, client_id: int | None = None) -> None:
        """Ctrl+L: in the composer of the client shown; about the row one is on elsewhere, without leaving it."""
        here = self.context.here
        meant = self._meant() if client_id is None else None
        if meant is not None and here is not None and here.page != "clients":
            from app.ui.forms.anywhere import log_anywhere

            log_anywhere(self.context, meant, sure=True)
        else:
            self.on_client(self.log)(client_id)

    def new(self) -> None:
        """A small form for a new client."""
        from app.models import name_key
        from app.services.records import clients as use_cases
        from app.services.records.people import sign_in
        from app.ui.kit.fields.capture import fill_in
        from app.views import forms as form_views

        context = self.context

        def read(session: Any) -> form_views.RecordFields:
            mine = name_key(context.author)
            people = form_views.choices(session, None).people
            owner = next((each for each, name in people if name_key(name) == mine), None)
            values = {"status": "active", "since": context.today, "owner_id": owner}
            return form_views.new_fields(session, "clients", None, _NEW, **values)

        def show(fields: form_views.RecordFields) -> None:
            known = fields.values["owner_id"] is not None

            def save(session: Any, **values: Any) -> Any:
                # Who writes for the first time in a book of others becomes one of its people with this gesture.
                owner = values.pop("owner_id")
                owner = sign_in(session, context.author) if owner is None and not known else owner
                return use_cases.add_client(session, owner_id=owner, **values)

            fill_in(
                context,
                fields,
                title=_("New client"),
                words=_("Add client"),
                label=_("Client added"),
                save=save,
                done=lambda client_id: self._opened(client_id, _("Client added")),
            )

        context.operations.read(read, show, owner=context)

    def log(self, view: RecordView) -> None:
        """Go to the line one types into."""
        self.context.go(Place("clients", view.who.id, tab="log"))

    def report(self, view: RecordView) -> None:
        """Go to the reports with this client chosen."""
        self.context.go(Place("reports", view.who.id))

    def edit(self, view: RecordView) -> None:
        """All fields of the client."""
        from app.ui.kit.fields.capture import edit_record

        edit_record(self.context, "clients", view.who.id, currency=view.currency)

    def set_status(self, status: str, label: str) -> Callable[[RecordView], None]:
        """Pause or take up again, at once, with Undo."""

        def run(view: RecordView) -> None:
            from app.services.records import clients as use_cases

            client_id = view.who.id
            self._write(_(label), lambda s: use_cases.change_client(s, client_id=client_id, status=status))

        return run

    def won_back(self, view: RecordView) -> None:
        """A lost client is ours again: since when; the time before stays on record."""
        from app.services.records import clients as use_cases
        from app.ui.kit.fields.capture import FormDialog
        from app.ui.kit.fields.forms import DayField, Form

        who, today = view.who, self.context.today
        form = Form()
        form.add(
            "since",
            _("Client again since"),
            DayField(today, required=True, earliest=who.lost_on, today=today),
        )
        text = _("The time before stays on record: {since} to {lost_on}.").format(
            since=format_day(who.since), lost_on=format_day(who.lost_on)
        )
        dialog = FormDialog(self.context, _("{client} is back").format(client=who.name), form, text)
        self._save(dialog, _("Won back"), _("Client won back"), use_cases.won_back, who.id)

    def lose(self, view: RecordView) -> None:
        """The client left: since when, and why."""
        from app.services.records import clients as use_cases
        from app.ui.kit.fields.capture import FormDialog
        from app.ui.kit.fields.forms import DayField, Form, TextField

        form = Form()
        form.add("on", _("Left on"), DayField(self.context.today, required=True, today=self.context.today))
        hint = _("In their words, if they said it.")
        form.add("reason", _("Reason for leaving"), TextField(lines=3), hint=hint)
        text = _("The record stays, and can be won back.")
        dialog = FormDialog(self.context, _("{client} has left").format(client=view.who.name), form, text)
        client_id = view.who.id
        self._save(dialog, _("Mark as lost"), _("Client lost"), use_cases.lose_client, client_id)

    def hand_over(self, view: RecordView) -> None:
        """Another of us looks after the client, with a note of what they need to know."""
        from app.services.records import clients as use_cases
        from app.ui.kit.fields.capture import FormDialog
        from app.ui.kit.fields.forms import DayField, Form, TextField
        from app.ui.kit.fields.record_fields import NameChoice

        others = [(name, name) for name in view.people if name != view.who.owner]
        form = Form()
        form.add("to", pgettext("a person", "To"), NameChoice(others, required=True))
        hint = _("Open promises, disputes, what this client likes.")
        form.add("note", _("What they need to know"), TextField(required=True, lines=4), hint=hint)
        form.add("on", _("From"), DayField(self.context.today, required=True, today=self.context.today))
        dialog = FormDialog(self.context, _("Hand {client} over").format(client=view.who.name), form)
        client_id, by = view.who.id, self.context.author or None
        self._save(
            dialog,
            _("Hand over"),
            _("Client handed over"),
            lambda s, **v: use_cases.hand_over(s, by=by, **v),
            client_id,
        )

    def delete(self, view: RecordView) -> None:
        """Into the trash with everything; Undo brings all of it back."""
        from app.services.records import editing

        client_id, name = view.who.id, view.who.name
        told = _("{client} deleted").format(client=name)
        self.context.operations.write(
            _("Client deleted"),
            lambda session: editing.remove(session, kind="clients", record_id=client_id),
            lambda _result: self._deleted(told),
            owner=self.context,
        )

    def _deleted(self, told: str) -> None:
        self.context.toast(told, undo=True)
        self.context.go(Place("clients"))

    def capture(self, name: str) -> Callable[[RecordView], None]:
        """One of the small forms for the client shown."""

        def run(view: RecordView) -> None:
            from app.ui.forms.capturing import capture

            capture(self.context, name, view.who.id, currency=view.currency)

        return run

    def _save(
        self, dialog: FormDialog, words: str, label: str, use_case: Callable[..., Any], client_id: int
    ) -> None:
        dialog.set_save(
            words,
            label,
            lambda session, **values: use_case(session, client_id=client_id, **values),
            lambda _id: self.context.toast(label, undo=True),
        )
        dialog.open()

    def _write(self, label: str, do: Callable[[Any], Any]) -> None:
        self.context.operations.write(
            label,
            lambda session: do(session) and None,
            lambda _r: self.context.toast(label, undo=True),
            owner=self.context,
        )

    def _opened(self, client_id: int, label: str) -> None:
        self.context.go(Place("clients", client_id))
        self.context.toast(label, undo=True)


def register(context: PageContext) -> ClientCommands:
    """Put the actions on clients into the registry, once; returns what they do."""
    found = context.findChild(ClientCommands)
    if isinstance(found, ClientCommands):
        return found
    c = ClientCommands(context)
    add = context.actions.add
    for rows in row_sets.ALL:
        context.actions.add_rows(rows)
    add(
        Action("client.new", N_("New client…"), c.new, "user-plus", "Ctrl+N", enabled=c.writable, group=GROUP)
    )

    def one(name: str, title: str, do: Callable[[RecordView], Any], icon: str, **more: Any) -> None:
        values: dict[str, Any] = {"group": GROUP, "client_scoped": True, "enabled": c.writable} | more
        add(Action(f"client.{name}", title, c.on_client(do), icon, **values))

    shown = N_("Log with {client}")
    add(
        Action(
            "client.log", N_("Log on this client"), c.log_here, "plus", "Ctrl+L",
            group=GROUP, client_scoped=True, enabled=c.writable, client_title=shown,
        )
    )  # fmt: skip
    one(
        "report", N_("Report on this client"), c.report, "file-text",
        shortcut="Ctrl+E", client_title=N_("Report on {client}"), enabled=lambda: True,
    )  # fmt: skip
    one("edit", N_("All details…"), c.edit, "pencil")
    one("hand_over", N_("Hand over…"), c.hand_over, "arrow-right-left")
    one("decision", N_("Raise a decision…"), c.capture("decision"), KINDS["decisions"].icon)
    one("threat", N_("Log a threat…"), c.capture("threat"), KINDS["threats"].icon, internal=True)
    one("offer", N_("Log an offer…"), c.capture("offer"), KINDS["offers"].icon, internal=True)
    one("purchase", N_("Add a purchase…"), c.capture("purchase"), KINDS["purchases"].icon, internal=True)
    one("cost", N_("Add a cost…"), c.capture("cost"), KINDS["costs"].icon, internal=True)
    one("contact", N_("Add a person…"), c.capture("contact"), "user-plus")
    pause, resume = (
        c.set_status("paused", N_("Client paused")),
        c.set_status("active", N_("Client active again")),
    )
    one("pause", N_("Pause"), pause, "hourglass", enabled=lambda: c.status("active"))
    one("resume", N_("Take up again"), resume, "circle-check", enabled=lambda: c.status("paused"))
    one("lose", N_("The client has left…"), c.lose, "door-open", enabled=lambda: c.status("active", "paused"))
    one("won_back", N_("Won back…"), c.won_back, "undo-2", enabled=lambda: c.status("lost"))
    one("delete", N_("Delete client"), c.delete, "trash-2")
    return c
