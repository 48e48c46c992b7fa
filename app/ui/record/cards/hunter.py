"""The deal-hunter card: the level, in words what it rests on, and a person's own verdict above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rules.hunters import Hunter
from app.domain.words import full_stop, word
from app.errors import UserError
from app.i18n import N_, _, format_day, ngettext
from app.services.records import judgements
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import DayField, Form, Segmented, TextField
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card, QuoteLine, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label, Line
from app.ui.kit.widgets.pills import Pill
from app.ui.kit.widgets.spoken import spoken
from app.views.record.page import RecordView
from app.views.retention.client import EvidenceLine, evidence_lines

LEVELS = {"hunter": ("danger", "scan-search"), "watch": ("warn", "eye"), "none": ("success", "circle-check")}
LEVEL_NAMES = {"hunter": N_("Deal hunter"), "watch": N_("Watch"), "none": N_("No sign")}
_SHOWN = 2
# So much evidence stands open on the full card; one line more is no reason to fold.
_OPEN = 4


class HunterCard(Card):
    """With `full`, every piece of evidence stands in it; else the first and a link to the rest."""

    evidence_wanted = Signal()
    record_wanted = Signal(object)

    def __init__(self, context: PageContext, *, full: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, spacing=8, parent=parent)
        self._context, self._full = context, full
        self._view: RecordView | None = None
        self.pill = Pill("", "neutral")
        self.words = Label("", "small", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.against = ElidedLabel("", "small", "text2")
        self.all = Button("", self.evidence_wanted.emit, kind="link")
        self.more = Button("", self._unfold, kind="link", icon_name="chevron-down")
        self._unfolded = False
        self.overrule = Button(_("Overrule…"), self.ask_verdict, kind="link")
        self.withdraw = Button(_("Withdraw"), self.take_back, kind="link")
        # Both rows wrap: in longer languages they are wider than the rail.
        top = FlowRow(IconLabel("scan-search", "warn"), Label(_("Deal hunter?"), "strong"), self.pill, gap=8)
        foot = FlowRow(self.all, self.withdraw, self.overrule, gap=8)
        self.body.addWidget(top)
        self.body.addWidget(self.words)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.against)
        self.body.addWidget(Line())
        self.body.addWidget(foot)

    def show_view(self, view: RecordView) -> None:
        """Show what is on record about this client."""
        if not self.shows(view.who.id):
            self._unfolded = False
        self._view = view
        hunter = view.verdicts.hunter
        role, icon_name = LEVELS[hunter.level]
        self.pill.set_status(_(LEVEL_NAMES[hunter.level]), role, icon_name)
        self.words.setText(sentence(view))
        self._show_evidence(evidence_lines(view), hunter)
        self.withdraw.setVisible(hunter.judgement is not None)
        for button in (self.withdraw, self.overrule):
            lock(button, self._context.read_only)

    def _show_evidence(self, lines: tuple[EvidenceLine, ...], hunter: Hunter) -> None:
        clear(self.lines)
        told = [line for line in lines if not line.against]
        against = [line for line in lines if line.against]
        shown = [*told, *against] if self._full else told[:_SHOWN]
        folds = self._full and len(shown) > _OPEN + 1
        hidden = len(shown) - _OPEN
        for line in shown[:_OPEN] if folds and not self._unfolded else shown:
            self.lines.addWidget(self._evidence(line, "success" if line.against else "warn"))
        words = ngettext("{n} more…", "{n} more…", hidden).format(n=hidden)
        self.more.setText(_("Show fewer") if self._unfolded else words)
        self.more.setVisible(folds)
        self.against.setText(_for_them(against))
        self.against.setVisible(bool(against) and not self._full)
        self.all.setText(
            ngettext("All evidence ({n})", "All evidence ({n})", len(lines)).format(n=len(lines))
        )
        self.all.setVisible(bool(lines) and not self._full)

    def _unfold(self) -> None:
        """All of the evidence, or the first of it again."""
        self._unfolded = not self._unfolded
        if self._view is not None:
            self._show_evidence(evidence_lines(self._view), self._view.verdicts.hunter)

    def _evidence(self, line: EvidenceLine, role: str) -> QWidget:
        quote = QuoteLine(line.title, line.sub, role)
        quote.setAccessibleName(spoken(line.title, line.sub))
        if not self._full:
            return quote
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(quote, 1)
        opened = Button(_("Open"), lambda: self.record_wanted.emit(line.record), kind="link")
        opened.setAccessibleName(_("Open {what}").format(what=line.title))
        row.addWidget(opened)
        return holder

    def _refused(self, error: UserError) -> None:
        RowNote(str(error), self)

    def shows(self, client_id: int) -> bool:
        """Whether it is about that client now."""
        return self._view is not None and self._view.who.id == client_id

    def ask_verdict(self) -> None:
        """Ask for a person's own verdict."""
        if self._view is not None:
            OverruleDialog(self._context, self._view).open()

    def take_back(self) -> None:
        """The person's verdict does not count any more; what goes wrong is said at the foot of the card."""
        view, today = self._view, self._context.today()
        if view is None:
            return
        client_id, told = view.who.id, _("Judgement withdrawn")
        self._context.operations.write(
            told,
            lambda s: judgements.withdraw(s, client_id=client_id, about="deal_hunter", on=today) and None,
            lambda _result: self._context.toast(told, undo=True),
            self._refused,
            owner=self,
        )


class OverruleDialog(FormDialog):
    """A person's own verdict: the level, why, and until when."""

    def __init__(self, context: PageContext, view: RecordView, parent: QWidget | None = None) -> None:
        form = Form()
        hunter = view.verdicts.hunter
        levels = [(level, _(LEVEL_NAMES[level])) for level in ("none", "watch", "hunter")]
        form.add("value", _("Your verdict"), Segmented(levels, hunter.level, required=True))
        reason = _("It stays on record beside the computed level.")
        form.add("reason", _("Why"), TextField(required=True, lines=3), hint=reason)
        until = DayField(today=context.today, earliest=context.today)
        form.add("valid_until", _("Until"), until, hint=_("Leave it empty for no end."))
        computed = _("Computed: {level}. {sentence}").format(
            level=_(LEVEL_NAMES[hunter.computed]), sentence=computed_sentence(view)
        )
        super().__init__(context, _("Overrule the deal-hunter level"), form, computed, parent)
        client_id, author = view.who.id, context.author or None
        self.set_save(
            _("Overrule"),
            _("Deal-hunter level overruled"),
            lambda session, **values: judgements.judge(
                session,
                client_id=client_id,
                about="deal_hunter",
                judged_on=context.today(),
                judged_by=author,
                **values,
            ),
            lambda _id: context.toast(_("Deal-hunter level overruled"), undo=True),
        )


def sentence(view: RecordView) -> str:
    """What the level shown rests on."""
    judgement = view.verdicts.hunter.judgement
    if judgement is None:
        return computed_sentence(view)
    said = _("Judged by {who} on {day}: {reason}").format(
        who=judgement.judged_by or "–",
        day=format_day(judgement.judged_on),
        reason=full_stop(judgement.reason or "–"),
    )
    level = _("Computed: {level}.").format(level=_(LEVEL_NAMES[view.verdicts.hunter.computed]))
    return f"{said} {level}"


def computed_sentence(view: RecordView) -> str:
    """What the computed level rests on."""
    hunter = view.verdicts.hunter
    if not hunter.threats:
        days = view.settings.hunter_window_days
        return ngettext("No threat in {n} day.", "No threat in {n} days.", days).format(n=days)
    counted = ngettext(
        "{b} of {n} threat was bargaining.", "{b} of {n} threats were bargaining.", hunter.threats
    ).format(b=hunter.bargaining, n=hunter.threats)
    if not hunter.blocked_by_complaint:
        return counted
    open_refs = ", ".join(sheet.complaint.ref for sheet in view.open_sheets)
    return _("{counted} But {refs} is open: answer it first, then judge.").format(
        counted=counted, refs=open_refs
    )


def _for_them(against: list[EvidenceLine]) -> str:
    kinds = [line.record[0] for line in against]
    complaints, referrals, founded = (kinds.count(kind) for kind in ("complaints", "referrals", "threats"))
    told = (
        (complaints, ngettext("{n} complaint voiced", "{n} complaints voiced", complaints)),
        (referrals, ngettext("{n} referral", "{n} referrals", referrals)),
        (founded, ngettext("{n} founded threat", "{n} founded threats", founded)),
    )
    parts = [text.format(n=n) for n, text in told if n]
    return _("+ For them: {what}").format(what=", ".join(parts)) if parts else ""


def level_word(level: str) -> str:
    """A level in the language in force, for tables."""
    return _(LEVEL_NAMES[level]) if level in LEVEL_NAMES else word(level)
