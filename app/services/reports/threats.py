"""Threats with what was given for them, and all offers, as sheets (DOMAIN.md, Threats; Reward or gift)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.facts import Offer, Threat
from app.domain.rules.threats import REASONS, ThreatVerdict
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import _
from app.services.reports.cell_style import BAD, GOOD, WARN
from app.services.reports.report_data import OfferText, ReportData
from app.services.reports.tables import Column, Emphasis, Table


@dataclass(frozen=True)
class ThreatRow:
    """One threat: class, what was offered for it, and while it is open what an offer may cost (cents)."""

    client: str
    verdict: ThreatVerdict
    offers: int
    given: int
    asked: int | None
    low: int | None
    high: int | None

    @property
    def threat(self) -> Threat:
        """The record itself."""
        return self.verdict.threat


@dataclass(frozen=True)
class OfferRow:
    """One offer; `cost` in cents of the book's currency, `threat` the ref of the threat it answered."""

    client: str
    offer: Offer
    cost: int
    threat: str | None
    texts: OfferText


def threat_rows(data: ReportData) -> list[ThreatRow]:
    """The threats made or settled in the period, and all that are open at its end."""
    period, rows = data.period, []
    for judged in data.judged:
        for verdict in judged.threats:
            days = (verdict.threat.made_on, verdict.threat.outcome_on)
            if verdict.is_open or any(period.holds(day) for day in days):
                rows.append(_threat_row(data, judged, verdict))
    return rows


def _threat_row(data: ReportData, judged: Verdicts, verdict: ThreatVerdict) -> ThreatRow:
    history, money = judged.history, data.purse(judged.history)
    offers = [o for o in history.offers if o.threat_id == verdict.threat.id]
    ceiling = judged.ceiling(verdict)
    return ThreatRow(
        client=history.client.name,
        verdict=verdict,
        offers=len(offers),
        given=money(sum(o.cost for o in offers if o.outcome == "accepted")),
        asked=None if verdict.threat.amount_asked is None else money(verdict.threat.amount_asked),
        low=None if ceiling is None else money(ceiling.low),
        high=None if ceiling is None else money(ceiling.high),
    )


def threats_table(rows: Sequence[ThreatRow], note: str) -> Table[ThreatRow]:
    """The sheet *Threats and offers*."""
    columns: list[Column[ThreatRow]] = [
        Column(_("Client"), lambda r: r.client, "name", 25),
        Column(_("Ref"), lambda r: r.threat.ref, "text", 9),
        Column(_("Day"), lambda r: r.threat.made_on, "day", 12),
        Column(_("Words"), lambda r: r.threat.wording, "long", 38),
        Column(_("Class"), lambda r: word(r.verdict.kind), "text", 11),
        Column(_("Why"), lambda r: " ".join(_(REASONS[reason]) for reason in r.verdict.reasons), "long", 30),
        Column(_("Bargaining"), lambda r: r.verdict.bargaining, "flag", 11),
        Column(_("Asked for"), lambda r: word(r.threat.asked_for), "text", 12),
        Column(_("Amount asked for"), lambda r: r.asked, "amount", 14),
        Column(_("Our answer"), lambda r: word(r.threat.response), "text", 11),
        Column(_("Offers made"), lambda r: r.offers or None, "count", 9, "sum"),
        Column(_("Cost accepted"), lambda r: r.given or None, "amount", 15, "sum"),
        Column(_("Outcome"), lambda r: word(r.verdict.outcome), "text", 10),
        Column(_("Outcome on"), lambda r: r.threat.outcome_on, "day", 12),
        Column(_("An offer surely pays up to"), lambda r: r.low, "amount", 15),
        Column(_("It may pay up to"), lambda r: r.high, "amount", 15),
    ]
    return Table(
        sheet=_("Threats and offers"),
        name="Threats",
        title=_("Threats, and what was offered for them"),
        note=note + "  ·  " + _("made or settled in the period, and all that are open"),
        columns=columns,
        rows=rows,
        nothing=_("Nobody threatened to leave in this period."),
        emphases=(
            Emphasis(_("Class"), BAD, word=word("founded"), bold=True),
            Emphasis(_("Class"), WARN, word=word("doubtful"), bold=True),
            Emphasis(_("Outcome"), BAD, word=word("left"), bold=True),
            Emphasis(_("Outcome"), GOOD, word=word("stayed")),
            Emphasis(_("Bargaining"), WARN, word=_("yes"), bold=True),
        ),
        repeats=True,
    )


def offer_rows(data: ReportData) -> list[OfferRow]:
    """The offers made or accepted in the period, and all that are open at its end."""
    rows = []
    for history in data.known:
        refs = {threat.id: threat.ref for threat in history.threats}
        money = data.purse(history)
        for offer in history.offers:
            days = (offer.made_on, offer.accepted_on)
            if offer.outcome in (None, "open") or any(data.period.holds(day) for day in days):
                threat = refs.get(offer.threat_id) if offer.threat_id else None
                texts = data.texts.offers[offer.id]
                rows.append(OfferRow(history.client.name, offer, money(offer.cost), threat, texts))
    return rows


def offers_table(rows: Sequence[OfferRow], note: str) -> Table[OfferRow]:
    """The sheet *Offers*."""
    columns: list[Column[OfferRow]] = [
        Column(_("Client"), lambda r: r.client, "name", 25),
        Column(_("Day"), lambda r: r.offer.made_on, "day", 12),
        Column(_("Kind"), lambda r: word(r.offer.kind), "text", 11),
        Column(_("Occasion"), lambda r: word(r.offer.trigger), "text", 14),
        Column(_("Threat"), lambda r: r.threat, "text", 10),
        Column(_("Programme"), lambda r: r.offer.program, "long", 24),
        Column(_("Cost"), lambda r: r.cost, "amount", 15, "sum"),
        Column(_("Asked in return"), lambda r: r.texts.asked_in_return, "long", 28),
        Column(_("Outcome"), lambda r: word(r.offer.outcome or "open"), "text", 11),
        Column(_("Decided on"), lambda r: r.offer.decided_on, "day", 12),
        Column(_("Felt as"), lambda r: word(r.offer.perceived_as), "text", 11),
        Column(_("Note"), lambda r: r.texts.note, "long", 36),
    ]
    return Table(
        sheet=_("Offers"),
        name="Offers",
        title=_("Offers: unasked, on request, under threat"),
        note=note + "  ·  " + _("made or accepted in the period, and all that are open"),
        columns=columns,
        rows=rows,
        nothing=_("Nothing was offered in this period."),
        emphases=(
            Emphasis(_("Occasion"), BAD, word=word("threat"), bold=True),
            Emphasis(_("Occasion"), GOOD, word=word("proactive"), bold=True),
        ),
        repeats=True,
    )
