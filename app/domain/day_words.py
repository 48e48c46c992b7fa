"""How long ago and how far ahead, in words; the exact day goes into a tooltip (UX.md, Behaviour 11)."""

from __future__ import annotations

from datetime import date

from app.i18n import _, format_day, ngettext


def short_day(day: date | None, today: date) -> str:
    """`6 Nov`, with the year where it is another one."""
    if day is None:
        return ""
    return format_day(day, "d MMM" if day.year == today.year else "d MMM y")


def weekday(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `Wed 18 Nov`, or the day with its year where it lies far back."""
    gone = (today - day).days
    if gone == 0:
        return _("Today")
    if gone == 1:
        return _("Yesterday")
    return format_day(day, "EEE d MMM" if day.year == today.year else "d MMM y")


def ago(day: date, today: date) -> str:
    """`today`, `3 days ago`, `5 months ago`; days ahead are told by `ahead`."""
    days = (today - day).days
    if days < 0:
        return ahead(day, today)
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 60:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days < 730:
        months = days // 30
        return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    years = days // 365
    return ngettext("{n} year ago", "{n} years ago", years).format(n=years)


def ahead(day: date, today: date) -> str:
    """`today`, `tomorrow`, `in 9 days`, else the day."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if 0 < days < 60:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return short_day(day, today)


def late(day: date, today: date) -> str:
    """`3 days late`."""
    days = (today - day).days
    return ngettext("{n} day late", "{n} days late", days).format(n=days)
