"""What the board says of a complaint's clock."""

from __future__ import annotations

from datetime import date

import pytest

from app.ui.forms.complaint_words import clock_words
from app.views.complaints.page import Clock


@pytest.mark.parametrize(("kind", "said"), [("answer", "Answer: 4 days late"), ("tell", "Tell: 4 days late")])
def test_days_late_are_those_of_the_calendar_as_on_today(kind: str, said: str) -> None:
    """From Wednesday to Sunday: two working days, and four that the client waited."""
    clock = Clock(kind, due=date(2026, 11, 18), late=True, days=2, elapsed=1, total=1)
    assert clock_words(clock, date(2026, 11, 22)) == said
