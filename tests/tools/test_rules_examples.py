"""docs/RULES.md explains each rule with an example from the sample book; here each is worked out again."""

from __future__ import annotations

import re

import pytest

from app.domain.settings import DEFAULTS
from tools.rules_examples import DOCUMENT, EXAMPLES, Sample, renewed

MARKER = re.compile(r"<!-- example: (\w+) -->")


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_every_example_is_what_the_sample_book_gives(text: str) -> None:
    assert renewed(text, Sample()) == text, "renew them: python -m tools.rules_examples"


def test_every_example_stands_in_the_document(text: str) -> None:
    assert sorted(MARKER.findall(text)) == sorted(EXAMPLES)
    assert all(block.strip() for block in re.findall(r"-->\n```\n(.*?)```", text, re.S))


def test_every_heading_of_the_rules_is_explained(text: str) -> None:
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    for subject in (
        "Advice",
        "Threats",
        "Deal hunters",
        "worth keeping",
        "Buying",
        "Loyalty",
        "Why do they stay",
    ):
        assert any(subject in heading for heading in headings)
    for subject in ("Voice", "Complaints", "Promises", "Surveys", "Retention", "One voice", "Today"):
        assert any(subject in heading for heading in headings)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at most three times", DEFAULTS.advice_limit == 3),
        ("a debrief falls due 60 days later", DEFAULTS.advice_debrief_days == 60),
        ("From five settled decisions", DEFAULTS.advice_settled_for_suggestion == 5),
        ("two years (730 days)", DEFAULTS.hunter_window_days == 730),
        (
            "r of 0.80 and a discount rate i of 0.10",
            (DEFAULTS.value_retention, DEFAULTS.value_interest) == (0.8, 0.1),
        ),
        ("fades by half in 180 days", DEFAULTS.loyalty_affinity_half_life == 180),
        ("high from 60", DEFAULTS.loyalty_attitude_high == 60),
        ("new clients (day 46 to 90)", (DEFAULTS.voice_new_from, DEFAULTS.voice_new_until) == (46, 90)),
        ("From 10 % on, Today says so", DEFAULTS.scope_share == 0.1),
        ("Over the last year (365 days)", DEFAULTS.scope_days == 365),
        ("shown from ten answers on", DEFAULTS.survey_nps_answers == 10),
    ],
)
def test_the_numbers_in_the_text_are_the_defaults(text: str, words: str, value: bool) -> None:
    assert words in text
    assert value
