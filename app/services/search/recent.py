"""What was searched for lately, kept in the book: people search for clients' names, so with the book it is encrypted.

Like drafts these are no gestures: written in `Book.transaction`, neither undone nor exported. Erasing a
client or a contact forgets them all, because a search may hold a part of a name.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.folding import fold
from app.services import drafts

PLACE = "search/recent"
KEPT = 8
_LONGEST = 200


def recent(session: Session) -> tuple[str, ...]:
    """The latest first."""
    found = drafts.kept(session, PLACE).get("words")
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def with_latest(words: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The list once `words` were searched for; the same ones in other letters give way to them."""
    latest = " ".join(words.split())[:_LONGEST]
    if not latest:
        return before
    return (latest, *(each for each in before if fold(each) != fold(latest)))[:KEPT]


def note_search(session: Session, words: str) -> None:
    """These words were searched for just now."""
    drafts.keep(session, PLACE, {"words": list(with_latest(words, recent(session)))})


def forget_searches(session: Session) -> None:
    """Nothing was ever searched for."""
    drafts.drop(session, PLACE)
