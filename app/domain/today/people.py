"""The people at the client: their birthdays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.day_words import ahead
from app.domain.facts import Evidence, birthdays
from app.domain.rules.time import age
from app.domain.today.deeds import WISH
from app.domain.today.item import Item
from app.domain.today.rule import Finding, TodayRule, says
from app.domain.verdicts import Verdicts
from app.i18n import N_, _, format_day


def _soon(verdicts: Verdicts) -> Iterator[Finding]:
    for contact in verdicts.history.contacts:
        if contact.birthday is None or contact.left_on is not None:
            continue
        day = birthdays.next_on(contact.birthday, verdicts.as_of)
        if 0 <= age(verdicts.as_of, day) <= verdicts.settings.today_birthday_days:
            record = Evidence("contacts", contact.id, None, birthdays.whole_day(contact.birthday))
            yield Finding(day, record, contact.name)


def _line(item: Item, verdicts: Verdicts) -> str:
    found = next((c for c in verdicts.history.contacts if item.record and c.id == item.record.id), None)
    day = format_day(item.due, "EEEE d MMMM")
    return " · ".join(part for part in (day, found.role if found else "") if part)


def _brief(item: Item, as_of: date) -> str:
    return _("Birthday {when}: {who}").format(when=ahead(item.due, as_of), who=item.what)


BIRTHDAY = TodayRule(
    name="birthday",
    severities=(0,),
    find=_soon,
    sentence=says(N_("Birthday: {what}")),
    line=_line,
    brief=_brief,
    deed=WISH,
    icon="cake",
    active_only=True,
    over_with_its_day=True,
)
