"""Judgements: a person's own verdict above the computed one, with a reason (DOMAIN.md, Words)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.i18n import _
from app.models import Judgement
from app.services.records.fields import change, create


def judge(
    session: Session,
    *,
    client_id: int,
    about: str,
    value: str,
    reason: str,
    judged_on: date,
    judged_by: str | None = None,
    valid_until: date | None = None,
) -> Judgement:
    """Stand above the computed verdict, with a reason that is kept."""
    return create(
        session,
        Judgement,
        client_id=client_id,
        about=about,
        value=value,
        reason=reason,
        judged_on=judged_on,
        judged_by=judged_by,
        valid_until=valid_until,
    )


def withdraw(session: Session, *, client_id: int, about: str, on: date) -> list[Judgement]:
    """The computed verdict counts again from `on`: judgements in force end the day before, and stay on record."""
    query = select(Judgement).where(
        Judgement.client_id == client_id,
        Judgement.about == about,
        Judgement.deleted_at.is_(None),
        Judgement.judged_on <= on,
        (Judgement.valid_until.is_(None)) | (Judgement.valid_until >= on),
    )
    found = list(session.scalars(query))
    if not found:
        raise NotFound(_("There is no judgement in force."))
    for judgement in found:
        if judgement.judged_on == on:
            from app.services.records.trash import delete

            delete(session, judgement)
        else:
            change(session, judgement, valid_until=on - timedelta(days=1))
    return found
