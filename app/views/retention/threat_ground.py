"""What a threat that is still being written is judged on: the client's record and what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts import Threat
from app.domain.rules import threats
from app.domain.rules import value as values
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.value import Chances
from app.models import Promise
from app.views.record.page import RecordView, open_record
from app.views.retention.client import Reason, reasons_of

_TYPED = ("wording", "stated_reason", "competitor", "offer_evidence", "asked_for", "amount_asked")


@dataclass(frozen=True)
class ThreatGround:
    """One client's record, and the texts of our promises by id."""

    view: RecordView
    promised: dict[int, str]


@dataclass(frozen=True)
class Triage:
    """What the rules say of a threat as far as it is typed: class, all four reasons, the book's chances."""

    verdict: ThreatVerdict
    reasons: tuple[Reason, ...]
    chances: Chances | None

    @property
    def found(self) -> int:
        """How many of the four reasons hold."""
        return sum(reason.found for reason in self.reasons)


def threat_ground(session: Session, client_id: int, as_of: date) -> ThreatGround | None:
    """Read what a threat of this client is judged on; None if there is no such client."""
    view = open_record(session, client_id, as_of)
    if view is None:
        return None
    p = Promise
    query = select(p.id, p.text).where(
        p.client_id == client_id, p.side == "ours", p.due_on.is_not(None), p.deleted_at.is_(None)
    )
    return ThreatGround(view, {row[0]: row[1] for row in session.execute(query)})


def triage(ground: ThreatGround, typed: Mapping[str, Any]) -> Triage:
    """Judge what is typed so far (DOMAIN.md, Threats); a missing day is today."""
    view = ground.view
    said = {name: typed.get(name) or None for name in _TYPED}
    threat = Threat(view.who.id, typed.get("made_on") or view.as_of, 0, "", **said)
    verdict = threats.triage(view.history, threat, view.settings)
    reasons = reasons_of(view, verdict, ground.promised)
    return Triage(verdict, reasons, values.chances_of(verdict.kind, view.settings))
