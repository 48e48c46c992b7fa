"""The two clocks of a sheet as cards: the first answer, and telling the client what changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from app.i18n import _, ngettext
from app.ui.forms import complaint_words as words
from app.ui.kit.widgets.cards import Bar, Card
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import IconLabel, Label
from app.views.complaints.sheet import SheetView

_KINDS = {"success": "success", "warn": "warn", "danger": "danger", "neutral": "flat"}
_ICONS = {"success": "circle-check", "warn": "clock", "danger": "triangle-alert", "neutral": "clock"}


class Clocks(FoldRow):
    """Both cards side by side, beneath each other where there is little room."""

    def show_view(self, view: SheetView) -> None:
        """Show the clocks of a sheet."""
        self.clear()
        sheet, complaint = view.sheet, view.sheet.complaint
        answered = complaint.responded_on
        if answered is None and view.column != "received":
            answered = complaint.resolved_on or complaint.told_on
        first = _card(view, _("First answer"), answered, sheet.answer_by, sheet.answer_days)
        self.add(first, 1, likes=120)
        told = complaint.told_on
        then = _card(view, _("Tell what changed"), told, sheet.tell_by, sheet.close_days)
        self.add(then, 1, likes=120)


def _card(view: SheetView, title: str, done: date | None, due: date, total: int) -> Card:
    """One clock; `done` is the day it stopped, None while it runs."""
    until = done or view.as_of
    elapsed = view.days_until(min(until, due))
    kept = until <= due
    left = view.days_until(due) - elapsed
    if done is not None:
        role = "success" if kept else "danger"
        head = _after(view.days_until(done))
        target = _("target: {day}, met") if kept else _("target: {day}, missed")
        target = target.format(day=words.day_words(due, view.as_of))
    else:
        role = "danger" if not kept else "warn" if left <= 1 else "neutral"
        head = _running(kept, left, view.days_until(view.as_of) - view.days_until(due))
        target = _("target: {day}, day {n} of {total}").format(
            day=words.day_words(due, view.as_of), n=elapsed, total=total
        )
    card = Card(kind=_KINDS[role], padding=12, spacing=1)
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(IconLabel(_ICONS[role], role, 14))
    line.addWidget(Label(title, "small", role, weight="semibold"), 1)
    card.body.addLayout(line)
    card.body.addWidget(Label(head, "strong", wrap=True))
    card.body.addWidget(Label(target, "small", wrap=True))
    card.body.addSpacing(3)
    share = min(1.0, elapsed / total) if total else 1.0
    card.body.addWidget(Bar(share, "text3" if role == "neutral" else role, name=title, height=4))
    return card


def _after(days: int) -> str:
    if days == 0:
        return _("on the same day")
    return ngettext("after {n} working day", "after {n} working days", days).format(n=days)


def _running(kept: bool, left: int, late: int) -> str:
    if not kept:
        late = max(1, late)
        return ngettext("{n} working day late", "{n} working days late", late).format(n=late)
    if left == 0:
        return _("until this evening")
    return ngettext("{n} working day left", "{n} working days left", left).format(n=left)
