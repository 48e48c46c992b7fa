"""Survey answers: how fresh they are, NPS with its interval, and asking too often (DOMAIN.md, Surveys)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from app.domain.facts import Evidence, History, Survey, known_on
from app.domain.rules.time import age, between, shift
from app.domain.settings import Settings

# The normal distribution's 97.5 % point: 95 % lie within.
Z = 1.959963984540054
# Promoters, and detractors, that are added before the interval is reckoned (see `_interval`).
ADDED = 1.5
_FEW_FREEDOMS = (12.706205, 4.302653, 3.182446, 2.776445, 2.570582)


@dataclass(frozen=True)
class Surveys:
    """Age in days of the newest answer and its freshness: `fresh`, `ageing`, `stale` or `none`."""

    age: int | None
    freshness: str
    newest: Survey | None


@dataclass(frozen=True)
class Nps:
    """The net promoter score, −100 … 100, with its 95 % interval; unknown with too few answers.

    `values` are the raw answers, oldest first, shown instead where the score is unknown.
    """

    score: float | None
    low: float | None
    high: float | None
    promoters: int
    passives: int
    detractors: int
    values: tuple[float, ...]
    evidence: tuple[Evidence, ...]

    @property
    def answers(self) -> int:
        return len(self.values)


def judge(history: History, as_of: date, settings: Settings) -> Surveys:
    """How fresh the newest answer is on `as_of`."""
    answers = known_on(history, as_of).surveys
    if not answers:
        return Surveys(None, "none", None)
    newest = answers[-1]
    days = age(newest.answered_on, as_of)
    if days <= settings.survey_fresh_days:
        return Surveys(days, "fresh", newest)
    return Surveys(days, "ageing" if days <= settings.survey_ageing_days else "stale", newest)


def nps(histories: Iterable[History], start: date, as_of: date, settings: Settings) -> Nps:
    """The NPS of all answers to an NPS question in `start < day ≤ as_of`."""
    return nps_of((s for h in histories for s in h.surveys), start, as_of, settings)


def nps_of(surveys: Iterable[Survey], start: date, as_of: date, settings: Settings) -> Nps:
    """As `nps`, of these answers."""
    answers = [s for s in surveys if s.kind == "nps" and between(s.answered_on, start, as_of)]
    answers.sort(key=lambda s: (s.answered_on, s.id))
    votes = [vote(s) for s in answers]
    score, low, high = _interval(votes, settings.survey_nps_answers)
    return Nps(
        score=score,
        low=low,
        high=high,
        promoters=votes.count(1),
        passives=votes.count(0),
        detractors=votes.count(-1),
        values=tuple(s.score for s in answers),
        evidence=tuple(Evidence("surveys", s.id, None, s.answered_on, s.score) for s in answers),
    )


def vote(answer: Survey) -> int:
    """Promoter 1 (9 or 10), detractor −1 (6 or less), else 0; scales not ending at 10 are put on 0–10."""
    value = answer.score if answer.highest == 10 else answer.percent / 10
    return 1 if value >= 9 else -1 if value <= 6 else 0


def _interval(votes: list[int], enough: int) -> tuple[float | None, float | None, float | None]:
    """The score and its 95 % interval, in per cent.

    As Agresti and Coull: a few answers are added to each end before the interval is reckoned, and for small
    numbers Student's t stands for the normal distribution. Unlike the plain interval, which shrinks to
    nothing where all answers are alike, it holds its 95 % at ten answers; the tests reckon that out.
    """
    if len(votes) < enough:
        return None, None, None
    n, balance = len(votes), sum(votes)
    more = n + 2 * ADDED
    middle = balance / more
    spread = (sum(map(abs, votes)) + 2 * ADDED) / more - middle * middle
    half = student(n - 1) * sqrt(max(0.0, spread) / more)
    return 100 * balance / n, 100 * max(-1.0, middle - half), 100 * min(1.0, middle + half)


def student(freedom: int) -> float:
    """The 97.5 % point of Student's t with `freedom` ≥ 1 degrees; from 6 on by its expansion around the normal one."""
    if freedom <= len(_FEW_FREEDOMS):
        return _FEW_FREEDOMS[freedom - 1]
    z, n = Z, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def rest_until(history: History, contact_id: int | None, as_of: date, settings: Settings) -> date | None:
    """The first day on which this contact may be asked again; none where they may be asked now."""
    days = [s.answered_on for s in known_on(history, as_of).surveys if s.contact_id == contact_id]
    if contact_id is None or not days:
        return None
    again = shift(max(days), settings.survey_fatigue_days)
    return again if again > as_of else None
