"""Threats whose end is open (DOMAIN.md, Threats)."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.facts import Evidence
from app.domain.today.deeds import DECIDE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, in_brief, says
from app.domain.verdicts import Verdicts
from app.domain.words import capital, word
from app.i18n import N_, _

_REASONS = {
    "offer_seen": N_("an offer was seen"),
    "complaint": N_("a complaint is not settled"),
    "promise": N_("a promise was not kept"),
    "survey": N_("a poor survey answer"),
}


def _open(verdicts: Verdicts) -> Iterator[Finding]:
    for threat in verdicts.history.threats:
        if threat.is_open:
            record = Evidence("threats", threat.id, threat.ref, threat.made_on)
            yield Finding(threat.made_on, record, threat.wording or threat.competitor or threat.ref)


def _line(item: Item, verdicts: Verdicts) -> str:
    found = next(t for t in verdicts.threats if item.record and t.threat.id == item.record.id)
    reasons = ", ".join(_(_REASONS[reason]) for reason in found.reasons)
    kind = capital(word(found.kind))
    return _("{kind}: {reasons}").format(kind=kind, reasons=reasons) if reasons else kind


THREAT_OPEN = TodayRule(
    name="threat_open",
    severities=(3,),
    find=_open,
    sentence=says(N_("They may leave: {what}")),
    line=_line,
    brief=in_brief(N_("Says they may leave")),
    deed=DECIDE,
    icon="shield-alert",
    internal=True,
)
