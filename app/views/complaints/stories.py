"""The stories that complaints leave behind: written, checked for names, agreed to (DOMAIN.md, Complaints)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Client, Complaint, Contact
from app.services import stories


@dataclass(frozen=True)
class StoryLine:
    """A complaint that was told to the client, with its story if there is one.

    `state`: none (not written), names (gives somebody away), asks (no consent yet), ready. `names` are
    all names that must not stand in the text; `found` those that do.
    """

    id: int
    ref: str
    client_id: int
    client: str
    told_on: date | None
    category: str | None
    remark: str
    finding: str
    change_made: str
    story: str
    consent: bool | None
    names: tuple[tuple[str, ...], tuple[str, ...]]
    found: tuple[str, ...]

    @property
    def state(self) -> str:
        if not self.story.strip():
            return "none"
        if self.found:
            return "names"
        return "ready" if self.consent is True else "asks"

    def names_in(self, text: str) -> list[str]:
        """The names that a text gives away."""
        return stories.names_in(text, *self.names)

    def published(self, form: str) -> str:
        """The story to copy as `text`, `markdown` or `html`; raises `NotAllowed` as `stories` says."""
        stories.check_publishable(self.story, self.consent, *self.names)
        return stories.FORMS[form](self.story)


def story_lines(session: Session, as_of: date) -> tuple[StoryLine, ...]:
    """Every sheet with a story, and those told that could become one; written ones first, newest of each."""
    c = Complaint
    query = (
        select(
            c.id,
            c.ref,
            c.client_id,
            Client.name,
            Client.legal_name,
            c.told_on,
            c.category,
            c.remark,
            c.finding,
            c.change_made,
            c.story,
            c.story_consent,
        )
        .join(Client, Client.id == c.client_id)
        .where(c.deleted_at.is_(None), Client.deleted_at.is_(None), c.received_on <= as_of)
        .where(c.told_on.is_not(None) | c.story.is_not(None))
        .order_by(c.told_on.desc(), c.id.desc())
    )
    people = _contacts(session)
    lines = []
    for row in session.execute(query):
        names = ((row[3], *((row[4],) if row[4] else ())), people.get(row[2], ()))
        story = row[10] or ""
        lines.append(
            StoryLine(
                *row[:4],
                told_on=row[5],
                category=row[6],
                remark=row[7],
                finding=row[8] or "",
                change_made=row[9] or "",
                story=story,
                consent=row[11],
                names=names,
                found=tuple(stories.names_in(story, *names)) if story else (),
            )
        )
    lines.sort(key=lambda line: line.state == "none")
    return tuple(lines)


def _contacts(session: Session) -> dict[int, tuple[str, ...]]:
    """Everybody who is or was at each client."""
    c = Contact
    found: dict[int, list[str]] = defaultdict(list)
    for client_id, name in session.execute(select(c.client_id, c.name).where(c.deleted_at.is_(None))):
        found[client_id].append(name)
    return {each: tuple(names) for each, names in found.items()}
