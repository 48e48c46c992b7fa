"""Changing the book's settings, one by one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.settings import RATE, SPECS, check_value, normal_key
from app.domain.settings.values import unknown_setting
from app.models.tables.settings import Setting
from app.services.records.between import keep_limits

# What was argued before this one was lowered stays within its limit.
_ARGUING = "advice.limit"


def change(session: Session, key: str, value: str | None) -> None:
    """Set one setting; nothing or empty text goes back to the default. Raises `InvalidInput`."""
    known = normal_key(key)
    row = session.get(Setting, known)
    if value is None or not value.strip():
        if known not in SPECS and not known.startswith(RATE):
            raise unknown_setting(key)
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Setting(key=known, value=check_value(known, value)))
    else:
        row.value = check_value(known, value)
    session.flush()
    if known == _ARGUING:
        keep_limits(session)
