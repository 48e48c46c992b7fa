"""The evidence of the Loyalty tab in words: each record, its day, its value and what is left of its weight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.day_words import short_day
from app.domain.facts import Evidence
from app.domain.rules.loyalty import Loyalty, touches_within
from app.domain.words import capital, word
from app.i18n import _, format_change, format_day, ngettext
from app.views.record.page import RecordView

Record = tuple[str, int]


@dataclass(frozen=True)
class EvidenceLine:
    """One piece of evidence: what, when, what it counts (0–100) and how much still; `record` opens it."""

    text: str
    when: str
    value: float | None
    weight: float | None
    record: Record | None


def evidence_line(evidence: Evidence, view: RecordView) -> EvidenceLine:
    """A record that a component rests on, in words."""
    text = _WORDS[evidence.kind](evidence, view) if evidence.kind in _WORDS else word(evidence.kind)
    return EvidenceLine(
        text, _when(evidence.day, view.as_of), evidence.value, evidence.weight, (evidence.kind, evidence.id)
    )


def _when(day: date | None, today: date) -> str:
    """The day of this year; of an earlier one the month is enough."""
    if day is not None and day.year != today.year:
        return format_day(day, "LLL y")
    return short_day(day, today)


def _survey(evidence: Evidence, view: RecordView) -> str:
    found = next(s for s in view.history.surveys if s.id == evidence.id)
    score, highest = f"{found.score:g}", f"{found.highest:g}"
    return _("{kind}, {score} of {highest}").format(kind=found.kind.upper(), score=score, highest=highest)


def _complaint(evidence: Evidence, view: RecordView) -> str:
    found = next(c for c in view.history.complaints if c.id == evidence.id)
    answers = {"yes": _("satisfied"), "partly": _("partly satisfied"), "no": _("not satisfied")}
    return _("{ref} told: {answer}").format(ref=found.ref, answer=answers.get(found.satisfied or "", "–"))


def _touch(evidence: Evidence, view: RecordView) -> str:
    found = next(n for n in view.history.notes if n.id == evidence.id)
    mood = format_change(found.mood or 0)
    return _("{kind}, mood {mood}").format(kind=capital(word(found.kind)), mood=mood)


def _threat(evidence: Evidence, view: RecordView) -> str:
    verdict = view.threat(evidence.id)
    kind = word(verdict.kind) if verdict is not None else ""
    return _("{ref}: threat, {kind}").format(ref=evidence.ref or "", kind=kind)


def _referral(evidence: Evidence, view: RecordView) -> str:
    return _("Recommended us")


_WORDS = {
    "surveys": _survey,
    "complaints": _complaint,
    "notes": _touch,
    "threats": _threat,
    "referrals": _referral,
}


def part_lines(view: RecordView) -> tuple[EvidenceLine, ...]:
    """The four parts of involvement, those that are not seen too."""
    h, s, day, parts = view.history, view.settings, view.as_of, view.verdicts.loyalty.parts
    recent = touches_within(h, day, s.loyalty_contact_days)
    every = h.client.contact_every_days or s.contact_every_days
    wanted = max(1, round(s.loyalty_contact_days / every))
    longer = touches_within(h, day, s.loyalty_initiative_days)
    started = [n for n in longer if n.started_by == "client"]
    contact = _("Contact: {k} of {n} touches").format(k=len(recent), n=wanted)
    initiative = _("Initiative: {k} of {n} by them").format(k=len(started), n=len(longer))
    newest = recent[-1] if recent else (h.touches[-1] if h.touches else None)
    first = started[-1] if started else newest
    voice = view.verdicts.voice
    return (
        EvidenceLine(
            contact,
            _days(s.loyalty_contact_days),
            parts.contact,
            None,
            ("notes", newest.id) if newest else None,
        ),
        EvidenceLine(
            initiative,
            _days(s.loyalty_initiative_days),
            parts.initiative,
            None,
            ("notes", first.id) if first else None,
        ),
        EvidenceLine(
            _("Voice: {word}").format(word=word(voice.state)),
            _days(s.loyalty_voice_days),
            parts.voice,
            None,
            _heard(view),
        ),
        EvidenceLine(
            _("Buying: {word}").format(word=word(view.verdicts.buying.kind)),
            _days(s.buying_loyal_days),
            parts.buying,
            None,
            ("purchases", h.purchases[-1].id) if h.purchases else None,
        ),
    )


def _heard(view: RecordView) -> Record | None:
    said = [("complaints", c.id, c.received_on) for c in view.history.complaints]
    said += [("voice_checks", v.id, v.asked_on) for v in view.history.voice_checks]
    kinds = ("complaints",) if view.verdicts.voice.state == "speaks" else ("voice_checks",)
    found = [each for each in said if each[0] in kinds and each[2] <= view.as_of]
    newest = max(found, key=lambda each: (each[2], each[1]), default=None)
    return (newest[0], newest[1]) if newest else None


def _days(days: int) -> str:
    if days == 365:
        return _("1 yr")
    return _("{n} d").format(n=days)


def parts_foot(felt: Loyalty) -> str:
    """How many parts involvement is the mean of."""
    seen = len(felt.parts.seen())
    return ngettext("mean of {n} part", "mean of {n} parts", seen).format(n=seen)
