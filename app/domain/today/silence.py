"""What is missing: a word of their own, contact, an answer; or anything written at all (DOMAIN.md, Voice)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.day_words import short_day
from app.domain.rules.time import age, shift
from app.domain.today.deeds import ASK, CALL, SHOW, SURVEY, WRITE
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, Together, counts, in_brief, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day, ngettext

# From so many days on, months say more than days, and years more than months.
_MONTHS_FROM, _YEARS_FROM = 60, 730


def _new_silent(verdicts: Verdicts) -> Iterator[Finding]:
    since = verdicts.history.client.since
    if verdicts.voice.hunt == "new_silent" and since is not None:
        yield Finding(shift(since, verdicts.settings.voice_new_from - 1))


def _silent(verdicts: Verdicts) -> Iterator[Finding]:
    if not verdicts.history.unwritten and verdicts.voice.hunt == "silent":
        yield Finding(verdicts.as_of)


def _nothing_written(verdicts: Verdicts) -> Iterator[Finding]:
    """One item where nothing is on record at all, in place of all that is missing."""
    if verdicts.history.unwritten and verdicts.voice.hunt != "new_silent":
        yield Finding(verdicts.as_of)


def _contact(verdicts: Verdicts) -> Iterator[Finding]:
    last = verdicts.last_touch or verdicts.history.client.since
    if last is None or verdicts.history.unwritten:
        return
    settings, gone = verdicts.settings, age(last, verdicts.as_of)
    every = verdicts.history.client.contact_every_days or settings.contact_every_days
    if gone > every:
        severity = 2 if gone > settings.today_contact_times * every else 1
        yield Finding(shift(last, every), n=gone, severity=severity)


def _survey(verdicts: Verdicts) -> Iterator[Finding]:
    newest = verdicts.surveys.newest
    last = newest.answered_on if newest else verdicts.history.client.since
    if last is None or verdicts.history.unwritten:
        return
    stale, gone = verdicts.settings.survey_ageing_days, age(last, verdicts.as_of)
    if gone > stale:
        yield Finding(shift(last, stale), n=gone)


def _new_line(item: Item, verdicts: Verdicts) -> str:
    since = verdicts.history.client.since
    days = (verdicts.as_of - since).days if since else 0
    return ngettext(
        "{n} day with us and not a word of their own", "{n} days with us and not a word of their own", days
    ).format(n=days)


def _silent_line(item: Item, verdicts: Verdicts) -> str:
    return _("No complaint, no answer, no word of their own for long")


def _unwritten_line(item: Item, verdicts: Verdicts) -> str:
    client = verdicts.history.client
    since = _("client since {day}").format(day=format_day(client.since)) if client.since else ""
    return " · ".join(part for part in (client.industry, since) if part)


def _contact_line(item: Item, verdicts: Verdicts) -> str:
    own = verdicts.history.client.contact_every_days
    every = own or verdicts.settings.contact_every_days
    said = (N_("Agreed: every {n} days"), N_("Usual: every {n} days"))[0 if own else 1]
    return _(said).format(n=every)


def _survey_line(item: Item, verdicts: Verdicts) -> str:
    newest = verdicts.surveys.newest
    if newest is None:
        return _("Never answered a survey")
    return _("Last answer: {score:g} of {highest:g} on {day}").format(
        score=newest.score, highest=newest.highest, day=short_day(newest.answered_on, verdicts.as_of)
    )


def _many_unwritten(n: int) -> str:
    return ngettext(
        "{n} client of whom nothing is written yet", "{n} clients of whom nothing is written yet", n
    ).format(n=n)


_contact_sentence = counts(lambda n: ngettext("No contact for {n} day", "No contact for {n} days", n))
_survey_sentence = counts(
    lambda n: ngettext("No survey answer for {n} day", "No survey answer for {n} days", n)
)


def _no_contact(item: Item, as_of: date) -> str:
    if item.n < _MONTHS_FROM:
        return _contact_sentence(item)
    if item.n < _YEARS_FROM:
        months = item.n // 30
        return ngettext("No contact for {n} month", "No contact for {n} months", months).format(n=months)
    years = item.n // 365
    return ngettext("No contact for {n} year", "No contact for {n} years", years).format(n=years)


def _no_answer(item: Item, as_of: date) -> str:
    if item.n < _MONTHS_FROM:
        return _survey_sentence(item)
    if item.n < _YEARS_FROM:
        n = item.n // 30
        return ngettext("No survey answer for {n} month", "No survey answer for {n} months", n).format(n=n)
    n = item.n // 365
    return ngettext("No survey answer for {n} year", "No survey answer for {n} years", n).format(n=n)


NEW_SILENT = TodayRule(
    name="new_silent",
    severities=(2,),
    find=_new_silent,
    sentence=says(N_("New and silent: ask how it goes")),
    line=_new_line,
    brief=in_brief(N_("New and silent")),
    deed=CALL,
    icon="ear",
    active_only=True,
    late=True,
)
CONTACT_OVERDUE = TodayRule(
    name="contact_overdue",
    severities=(2, 1),
    find=_contact,
    sentence=_contact_sentence,
    line=_contact_line,
    brief=_no_contact,
    deed=CALL,
    icon="phone",
    active_only=True,
    late=True,
)
SILENT = TodayRule(
    name="silent",
    severities=(1,),
    find=_silent,
    sentence=says(N_("Silent: ask what could be better")),
    line=_silent_line,
    brief=in_brief(N_("Silent: ask what could be better")),
    deed=ASK,
    icon="ear",
    active_only=True,
    dated=False,
)
SURVEY_STALE = TodayRule(
    name="survey_stale",
    severities=(1,),
    find=_survey,
    sentence=_survey_sentence,
    line=_survey_line,
    brief=_no_answer,
    deed=SURVEY,
    icon="message-circle-question-mark",
    active_only=True,
    late=True,
)
NOTHING_WRITTEN = TodayRule(
    name="nothing_written",
    severities=(1,),
    find=_nothing_written,
    sentence=says(N_("Nothing is written yet: who are they, what was agreed?")),
    line=_unwritten_line,
    brief=in_brief(N_("Nothing is written yet")),
    deed=WRITE,
    icon="file-text",
    active_only=True,
    dated=False,
    together=Together(_many_unwritten, SHOW),
)
