"""One sheet of the book of complaints: the open book on the screen, and the sheet that may leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.domain.collation import in_order, name_order
from app.domain.facts import Contact as ContactFact
from app.domain.names import shown
from app.domain.rules import complaints as rules
from app.domain.rules.complaints import Sheet
from app.domain.settings import Settings
from app.errors import NotFound
from app.i18n import _
from app.models import Client, Complaint, Contact, Person
from app.services import journal, settings_store
from app.services.history import load_one
from app.views.complaints.page import Clock, clock_of, column_of, working_days
from app.views.forms import choices

_TEXTS = (
    "channel",
    "remark",
    "finding",
    "change_made",
    "told_words",
    "reward",
    "reward_cost",
    "story",
    "story_consent",
)


@dataclass(frozen=True)
class Earlier:
    """Another complaint of the same client, received before or after this one."""

    id: int
    ref: str
    received_on: date
    words: str
    satisfied: str | None
    told: bool


@dataclass(frozen=True)
class SheetView:
    """Everything on both pages. `texts` are the long ones by column; money is in cents of `currency`."""

    sheet: Sheet
    uid: str
    client_uid: str
    as_of: date
    client: str
    owner: str | None
    currency: str
    texts: dict[str, str | int | bool | None]
    raised_by_role: str
    heard_by: str
    contacts: tuple[str, ...]
    people: tuple[str, ...]
    others: tuple[Earlier, ...]

    @property
    def id(self) -> int:
        return self.sheet.complaint.id

    @property
    def client_id(self) -> int:
        return self.sheet.complaint.client_id

    @property
    def column(self) -> str:
        """Received, answered, resolved or told."""
        return column_of(self.sheet)

    @property
    def step(self) -> str:
        """The step to take next is named by the one done last: received, answered, resolved, told, thanked."""
        return "thanked" if self.sheet.complaint.thanked_on is not None else self.column

    @property
    def clock(self) -> Clock | None:
        return clock_of(self.sheet, self.as_of)

    def text(self, name: str) -> str:
        """One of the long texts, "" where there is none."""
        return str(self.texts.get(name) or "")

    def days_until(self, day: date) -> int:
        """How many working days after receipt that day is."""
        return working_days(self.sheet.complaint.received_on, day, self.sheet.country)


def sheet_view(session: Session, complaint_id: int, as_of: date) -> SheetView:
    """Both pages of a sheet; raises `NotFound` for one that is not in the book any more."""
    c, p = Complaint, Person
    columns = [getattr(c, name) for name in _TEXTS]
    row = session.execute(
        select(c.client_id, c.uid, Client.uid, *columns)
        .join(Client, Client.id == c.client_id)
        .where(c.id == complaint_id, c.deleted_at.is_(None))
    ).first()
    history = None if row is None else load_one(session, row[0])
    settings = settings_store.load(session)
    judged = () if history is None else rules.judge(history, as_of, settings).sheets
    sheet = next((s for s in judged if s.complaint.id == complaint_id), None)
    if row is None or history is None or sheet is None:
        raise NotFound(_("This complaint is no longer in the book."), _("Look in the trash."))
    offered = choices(session, row[0])
    active = select(p.name).where(p.deleted_at.is_(None), p.active.is_not(False))
    by_name = {contact.name: contact for contact in history.contacts}
    return SheetView(
        sheet=sheet,
        uid=row[1],
        client_uid=row[2],
        as_of=as_of,
        client=history.client.name,
        owner=history.client.owner,
        currency=history.client.currency or settings.currency,
        texts=dict(zip(_TEXTS, row[3:], strict=True)),
        raised_by_role=_role(by_name.get(shown(sheet.complaint.raised_by))),
        heard_by=_heard_by(session, complaint_id),
        contacts=tuple(name for _id, name in offered.contacts),
        people=in_order(session.scalars(active)),
        others=_others(judged, complaint_id),
    )


def _role(contact: ContactFact | None) -> str:
    """What somebody does at the client; how much they decide is internal and has no place on their page."""
    return (contact.role or "") if contact is not None else ""


def _heard_by(session: Session, complaint_id: int) -> str:
    """Who of us wrote the sheet down, where the journal still knows."""
    edits = journal.who_changed(session, "complaints", complaint_id)
    return (edits[-1].author or "") if edits and not edits[-1].old else ""


def _others(judged: tuple[Sheet, ...], complaint_id: int) -> tuple[Earlier, ...]:
    """The client's other sheets, newest first."""
    found = [
        Earlier(o.id, o.ref, o.received_on, " ".join(o.remark.split()), o.satisfied, o.told_on is not None)
        for o in (sheet.complaint for sheet in judged)
        if o.id != complaint_id
    ]
    return tuple(reversed(found))


@dataclass(frozen=True)
class PrintedSheet:
    """The sheet as the client may hold it: shareable fields alone (DOMAIN.md, Two audiences).

    It has no room for anything else: no cost of the reward, no severity we gave it, no deadlines of ours
    and how we kept them, nothing of other complaints, no story.
    """

    ref: str
    client: str
    received_on: date
    channel: str | None
    raised_by: str | None
    category: str | None
    remark: str
    assigned_to: str | None
    responded_on: date | None
    finding: str | None
    change_made: str | None
    resolved_on: date | None
    told_on: date | None
    told_words: str | None
    satisfied: str | None
    thanked_on: date | None
    reward: str | None


# The columns that may leave the house; nothing else of the record is ever asked for when printing.
SHAREABLE = tuple(name for name in PrintedSheet.__dataclass_fields__ if name != "client")


def printed_sheet(session: Session, complaint_id: int) -> PrintedSheet:
    """What may be printed of a sheet; raises `NotFound` for one that is not in the book any more."""
    c = Complaint
    columns = [getattr(c, name) for name in SHAREABLE]
    query = (
        select(Client.name, *columns)
        .join(Client, and_(Client.id == c.client_id, Client.deleted_at.is_(None)))
        .where(c.id == complaint_id, c.deleted_at.is_(None))
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound(_("This complaint is no longer in the book."), _("Look in the trash."))
    return PrintedSheet(client=row[0], **dict(zip(SHAREABLE, row[1:], strict=True)))


@dataclass(frozen=True)
class NewComplaint:
    """What the form for a new complaint offers: clients by name, categories used so far, and people there."""

    clients: tuple[tuple[int, str], ...]
    categories: tuple[str, ...]
    contacts: dict[int, tuple[str, ...]]
    settings: Settings


def new_complaint(session: Session) -> NewComplaint:
    """All clients that are not lost, the categories of the book by use, and everybody there."""
    c, who = Client, Contact
    clients = select(c.id, c.name).where(c.deleted_at.is_(None), c.status != "lost")
    contacts: dict[int, list[str]] = {}
    people = select(who.client_id, who.name).where(who.deleted_at.is_(None), who.left_on.is_(None))
    for client_id, name in session.execute(people):
        contacts.setdefault(client_id, []).append(name)
    said = Complaint.category
    categories = select(said).where(Complaint.deleted_at.is_(None), said.is_not(None)).distinct()
    return NewComplaint(
        clients=tuple(
            sorted(
                ((row[0], row[1]) for row in session.execute(clients)), key=lambda each: name_order(each[1])
            )
        ),
        categories=tuple(sorted(filter(None, session.scalars(categories)), key=name_order)),
        contacts={each: in_order(names) for each, names in contacts.items()},
        settings=settings_store.load(session),
    )
