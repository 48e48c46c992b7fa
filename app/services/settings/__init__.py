"""The book's settings: one table with key, unit, range, default, title and explanation (DOMAIN.md, Rules).

The Settings page, the workbook's Definitions sheet and `docs/RULES.md` are made from `SPECS`.
"""

from app.services.settings.spec import UNITS, Spec, parse_number
from app.services.settings.store import (
    DEFAULTS,
    MARKS,
    RATE,
    SPECS,
    Problem,
    Settings,
    by_subject,
    change,
    changed_from_default,
    check_value,
    is_known_setting,
    load,
    normal_key,
    pairs_in,
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
    "change",
    "changed_from_default",
    "check_value",
    "is_known_setting",
    "load",
    "normal_key",
    "pairs_in",
    "parse_number",
    "problems",
    "rate_key",
]
