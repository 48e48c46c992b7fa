"""A person's own verdict beside the computed one (DOMAIN.md, Deal hunters; Loyalty)."""

from __future__ import annotations

from datetime import date

from app.domain.facts import History, Judgement


def in_force(history: History, about: str, day: date) -> Judgement | None:
    """The judgement that holds on `day` (`judged_on ≤ day ≤ valid_until`, or no end).

    Of several the latest `judged_on` wins, of several that day the one entered last.
    """
    for judgement in reversed(history.judgements):
        ended = judgement.valid_until is not None and judgement.valid_until < day
        if judgement.about == about and judgement.judged_on <= day and not ended:
            return judgement
    return None
