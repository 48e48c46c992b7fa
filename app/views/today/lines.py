"""The muted line beneath each row of Today: where the thing stands, in a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.domain.day_words import short_day
from app.domain.facts import Task
from app.domain.rules.today_items import Item, beyond_words
from app.domain.verdicts import Verdicts
from app.domain.words import capital, word
from app.i18n import N_, _, format_day, ngettext

TASK_ICONS = {"call": "phone", "meeting": "users"}
_REASONS = {
    "offer_seen": N_("an offer was seen"),
    "complaint": N_("a complaint is not settled"),
    "promise": N_("a promise was not kept"),
    "survey": N_("a poor survey answer"),
}


def task_line(task: Task) -> str:
    """Hour, length and place of a task, call or meeting, as far as they are known."""
    minutes = ngettext("{n} min", "{n} min", task.minutes).format(n=task.minutes) if task.minutes else ""
    kind = capital(word(task.kind)) if task.kind in TASK_ICONS else ""
    again = _("every {time}").format(time=word(task.every)) if task.every else ""
    return " · ".join(part for part in (kind, task.at, minutes, task.place, again, task.who) if part)


def task_of(item: Item, verdicts: Verdicts) -> Task | None:
    """The task behind an item, if it is one."""
    record = item.record
    if record is None or record.kind != "tasks":
        return None
    return next((t for t in verdicts.history.tasks if t.id == record.id), None)


def _promise_line(item: Item, verdicts: Verdicts) -> str:
    found = next(p for p in verdicts.history.promises if item.record and p.id == item.record.id)
    day = short_day(found.made_on, verdicts.as_of)
    if found.made_by:
        return _("Promised on {day} by {who}").format(day=day, who=found.made_by)
    return _("Promised on {day}").format(day=day)


def _threat_line(item: Item, verdicts: Verdicts) -> str:
    found = next(t for t in verdicts.threats if item.record and t.threat.id == item.record.id)
    reasons = ", ".join(_(_REASONS[reason]) for reason in found.reasons)
    kind = capital(word(found.kind))
    return _("{kind}: {reasons}").format(kind=kind, reasons=reasons) if reasons else kind


def _complaint_line(item: Item, verdicts: Verdicts) -> str:
    sheets = verdicts.complaints.sheets
    sheet = next(s for s in sheets if item.record and s.complaint.id == item.record.id)
    received = short_day(sheet.complaint.received_on, verdicts.as_of)
    if item.rule == "complaint_unanswered":
        by = short_day(sheet.answer_by, verdicts.as_of)
        return _("{ref}: received on {day}, answer due by {by}").format(ref=item.ref, day=received, by=by)
    by = short_day(sheet.tell_by, verdicts.as_of)
    return _("{ref}: received on {day}, to be told by {by}").format(ref=item.ref, day=received, by=by)


def _notice_line(item: Item, verdicts: Verdicts) -> str:
    day = format_day(item.due, "EEE d MMM")
    return _with_scope(_("Last day to give or receive notice: {day}").format(day=day), item)


def _ending_line(item: Item, verdicts: Verdicts) -> str:
    return _with_scope(_("Agreed until {day}").format(day=format_day(item.due, "EEE d MMM y")), item)


def _with_scope(line: str, item: Item) -> str:
    # First, as a long line is cut.
    return line if item.scope_share is None else f"{capital(beyond_words(item.scope_share))} · {line}"


def _unwritten_line(item: Item, verdicts: Verdicts) -> str:
    client = verdicts.history.client
    since = _("client since {day}").format(day=format_day(client.since)) if client.since else ""
    return " · ".join(part for part in (client.industry, since) if part)


def _goal_line(item: Item, verdicts: Verdicts) -> str:
    return _("To be reached by {day}").format(day=format_day(item.due))


def _task_line(item: Item, verdicts: Verdicts) -> str:
    task = task_of(item, verdicts)
    return task_line(task) if task else ""


def _decides_line(item: Item, verdicts: Verdicts) -> str:
    found = next(d for d in verdicts.advice.decisions if item.record and d.decision.id == item.record.id)
    if found.limit == 0:
        return _("Not to be argued with this client; now implement it")
    return _("Advised {n} of {limit} times; now implement it").format(n=found.attempts, limit=found.limit)


def _new_line(item: Item, verdicts: Verdicts) -> str:
    since = verdicts.history.client.since
    days = (verdicts.as_of - since).days if since else 0
    return ngettext(
        "{n} day with us and not a word of their own", "{n} days with us and not a word of their own", days
    ).format(n=days)


def _contact_line(item: Item, verdicts: Verdicts) -> str:
    own = verdicts.history.client.contact_every_days
    every = own or verdicts.settings.contact_every_days
    said = (N_("Agreed: every {n} days"), N_("Usual: every {n} days"))[0 if own else 1]
    return _(said).format(n=every)


def _silent_line(item: Item, verdicts: Verdicts) -> str:
    return _("No complaint, no answer, no word of their own for long")


def _survey_line(item: Item, verdicts: Verdicts) -> str:
    newest = verdicts.surveys.newest
    if newest is None:
        return _("Never answered a survey")
    return _("Last answer: {score:g} of {highest:g} on {day}").format(
        score=newest.score, highest=newest.highest, day=short_day(newest.answered_on, verdicts.as_of)
    )


def _debrief_line(item: Item, verdicts: Verdicts) -> str:
    found = next(d for d in verdicts.history.decisions if item.record and d.id == item.record.id)
    return _("Settled on {day}; what came of it?").format(
        day=short_day(found.decided_on or found.raised_on, verdicts.as_of)
    )


def _surprise_line(item: Item, verdicts: Verdicts) -> str:
    year = verdicts.as_of - timedelta(days=365)
    bought = len({p.bought_on for p in verdicts.history.purchases if p.bought_on > year and p.amount > 0})
    unasked = [o.made_on for o in verdicts.history.offers if o.trigger == "proactive"]
    loyal = ngettext(
        "Loyal, bought on {n} day this year", "Loyal, bought on {n} days this year", bought
    ).format(n=bought)
    if not unasked:
        return f"{loyal} · {_('nothing unasked so far')}"
    day = short_day(unasked[-1], verdicts.as_of)
    return f"{loyal} · {_('nothing unasked since {day}').format(day=day)}"


def _type_line(item: Item, verdicts: Verdicts) -> str:
    found = next((j for j in verdicts.history.judgements if item.record and j.id == item.record.id), None)
    return _("Judged on {day}: {reason}").format(
        day=short_day(found.judged_on, verdicts.as_of) if found else "", reason=found.reason if found else ""
    )


def _birthday_line(item: Item, verdicts: Verdicts) -> str:
    found = next((c for c in verdicts.history.contacts if item.record and c.id == item.record.id), None)
    day = format_day(item.due, "EEEE d MMMM")
    return " · ".join(part for part in (day, found.role if found else "") if part)


LINES: dict[str, Callable[[Item, Verdicts], str]] = {
    "promise_overdue": _promise_line,
    "promise_due": _promise_line,
    "threat_open": _threat_line,
    "complaint_unanswered": _complaint_line,
    "complaint_late": _complaint_line,
    "notice_day": _notice_line,
    "agreement_ending": _ending_line,
    "task_overdue": _task_line,
    "task_due": _task_line,
    "client_decides": _decides_line,
    "new_silent": _new_line,
    "contact_overdue": _contact_line,
    "silent": _silent_line,
    "survey_stale": _survey_line,
    "nothing_written": _unwritten_line,
    "goal_overdue": _goal_line,
    "debrief_due": _debrief_line,
    "surprise": _surprise_line,
    "type_confirm": _type_line,
    "birthday": _birthday_line,
}
