"""Threats with their reasons and what may be spent on them, offers, and the evidence of deal hunting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.day_words import late, short_day
from app.domain.rules import value as values
from app.domain.rules.hunters import KINDS, HunterEvidence
from app.domain.rules.threats import ThreatVerdict
from app.domain.rules.value import Ceiling, Chances
from app.domain.words import word
from app.i18n import N_, _, format_money, format_number, in_quotes
from app.models import Offer, Promise, Threat
from app.views.record.page import RecordView


@dataclass(frozen=True)
class Reason:
    """One of the four possible reasons of a threat, found or not, and the record behind it."""

    key: str
    found: bool
    title: str
    sub: str
    record: tuple[str, int] | None = None


@dataclass(frozen=True)
class ThreatCard:
    """One threat with its class, all four reasons, and the ceiling while it is open."""

    verdict: ThreatVerdict
    reasons: tuple[Reason, ...]
    chances: Chances | None
    ceiling: Ceiling | None
    id: int
    ref: str
    made_on: date
    made_by: str | None
    wording: str | None
    competitor: str | None
    offer_evidence: str | None
    asked_for: str | None
    amount_asked: int | None
    response: str | None
    note: str | None

    @property
    def found(self) -> int:
        """How many of the four reasons hold."""
        return sum(reason.found for reason in self.reasons)


@dataclass(frozen=True)
class OfferLine:
    """One offer; its cost is in cents."""

    id: int
    made_on: date
    kind: str
    trigger: str
    cost: int
    outcome: str | None
    program: str | None
    perceived_as: str | None
    threat_ref: str | None
    note: str | None


@dataclass(frozen=True)
class EvidenceLine:
    """One record for or against deal hunting, in words."""

    title: str
    sub: str
    against: bool
    record: tuple[str, int]


@dataclass(frozen=True)
class RetentionView:
    """Open threats first, then the others; offers and evidence newest first."""

    threats: tuple[ThreatCard, ...]
    offers: tuple[OfferLine, ...]
    evidence: tuple[EvidenceLine, ...]


def retention(session: Session, view: RecordView) -> RetentionView:
    """Everything of the Retention tab, one query a table."""
    t = Threat
    query = select(
        t.id, t.ref, t.made_on, t.made_by, t.wording, t.competitor, t.offer_evidence, t.asked_for,
        t.amount_asked, t.response, t.note,
    ).where(t.client_id == view.who.id, t.deleted_at.is_(None), t.made_on <= view.as_of)  # fmt: skip
    refs: dict[int, str] = {}
    cards = []
    promised = _promise_texts(session, view)
    for row in session.execute(query):
        refs[row[0]] = row[1]
        verdict = view.threat(row[0])
        if verdict is not None:
            cards.append(_card(view, row, verdict, promised))
    cards.sort(key=lambda card: (card.made_on, card.id), reverse=True)
    cards.sort(key=lambda card: not card.verdict.is_open)
    return RetentionView(tuple(cards), _offers(session, view, refs), evidence_lines(view))


def _card(view: RecordView, row: Any, verdict: ThreatVerdict, promised: dict[int, str]) -> ThreatCard:
    chances = values.chances_of(verdict.kind, view.settings)
    ceiling = values.ceiling(view.verdicts.value, chances) if verdict.is_open else None
    reasons = reasons_of(view, verdict, promised)
    return ThreatCard(verdict, reasons, chances, ceiling, *row)


def reasons_of(
    view: RecordView, verdict: ThreatVerdict, promised: dict[int, str] | None = None
) -> tuple[Reason, ...]:
    """All four possible reasons, found ones with the record they rest on (DOMAIN.md, Threats)."""
    records = {e.kind: e for e in verdict.evidence}
    threat = verdict.threat
    found = set(verdict.reasons)
    return (
        _complaint_reason(view, "complaint" in found, records.get("complaints")),
        _promise_reason(view, "promise" in found, records.get("promises"), promised or {}, threat.made_on),
        _offer_reason("offer_seen" in found, threat.offer_evidence, threat.competitor),
        _survey_reason(view, "survey" in found, records.get("surveys")),
    )


def _complaint_reason(view: RecordView, found: bool, record: object) -> Reason:
    if not found:
        days = view.settings.threat_complaint_days
        return Reason("complaint", False, _("No open complaint"), _("looked at {n} days").format(n=days))
    title = _("Complaint {ref} not settled").format(ref=getattr(record, "ref", ""))
    sheet = view.sheet(getattr(record, "id", 0))
    sub = ""
    if sheet is not None:
        told, how = sheet.complaint.told_on, sheet.complaint.satisfied
        sub = (
            _("told {day}, satisfied: {how}").format(day=short_day(told, view.as_of), how=word(how) or "?")
            if told
            else _("received {day}, not told yet").format(
                day=short_day(sheet.complaint.received_on, view.as_of)
            )
        )
    return Reason("complaint", True, title, sub, ("complaints", getattr(record, "id", 0)))


def _promise_reason(
    view: RecordView, found: bool, record: object, promised: dict[int, str], made_on: date
) -> Reason:
    if not found:
        days = view.settings.threat_promise_days
        return Reason("promise", False, _("No missed promise"), _("looked at {n} days").format(n=days))
    record_id, due = getattr(record, "id", 0), getattr(record, "day", None)
    title = _("Promise was open, {late}").format(late=late(due, made_on)) if due else _("A promise was open")
    return Reason("promise", True, title, promised.get(record_id, ""), ("promises", record_id))


def _offer_reason(found: bool, seen: str | None, competitor: str | None) -> Reason:
    if found:
        return Reason("offer_seen", True, _("The other offer was seen"), competitor or "")
    if seen == "claimed":
        return Reason("offer_seen", False, _("No offer seen"), _("claimed; nobody here has read it"))
    return Reason("offer_seen", False, _("No offer seen"), _("none was claimed"))


def _survey_reason(view: RecordView, found: bool, record: object) -> Reason:
    if not found:
        return Reason("survey", False, _("No poor survey answer"), _survey_words(view))
    percent, day = getattr(record, "value", None), getattr(record, "day", None)
    sub = _("{n} of 100, {day}").format(n=format_number(percent or 0), day=short_day(day, view.as_of))
    return Reason(
        "survey", True, _("Last survey answer was poor"), sub, ("surveys", getattr(record, "id", 0))
    )


def _survey_words(view: RecordView) -> str:
    newest = view.verdicts.surveys.newest
    if newest is None:
        return _("never asked")
    return _("last {n} of 100, {day}").format(
        n=format_number(newest.percent), day=short_day(newest.answered_on, view.as_of)
    )


def _promise_texts(session: Session, view: RecordView) -> dict[int, str]:
    wanted = {e.id for t in view.verdicts.threats for e in t.evidence if e.kind == "promises"}
    query = select(Promise.id, Promise.text).where(Promise.id.in_(wanted))
    return {row[0]: row[1] for row in session.execute(query)} if wanted else {}


def _offers(session: Session, view: RecordView, refs: dict[int, str]) -> tuple[OfferLine, ...]:
    o = Offer
    query = (
        select(
            o.id,
            o.made_on,
            o.kind,
            o.trigger,
            o.cost,
            o.program,
            o.threat_id,
            o.note,
        )
        .where(o.client_id == view.who.id, o.deleted_at.is_(None), o.made_on <= view.as_of)
        .order_by(o.made_on.desc(), o.id.desc())
    )
    known = {offer.id: offer for offer in view.history.offers}
    return tuple(
        OfferLine(
            id=row.id,
            made_on=row.made_on,
            kind=row.kind,
            trigger=row.trigger,
            cost=row.cost,
            outcome=known[row.id].outcome,
            program=row.program,
            perceived_as=known[row.id].perceived_as,
            threat_ref=refs.get(row.threat_id or 0),
            note=row.note,
        )
        for row in session.execute(query)
        if row.id in known
    )


def evidence_lines(view: RecordView) -> tuple[EvidenceLine, ...]:
    """Every record for and against deal hunting, in words, those for it first; a threat that shows more is one line."""
    grouped: dict[tuple[str, int, bool], list[HunterEvidence]] = {}
    for each in view.verdicts.hunter.evidence:
        grouped.setdefault((each.record.kind, each.record.id, each.against), []).append(each)
    return tuple(_evidence(view, group) for group in grouped.values())


_SHORT = {
    "came_back": N_("came back"),
    "stayed_anyway": N_("stayed anyway"),
}


def _evidence(view: RecordView, group: list[HunterEvidence]) -> EvidenceLine:
    first = group[0]
    record, what = first.record, _(KINDS[first.kind])
    parts = [record.ref or "", short_day(record.day, view.as_of)]
    if first.asked_for and first.asked_for != "nothing":
        parts.append(_("asked for {what}").format(what=word(first.asked_for)))
    if first.kind == "discount" and record.value:
        parts.append(_("discount {money}").format(money=format_money(int(record.value), view.currency)))
    parts += [_(_SHORT[each.kind]) for each in group if each.kind in _SHORT]
    title = in_quotes(first.wording) if first.wording else what
    return EvidenceLine(
        title, " · ".join(part for part in parts if part), first.against, (record.kind, record.id)
    )
