"""How often we advise, when the client decides, and what was learnt (DOMAIN.md, Advice)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.facts import Client, Decision, Evidence, History, known_on
from app.domain.rules.time import between, shift
from app.domain.settings import Settings

CLIENTS_WAY = ("client_way", "compromise")
WON_OVER = ("convinced", "compromise")


@dataclass(frozen=True)
class DecisionVerdict:
    """Where one disputed decision stands.

    `limit`, `attempts`, `left` and `over_limit` are numbers of attempts; `state` is `advise`,
    `client_decides` or `settled`; `debrief_due` is the day of the debrief where the client's way was
    implemented, done or not.
    """

    decision: Decision
    limit: int
    attempts: int
    left: int
    over_limit: int
    state: str
    outcome: str
    debrief_due: date | None
    debriefed: bool
    last_attempt: date | None
    evidence: tuple[Evidence, ...]

    @property
    def debrief_waits_since(self) -> date | None:
        """The debrief day where the debrief was not held yet."""
        return None if self.debriefed else self.debrief_due


@dataclass(frozen=True)
class Advice:
    """All disputed decisions of a client; `suggested_limit` is never applied by itself."""

    decisions: tuple[DecisionVerdict, ...]
    suggested_limit: int | None


@dataclass(frozen=True)
class Learning:
    """What arguing brought in a period: numbers of decisions, by attempts and by verdict."""

    settled: int = 0
    convinced_at: Mapping[int, int] = field(default_factory=dict)
    settled_at: Mapping[int, int] = field(default_factory=dict)
    debriefed: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)

    def convinced_share(self, attempts: int) -> float | None:
        """The share of all settled decisions that were settled `convinced` at this attempt."""
        return self.convinced_at.get(attempts, 0) / self.settled if self.settled else None


def judge(history: History, as_of: date, settings: Settings) -> Advice:
    """Every disputed decision of the client as it stood on `as_of`, oldest first."""
    history = known_on(history, as_of)
    decisions = tuple(_decision(d, history.client, settings) for d in history.decisions)
    return Advice(decisions, _suggested_limit(history.decisions, settings))


def limit_of(decision: Decision, client: Client, settings: Settings) -> int:
    """How often to argue it: the decision's own limit, else the client's, else the book's."""
    for limit in (decision.advice_limit, client.advice_limit):
        if limit is not None:
            return limit
    return settings.advice_limit


def _decision(decision: Decision, client: Client, settings: Settings) -> DecisionVerdict:
    limit = limit_of(decision, client, settings)
    attempts = len(decision.attempts)
    left = max(0, limit - attempts)
    open_state = "advise" if left else "client_decides"
    return DecisionVerdict(
        decision=decision,
        limit=limit,
        attempts=attempts,
        left=left,
        over_limit=max(0, attempts - limit),
        state=open_state if decision.outcome == "open" else "settled",
        outcome=decision.outcome,
        debrief_due=debrief_due(decision, settings),
        debriefed=decision.debriefed is not None,
        last_attempt=decision.attempts[-1].made_on if attempts else None,
        evidence=(
            Evidence("decisions", decision.id, decision.ref, decision.raised_on),
            *(Evidence("attempts", a.id, None, a.made_on) for a in decision.attempts),
        ),
    )


def debrief_due(decision: Decision, settings: Settings) -> date | None:
    """The day of the debrief once the client's way was implemented; none for other outcomes."""
    settled = decision.settled_on
    if settled is None or decision.outcome not in CLIENTS_WAY:
        return None
    return decision.debrief_on or shift(settled, settings.advice_debrief_days)


def _suggested_limit(decisions: Iterable[Decision], settings: Settings) -> int | None:
    settled = [d for d in decisions if d.outcome != "open"]
    if len(settled) < settings.advice_settled_for_suggestion:
        return None
    won_over = [len(d.attempts) for d in settled if d.outcome in WON_OVER]
    return max(1, *won_over) if won_over else 0


def learn(histories: Iterable[History], start: date, as_of: date) -> Learning:
    """What arguing brought in `start < day ≤ as_of`: by the day of settling and of the debrief."""
    decisions = [d for h in histories for d in known_on(h, as_of).decisions]
    settled = [d for d in decisions if between(d.settled_on, start, as_of)]
    debriefed = [d for d in decisions if d.verdict and between(d.debriefed, start, as_of)]
    return Learning(
        settled=len(settled),
        convinced_at=Counter(len(d.attempts) for d in settled if d.outcome == "convinced"),
        settled_at=Counter(len(d.attempts) for d in settled),
        debriefed=len(debriefed),
        verdicts=Counter(d.verdict for d in debriefed if d.verdict),
    )
