"""One thing that needs attention on a day (DOMAIN.md, Today)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.facts import Evidence

TEXT_LENGTH = 120


@dataclass(frozen=True)
class Item:
    """One thing that needs attention: the name of its rule, severity (3 … 0), due day, whose, and what.

    `ref` is none where the record has none; `record` names the record behind it, if there is one. `what` is
    the record's own text, `n` a number of days. `scope_share` is the part of the revenue that was done
    beyond the scope, where a renewal should say so. What its rule says of it is `rule_of(item)`.
    """

    rule: str
    severity: int
    due: date
    client: str | None
    client_id: int | None
    ref: str | None = None
    record: Evidence | None = None
    what: str = ""
    n: int = 0
    scope_share: float | None = None

    @property
    def key(self) -> str:
        """What names the item when it is put off: rule, client and record, for as long as they exist."""
        return key_of(self.rule, self.client_id, self.record)

    @property
    def order(self) -> tuple[object, ...]:
        """Most urgent first: by severity, due day, client; the rest keeps the order steady."""
        client = self.client or ""
        return (
            -self.severity,
            self.due,
            client.strip().casefold(),
            client,
            self.rule,
            self.ref or "",
            self.key,
        )


def key_of(rule: str, client_id: int | None, record: Evidence | None) -> str:
    """What names the item that a rule raises about a record; see `Item.key`."""
    about = (record.ref or f"{record.kind}:{record.id}") if record else ""
    return f"{rule}/{client_id or ''}/{about}"


def shortened(text: str | None) -> str:
    """The text on one line, at most `TEXT_LENGTH` characters."""
    line = " ".join((text or "").split())
    return line if len(line) <= TEXT_LENGTH else line[: TEXT_LENGTH - 1].rstrip() + "…"
