"""Whom to ask for what goes wrong, and in which words (DOMAIN.md, Voice)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session

from app.domain.collation import name_order
from app.domain.facts import Contact as ContactFact
from app.domain.facts import History, known_on
from app.domain.folding import fold
from app.domain.rules import voice
from app.domain.rules.time import last, shift
from app.domain.settings import Settings
from app.models import Client, Complaint, Contact, Note, Period, Survey, VoiceCheck
from app.services import settings_store
from app.services.history import load_some
from app.services.rows import batches

# The question stands here in all four languages and not in the catalogues: it is asked in the language
# of the contact, whatever language the window speaks.
QUESTIONS = {
    "en": "Would you tell us even the smallest thing that goes wrong? Nothing is too small, "
    "and what you say changes something.",
    "ro": "Ne-ați spune chiar și cel mai mic lucru care nu merge bine? Nimic nu este prea mărunt, "
    "iar ceea ce ne spuneți chiar schimbă ceva.",
    "pl": "Czy powiedzieliby nam Państwo nawet o najdrobniejszej rzeczy, która idzie nie tak? "
    "Nic nie jest zbyt drobne, a to, co usłyszymy, naprawdę coś zmienia.",
    "ru": "Сказали бы вы нам даже о самой мелочи, которая идёт не так? Мелочей для нас нет, "
    "и ваши слова действительно что-то меняют.",
}
_LANGUAGES = {
    "en": ("en", "english", "engleza", "angielski", "английский"),
    "ro": ("ro", "mo", "romanian", "romana", "rumunski", "румынский"),
    "pl": ("pl", "polish", "polski", "polona", "poloneza", "польский"),
    "ru": ("ru", "russian", "русский", "rusa", "rosyjski"),
}
_COUNTRIES = {"RO": "ro", "MD": "ro", "PL": "pl", "RU": "ru", "BY": "ru"}
# What the rule reads, and whom to ask (fields of `History`).
_KINDS = ("contacts", "notes", "complaints", "surveys", "voice_checks")
_INFLUENCE = ("decides", "influences", "uses", "pays")


@dataclass(frozen=True)
class HuntLine:
    """A client who says nothing. `kind`: new_silent or silent; `last_word` is None where they never spoke.

    `days` counts since their last word, else since they became a client. The contact is the one to ask.
    """

    client_id: int
    client: str
    owner: str | None
    kind: str
    since: date
    days: int
    last_word: date | None
    contact_id: int | None
    contact: str
    role: str
    language: str
    phone: str
    email: str

    @property
    def question(self) -> str:
        """What to ask, in the contact's language."""
        return QUESTIONS[self.language]


def hunt(session: Session, as_of: date) -> tuple[HuntLine, ...]:
    """Every client to ask: the new ones first, then the longest silent."""
    settings = settings_store.load(session)
    found = []
    for some in batches(_candidates(session, as_of, settings)):
        for history in load_some(session, some, *_KINDS):
            kind = voice.judge(history, as_of, settings).hunt
            if kind is not None:
                found.append((kind, known_on(history, as_of)))
    reach = _ways_to_reach(session, [h.client.id for _kind, h in found])
    lines = [_line(kind, history, as_of, settings, reach) for kind, history in found]
    return tuple(
        sorted(lines, key=lambda line: (line.kind != "new_silent", -line.days, name_order(line.client)))
    )


def _candidates(session: Session, as_of: date, settings: Settings) -> list[int]:
    """The clients whom the rule may name: all others were heard lately, or are not served.

    Asked of the book, so that only the histories of these are read; the rule still decides.
    """
    c = Client
    new = c.since.between(shift(as_of, -settings.voice_new_until), shift(as_of, -settings.voice_new_from))
    spoke, said = shift(as_of, -settings.voice_days), shift(as_of, -settings.voice_silent_days)
    # The moment at which the day after `as_of` begins; a touch of the last day itself counts.
    first, end = (datetime.combine(shift(day, 1), time.min) for day in (said, as_of))
    heard = (
        exists().where(_of_client(Complaint), Complaint.received_on > spoke, Complaint.received_on <= as_of),
        exists().where(_of_client(VoiceCheck), VoiceCheck.asked_on > spoke, VoiceCheck.asked_on <= as_of),
        exists().where(_of_client(Survey), Survey.answered_on > said, Survey.answered_on <= as_of),
        exists().where(
            _of_client(Note),
            Note.happened_at >= first,
            Note.happened_at < end,
            Note.started_by == "client",
            Note.kind != "internal",
        ),
    )
    # Of the few who were ours before, the rule knows which time counts on the day.
    returned = exists().where(_of_client(Period))
    ours = and_(c.since <= as_of, or_(c.lost_on.is_(None), c.lost_on > as_of))
    query = select(c.id).where(
        c.deleted_at.is_(None),
        c.status != "paused",
        or_(returned, and_(ours, or_(new, not_(or_(*heard))))),
    )
    return list(session.scalars(query.order_by(c.id)))


def _of_client(model: Any) -> ColumnElement[bool]:
    return and_(model.client_id == Client.id, model.deleted_at.is_(None))


def language_of(said: str | None, country: str) -> str:
    """The one of our four languages that a contact speaks; without a word about it, the country's."""
    word = fold(said or "").split("-")[0].strip()
    for code, names in _LANGUAGES.items():
        if word and word in {fold(name) for name in names}:
            return code
    return _COUNTRIES.get(country, "en")


@dataclass(frozen=True)
class Questions:
    """What to ask each contact of a client, by the contact's id; `usual` is for whom the book does not know."""

    usual: str
    by_contact: dict[int, str]

    def to(self, contact_id: int | None) -> str:
        """What to ask a contact, in their language; None asks whoever answers, in the country's."""
        return self.usual if contact_id is None else self.by_contact.get(contact_id, self.usual)


def questions_for(session: Session, client_id: int) -> Questions:
    """What to ask the people at a client."""
    c, country = Contact, settings_store.load(session).country
    query = select(c.id, c.language).where(c.client_id == client_id, c.deleted_at.is_(None))
    asked = {each: QUESTIONS[language_of(said, country)] for each, said in session.execute(query)}
    return Questions(QUESTIONS[language_of(None, country)], asked)


def last_word(history: History) -> date | None:
    """The last day on which the client said something by themselves or when asked."""
    return last(
        [
            *(n.day for n in history.touches if n.started_by == "client"),
            *(c.received_on for c in history.complaints),
            *(s.answered_on for s in history.surveys),
            *(c.asked_on for c in history.voice_checks),
        ]
    )


_Reach = dict[int, tuple[str | None, str | None, str | None]]


def _ways_to_reach(session: Session, clients: list[int]) -> _Reach:
    """Language, phone and e-mail of the contacts of these clients."""
    c = Contact
    found: _Reach = {}
    for start in range(0, len(clients), 500):
        part = clients[start : start + 500]
        query = select(c.id, c.language, c.phone, c.email)
        for row in session.execute(query.where(c.client_id.in_(part), c.deleted_at.is_(None))):
            found[row[0]] = (row[1], row[2], row[3])
    return found


def _line(kind: str, history: History, as_of: date, settings: Settings, reach: _Reach) -> HuntLine:
    client = history.client
    word, since = last_word(history), client.since or as_of
    asked = _whom(history, as_of)
    language, phone, email = reach.get(asked.id, (None, None, None)) if asked else (None, None, None)
    return HuntLine(
        client_id=client.id,
        client=client.name,
        owner=client.owner,
        kind=kind,
        since=since,
        days=(as_of - (since if kind == "new_silent" or word is None else word)).days,
        last_word=word,
        contact_id=asked.id if asked else None,
        contact=asked.name if asked else "",
        role=(asked.role or "") if asked else "",
        language=language_of(language, settings.country),
        phone=phone or "",
        email=email or "",
    )


def _whom(history: History, as_of: date) -> ContactFact | None:
    """Of those still there the one who decides, else who influences, uses, pays, in this order."""
    here = [c for c in history.contacts if c.left_on is None or c.left_on > as_of]

    def rank(contact: ContactFact) -> tuple[int, str]:
        known = contact.influence in _INFLUENCE
        return _INFLUENCE.index(contact.influence or "") if known else len(_INFLUENCE), contact.name

    return min(here, key=rank, default=None)
