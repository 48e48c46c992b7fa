"""Loads the facts of one or all clients: one query per table, whatever the number of clients.

Only columns that the rules read are fetched (note bodies stay in the book), straight into the facts'
tuples without ORM objects. Records in the trash, and records of clients in the trash, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Select, and_, bindparam, case, false, func, null, or_, select
from sqlalchemy.orm import Session

from app import collecting, models
from app.domain import facts
from app.domain.facts import History
from app.models.tables.unreadable import NEVER
from app.services.queries import Query

# How a handover note begins in the program's four languages (records.clients.hand_over).
HANDOVER_WORDS = ("Handover", "Predare", "Przekazanie", "Передача")
REMARK_LENGTH = 200


class Loaded(NamedTuple):
    """Every client's history, by name, and the tasks that belong to no client."""

    histories: list[History]
    own_tasks: tuple[facts.Task, ...]


def load_book(session: Session, *, signed: bool = True) -> Loaded:
    """The whole book; not `signed` leaves out who of us wrote a note and whether it hands over.

    Only the rule of one voice (`rules.team`) reads those, and of a large book they are a fifth of the time.
    """
    session.flush()
    with collecting.held():
        return _loaded(session.connection(), None, signed=signed)


def load_all(session: Session) -> list[History]:
    """Every client's history, in the order of their names."""
    return _load(session, None).histories


def load_one(session: Session, client_id: int) -> History | None:
    """One client's history; none if there is no such client outside the trash."""
    found = _load(session, [client_id]).histories
    return found[0] if found else None


def load_some(session: Session, client_ids: Sequence[int], *kinds: str) -> list[History]:
    """The histories of these clients, by name (at most a few hundred at a time); `kinds` as in `load_kinds`."""
    session.flush()
    with collecting.held():
        return _loaded(session.connection(), list(client_ids), kinds).histories


def load_kinds(session: Session, *kinds: str) -> list[History]:
    """Every client's history with these kinds of records alone (fields of `History`), by name."""
    session.flush()
    with collecting.held():
        return _loaded(session.connection(), None, kinds).histories


def load_in_parts(session: Session, *kinds: str, size: int = 100) -> Iterator[list[History]]:
    """Every client's history, so many clients at a time, so that no more of them are in memory.

    One query a table for each part; the parts follow the ids, each is in the order of names. `kinds` as in
    `load_kinds`.
    """
    session.flush()
    connection = session.connection()
    ids = [row[0] for row in _ids().tuples(connection, {})]
    for at in range(0, len(ids), size):
        part = ids[at : at + size]
        with collecting.held():
            loaded = _loaded(connection, part, kinds, range_=True)
        yield loaded.histories


def _load(session: Session, only: list[int] | None) -> Loaded:
    # What the session holds unsaved is part of the book; below, the connection is asked directly.
    session.flush()
    with collecting.held():
        return _loaded(session.connection(), only)


def _loaded(
    connection: Connection,
    only: list[int] | None,
    wanted: Sequence[str] = (),
    *,
    range_: bool = False,
    signed: bool = True,
) -> Loaded:
    if only is not None and len(only) == 1 and not wanted:
        return _loaded_one(connection, only[0])
    scope, ids = ("range", {"ids": only[0], "last": only[-1]}) if range_ and only else _scope(only)
    clients = _in_their_times(connection, scope, ids)
    grouped = {kind: _by_client(connection, kind, scope, ids, signed) for kind in wanted or _COLUMNS}
    attempts = _attempts(connection, scope, ids) if "decisions" in grouped else {}
    for decisions in grouped.get("decisions", {}).values():
        decisions[:] = [d._replace(attempts=tuple(attempts.get(d.id, ()))) for d in decisions]
    own = grouped.get("tasks", {}).pop(None, [])
    kinds = tuple(grouped.items())
    histories = [
        History(client, **{kind: tuple(groups[client.id]) for kind, groups in kinds if client.id in groups})
        for client in clients
    ]
    histories.sort(key=lambda h: (models.name_key(h.client.name), h.client.name))
    return Loaded(histories, facts.in_order(own))


def _loaded_one(connection: Connection, client_id: int) -> Loaded:
    """As `_loaded` for one client, whose records need not be told from those of others."""
    ids = {"ids": client_id}
    found = _in_their_times(connection, "one", ids)
    kinds = {kind: _mine(connection, kind, ids) for kind in _COLUMNS} if found else {}
    if kinds.get("decisions"):
        attempts = _attempts(connection, "one", ids)
        kinds["decisions"] = tuple(
            d._replace(attempts=tuple(attempts.get(d.id, ()))) for d in kinds["decisions"]
        )
    return Loaded([History(client, **kinds) for client in found], ())


def _in_their_times(connection: Connection, scope: str, ids: dict[str, Any]) -> list[facts.Client]:
    """The clients with the earlier times in which they were ours."""
    clients = list(map(_made_client, _rows(connection, _clients(scope), ids)))
    if scope == "one" and not clients:
        return []
    earlier: dict[int, list[facts.Period]] = defaultdict(list)
    for row in _rows(connection, _periods(scope), ids):
        earlier[row[0]].append(facts.Period._make(row))
    if not earlier:
        return clients
    return [
        facts.with_periods(client, facts.in_order(earlier[client.id])) if client.id in earlier else client
        for client in clients
    ]


def _made_client(row: Any) -> facts.Client:
    return facts.Client(*row)


def _mine(connection: Connection, kind: str, ids: dict[str, Any]) -> tuple[Any, ...]:
    """All records of a kind that one client has, in the order of their days."""
    records = list(map(_maker(kind), _rows(connection, _of_clients(kind, "one", True), ids)))
    if len(records) > 1:
        _sort(records)
    return tuple(records)


def _scope(only: list[int] | None) -> tuple[str, dict[str, Any]]:
    """Which form of the queries is wanted, and what to give them."""
    if only is None:
        return "all", {}
    return ("one", {"ids": only[0]}) if len(only) == 1 else ("some", {"ids": only})


def _within(column: Any, scope: str) -> Any:
    """The clause for the clients of the scope."""
    if scope == "range":
        return column.between(bindparam("ids"), bindparam("last"))
    return column == bindparam("ids") if scope == "one" else column.in_(bindparam("ids", expanding=True))


def _rows(connection: Connection, query: Query | Select[Any], ids: dict[str, Any]) -> Iterable[Any]:
    """The rows as tuples; a list of clients is the one thing that SQLAlchemy itself must write out."""
    return query.tuples(connection, ids) if isinstance(query, Query) else connection.execute(query, ids)


def _query(statement: Any, scope: str) -> Query | Select[Any]:
    return statement if scope == "some" else Query(statement)


# The statements are made once each: building one takes several times as long as reading a client's rows.
@cache
def _clients(scope: str) -> Query | Select[Any]:
    c = models.Client
    columns = (
        c.id,
        c.name,
        c.status,
        models.Person.name,
        *(getattr(c, name) for name in facts.Client._fields[4:-1]),
    )
    statement = select(*columns).outerjoin(
        models.Person, and_(models.Person.id == c.owner_id, models.Person.deleted_at.is_(None))
    )
    statement = statement.where(c.deleted_at.is_(None))
    return _query(statement if scope == "all" else statement.where(_within(c.id, scope)), scope)


@cache
def _periods(scope: str) -> Query | Select[Any]:
    p = models.Period
    statement = select(*(getattr(p, name) for name in facts.Period._fields)).where(p.deleted_at.is_(None))
    return _query(statement if scope == "all" else statement.where(_within(p.client_id, scope)), scope)


@cache
def _ids() -> Query:
    c = models.Client
    return Query(select(c.id).where(c.deleted_at.is_(None)).order_by(c.id))


@cache
def _of_clients(kind: str, scope: str, signed: bool) -> Query | Select[Any]:
    model, _fact, columns = _COLUMNS[kind]
    if kind == "notes" and not signed:
        columns = _unsigned_note_columns()
    statement = select(*columns).where(model.deleted_at.is_(None))
    return _query(statement if scope == "all" else statement.where(_within(model.client_id, scope)), scope)


def _by_client(
    connection: Connection, kind: str, scope: str, ids: dict[str, Any], signed: bool
) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for record in map(_maker(kind), _rows(connection, _of_clients(kind, scope, signed), ids)):
        groups[record[0]].append(record)
    return _sorted(groups)


@cache
def _maker(kind: str) -> Callable[[Any], Any]:
    """What makes a fact of a row.

    A decision's attempts come from a table of their own, so its row is shorter than the fact; for all
    others this is `_make` without its check, which counts where there are hundreds of thousands.
    """
    fact = _COLUMNS[kind][1]
    return partial(tuple.__new__, fact) if kind != "decisions" else lambda row: fact(*row)


def _sorted(groups: dict[Any, list[Any]]) -> dict[Any, list[Any]]:
    for group in groups.values():
        _sort(group)
    return groups


def _sort(group: list[Any]) -> None:
    # Within a client the tuples differ first by day, then by id: no key function is needed,
    # except where the day may be missing.
    try:
        group.sort()
    except TypeError:
        group[:] = facts.in_order(group)


@cache
def _attempts_of(scope: str) -> Query | Select[Any]:
    a = models.Attempt
    columns = (a.decision_id, a.made_on, a.id, a.made_by, a.response, a.override_reason)
    statement = select(*columns).where(a.deleted_at.is_(None))
    if scope == "all":
        return Query(statement)
    mine = select(models.Decision.id).where(_within(models.Decision.client_id, scope))
    return _query(statement.where(a.decision_id.in_(mine)), scope)


def _attempts(connection: Connection, scope: str, ids: dict[str, Any]) -> dict[int, list[facts.Attempt]]:
    groups: dict[int, list[facts.Attempt]] = defaultdict(list)
    for row in _rows(connection, _attempts_of(scope), ids):
        groups[row[0]].append(facts.Attempt._make(row))
    return _sorted(groups)


def _note_columns() -> tuple[Any, ...]:
    n = models.Note
    starts = or_(*(n.subject.startswith(word, autoescape=True) for word in HANDOVER_WORDS))
    handover = case((n.kind == "internal", func.coalesce(starts, False)), else_=False)
    return (n.client_id, _day_of_note(), n.id, n.kind, n.started_by, n.author, n.mood, handover)


def _day_of_note() -> Any:
    # One that cannot be read has not come, as with every other day (models.unreadable).
    return func.coalesce(func.date(models.Note.happened_at), NEVER.isoformat(), type_=Date)


def _unsigned_note_columns() -> tuple[Any, ...]:
    n = models.Note
    return (
        n.client_id,
        _day_of_note(),
        n.id,
        n.kind,
        n.started_by,
        null(),
        n.mood,
        false(),
    )


def _plain(model: Any, fact: Any, **special: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    columns = tuple(special.get(name, getattr(model, name, None)) for name in fact._fields)
    return model, fact, columns


def _contact_columns() -> tuple[Any, ...]:
    c = models.Contact
    return (c.client_id, c.id, c.name, c.role, c.influence, c.advocate, c.birthday, c.left_on)


def _decision_columns() -> tuple[Any, ...]:
    d = models.Decision
    return tuple(getattr(d, name) for name in facts.Decision._fields if name != "attempts")


_COLUMNS: dict[str, tuple[Any, Any, Iterable[Any]]] = {
    "contacts": (models.Contact, facts.Contact, _contact_columns()),
    "notes": (models.Note, facts.Note, _note_columns()),
    "decisions": (models.Decision, facts.Decision, _decision_columns()),
    "complaints": _plain(
        models.Complaint, facts.Complaint, remark=func.substr(models.Complaint.remark, 1, REMARK_LENGTH)
    ),
    "voice_checks": _plain(models.VoiceCheck, facts.VoiceCheck),
    "surveys": _plain(models.Survey, facts.Survey),
    "promises": _plain(models.Promise, facts.Promise),
    "agreements": _plain(models.Agreement, facts.Agreement),
    "goals": _plain(models.Goal, facts.Goal),
    "purchases": _plain(models.Purchase, facts.Purchase),
    "costs": _plain(models.Cost, facts.Cost),
    "threats": _plain(models.Threat, facts.Threat),
    "offers": _plain(models.Offer, facts.Offer),
    "referrals": _plain(models.Referral, facts.Referral),
    "judgements": _plain(models.Judgement, facts.Judgement),
    "tasks": _plain(models.Task, facts.Task),
}
