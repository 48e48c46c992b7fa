"""The book's settings: one table with key, unit, range, default, title and explanation (DOMAIN.md, Rules).

The Settings page, the workbook's Definitions sheet and `docs/RULES.md` are made from `SPECS`.
"""

from app.domain.settings.spec import UNITS, Spec, parse_number
from app.domain.settings.values import (
    DEFAULTS,
    MARKS,
    RATE,
    SPECS,
    Problem,
    Settings,
    by_subject,
    changed_from_default,
    check_value,
    is_known_setting,
    normal_key,
    problems,
    rate_key,
)

__all__ = [
    "DEFAULTS",
    "MARKS",
    "RATE",
    "SPECS",
    "UNITS",
    "Problem",
    "Settings",
    "Spec",
    "by_subject",
    "changed_from_default",
    "check_value",
    "is_known_setting",
    "normal_key",
    "parse_number",
    "problems",
    "rate_key",
]
