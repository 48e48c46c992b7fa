"""Works out the examples of docs/RULES.md from the sample book: `python -m tools.rules_examples` renews them.

An example stands in a fenced block after its marker, `<!-- example: value -->`. Tests recompute each.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from app.domain import currencies
from app.domain.rules import retention, surveys, value
from app.domain.rules.types import TEXTS
from app.domain.today import RULES, Item, judge, text_of, whole
from app.domain.verdicts import Verdicts
from app.services import answers, history, settings_store
from app.services.books import create_book
from app.services.sample import fill

DOCUMENT = Path(__file__).parent.parent / "docs" / "RULES.md"
# The book that `condica demo BOOK --as-of 2026-03-16` makes.
AS_OF = date(2026, 3, 16)
START = date(2025, 3, 16)
_BLOCK = re.compile(r"(<!-- example: (\w+) -->\n```\n)(.*?)(```\n)", re.S)


class Sample:
    """The sample book as the rules see it."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            book = create_book(Path(folder) / "sample.condica")
            try:
                with book.transaction() as session:
                    fill(session, clients=24, years=4, seed=1, as_of=AS_OF)
                with book.reading() as session:
                    self.rules = settings_store.load(session)
                    self.loaded = history.load_book(session)
                    self.portfolio = answers.portfolio(session, START, AS_OF)
            finally:
                book.close()
        self.all = [Verdicts(h, AS_OF, self.rules) for h in self.loaded.histories]

    def first(self, wanted: Callable[[Verdicts], object]) -> Verdicts:
        """The first client, by name, of whom `wanted` is true."""
        return next(v for v in self.all if wanted(v))


def name_of(v: Verdicts) -> str:
    return v.history.client.name


def money(v: Verdicts, cents: int) -> str:
    return f"{currencies.plain(cents)} {currencies.currency_of(v.history.client, v.settings)}"


def number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.1f}"


def advice(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: any(d.state == "client_decides" for d in v.advice.decisions))
    d = next(d for d in v.advice.decisions if d.state == "client_decides")
    yield f"{name_of(v)}, {d.decision.ref} “{d.decision.title}”, raised on {d.decision.raised_on}"
    yield f"limit {d.limit}, argued {d.attempts} times, left {d.left}: the client decides"
    v = s.first(lambda v: any(d.debrief_due for d in v.advice.decisions))
    d = next(d for d in v.advice.decisions if d.debrief_due)
    yield f"{name_of(v)}, {d.decision.ref}, settled {d.outcome} on {d.decision.decided_on}: debrief {d.debrief_due}"


def threats(s: Sample) -> Iterable[str]:
    for kind in ("founded", "doubtful", "unfounded"):
        v = s.first(lambda v, kind=kind: any(t.kind == kind for t in v.threats))  # type: ignore[misc]
        t = next(t for t in v.threats if t.kind == kind)
        why = (
            ", ".join(t.reasons)
            or f"evidence {t.threat.offer_evidence or 'none'}, competitor {t.threat.competitor or '–'}"
        )
        yield f"{name_of(v)}, {t.threat.ref} of {t.threat.made_on}: {kind} ({why})" + (
            f", asks for {t.threat.asked_for}: bargaining" if t.bargaining else ""
        )


def hunters(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: v.hunter.computed == "hunter")
    h = v.hunter
    yield f"{name_of(v)}: {h.bargaining} bargaining of {h.threats} threats in 730 days: {h.computed}"
    for e in h.evidence[:6]:
        yield f"  {'against' if e.against else 'for'}: {e.kind}, {e.record.ref or e.record.kind} of {e.record.day}"
    yield f"came back {h.came_back}, stayed anyway {h.stayed_anyway}"


def worth(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: any(t.is_open and t.kind != "unfounded" for t in v.threats) and v.value.margin > 0)
    t = next(t for t in v.threats if t.is_open and t.kind != "unfounded")
    ceiling, chances = v.ceiling(t), value.chances_of(t.kind, v.settings)
    if ceiling is None or chances is None:
        raise LookupError("an open threat of this class has a ceiling")
    yield f"{name_of(v)}: revenue {money(v, v.value.revenue)}, margin {money(v, v.value.margin)} in 365 days"
    yield f"CLV = {currencies.plain(v.value.margin)} · 0.80 / (1 + 0.10 − 0.80) = {money(v, v.value.clv)}"
    yield f"{t.threat.ref} is {t.kind}; the ceiling of one offer, before what was given:"
    yield f"  lowest: CLV · (1 − {chances.without_high:g}/{chances.with_low:g}) = {money(v, ceiling.before_low)}"
    yield f"  highest: CLV · (1 − {chances.without_low:g}/{chances.with_high:g}) = {money(v, ceiling.before_high)}"
    yield f"given under threat: {money(v, ceiling.given)}; left: {money(v, ceiling.low)} to {money(v, ceiling.high)}"


def buying(s: Sample) -> Iterable[str]:
    for kind in ("loyal", "occasional", "lapsing"):
        v = s.first(lambda v, kind=kind: v.buying.kind == kind)  # type: ignore[misc]
        b = v.buying
        gap = "unknown" if b.gap is None else f"{b.gap:g} days"
        yield f"{name_of(v)}: usual gap {gap}, last bought {b.last}, {b.recent} days in a year: {kind}"


def loyalty(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: v.loyalty.quadrant == "spurious" and not v.loyalty.unknown)
    felt = v.loyalty
    yield name_of(v)
    for c in felt.components:
        yield f"  {c.name}: {number(c.score)} from {len(c.evidence)} records, weight {c.weight:.2f}"
    p = felt.parts
    yield (
        f"  parts: contact {number(p.contact)}, initiative {number(p.initiative)}, voice {number(p.voice)}, "
        f"buying {number(p.buying)}"
    )
    yield f"  weakest: {felt.weakest}; attitude {number(felt.attitude)}, buying {v.buying.kind}: {felt.quadrant}"


def types(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: len(v.types.suggested) == 1 and v.types.points[v.types.suggested[0]] > 2)
    kind = v.types.suggested[0]
    yield f"{name_of(v)}: {TEXTS[kind].name}"
    for line in v.types.evidence[kind]:
        yield f"  {line.points} · {line.text}"
    yield f"  danger: {TEXTS[kind].danger}"
    yield f"  next step: {TEXTS[kind].next_step}"


def voice(s: Sample) -> Iterable[str]:
    for v in s.all:
        if v.voice.hunt:
            last = v.history.client.since
            yield f"{name_of(v)}, client since {last}: {v.voice.state}, to hunt: {v.voice.hunt}"


def complaints(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: any(x.repeats for x in v.complaints.sheets))
    sheet = next(x for x in v.complaints.sheets if x.repeats)
    c = sheet.complaint
    yield f"{name_of(v)}, {c.ref} ({c.category}), received {c.received_on}"
    yield f"  answer by {sheet.answer_by}, tell by {sheet.tell_by}; answered {c.responded_on or 'not yet'}, told {c.told_on or 'not yet'}"
    yield f"  repeats {', '.join(f'{e.ref}, resolved {e.day}' for e in sheet.repeats)}"
    found = v.complaints
    yield f"  closed loop: {found.told} of {found.received} told"


def promises(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: v.promises.ours.overdue and v.promises.ours.kept)
    t, a = v.promises.ours, v.promises.attention
    yield (
        f"{name_of(v)}: kept {t.kept}, late {t.late}, broken {t.broken}, released {t.released}, "
        f"overdue {t.overdue}, open {t.open}; kept rate {number(100 * t.kept_rate if t.kept_rate is not None else None)} %"
    )
    yield f"touches a month: {number(a.then)} while courting, {number(a.now)} now: {number(a.gap)} %"


def survey(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: v.surveys.freshness == "stale")
    yield f"{name_of(v)}: newest answer {v.surveys.age} days old: {v.surveys.freshness}"
    found = surveys.nps(s.loaded.histories, START - timedelta(days=365), AS_OF, s.rules)
    yield (
        f"all clients, two years: {found.answers} answers, {found.promoters} promote, {found.detractors} detract: "
        f"NPS {number(found.score)}, 95 % within {number(found.low)} to {number(found.high)}"
    )


def scope(s: Sample) -> Iterable[str]:
    for v in s.all:
        found = v.scope
        if found.share:
            yield (
                f"{name_of(v)}: {found.hours:g} hours, {money(v, found.cost)} beyond scope, "
                f"{100 * found.share:.1f} % of {money(v, found.revenue)}"
            )
            yield from (f"  Today: {text_of(item)}" for item in judge(v) if item.scope_share is not None)


def goals(s: Sample) -> Iterable[str]:
    for v in s.all:
        for found in v.goals.verdicts:
            day = found.goal.reached_on or found.goal.due_on
            yield f"{name_of(v)}, {found.goal.ref} “{found.goal.goal}”: {found.state} ({day})"


def kept(s: Sample) -> Iterable[str]:
    p = s.portfolio
    yield f"active on {START}: {p['active_from']}, of them on {AS_OF}: {p['kept']}"
    yield f"clients kept {100 * p['logo_retention']:.1f} %, gross {100 * p['grr']:.1f} %, net {100 * p['nrr']:.1f} %"
    for c in retention.cohorts(s.loaded.histories, AS_OF)[:3]:
        yield f"came in {c.year}: {c.clients}; active by year's end: {', '.join(f'{y} {n}' for y, n in c.active.items())}"
    v = s.first(lambda v: v.history.client.periods)
    times = "; ".join(f"{since} to {lost_on or 'now'}" for since, lost_on in v.history.client.times)
    yield f"{name_of(v)}, lost and won back: {times}"


def team(s: Sample) -> Iterable[str]:
    v = s.first(lambda v: v.team.handovers)
    one = v.team
    yield f"{name_of(v)}: main voice {one.main_voice} with {100 * (one.share or 0):.0f} % of touches in a year"
    yield f"handovers: {len(one.handovers)}; new voices: {', '.join(n.person for n in one.new_voices) or 'none'}"


def asking(_s: Sample) -> Iterable[str]:
    for rule in RULES:
        severities = ", ".join(map(str, rule.severities))
        said = rule.sentence(Item(rule.name, rule.severities[0], AS_OF, None, None, what="…", n=40))
        more = (" (about active clients)" if rule.active_only else "") + (
            " (internal)" if rule.internal else ""
        )
        yield f"{severities:4}  {said}  → {rule.deed.words}{more}"


def today(s: Sample) -> Iterable[str]:
    items = whole(s.all, s.loaded.own_tasks, AS_OF)
    for item in items[:5] + items[-3:]:
        yield f"{item.severity}  {item.due}  {item.client}: {text_of(item)}"


EXAMPLES: dict[str, Callable[[Sample], Iterable[str]]] = {
    f.__name__: f
    for f in (
        advice,
        threats,
        hunters,
        worth,
        scope,
        buying,
        loyalty,
        types,
        voice,
        complaints,
        promises,
        survey,
        kept,
        goals,
        team,
        asking,
        today,
    )
}


def renewed(text: str, sample: Sample) -> str:
    """The document with every example worked out anew."""

    def block(found: re.Match[str]) -> str:
        lines = "".join(f"{line}\n" for line in EXAMPLES[found[2]](sample))
        return f"{found[1]}{lines}{found[4]}"

    return _BLOCK.sub(block, text)


def main() -> None:
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8"), Sample()), encoding="utf-8")


if __name__ == "__main__":
    main()
