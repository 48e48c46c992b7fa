"""Which threat was real: judged on what was on record the day it was made (DOMAIN.md, Threats)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, History, Survey, Threat, known_complaint, known_on, known_promise
from app.domain.rules.time import shift, within
from app.domain.settings import Settings
from app.i18n import N_

FOUNDED, DOUBTFUL, UNFOUNDED = "founded", "doubtful", "unfounded"
REASONS = {
    "offer_seen": N_("We have seen the other offer."),
    "complaint": N_("A complaint was not settled to their satisfaction."),
    "promise": N_("We had missed a promise."),
    "survey": N_("Their last survey answer was poor."),
}


@dataclass(frozen=True)
class ThreatVerdict:
    """One threat: its class (`founded`, `doubtful`, `unfounded`), whether it bargains, and why.

    `reasons` are keys of `REASONS`; `evidence` names the records behind them; `outcome` is `open`
    where nothing is known yet.
    """

    threat: Threat
    kind: str
    bargaining: bool
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def outcome(self) -> str:
        return self.threat.outcome or "open"

    @property
    def is_open(self) -> bool:
        return self.threat.is_open

    @property
    def record(self) -> Evidence:
        """The threat itself, as evidence of other verdicts."""
        return Evidence("threats", self.threat.id, self.threat.ref, self.threat.made_on)


def judge(history: History, as_of: date, settings: Settings) -> tuple[ThreatVerdict, ...]:
    """Every threat made up to `as_of`, oldest first."""
    return judge_all(known_on(history, as_of), settings)


def judge_all(history: History, settings: Settings) -> tuple[ThreatVerdict, ...]:
    """Every threat of a history that was cut to its day already, oldest first."""
    return tuple(triage(history, threat, settings) for threat in history.threats)


def triage(history: History, threat: Threat, settings: Settings) -> ThreatVerdict:
    """Judge one threat, saved or still being written, on what was on record on its day."""
    found = dict(_reasons(history, threat, settings))
    if found:
        kind = FOUNDED
    elif threat.offer_evidence == "claimed" and (threat.competitor or "").strip():
        kind = DOUBTFUL
    else:
        kind = UNFOUNDED
    return ThreatVerdict(
        threat=threat,
        kind=kind,
        bargaining=kind == UNFOUNDED and threat.asked_for not in (None, "", "nothing"),
        reasons=tuple(found),
        evidence=tuple(record for records in found.values() for record in records),
    )


def _reasons(
    history: History, threat: Threat, settings: Settings
) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    if threat.offer_evidence == "seen":
        yield "offer_seen", (Evidence("threats", threat.id, threat.ref, threat.made_on),)
    for reason, records in (
        ("complaint", _unsettled_complaints(history, threat.made_on, settings.threat_complaint_days)),
        ("promise", _missed_promises(history, threat.made_on, settings.threat_promise_days)),
        ("survey", _poor_answer(history, threat.made_on, settings)),
    ):
        if records:
            yield reason, records


def _unsettled_complaints(history: History, day: date, window: int) -> tuple[Evidence, ...]:
    """Complaints of the window up to `day` not both told and answered to the client's satisfaction."""
    then = [known_complaint(c, day) for c in history.complaints if within(c.received_on, day, window)]
    return tuple(
        Evidence("complaints", c.id, c.ref, c.received_on)
        for c in then
        if c.told_on is None or c.satisfied != "yes"
    )


def _missed_promises(history: History, day: date, window: int) -> tuple[Evidence, ...]:
    """Promises of ours with `day − window < due_on < day`, neither fulfilled nor released by `day`."""
    earliest = shift(day, -window)
    found = []
    for promise in history.promises:
        due = promise.due_on
        if promise.side != "ours" or promise.made_on > day or due is None or not earliest < due < day:
            continue
        then = known_promise(promise, day)
        if then.fulfilled_on is None and then.ending != "released":
            found.append(Evidence("promises", promise.id, promise.ref, due))
    return tuple(found)


def _poor_answer(history: History, day: date, settings: Settings) -> tuple[Evidence, ...]:
    """The latest answer of the window, of several that day the lowest, where it is poor."""
    answers = [s for s in history.surveys if within(s.answered_on, day, settings.threat_survey_days)]
    if not answers:
        return ()
    newest = max(s.answered_on for s in answers)
    lowest: Survey = min((s for s in answers if s.answered_on == newest), key=lambda s: (s.percent, s.id))
    if lowest.percent > settings.threat_survey_score:
        return ()
    return (Evidence("surveys", lowest.id, None, lowest.answered_on, lowest.percent),)
