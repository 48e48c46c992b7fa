"""Promises of both sides (DOMAIN.md, Promises)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed, NotFound
from app.i18n import _
from app.models import Promise
from app.services.records.fields import change, create, next_ref
from app.services.spans import spans_of


def promise(
    session: Session,
    *,
    client_id: int,
    text: str,
    side: str,
    made_on: date,
    due_on: date | None = None,
    ref: str | None = None,
    **values: Any,
) -> Promise:
    """Something one side owes the other. The phase follows from the day: courting, or in a time as our client."""
    courting = not any(span.holds(made_on) for span, _key in spans_of(session, client_id))
    values = {"kind": "promise", "phase": "acquisition" if courting else "partnership"} | values
    values |= {"client_id": client_id, "text": text, "side": side, "made_on": made_on, "due_on": due_on}
    return create(session, Promise, ref=ref or next_ref(session, Promise), **values)


def keep(session: Session, *, promise_id: int, on: date) -> Promise:
    """The promise was fulfilled on that day."""
    return change(session, open_promise(session, promise_id), fulfilled_on=on)


def break_promise(session: Session, *, promise_id: int, on: date, reason: str) -> Promise:
    """The promise will not be kept; the reason stays with it."""
    return _end(session, promise_id, on, "broken", reason)


def release(session: Session, *, promise_id: int, on: date, reason: str) -> Promise:
    """The other side no longer asks for it."""
    return _end(session, promise_id, on, "released", reason)


def renegotiate(
    session: Session, *, promise_id: int, on: date, due_on: date, reason: str, text: str | None = None
) -> Promise:
    """Agree on a new day before the old one has passed quietly: the old promise is released, a new one made.

    Returns the new promise; both name each other, so that nothing looks kept that was moved.
    """
    old = open_promise(session, promise_id)
    if due_on <= on:
        raise InvalidInput(_("The new day must lie ahead."), field="due_on")
    new = create(
        session,
        Promise,
        ref=next_ref(session, Promise),
        client_id=old.client_id,
        text=text or old.text,
        side=old.side,
        kind=old.kind,
        phase=old.phase,
        made_on=on,
        made_by=old.made_by,
        due_on=due_on,
        note=_("Renegotiated from {ref}: {reason}").format(ref=old.ref, reason=reason),
    )
    _end(session, promise_id, on, "released", _("{reason} (now {ref})").format(reason=reason, ref=new.ref))
    return new


def reopen(session: Session, *, promise_id: int) -> Promise:
    """Take back how a promise ended; what was noted stays. One that was moved lives on in its successor."""
    found = _the_promise(session, promise_id)
    return change(session, found, fulfilled_on=None, ended_on=None, ending=None)


def _end(session: Session, promise_id: int, on: date, ending: str, reason: str) -> Promise:
    found = open_promise(session, promise_id)
    if not reason.strip():
        raise InvalidInput(_("Say why; one line is enough."), field="note")
    note = f"{found.note}\n{reason}" if found.note else reason
    return change(session, found, ended_on=on, ending=ending, note=note)


def open_promise(session: Session, promise_id: int) -> Promise:
    """The promise, neither fulfilled nor ended; raises `NotFound` or `NotAllowed`."""
    found = _the_promise(session, promise_id)
    if found.fulfilled_on is not None or found.ending is not None:
        raise NotAllowed(_("{ref} is already closed.").format(ref=found.ref))
    return found


def _the_promise(session: Session, promise_id: int) -> Promise:
    found = session.get(Promise, promise_id)
    if found is None or found.deleted_at is not None:
        raise NotFound(_("This promise is no longer in the book."), _("Look in the trash."))
    return found
