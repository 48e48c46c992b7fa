"""Praise and complaints that name one of us, counted per person (DOMAIN.md, One voice)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, func, or_, select
from sqlalchemy.orm import Session

from app.domain.collation import in_order
from app.domain.facts import TOUCHES, Evidence
from app.domain.folding import fold
from app.models import Client, Complaint, Note, Person, Survey
from app.models.tables.unreadable import NEVER

# A touch with at least this mood, or an answer at least so high on 0–100, is praise where it names somebody.
GOOD_MOOD = 1
GOOD_ANSWER = 70


@dataclass(frozen=True)
class Named:
    """How often one of us was named, in praise and in complaints, with the records that do."""

    person: str
    praise: tuple[Evidence, ...]
    complaints: tuple[Evidence, ...]


def named(session: Session, start: date, as_of: date) -> list[Named]:
    """Everybody of ours, by name, and who named them in `start < day ≤ as_of`.

    Complaints name in the client's remark; praise is a touch in a good mood or a good survey answer.
    A person is named by the whole name, or by a part of it that is nobody else's.
    """
    people = session.scalars(select(Person.name).where(Person.deleted_at.is_(None))).all()
    patterns = _patterns(people)
    praise = _found(patterns, _good_words(session, start, as_of))
    complaints = _found(patterns, _remarks(session, start, as_of))
    return [Named(p, tuple(praise.get(p, ())), tuple(complaints.get(p, ()))) for p in in_order(people)]


def _patterns(people: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """For each person what to look for in folded text; short endings of inflected names are allowed."""
    parts = {p: {part for part in fold(p).split() if len(part) >= 3} for p in people}
    how_many = Counter(part for own in parts.values() for part in own)
    patterns = {}
    for person, own in parts.items():
        telling = [fold(person), *(part for part in own if how_many[part] == 1)]
        either = "|".join(re.escape(t) for t in telling if t.strip())
        if either:
            patterns[person] = re.compile(rf"\b(?:{either})\w{{0,3}}\b")
    return patterns


def _found(
    patterns: dict[str, re.Pattern[str]], texts: Iterator[tuple[Evidence, str]]
) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for record, text in texts:
        folded = fold(text)
        for person, pattern in patterns.items():
            if pattern.search(folded):
                found.setdefault(person, []).append(record)
    return found


def _remarks(session: Session, start: date, as_of: date) -> Iterator[tuple[Evidence, str]]:
    columns = (Complaint.id, Complaint.ref, Complaint.received_on, Complaint.remark)
    rows = session.execute(
        select(*columns)
        .join(Client, Client.id == Complaint.client_id)
        .where(Complaint.deleted_at.is_(None), Client.deleted_at.is_(None))
        .where(Complaint.received_on > start, Complaint.received_on <= as_of)
        .order_by(Complaint.received_on, Complaint.id)
    )
    for number, ref, day, remark in rows:
        yield Evidence("complaints", number, ref, day), remark


def _good_words(session: Session, start: date, as_of: date) -> Iterator[tuple[Evidence, str]]:
    day = func.coalesce(func.date(Note.happened_at), NEVER.isoformat(), type_=Date)
    notes = session.execute(
        select(Note.id, day, Note.subject, Note.body)
        .join(Client, Client.id == Note.client_id)
        .where(Note.deleted_at.is_(None), Client.deleted_at.is_(None), Note.mood >= GOOD_MOOD)
        .where(Note.kind.in_(TOUCHES), day > start, day <= as_of)
        .where(or_(Note.subject.is_not(None), Note.body.is_not(None)))
        .order_by(Note.happened_at, Note.id)
    )
    for number, on, subject, body in notes:
        yield Evidence("notes", number, None, on), f"{subject or ''}\n{body or ''}"
    answers = session.execute(
        select(Survey.id, Survey.answered_on, Survey.comment)
        .join(Client, Client.id == Survey.client_id)
        .where(Survey.deleted_at.is_(None), Client.deleted_at.is_(None), Survey.comment.is_not(None))
        .where(Survey.answered_on > start, Survey.answered_on <= as_of)
        .where(100 * (Survey.score - Survey.lowest) >= GOOD_ANSWER * (Survey.highest - Survey.lowest))
        .order_by(Survey.answered_on, Survey.id)
    )
    for number, on, comment in answers:
        yield Evidence("surveys", number, None, on), comment or ""
