"""What board, table and sheet say of a complaint, in words."""

from __future__ import annotations

from datetime import date

from app.domain.words import capital, word
from app.i18n import N_, _, format_day, ngettext
from app.views.complaints.hunt import HuntLine
from app.views.complaints.page import Clock, ComplaintRow

# id, title, icon; in the order of the board.
STEPS = (
    ("received", N_("Received"), "inbox"),
    ("answered", N_("Answered"), "reply"),
    ("resolved", N_("Resolved"), "wrench"),
    ("told", N_("Told"), "megaphone"),
    ("thanked", N_("Thanked"), "heart"),
)
SEVERITIES = {1: N_("small"), 2: N_("serious"), 3: N_("grave")}
SATISFIED = {
    "yes": (N_("Satisfied"), "success"),
    "partly": (N_("Satisfied partly"), "warn"),
    "no": (N_("Not satisfied"), "danger"),
}


def step_title(step: str) -> str:
    """The step in the language in force."""
    return _(next(title for each, title, _icon in STEPS if each == step))


def day_words(day: date, today: date) -> str:
    """`Wed 18 Nov`, with the year where it is another one."""
    return format_day(day, "EEE d MMM" if day.year == today.year else "d MMM y")


def severity_words(severity: int | None) -> str:
    """`Severity 2 of 3: serious`."""
    if severity is None:
        return _("Severity not said")
    return _("Severity {n} of 3: {word}").format(n=severity, word=_(SEVERITIES[severity]))


def clock_words(clock: Clock, today: date) -> str:
    """`Answer: 1 day late`, in days of the calendar as on Today; `Tell by Mon 23 Nov`."""
    if clock.late:
        late = (today - clock.due).days
        if clock.kind == "answer":
            text = ngettext("Answer: {n} day late", "Answer: {n} days late", late)
        else:
            text = ngettext("Tell: {n} day late", "Tell: {n} days late", late)
        return text.format(n=late)
    if clock.due == today:
        return _("Answer by today") if clock.kind == "answer" else _("Tell by today")
    words = _("Answer by {day}") if clock.kind == "answer" else _("Tell by {day}")
    return words.format(day=day_words(clock.due, today))


def clock_tip(clock: Clock) -> str:
    """How much of the target is used, in working days."""
    return ngettext(
        "{n} of {total} working day used", "{n} of {total} working days used", clock.total
    ).format(n=clock.elapsed, total=clock.total)


def end_words(row: ComplaintRow) -> tuple[str, str]:
    """What became of a complaint that was told, and its role: `Satisfied · thanked`."""
    title, role = SATISFIED.get(row.satisfied or "", (N_("Told"), "neutral"))
    thanked = _("thanked") if row.thanked_on is not None else _("not thanked")
    if row.thanked_on is None and role == "success":
        role = "warn"
    return f"{_(title)} · {thanked}", role


def how_words(channel: str | None, solicited: bool | None) -> str:
    """`phone call, not asked for (spontaneous)`."""
    asked = _("we asked") if solicited else _("unasked, of their own accord")
    return f"{capital(word(channel))} · {asked}" if channel else capital(asked)


def silence_words(line: HuntLine) -> str:
    """How long a client has said nothing."""
    if line.kind == "new_silent":
        return ngettext(
            "new, {n} day, never wrote first", "new, {n} days, never wrote first", line.days
        ).format(n=line.days)
    if line.last_word is None:
        return ngettext("never a word in {n} day", "never a word in {n} days", line.days).format(n=line.days)
    return ngettext("no word for {n} day", "no word for {n} days", line.days).format(n=line.days)
