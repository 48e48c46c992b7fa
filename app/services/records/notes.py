"""Notes: what was said and when (DOMAIN.md, Words)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InvalidInput
from app.i18n import _
from app.models import Note
from app.services.records.fields import create


def log_note(session: Session, *, client_id: int, kind: str, happened_at: datetime, **values: Any) -> Note:
    """One touch or thought. A note without a word in subject and body is refused: it would say nothing."""
    if not (values.get("subject") or "").strip() and not (values.get("body") or "").strip():
        raise InvalidInput(_("The note is empty."), _("Write a few words; one line is enough."), field="body")
    return create(session, Note, client_id=client_id, kind=kind, happened_at=happened_at, **values)
