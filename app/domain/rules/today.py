"""What needs attention, most urgent first (DOMAIN.md, Today)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from heapq import nsmallest

from app.domain.facts import Evidence, History, Task, birthdays, known_on
from app.domain.rules import (
    advice,
    buying,
    complaints,
    goals,
    hunters,
    offers,
    promises,
    scope,
    surveys,
    types,
    voice,
)
from app.domain.rules.time import age, is_lost, is_served, shift
from app.domain.rules.today_items import Item, shortened, task_item
from app.domain.settings import Settings

# The highest severity.
URGENT = 3


def whole(
    histories: Iterable[History], own_tasks: Iterable[Task], as_of: date, settings: Settings
) -> list[Item]:
    """Everything that needs attention on `as_of`, most urgent first, our own tasks included."""
    items = [item for h in histories for item in judge(h, as_of, settings)]
    items += [item for task in own_tasks if (item := task_item(task, None, as_of)) is not None]
    return sorted(items, key=lambda item: item.order)


def most_urgent(
    histories: Sequence[History], own_tasks: Iterable[Task], as_of: date, settings: Settings, count: int
) -> list[Item]:
    """The first `count` items of `whole`; where urgent ones are enough, nothing else is computed."""
    tasks = tuple(own_tasks)
    known = [h for h in (known_on(h, as_of) for h in histories) if not is_lost(h.client, as_of)]
    found = [item for h in known for rule in _URGENT_RULES for item in rule(h, as_of, settings)]
    found += [item for task in tasks if (item := task_item(task, None, as_of)) is not None]
    urgent = [item for item in found if item.severity == URGENT]
    if len(urgent) < count:
        return whole(histories, tasks, as_of, settings)[:count]
    return nsmallest(count, urgent, key=lambda item: item.order)


def not_put_off(items: Iterable[Item], until: Mapping[str, date], as_of: date) -> list[Item]:
    """The items to show: an item put off stays away until its day; `until` maps keys of items to days."""
    return [item for item in items if until.get(item.key, as_of) <= as_of]


def judge(history: History, as_of: date, settings: Settings) -> tuple[Item, ...]:
    """What needs attention with this client, most urgent first; lost clients raise nothing."""
    history = known_on(history, as_of)
    if is_lost(history.client, as_of):
        return ()
    items = [item for rule in _RULES for item in rule(history, as_of, settings)]
    if is_served(history.client, as_of):
        items += [item for rule in _RULES_OF_ACTIVE for item in rule(history, as_of, settings)]
    return tuple(sorted(items, key=lambda item: item.order))


def _item(history: History, rule: str, severity: int, due: date, record: Evidence | None = None) -> Item:
    client = history.client
    return Item(rule, severity, due, client.name, client.id, record.ref if record else None, record)


def _said(item: Item, what: str | None) -> Item:
    return replace(item, what=shortened(what))


def _promises(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    soon = shift(as_of, settings.today_promise_days)
    for promise in history.promises:
        due = promise.due_on
        if promise.side != "ours" or due is None:
            continue
        state = promises.state(promise, as_of)
        record = Evidence("promises", promise.id, promise.ref, promise.made_on)
        if state == "overdue":
            yield _said(_item(history, "promise_overdue", 3, due, record), promise.text)
        elif state == "open" and due <= soon:
            yield _said(_item(history, "promise_due", 2, due, record), promise.text)


def _threats(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    for threat in history.threats:
        if threat.is_open:
            record = Evidence("threats", threat.id, threat.ref, threat.made_on)
            what = threat.wording or threat.competitor or threat.ref
            yield _said(_item(history, "threat_open", 3, threat.made_on, record), what)


def _complaints(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    # The cheap question first: with most clients every complaint was told.
    if all(c.told_on is not None for c in history.complaints):
        return
    for sheet in complaints.judge(history, as_of, settings).sheets:
        what = sheet.complaint.remark or sheet.complaint.category or sheet.complaint.ref
        if sheet.unanswered(as_of):
            found = _item(history, "complaint_unanswered", 3, sheet.answer_by, sheet.record)
            yield _said(found, what)
        elif sheet.late(as_of):
            yield _said(_item(history, "complaint_late", 2, sheet.tell_by, sheet.record), what)


def _agreements(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    for agreement in history.agreements:
        ends = agreement.ends_on
        if ends is None:
            continue
        record = Evidence("agreements", agreement.id, agreement.ref, agreement.starts_on)
        if agreement.notice_days is not None:
            notice = shift(ends, -agreement.notice_days)
            if 0 <= age(as_of, notice) <= settings.today_notice_days:
                found = _item(history, "notice_day", 3, notice, record)
                yield _at_renewal(_said(found, agreement.title), history, ends, as_of, settings)
                continue
        ahead = age(as_of, ends)
        if 0 <= ahead <= settings.today_ending_later_days:
            severity = 2 if ahead <= settings.today_ending_days else 1
            found = _item(history, "agreement_ending", severity, ends, record)
            yield _at_renewal(_said(found, agreement.title), history, ends, as_of, settings)


def _at_renewal(item: Item, history: History, ends: date, as_of: date, settings: Settings) -> Item:
    """With the share of what was done beyond the scope, where the agreement ends soon and it is large."""
    if not 0 <= age(as_of, ends) <= settings.today_ending_later_days:
        return item
    share = scope.judge(history, as_of, settings).share
    return replace(item, scope_share=share) if scope.is_worth_saying(share, settings) else item


def _tasks(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    for task in history.tasks:
        item = task_item(task, history, as_of)
        if item is not None:
            yield item


def _decisions(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    if not history.decisions:
        return
    for verdict in advice.judge(history, as_of, settings).decisions:
        decision = verdict.decision
        record = Evidence("decisions", decision.id, decision.ref, decision.raised_on)
        waits = verdict.debrief_waits_since
        if verdict.state == "client_decides":
            due = verdict.last_attempt or decision.raised_on
            yield _said(_item(history, "client_decides", 2, due, record), decision.title)
        elif waits is not None and waits <= as_of:
            yield _said(_item(history, "debrief_due", 1, waits, record), decision.title)


def _goals(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    for verdict in goals.judge(history, as_of).verdicts if history.goals else ():
        if verdict.state == "overdue" and verdict.goal.due_on is not None:
            found = _item(history, "goal_overdue", 1, verdict.goal.due_on, verdict.record)
            yield _said(found, verdict.goal.goal)


def is_unwritten(history: History) -> bool:
    """Nothing was ever written of the client, as of one who came in from a list."""
    return not (
        history.notes
        or history.decisions
        or history.complaints
        or history.voice_checks
        or history.surveys
        or history.promises
        or history.threats
    )


def _silence(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    """What is missing: contact, their own word, an answer; one item where nothing is on record at all."""
    if not is_unwritten(history):
        for rule in (_hunt, _contact, _survey):
            yield from rule(history, as_of, settings)
    elif voice.judge(history, as_of, settings).hunt == "new_silent":
        yield from _hunt(history, as_of, settings)
    else:
        yield _item(history, "nothing_written", 1, as_of)


def _hunt(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    hunt = voice.judge(history, as_of, settings).hunt
    since = history.client.since
    if hunt == "new_silent" and since is not None:
        yield _item(history, hunt, 2, shift(since, settings.voice_new_from - 1))
    elif hunt == "silent":
        yield _item(history, hunt, 1, as_of)


def _contact(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    days = history.touch_days
    last = days[-1] if days else history.client.since
    every = history.client.contact_every_days or settings.contact_every_days
    if last is None or age(last, as_of) <= every:
        return
    severity = 2 if age(last, as_of) > settings.today_contact_times * every else 1
    found = _item(history, "contact_overdue", severity, shift(last, every))
    yield replace(found, n=age(last, as_of))


def _survey(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    newest = surveys.judge(history, as_of, settings).newest
    last = newest.answered_on if newest else history.client.since
    if last is None or age(last, as_of) <= settings.survey_ageing_days:
        return
    found = _item(history, "survey_stale", 1, shift(last, settings.survey_ageing_days))
    yield replace(found, n=age(last, as_of))


def _surprise(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    bought = buying.judge(history, as_of, settings)
    # The cheap question first: most clients end here.
    if not bought.is_loyal:
        return
    hunter = hunters.judge(history, as_of, settings)
    if offers.surprise(history, as_of, settings, bought=bought, hunter=hunter).candidate:
        yield _item(history, "surprise", 0, as_of)


def _type(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    judgement, confirm_from = types.confirmed(history, as_of, settings)
    if judgement is not None and confirm_from is not None and confirm_from < as_of:
        record = Evidence("judgements", judgement.id, None, judgement.judged_on)
        known = types.TEXTS.get(judgement.value)
        what = known.name if known else judgement.value
        found = _item(history, "type_confirm", 0, confirm_from, record)
        yield replace(found, what=what, translated=known is not None)


def _birthdays(history: History, as_of: date, settings: Settings) -> Iterator[Item]:
    for contact in history.contacts:
        if contact.birthday is None or contact.left_on is not None:
            continue
        day = birthdays.next_on(contact.birthday, as_of)
        if 0 <= age(as_of, day) <= settings.today_birthday_days:
            record = Evidence("contacts", contact.id, None, birthdays.whole_day(contact.birthday))
            yield _said(_item(history, "birthday", 0, day, record), contact.name)


_Rule = Callable[[History, date, Settings], Iterator[Item]]
# Only these find what is urgent.
_URGENT_RULES: tuple[_Rule, ...] = (_promises, _threats, _complaints, _agreements, _tasks)
_RULES: tuple[_Rule, ...] = (*_URGENT_RULES, _decisions)
_RULES_OF_ACTIVE: tuple[_Rule, ...] = (_silence, _goals, _surprise, _type, _birthdays)
