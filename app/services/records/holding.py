"""What must hold between the values of one record: forms, imports and `condica check` all read it here.

What holds for one value alone (required, words, ranges) stands with its column in the mapping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, Table

from app.domain.currency_codes import code_of
from app.i18n import _
from app.models.tables.judgements import VALUES

_NOT_BEFORE = re.compile(r"^([a-z_]+) >= ([a-z_]+)$")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# Held by no CHECK of the table: older books may have such records, which must still open.
_ENDS: dict[str, tuple[tuple[str, str], ...]] = {
    "decisions": (("debriefed_on", "decided_on"),),
    "goals": (("due_on", "set_on"),),
    "promises": (("due_on", "made_on"),),
}
Values = Mapping[str, Any]


class Finding(NamedTuple):
    """What does not hold: the column it is about, and the reason, which may speak of an `other` column."""

    column: str
    text: str
    other: str = ""

    def reason(self, called: Callable[[str], str] = str) -> str:
        """The reason in plain words; `called` gives a column's name as the reader knows it."""
        return self.text.format(other=called(self.other)) if self.other else self.text


@cache
def ends(table: Table) -> tuple[tuple[str, str], ...]:
    """Pairs of columns of which the first may not lie before the second: no record ends before it begins."""
    texts = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    found = [(match[1], match[2]) for text in texts if (match := _NOT_BEFORE.match(text))]
    return tuple(sorted({*found, *_ENDS.get(table.name, ())}))


def has_rules(table: Table) -> bool:
    """Whether anything must hold between the values of the table's records."""
    return bool(ends(table)) or table.name in _OWN


def findings(table: Table, values: Values) -> Iterator[Finding]:
    """Everything that does not hold between the values, each of which is sound by itself."""
    for later, earlier in ends(table):
        end, start = values.get(later), values.get(earlier)
        if end is not None and start is not None and end < start:
            yield Finding(later, _("lies before {other}"), earlier)
    own = _OWN.get(table.name)
    if own is not None:
        yield from own(values)


def _client(values: Values) -> Iterator[Finding]:
    status = values.get("status")
    if status != "prospect" and values.get("since") is None:
        yield Finding("since", _("is required for clients that are active, paused or lost"))
    if status == "lost" and values.get("lost_on") is None:
        yield Finding("lost_on", _("is required for a lost client"))
    if (currency := values.get("currency")) is not None and code_of(currency) is None:
        yield Finding(
            "currency", _("“{text}” is no currency; write its code, such as EUR").format(text=currency)
        )
    if status != "lost" and values.get("lost_on") is not None:
        yield Finding("lost_on", _("is only for lost clients"))


def _survey(values: Values) -> Iterator[Finding]:
    lowest, highest, score = values["lowest"], values["highest"], values["score"]
    if not highest > lowest:
        yield Finding("highest", _("must be greater than the lowest score"))
    elif not lowest <= score <= highest:
        yield Finding("score", _("must lie between {low} and {high}").format(low=lowest, high=highest))


def _judgement(values: Values) -> Iterator[Finding]:
    allowed, value = VALUES[values["about"]], values["value"]
    if value not in allowed:
        reason = _("“{word}” is not one of: {allowed}").format(word=value, allowed=", ".join(allowed))
        yield Finding("value", reason)


def _task(values: Values) -> Iterator[Finding]:
    at = values.get("at")
    if at and not _HOUR.fullmatch(str(at)):
        yield Finding("at", _("must be a time such as 14:30"))


_OWN: dict[str, Callable[[Values], Iterator[Finding]]] = {
    "clients": _client,
    "surveys": _survey,
    "judgements": _judgement,
    "tasks": _task,
}
