"""Agreements: the partnership's term, and its renewal (DOMAIN.md, Words)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotFound
from app.i18n import _
from app.models import Agreement
from app.services.records.fields import create, field_columns, next_ref


def agree(
    session: Session, *, client_id: int, title: str, starts_on: date, ref: str | None = None, **values: Any
) -> Agreement:
    """A partnership for a term, with what each side gains."""
    values |= {"client_id": client_id, "title": title, "starts_on": starts_on}
    return create(session, Agreement, ref=ref or next_ref(session, Agreement), **values)


def renew(session: Session, *, agreement_id: int, ends_on: date | None, **values: Any) -> Agreement:
    """A following agreement from the day after the old one's end; what is not said anew stays as it was."""
    old = session.get(Agreement, agreement_id)
    if old is None or old.deleted_at is not None:
        raise NotFound(_("This agreement is no longer in the book."), _("Look in the trash."))
    if old.ends_on is None:
        raise InvalidInput(
            _("{ref} has no end, so there is nothing to renew.").format(ref=old.ref), field="ends_on"
        )
    starts_on = values.pop("starts_on", None) or old.ends_on + timedelta(days=1)
    same = {c.name: getattr(old, c.name) for c in field_columns(Agreement)}
    terms = {"ref": next_ref(session, Agreement), "starts_on": starts_on, "ends_on": ends_on}
    return create(session, Agreement, **(same | values | terms))
