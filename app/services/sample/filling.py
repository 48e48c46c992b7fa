"""Fills an empty book with the sample: people, settings, clients, and at the end the search index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import InvalidInput, NotAllowed
from app.i18n import _
from app.models import Client, Person, Setting, name_key
from app.services.sample.cases import CASES, USUAL, Case
from app.services.sample.row_collector import RowCollector
from app.services.sample.stories import EMILY, IOANA, KATARZYNA, MATEI, STORIES, VICTOR, Story
from app.services.sample.teller import Teller
from app.services.sample.words import LANGUAGES, Namer, address, words_of
from app.services.search.index import rebuild

__all__ = ["fill"]

_PEOPLE = ((IOANA, True), (MATEI, True), (KATARZYNA, True), (EMILY, True), (VICTOR, False))
_SPEAKERS = {"ro": (IOANA, MATEI), "pl": (KATARZYNA,), "ru": (MATEI,), "en": (EMILY, IOANA)}
_SETTINGS = {
    "sample": "yes",
    "currency": "EUR",
    "country": "RO",
    "rate.PLN": "0.235",
    "rate.RON": "0.2012",
}
_CURRENCIES: dict[str, tuple[str | None, ...]] = {
    "ro": (None, "RON"),
    "pl": ("PLN",),
    "ru": (None,),
    "en": (None,),
}
# Its stories reach some years back from its day, and forward; records are stamped from 1970 on.
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(9900, 12, 31)
_CLIENTS_A_PERSON = 60
_CLIENTS_A_WRITE = 50


class House(NamedTuple):
    """Our own people: their keys by name, and who may look after clients of which language."""

    ids: dict[str, int]
    owners: dict[str, list[str]]


def fill(
    session: Session,
    *,
    clients: int = 24,
    years: int = 4,
    seed: int = 1,
    as_of: date,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Fill an empty book with invented clients, marked as a sample (setting `sample` = `yes`).

    The same `seed`, `clients`, `years` and `as_of` make the same book to the letter. Small samples begin with
    written stories; routine records reach `years` back. `progress(done, total)` counts clients. Raises
    `NotAllowed` where the book already has clients, `InvalidInput` for a day too far from ours.
    """
    if not FIRST_DAY <= as_of <= LAST_DAY:
        raise InvalidInput(
            _("No sample can be made for {day}.").format(day=as_of.isoformat()),
            _("Choose a day from {first} to {last}.").format(
                first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat()
            ),
        )
    if session.scalar(select(func.count()).select_from(Client)):
        raise NotAllowed(_("This book already has clients."), _("Make a new book for the sample."))
    _write_settings(session)
    collector = RowCollector(session, seed=seed, as_of=as_of)
    house = _people(collector, clients)
    namer = Namer()
    for number in range(clients):
        _client(collector, namer, house, number, years)
        if number % _CLIENTS_A_WRITE == _CLIENTS_A_WRITE - 1:
            collector.write_ready()
        if progress:
            progress(number + 1, clients)
    collector.write_rest()
    rebuild(session)


def _write_settings(session: Session) -> None:
    for key, value in {**_SETTINGS, "name": _("Sample book – invented")}.items():
        session.merge(Setting(key=key, value=value))
    session.flush()


def _people(collector: RowCollector, clients: int) -> House:
    """The house: more people for more clients; somebody of that name in the book already is taken for them."""
    known = {row[0]: row[1] for row in collector.session.execute(select(Person.name_key, Person.id))}
    chance = Random(f"{collector.seed}/people")
    house = House({}, {language: list(names) for language, names in _SPEAKERS.items()})
    namer = Namer()
    people = list(_PEOPLE)
    for number in range(clients // _CLIENTS_A_PERSON):
        language = LANGUAGES[number % len(LANGUAGES)]
        name = namer.take(namer.person(words_of(language), chance))
        people.append((name, True))
        house.owners[language].append(name)
    for name, active in people:
        mail = f"{address(name).replace('-', '.')}@house.example.com"
        house.ids[name] = known.get(name_key(name)) or _person(collector, name, mail, active)
    return house


def _person(collector: RowCollector, name: str, mail: str, active: bool) -> int:
    written = datetime.combine(collector.day(-2000), time(9, 0))
    row = collector.add("people", written, name=name, email=mail, role="account manager", active=active)
    return int(row["id"])


def _client(collector: RowCollector, namer: Namer, house: House, number: int, years: int) -> None:
    chance = Random(f"{collector.seed}/{number}")
    depth = -365 * years
    if number < len(STORIES):
        _written(collector, namer, house, STORIES[number], chance, depth)
    elif number < len(STORIES) + len(CASES):
        case, language = CASES[number - len(STORIES)]
        _invented(collector, namer, house, case, language, chance, depth)
    else:
        case = chance.choices([c for c, _weight in USUAL], [weight for _case, weight in USUAL])[0]
        language = chance.choices(LANGUAGES, (45, 25, 10, 20))[0]
        _invented(collector, namer, house, case, language, chance, depth)


def _written(
    collector: RowCollector, namer: Namer, house: House, story: Story, chance: Random, depth: int
) -> None:
    namer.take(story.name)
    columns = {**story.columns, "name": story.name, "owner_id": house.ids[story.owner]}
    story.tell(_teller(collector, story.language, chance, columns, story.owner, depth))


def _invented(
    collector: RowCollector, namer: Namer, house: House, case: Case, language: str, chance: Random, depth: int
) -> None:
    words = words_of(language)
    name, industry, item = namer.firm(words, chance)
    owner = chance.choice(house.owners[language])
    since = chance.randint(*case.since)
    columns: dict[str, Any] = {
        "name": name,
        "industry": industry,
        "status": case.status,
        "owner_id": house.ids[owner],
        "since": None if case.status == "prospect" else since,
        "first_contact_on": since if case.status == "prospect" else since - chance.randint(45, 110),
        "lost_on": case.lost,
        "lost_reason": words.pick(chance, "lost") if case.lost is not None else None,
        "currency": chance.choice(_CURRENCIES[language]),
        "profile": f"{words.pick(chance, 'towns')}. {words.pick(chance, 'profiles')}",
        "tags": "; ".join(chance.sample(words.texts["tags"], 2)),
        **case.columns,
    }
    t = _teller(collector, language, chance, columns, owner, depth, since)
    t.item = item
    _contacts(t, namer)
    case.tell(t)


def _teller(
    collector: RowCollector,
    language: str,
    chance: Random,
    columns: dict[str, Any],
    owner: str,
    depth: int,
    since: int | None = None,
) -> Teller:
    words = words_of(language)
    first = columns["since"] if since is None else since
    columns.setdefault("website", f"https://{address(columns['name'])}.example.com")
    written = datetime.combine(collector.day(columns.get("first_contact_on") or first), time(10, 0))
    client = collector.add("clients", written, **columns)
    return Teller(collector, words, chance, client, owner, since=first, depth=depth)


def _contacts(t: Teller, namer: Namer) -> None:
    """One to four people, the one who decides first."""
    influences = ["decides", *t.chance.sample(("influences", "uses", "pays"), t.chance.randint(0, 3))]
    for influence in influences:
        birthday = None
        if t.chance.random() < 0.5:
            born = date(1960 + t.chance.randrange(40), t.chance.randint(1, 12), t.chance.randint(1, 28))
            birthday = born.isoformat()
        name = namer.person(t.words, t.chance)
        if name not in t.contacts:
            t.contact(name, t.words.pick(t.chance, "roles", influence), influence, birthday=birthday)
