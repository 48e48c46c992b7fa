"""What the client wants to reach with us, and how far that is (DOMAIN.md, Goals)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence, Goal, History, known_on

STATES = ("open", "overdue", "reached", "dropped")


@dataclass(frozen=True)
class GoalVerdict:
    """One goal and its state (see `STATES`)."""

    goal: Goal
    state: str

    @property
    def record(self) -> Evidence:
        """The record behind it."""
        return Evidence("goals", self.goal.id, self.goal.ref, self.goal.set_on)


@dataclass(frozen=True)
class Goals:
    """All goals of a client, oldest first."""

    verdicts: tuple[GoalVerdict, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many goals are in which state."""
        found = Counter(v.state for v in self.verdicts)
        return {state: found[state] for state in STATES}


def judge(history: History, as_of: date) -> Goals:
    """Every goal set up to `as_of`, as it stood that day."""
    return Goals(tuple(GoalVerdict(g, state(g, as_of)) for g in known_on(history, as_of).goals))


def state(goal: Goal, as_of: date) -> str:
    """The first that holds; what was reached or dropped later was taken away before (`known_on`)."""
    if goal.reached_on is not None:
        return "reached"
    if goal.dropped_on is not None:
        return "dropped"
    return "overdue" if goal.due_on is not None and goal.due_on < as_of else "open"
