"""The four figures above the tabs: money, loyalty's weakest part, complaints, promises."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.day_words import ahead, late, short_day
from app.domain.rules.loyalty import Loyalty
from app.i18n import _, format_money, format_number, format_percent_change, ngettext
from app.ui.kit.widgets.cards import Tile
from app.views.record.page import RecordView


class Tiles(QWidget):
    """Four tiles in a row; the internal ones vanish in discreet mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.money = Tile(_("Revenue, 12 months"), internal=True)
        self.loyalty = Tile(_("Weakest part of loyalty"), internal=True)
        self.complaints = Tile(_("Open complaints"))
        self.promises = Tile(_("Promises due"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in (self.money, self.loyalty, self.complaints, self.promises):
            row.addWidget(tile, 1)

    def show_view(self, view: RecordView) -> None:
        """Show the figures of a client."""
        self._money(view)
        self._loyalty(view.verdicts.loyalty)
        self._complaints(view)
        self._promises(view)

    def _money(self, view: RecordView) -> None:
        revenue = format_money(view.verdicts.value.revenue, view.currency, decimals=False)
        change = view.revenue_change
        margin = format_money(view.verdicts.value.margin, view.currency, decimals=False)
        parts = [_("margin {money}").format(money=margin)]
        role = "danger" if view.verdicts.value.costs_more and view.verdicts.value.revenue else "text2"
        if change is not None:
            parts.append(format_percent_change(change))
        self.money.set_figure(revenue, " · ".join(parts), role)

    def _loyalty(self, found: Loyalty) -> None:
        if found.weakest is None:
            self.loyalty.caption.setText(_("Loyalty"))
            self.loyalty.set_figure("?", _("nothing known yet: a gap to fill"), "text2")
            return
        names = {
            "satisfaction": (_("Weakest: satisfaction"), _("answers and complaints")),
            "affinity": (_("Weakest: affinity"), _("moods, referrals, threats")),
            "involvement": (_("Weakest: involvement"), _("contact, initiative, voice, buying")),
        }
        caption, rests_on = names[found.weakest]
        component = next(c for c in found.components if c.name == found.weakest)
        score = component.score or 0
        role = "success" if score >= 70 else "warn" if score >= 40 else "danger"
        sub = _("all three known and high") if found.for_life else rests_on
        self.loyalty.caption.setText(caption)
        shown = _("{n} of 100").format(n=format_number(score))
        self.loyalty.set_figure(shown, sub, role)

    def _complaints(self, view: RecordView) -> None:
        sheets = view.open_sheets
        if not sheets:
            received = view.verdicts.complaints.received
            sub = ngettext("{n} voiced so far", "{n} voiced so far", received).format(n=received)
            self.complaints.set_figure("0", sub if received else _("none was ever voiced"), "text2")
            return
        first = sheets[0]
        answered = first.complaint.responded_on is not None
        due = first.tell_by if answered else first.answer_by
        overdue = due < view.as_of
        when = late(due, view.as_of) if overdue else short_day(due, view.as_of)
        words = _("{ref} · tell by {when}") if answered else _("{ref} · answer by {when}")
        if overdue:
            words = "{ref} · {when}"
        self.complaints.set_figure(
            str(len(sheets)),
            words.format(ref=first.complaint.ref, when=when),
            "danger" if overdue else "warn",
        )

    def _promises(self, view: RecordView) -> None:
        due = view.due_promises
        overdue = [p for p in due if p.state == "overdue"]
        if not due:
            self.promises.set_figure("0", _("nothing is owed"), "text2")
            return
        first = due[0].promise.due_on
        if overdue and first is not None:
            sub, role = _("the oldest {late}").format(late=late(first, view.as_of)), "danger"
        elif first is not None:
            near = (first - view.as_of).days <= view.settings.today_promise_days
            sub, role = (
                _("the next {when}").format(when=ahead(first, view.as_of)),
                "warn" if near else "text2",
            )
        else:
            sub, role = _("no day agreed"), "text2"
        self.promises.set_figure(str(len(due)), sub, role)
