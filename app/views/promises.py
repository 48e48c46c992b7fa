"""What both sides owe each other, over all clients: rows by due day, kept rates (DOMAIN.md, Promises)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.collation import in_order as names_in_order
from app.domain.day_words import ahead, late, short_day
from app.domain.facts import known_on
from app.domain.folding import fold
from app.domain.rules import promises as rules
from app.domain.rules.promises import PromiseVerdict, Tally, tally
from app.i18n import N_, NC_, _, format_day, ngettext
from app.models import Person, Promise
from app.services.history import load_kinds
from app.views.record.page import RecordView

# A promise stands in the first group that fits; those of the week are due within seven days from today.
GROUPS = (
    ("overdue", N_("Overdue")),
    ("week", N_("Within a week")),
    ("later", N_("Later")),
    ("undated", N_("Without a day")),
    ("closed", N_("Closed")),
)
WEEK = timedelta(days=7)
KEPT_WORDS = NC_("one promise", "Kept")
_ENDED = {
    "kept": ("success", N_("kept on {day}")),
    "late": ("warn", N_("kept late, {day}")),
    "broken": ("danger", N_("not kept, {day}")),
    "released": ("text2", N_("let off, {day}")),
}


@dataclass(frozen=True)
class PromiseRow:
    """One promise as the list shows it; `state` is one of the rules' STATES, `owner` looks after the client.

    Looks like a `DeedRow` of the window: an open one has a button, a closed one has none.
    """

    id: int
    ref: str
    client_id: int
    client: str
    owner: str | None
    text: str
    side: str
    kind: str
    phase: str | None
    made_on: date
    made_by: str | None
    due_on: date | None
    closed_on: date | None
    state: str
    note: str | None
    as_of: date

    @property
    def is_open(self) -> bool:
        """Neither fulfilled nor ended."""
        return self.state in ("open", "overdue")

    @property
    def is_ours(self) -> bool:
        """Whether we owe it."""
        return self.side == "ours"

    @property
    def is_expectation(self) -> bool:
        """Never said aloud, but counted on."""
        return self.kind == "expectation"

    @property
    def group(self) -> str:
        """The group of `GROUPS` it stands in."""
        if not self.is_open:
            return "closed"
        if self.state == "overdue":
            return "overdue"
        if self.due_on is None:
            return "undated"
        return "week" if self.due_on <= self.as_of + WEEK else "later"

    @property
    def key(self) -> str:
        """What names the row."""
        return str(self.id)

    @property
    def icon(self) -> str:
        """Who owes it, as a sign."""
        if self.is_expectation:
            return "message-circle-question-mark"
        return "handshake" if self.is_ours else "user"

    @property
    def role(self) -> str:
        """How much it presses, as a colour."""
        if not self.is_open:
            role = _ENDED[self.state][0]
            return "neutral" if role == "text2" else role
        if self.group == "overdue":
            return "danger" if self.is_ours else "warn"
        return "warn" if self.group == "week" else "info"

    @property
    def title(self) -> str:
        """What was promised."""
        return self.text

    @cached_property
    def line(self) -> str:
        """Whose it is, since when, how it was said, and the newest remark."""
        day = short_day(self.made_on, self.as_of)
        said = _("expected since {day}") if self.is_expectation else _("promised on {day}")
        parts = [
            _("Ours") if self.is_ours else _("Theirs"),
            said.format(day=day),
            _("never said aloud") if self.is_expectation else "",
            _("while courting") if self.phase == "acquisition" else "",
            (self.note or "").rpartition("\n")[2],
        ]
        return " · ".join(part for part in parts if part)

    @property
    def contact(self) -> str:
        """Who of us stands for it."""
        return self.made_by or self.owner or ""

    @property
    def since(self) -> str:
        """How late it is, when it is due, or how it ended."""
        if not self.is_open:
            return _(_ENDED[self.state][1]).format(day=short_day(self.closed_on, self.as_of))
        if self.due_on is None:
            return ""
        return late(self.due_on, self.as_of) if self.state == "overdue" else ahead(self.due_on, self.as_of)

    @property
    def since_role(self) -> str:
        """The colour of its day where it presses."""
        if self.state == "overdue":
            return "danger" if self.is_ours else "warn"
        return "danger" if self.state == "broken" else ""

    @property
    def since_tip(self) -> str:
        """The exact day."""
        day = self.due_on if self.is_open else self.closed_on
        return format_day(day, "full") if day else ""

    @property
    def words(self) -> str:
        """What its button says; a closed one has none."""
        return _(KEPT_WORDS) if self.is_open else ""

    @cached_property
    def folded(self) -> str:
        """All that is looked for when somebody searches."""
        parts = (self.ref, self.client, self.text, self.note, self.made_by)
        return fold(" ".join(part for part in parts if part))

    def matches(self, words: Sequence[str]) -> bool:
        """Every folded word occurs, in any order."""
        return all(word in self.folded for word in words)


@dataclass(frozen=True)
class Kept:
    """How well one side keeps its word: what was said while courting, and since."""

    courting: Tally
    since: Tally
    whole: Tally


@dataclass(frozen=True)
class PromisesView:
    """Every promise, most urgent first; whom to choose from; kept rates of both sides."""

    rows: tuple[PromiseRow, ...]
    people: tuple[str, ...]
    ours: Kept
    theirs: Kept


def promises_view(session: Session, as_of: date) -> PromisesView:
    """All promises of the book on a day, from four queries."""
    notes = _notes(session)
    rows: list[PromiseRow] = []
    verdicts: list[PromiseVerdict] = []
    for history in load_kinds(session, "promises"):
        client = history.client
        judged = [PromiseVerdict(p, rules.state(p, as_of)) for p in known_on(history, as_of).promises]
        verdicts += judged
        rows += [_row(v, client.name, client.owner, notes.get(v.promise.id), as_of) for v in judged]
    p = Person
    people = select(p.name).where(p.deleted_at.is_(None), p.active.is_not(False))
    return PromisesView(
        in_order(rows),
        names_in_order(session.scalars(people)),
        kept(verdicts, "ours"),
        kept(verdicts, "theirs"),
    )


def client_promises(session: Session, view: RecordView) -> tuple[PromiseRow, ...]:
    """The promises of the client whose record is open; one query for the remarks."""
    notes = _notes(session, view.who.id)
    who = view.who
    return in_order(
        [
            _row(v, who.name, who.owner, notes.get(v.promise.id), view.as_of)
            for v in view.verdicts.promises.verdicts
        ]
    )


def in_order(rows: Iterable[PromiseRow]) -> tuple[PromiseRow, ...]:
    """By group, then due day, then client; closed ones the newest end first."""
    order = [name for name, _title in GROUPS]

    def key(row: PromiseRow) -> tuple[int, int, str, int]:
        day = row.due_on or row.made_on if row.is_open else row.closed_on or row.made_on
        at = day.toordinal() if row.is_open else -day.toordinal()
        return order.index(row.group), at, row.client, row.id

    return tuple(sorted(rows, key=key))


def kept(verdicts: Sequence[PromiseVerdict], side: str) -> Kept:
    """The figures of one side."""
    return Kept(
        tally(verdicts, side=side, phase="acquisition"),
        tally(verdicts, side=side, phase="partnership"),
        tally(verdicts, side=side),
    )


def _row(
    verdict: PromiseVerdict, client: str, owner: str | None, note: str | None, as_of: date
) -> PromiseRow:
    p = verdict.promise
    return PromiseRow(
        id=p.id,
        ref=p.ref,
        client_id=p.client_id,
        client=client,
        owner=owner,
        text=p.text,
        side=p.side,
        kind=p.kind or "promise",
        phase=p.phase,
        made_on=p.made_on,
        made_by=p.made_by,
        due_on=p.due_on,
        closed_on=p.closed_on,
        state=verdict.state,
        note=note,
        as_of=as_of,
    )


def _notes(session: Session, client_id: int | None = None) -> dict[int, str]:
    """The remarks on promises, which no rule reads."""
    query = select(Promise.id, Promise.note).where(Promise.note.is_not(None), Promise.deleted_at.is_(None))
    if client_id is not None:
        query = query.where(Promise.client_id == client_id)
    return {row[0]: str(row[1]) for row in session.execute(query)}


def kept_words(found: Tally) -> str:
    """`12 of 14 kept`; what is unknown says so."""
    judged = found.kept + found.late + found.broken + found.overdue
    if not judged:
        return _("none due yet")
    return ngettext("{kept} of {n} kept", "{kept} of {n} kept", judged).format(kept=found.kept, n=judged)
