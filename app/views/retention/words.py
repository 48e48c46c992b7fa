"""What the figures of the Retention page say, in a sentence each."""

from __future__ import annotations

from datetime import date

from app.i18n import N_, _, format_day, format_percent, ngettext
from app.views.retention.rows import AgreementRow, Ledger, RetentionPage
from app.views.retention.surprises import Surprises

TRIGGER_WORDS = {
    "proactive": N_("unasked"),
    "requested": N_("asked for"),
    "threat": N_("under threat"),
}
# From a third of the money on it is said what giving under threat teaches.
_WARNING_SHARE = 1 / 3
ENDING_DAYS = 90


def given_sentence(unasked: int, made: int, under_threat: int, money_share: float | None) -> str:
    """How many offers were unasked, and a warning where much went out under threat."""
    if not made:
        return _(
            "Nothing was given yet. A small surprise, unasked, is worth more than a large offer under threat."
        )
    told = ngettext("{k} of {n} was unasked", "{k} of {n} were unasked", made).format(k=unasked, n=made)
    if 2 * under_threat > made:
        said = _("{k} of {n} were given under threat: that teaches clients to threaten.")
        return said.format(k=under_threat, n=made)
    if money_share is not None and money_share >= _WARNING_SHARE:
        share = format_percent(money_share)
        but = _("but {share} of the money went out under threat: that teaches clients to threaten.")
        return f"{told}, {but.format(share=share)}"
    return f"{told}."


def ledger_sentence(ledger: Ledger) -> str:
    """What the offers of the last 12 months say (DOMAIN.md, Proactive share)."""
    counts = ledger.offers.counts
    return given_sentence(counts["proactive"], ledger.offers.made, counts["threat"], ledger.threat_cost_share)


def program_sentence(ledger: Ledger) -> str:
    """How many accepted offers belong to a programme, and of those felt as a reward (Reward or gift)."""
    found = ledger.offers
    if not found.accepted:
        return ""
    part = _("{k} of {n} accepted belong to a programme").format(k=found.in_program, n=found.accepted)
    if not found.in_program:
        return f"{part}."
    felt = _("{k} of these were felt as a reward").format(k=found.felt_as_reward)
    return f"{part}, {felt}."


def loose_sentence(ledger: Ledger) -> str:
    """Bonuses outside any programme, pointed out; empty where there is none."""
    loose = len(ledger.offers.loose_bonuses)
    if not loose:
        return ""
    told = ngettext(
        "{n} bonus stands outside any programme", "{n} bonuses stand outside any programme", loose
    )
    return told.format(n=loose)


def missing_sentence(ledger: Ledger) -> str:
    """Which currencies the costs leave out for want of a rate."""
    if not ledger.missing:
        return ""
    told = _("Costs in {currencies} are left out: the book has no rate for them.")
    return told.format(currencies=", ".join(ledger.missing))


def agreements_sentence(page: RetentionPage) -> str:
    """How many end soon, and the next last day for notice."""
    rows = page.current_agreements
    if not rows:
        return ""
    ending = [r for r in rows if r.fact.ends_on and (r.fact.ends_on - page.as_of).days <= ENDING_DAYS]
    told = ngettext("{n} ends within {days} days", "{n} end within {days} days", len(ending))
    parts = [told.format(n=len(ending), days=ENDING_DAYS) if ending else _("none ends within 90 days")]
    notice = next_notice(rows, page.as_of)
    if notice is not None and notice.notice_on is not None:
        day = format_day(notice.notice_on, "EEE d MMM")
        parts.append(_("next notice day {day}, {client}").format(day=day, client=notice.client))
    return "; ".join(parts)


def next_notice(rows: tuple[AgreementRow, ...], day: date) -> AgreementRow | None:
    """The agreement whose last day for notice comes next."""
    ahead = [row for row in rows if row.notice_on is not None and row.notice_on >= day]
    return min(ahead, key=lambda row: (row.notice_on or date.max, row.id), default=None)


def surprises_sentence(found: Surprises) -> str:
    """How many would welcome one, and for how many nothing is planned yet."""
    count, waiting = len(found.candidates), len(found.waiting)
    if not count:
        return _("Nobody is due for a surprise just now.")
    told = ngettext(
        "{n} client would welcome a small surprise", "{n} clients would welcome a small surprise", count
    ).format(n=count)
    if not waiting:
        return _("{told}; all are planned.").format(told=told)
    planned = count - waiting
    if not planned:
        return _("{told}; none is planned yet.").format(told=told)
    return _("{told}; {planned} planned, {waiting} not yet.").format(
        told=told, planned=planned, waiting=waiting
    )
