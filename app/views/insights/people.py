"""What arguing brought, who was right, and what each of us carries (DOMAIN.md, Advice, One voice)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.domain.collation import name_order
from app.domain.facts import Client, Decision, History
from app.domain.portfolio import Period
from app.domain.rules import advice, team
from app.domain.rules.time import is_served
from app.domain.settings import Settings
from app.domain.verdicts import Verdicts
from app.domain.words import word
from app.i18n import _, format_percent, ngettext
from app.views.insights.parts import Head, Line, Link, Table, client_link, record_link

# Attempts beyond this number stand together.
LAST_ATTEMPT = 4
VERDICTS = ("our_advice", "mixed", "client_right", "too_early")


class Judged(Protocol):
    """Whatever holds a client's history as it was known on a day."""

    @property
    def history(self) -> History:
        """The client and their decisions, at least."""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its words, the larger number and, within it, the smaller one."""

    label: str
    count: int
    of: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A chart of bars."""

    bars: tuple[Bar, ...]
    sentence: str
    table: Table


def persuasion(judged: Sequence[Judged], period: Period) -> Bars:
    """Decisions settled in the period by their number of attempts: convinced, of all."""
    histories = [v.history for v in judged]
    learnt = advice.learn(histories, period.start, period.last)
    settled = [(v, d) for v in judged for d in v.history.decisions if period.holds(d.settled_on)]
    most = max((min(n, LAST_ATTEMPT) for n in learnt.settled_at), default=0)
    bars = []
    for n in range(0 if learnt.settled_at.get(0) else 1, most + 1):
        numbers = [each for each in learnt.settled_at if each == n or (n == LAST_ATTEMPT and each > n)]
        bars.append(
            Bar(
                _("{n}+").format(n=n) if n == LAST_ATTEMPT else str(n),
                sum(learnt.convinced_at.get(each, 0) for each in numbers),
                sum(learnt.settled_at[each] for each in numbers),
                tuple(_link(v, d, word(d.outcome)) for v, d in settled if len(d.attempts) in numbers),
            )
        )
    heads = (
        Head(_("Attempts")),
        Head(_("Convinced"), "count"),
        Head(_("Settled"), "count"),
        Head(_("Share"), "share"),
    )
    lines = tuple(Line((b.label, b.count, b.of, b.count / b.of if b.of else None), b.links) for b in bars)
    return Bars(tuple(bars), _persuasion_sentence(learnt), Table(heads, lines))


def _persuasion_sentence(learnt: advice.Learning) -> str:
    convinced = sum(learnt.convinced_at.values())
    if not learnt.settled:
        return _("No disputed decision was settled in this period.")
    counted = ngettext(
        "Of {n} decision settled, {k} by convincing",
        "Of {n} decisions settled, {k} by convincing",
        learnt.settled,
    ).format(n=learnt.settled, k=convinced)
    if not convinced:
        return f"{counted}."
    first = sum(count for n, count in learnt.convinced_at.items() if n <= 1)
    last = max(learnt.convinced_at)
    if first == convinced:
        return _("{counted}, all at the first attempt.").format(counted=counted)
    template = _("{counted}: {first} at the first attempt, nobody after attempt {last}.")
    return template.format(counted=counted, first=first, last=last)


def who_was_right(judged: Sequence[Judged], period: Period) -> Bars:
    """Decisions debriefed in the period by what came of them."""
    learnt = advice.learn([v.history for v in judged], period.start, period.last)
    found = [(v, d) for v in judged for d in v.history.decisions if d.verdict and period.holds(d.debriefed)]
    titles = {
        "our_advice": _("Our advice held"),
        "mixed": _("Mixed"),
        "client_right": _("The client was right"),
        "too_early": _("Too early to say"),
    }
    bars = tuple(
        Bar(
            titles[each],
            learnt.verdicts.get(each, 0),
            learnt.debriefed,
            tuple(_link(v, d, word(d.verdict)) for v, d in found if d.verdict == each),
        )
        for each in VERDICTS
    )
    heads = (Head(_("What came of it")), Head(_("Decisions"), "count"), Head(_("Share"), "share"))
    lines = tuple(Line((b.label, b.count, b.count / b.of if b.of else None), b.links) for b in bars)
    return Bars(bars, _right_sentence(learnt), Table(heads, lines))


def _right_sentence(learnt: advice.Learning) -> str:
    n = learnt.debriefed
    if not n:
        return _("Nobody has looked back on a decision in this period.")
    right, ours = learnt.verdicts.get("client_right", 0), learnt.verdicts.get("our_advice", 0)
    template = ngettext(
        "Of {n} decision looked back on, our advice held in {ours}; in {right} the client was right.",
        "Of {n} decisions looked back on, our advice held in {ours}; in {right} the client was right.",
        n,
    )
    return template.format(n=n, ours=ours, right=right)


def _link(verdicts: Judged, decision: Decision, what: str) -> Link:
    text = f"{decision.title} ({what})" if what else decision.title
    return record_link(verdicts.history, "decisions", decision.id, text, decision.settled_on)


@dataclass(frozen=True)
class Carrier:
    """One of us: active clients, touches in the window, open complaints, and the share of the main voice."""

    person: str
    clients: int
    touches: int
    complaints: int
    links: tuple[Link, ...]
    complaint_links: tuple[Link, ...]


@dataclass(frozen=True)
class Load:
    """Everybody's load, the most loaded first."""

    people: tuple[Carrier, ...]
    days: int
    sentence: str
    table: Table


class Carried(NamedTuple):
    """What one client adds: to each of us, the client served, who each open complaint waits with, a new voice."""

    loads: tuple[team.Load, ...]
    served: Link | None
    waiting: tuple[tuple[str, Link], ...]
    new_voice: bool


def carried(verdicts: Verdicts) -> Carried:
    """What one client adds to what each of us carries on the day of the verdicts."""
    client = verdicts.history.client
    served = is_served(client, verdicts.as_of)
    waiting = []
    for sheet in verdicts.complaints.sheets:
        if sheet.is_open:
            c = sheet.complaint
            link = record_link(verdicts.history, "complaints", c.id, f"{c.ref}: {c.remark}", c.received_on)
            waiting.append(((c.assigned_to or client.owner or "").strip(), link))
    return Carried(
        team.load_of(verdicts.history, verdicts.as_of, verdicts.settings),
        client_link(verdicts.history, _voice(verdicts)) if served else None,
        tuple(waiting),
        served and bool(verdicts.team.unannounced),
    )


def load(parts: Sequence[tuple[Client, Carried]], settings: Settings) -> Load:
    """What each of us carries on the day."""
    found = team.add_up(each for _client, part in parts for each in part.loads)
    mine: dict[str, list[Link]] = {}
    open_ones: dict[str, list[Link]] = {}
    for client, part in parts:
        if part.served is not None:
            mine.setdefault(client.owner or "", []).append(part.served)
        for person, link in part.waiting:
            open_ones.setdefault(person, []).append(link)
    people = tuple(
        Carrier(
            each.person,
            each.clients,
            each.touches,
            each.open_complaints,
            tuple(mine.get(each.person, ())),
            tuple(open_ones.get(each.person, ())),
        )
        for each in sorted(found, key=lambda one: (-one.clients, -one.touches, name_order(one.person)))
        if each.clients or each.touches or each.open_complaints
    )
    new_voices = sum(part.new_voice for _client, part in parts)
    return Load(people, settings.team_voice_days, _load_sentence(people, new_voices), _load_table(people))


def _voice(verdicts: Verdicts) -> str:
    found = verdicts.team
    if found.main_voice is None:
        return _("no touch in a year")
    return _("main voice {who}, {share}").format(who=found.main_voice, share=format_percent(found.share))


def _load_sentence(people: Sequence[Carrier], new_voices: int) -> str:
    if not people:
        return _("Nobody looks after a client yet.")
    top = people[0]
    total = sum(p.clients for p in people)
    said = _("{who} looks after {k} of {n} active clients").format(who=top.person, k=top.clients, n=total)
    waiting = sum(p.complaints for p in people)
    if waiting:
        worst = max(people, key=lambda p: p.complaints)
        more = _("most open complaints wait with {who} ({k} of {n})")
        said = f"{said}; {more.format(who=worst.person, k=worst.complaints, n=waiting)}"
    if new_voices:
        words = ngettext(
            "{n} client hears a new voice without a handover note",
            "{n} clients hear a new voice without a handover note",
            new_voices,
        )
        said = f"{said}; {words.format(n=new_voices)}"
    return f"{said}."


def _load_table(people: Sequence[Carrier]) -> Table:
    heads = (
        Head(_("Person")),
        Head(_("Active clients"), "count"),
        Head(_("Touches"), "count"),
        Head(_("Open complaints"), "count"),
    )
    lines = tuple(Line((p.person, p.clients, p.touches, p.complaints), p.links) for p in people)
    return Table(heads, lines)
