"""Complaints past their targets: not answered, not closed (DOMAIN.md, Complaints)."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.day_words import short_day
from app.domain.rules.complaints import Sheet
from app.domain.today.deeds import ANSWER, RESOLVE, TELL, Deed
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, in_brief, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _


def _sheets(verdicts: Verdicts) -> tuple[Sheet, ...]:
    """The sheets; none where each was told, as with most clients, which is the cheap question."""
    if all(c.told_on is not None for c in verdicts.history.complaints):
        return ()
    return verdicts.complaints.sheets


def _what(sheet: Sheet) -> str | None:
    return sheet.complaint.remark or sheet.complaint.category or sheet.complaint.ref


def _unanswered(verdicts: Verdicts) -> Iterator[Finding]:
    for sheet in _sheets(verdicts):
        if sheet.unanswered(verdicts.as_of):
            yield Finding(sheet.answer_by, sheet.record, _what(sheet))


def _late(verdicts: Verdicts) -> Iterator[Finding]:
    for sheet in _sheets(verdicts):
        if not sheet.unanswered(verdicts.as_of) and sheet.late(verdicts.as_of):
            yield Finding(sheet.tell_by, sheet.record, _what(sheet))


def _sheet(item: Item, verdicts: Verdicts) -> Sheet:
    sheets = verdicts.complaints.sheets
    return next(s for s in sheets if item.record and s.complaint.id == item.record.id)


def _answer_line(item: Item, verdicts: Verdicts) -> str:
    sheet = _sheet(item, verdicts)
    received = short_day(sheet.complaint.received_on, verdicts.as_of)
    by = short_day(sheet.answer_by, verdicts.as_of)
    return _("{ref}: received on {day}, answer due by {by}").format(ref=item.ref, day=received, by=by)


def _tell_line(item: Item, verdicts: Verdicts) -> str:
    sheet = _sheet(item, verdicts)
    received = short_day(sheet.complaint.received_on, verdicts.as_of)
    by = short_day(sheet.tell_by, verdicts.as_of)
    return _("{ref}: received on {day}, to be told by {by}").format(ref=item.ref, day=received, by=by)


def _next_step(item: Item, verdicts: Verdicts) -> Deed:
    """Only what was put right can be told."""
    return TELL if _sheet(item, verdicts).complaint.resolved_on is not None else RESOLVE


COMPLAINT_UNANSWERED = TodayRule(
    name="complaint_unanswered",
    severities=(3,),
    find=_unanswered,
    sentence=says(N_("Complaint not answered: {what}")),
    line=_answer_line,
    brief=in_brief(N_("Complaint without an answer")),
    deed=ANSWER,
    icon="book-open",
    late=True,
)
COMPLAINT_LATE = TodayRule(
    name="complaint_late",
    severities=(2,),
    find=_late,
    sentence=says(N_("Complaint not closed: {what}")),
    line=_tell_line,
    brief=in_brief(N_("Complaint not closed")),
    deed=TELL,
    icon="book-open",
    deed_now=_next_step,
    late=True,
)
