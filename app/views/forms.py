"""What the fields of each kind of record are, read off the mappings, for forms that fill in or change one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.names import Reference
from app.domain.words import capital, word
from app.models import Agreement, Contact, Decision, Person, Record, Threat, name_key
from app.models.tables.base import is_internal
from app.services.records.editing import MODELS, the_record
from app.services.records.fields import field_columns
from app.services.records.titles import title

# The client's own words are added to on the sheet, never changed (DOMAIN.md, Words: complaint).
_ONLY_GROWS = {"complaints": frozenset({"remark"})}


@dataclass(frozen=True)
class FieldSpec:
    """One field: `kind` as in the mappings (text, day, birthday, moment, money, flag, whole, real, word, list, named, link)."""

    name: str
    title: str
    kind: str
    required: bool
    long: bool
    options: tuple[tuple[Any, str], ...]
    lowest: int | None
    highest: int | None
    internal: bool


@dataclass(frozen=True)
class RecordFields:
    """One record, filled in: its fields in their order and the values they hold."""

    kind: str
    id: int | None
    client_id: int | None
    fields: tuple[FieldSpec, ...]
    values: dict[str, Any]

    def spec(self, name: str) -> FieldSpec:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True)
class Choices:
    """What links and names can be chosen from with one client; links are (id, shown text).

    `named` are the contacts where only the name is kept: of several of one name, each with the uid.
    """

    contacts: tuple[tuple[int, str], ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    decisions: tuple[tuple[int, str], ...] = ()
    threats: tuple[tuple[int, str], ...] = ()
    agreements: tuple[tuple[int, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def _by_name(rows: Iterable[Row[int, str]]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda each: name_order(each[1])))


def _told_apart(known: list[tuple[str, str, str | None]]) -> tuple[tuple[str, str], ...]:
    """(what is kept, what is shown) of names with uids and roles."""
    alike = Counter(name_key(name) for name, _uid, _role in known)
    return tuple(
        (Reference(name, uid).written(), f"{name} ({role})" if role else name)
        if alike[name_key(name)] > 1
        else (name, name)
        for name, uid, role in known
    )


def choices(session: Session, client_id: int | None) -> Choices:
    """The contacts, disputed decisions, threats and agreements of a client, and our own people."""
    c, d, t, p, a = Contact, Decision, Threat, Person, Agreement
    people = select(p.id, p.name).where(p.deleted_at.is_(None))
    ours = _by_name(session.execute(people))
    if client_id is None:
        return Choices(people=ours)
    contacts = select(c.id, c.name, c.uid, c.role).where(c.client_id == client_id, c.deleted_at.is_(None))
    known = sorted(session.execute(contacts).all(), key=lambda each: name_order(each[1]))
    decisions = select(d.id, d.ref, d.title).where(d.client_id == client_id, d.deleted_at.is_(None))
    threats = select(t.id, t.ref, t.wording).where(t.client_id == client_id, t.deleted_at.is_(None))
    agreements = select(a.id, a.ref, a.title).where(a.client_id == client_id, a.deleted_at.is_(None))
    return Choices(
        contacts=tuple((each[0], each[1]) for each in known),
        named=_told_apart([(each[1], each[2], each[3]) for each in known]),
        people=ours,
        decisions=tuple(
            (r[0], f"{r[1]} {r[2]}") for r in session.execute(decisions.order_by(d.raised_on.desc()))
        ),
        threats=tuple(
            (r[0], f"{r[1]} {r[2] or ''}".strip())
            for r in session.execute(threats.order_by(t.made_on.desc()))
        ),
        agreements=tuple(
            (r[0], f"{r[1]} {r[2]}") for r in session.execute(agreements.order_by(a.starts_on.desc()))
        ),
    )


def fields_of(
    kind: str, names: Iterable[str] | None = None, offered: Choices | None = None
) -> tuple[FieldSpec, ...]:
    """The fields of a table, those of `names` in that order or all that a form shows."""
    columns = {column.name: column for column in field_columns(MODELS[kind])}
    wanted = [name for name in columns if name != "client_id"] if names is None else list(names)
    return tuple(_spec(MODELS[kind], columns[name], offered or Choices()) for name in wanted)


def load_fields(session: Session, kind: str, record_id: int) -> RecordFields:
    """A record outside the trash with all fields that may be changed; raises `NotFound`."""
    record = the_record(session, kind, record_id)
    client_id = getattr(record, "client_id", None)
    if kind == "attempts":
        decision = session.get(Decision, record.decision_id)
        client_id = decision.client_id if decision else None
    fixed = _ONLY_GROWS.get(kind, frozenset())
    specs = tuple(s for s in fields_of(kind, None, choices(session, client_id)) if s.name not in fixed)
    return RecordFields(kind, record_id, client_id, specs, {s.name: getattr(record, s.name) for s in specs})


def new_fields(
    session: Session, kind: str, client_id: int | None, names: Iterable[str], /, **values: Any
) -> RecordFields:
    """An empty record with the fields of `names`, filled in as far as `values` say."""
    return RecordFields(kind, None, client_id, fields_of(kind, names, choices(session, client_id)), values)


def _spec(model: type[Record], column: Any, offered: Choices) -> FieldSpec:
    kind = column.info.get("kind", "text")
    return FieldSpec(
        name=column.name,
        title=title(column.name, model.__tablename__),
        kind=kind,
        required=not column.nullable,
        long=column.info.get("long", False),
        options=_options(column, kind, offered),
        lowest=column.info.get("lowest"),
        highest=column.info.get("highest"),
        internal=is_internal(model, column.name),
    )


def _options(column: Any, kind: str, offered: Choices) -> tuple[tuple[Any, str], ...]:
    if kind == "word":
        return tuple((each, capital(word(each))) for each in column.info["words"])
    if kind == "flag":
        return ((True, capital(word("yes"))), (False, capital(word("no"))))
    if kind == "link":
        by_table = {
            "contacts": offered.contacts,
            "people": offered.people,
            "decisions": offered.decisions,
            "threats": offered.threats,
            "agreements": offered.agreements,
        }
        return by_table.get(column.info["table"], ())
    if kind == "named" and column.info["of"] == "people":
        return tuple((name, name) for _id, name in offered.people)
    if kind == "named":
        return offered.named
    if column.name == "contacts":
        return tuple((name, name) for _id, name in offered.contacts)
    return ()
