"""The chips above the list of clients, and what each lets through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.folding import fold
from app.i18n import N_, NC_
from app.views.clients.page import ClientName

if TYPE_CHECKING:
    from app.views.standings import Standing

CHIPS = (
    ("all", NC_("clients", "All")),
    ("mine", NC_("clients", "Mine")),
    ("attention", N_("Needs attention")),
    ("hunters", N_("Deal hunters")),
    ("silent", N_("Silent")),
    ("unwritten", N_("Nothing written")),
    ("lost", N_("Lost")),
)
# Shown only while there are any.
PASSING_CHIPS = frozenset({"unwritten"})
# These are known by the name alone; the others need a verdict before they can be counted.
_BY_NAME = frozenset({"all", "mine", "lost"})
# These tell something internal.
INTERNAL_CHIPS = frozenset({"hunters", "silent"})


@dataclass(frozen=True)
class ListRow:
    """One client of the list: the name at once, the standing as soon as it was computed."""

    client: ClientName
    standing: Standing | None

    @property
    def id(self) -> int:
        """The client's id."""
        return self.client.id

    @property
    def status(self) -> str:
        """The client's status: active, paused, prospect, lost."""
        return self.client.status


def rows_of(names: Sequence[ClientName], standings: Mapping[int, Standing]) -> list[ListRow]:
    """Names with what is known of them."""
    return [ListRow(name, standings.get(name.id)) for name in names]


def passes(row: ListRow, chip: str, author: str) -> bool:
    """Whether a chip lets a client through; what is not known yet passes none but those of the name."""
    client, standing = row.client, row.standing
    if chip == "all":
        return True
    if chip == "mine":
        return bool(author) and (client.owner or "").casefold() == author.casefold()
    if chip == "lost":
        return client.status == "lost"
    if standing is None:
        return False
    if chip == "attention":
        return standing.needs_attention
    if chip == "unwritten":
        return standing.unwritten
    return standing.deal_hunter == "hunter" if chip == "hunters" else standing.silent


def counted(rows: Sequence[ListRow], author: str) -> dict[str, int | None]:
    """How many clients each chip stands for; None as long as that is not known."""
    judged = not rows or any(row.standing is not None for row in rows)
    return {
        chip: sum(passes(row, chip, author) for row in rows) if judged or chip in _BY_NAME else None
        for chip, _title in CHIPS
    }


def filtered(rows: Sequence[ListRow], chip: str, author: str, typed: str) -> list[ListRow]:
    """The clients that the chip and every typed word let through, in any order, without case and accents."""
    words = fold(typed).split()
    return [row for row in rows if passes(row, chip, author) and row.client.matches(words)]
