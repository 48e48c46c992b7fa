"""The surprise planner: who would welcome a small surprise, and the months of a quarter to put them into."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.day_words import ago, short_day
from app.domain.rules.time import shift
from app.domain.words import capital
from app.i18n import _, format_day, ngettext
from app.services.records import surprises as use_cases
from app.services.records.tasks import finish_task
from app.ui.forms.retention import SurpriseForm
from app.ui.kit.fields.capture import FormDialog
from app.ui.kit.fields.forms import Segmented
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.buttons import Button, NameButton
from app.ui.kit.widgets.cards import Card, clear
from app.ui.kit.widgets.dialogs import ask
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, IconLabel, Label
from app.ui.kit.widgets.spoken import spoken
from app.ui.record.cards.retention_actions import register
from app.ui.retention.part import Part
from app.ui.retention.planning import PlanDialog, month_after, next_quarter, quarter
from app.views.record.page import RecordView, open_record
from app.views.retention.rows import RetentionPage
from app.views.retention.surprises import FREE_IDEAS, IDEAS, Candidate, Given, Planned
from app.views.retention.words import surprises_sentence

_SHOWN = 8


class SurprisePlanner(Part):
    """Candidates at the left, the three months of the quarter at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        register(context)
        self._all = False
        self.card = Card(padding=16, spacing=10)
        self.sentence = Label("", "small", "text2", wrap=True)
        first = quarter(context.today())
        self.quarters = Segmented(
            [(start, format_day(start, "QQQ y")) for start in (first, next_quarter(first))], first, small=True
        )
        self.spread = Button(
            _("Spread over the quarter…"), self._ask_spread, icon_name="calendar-plus", small=True
        )
        words = QWidget()
        said = QHBoxLayout(words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(12)
        said.addWidget(Label(_("Surprises"), "strong"))
        said.addWidget(self.sentence, 1)
        head = FoldRow(beneath=8)
        head.add(words, 1, likes=320)
        head.add(FlowRow(self.quarters, self.spread, gap=12, one_line=True))
        self.candidates = QVBoxLayout()
        self.candidates.setSpacing(4)
        self.more = Button("", self._show_all, kind="link")
        self._months = QHBoxLayout()
        self._months.setSpacing(12)
        waiting, months = QWidget(), QWidget()
        months.setLayout(self._months)
        self._months.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout(waiting)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(self.candidates)
        left.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        both = FoldRow(spacing=24, beneath=16)
        both.add(waiting, 5, likes=260)
        both.add(months, 6, likes=320)
        self._forms = QVBoxLayout()
        self.form: SurpriseForm | None = None
        self.card.body.addWidget(head)
        self.card.body.addLayout(self._forms)
        self.card.body.addWidget(both)
        self.column.addWidget(self.card)
        self.quarters.value_changed.connect(self._show)

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        self._show()

    def months(self) -> list[date]:
        """The first days of the three months of the quarter shown."""
        start = self.quarters.value()
        return [start, month_after(start), month_after(month_after(start))]

    def _show(self) -> None:
        if self.answer is None:
            return
        found = self.answer.surprises
        self.sentence.setText(surprises_sentence(found))
        waiting = found.waiting
        clear(self.candidates)
        clear(self._months)
        for candidate in waiting if self._all else waiting[:_SHOWN]:
            self.candidates.addWidget(self._candidate(candidate))
        hidden = 0 if self._all else max(0, len(waiting) - _SHOWN)
        self.more.setText(ngettext("{n} more", "{n} more", hidden).format(n=hidden))
        self.more.setVisible(hidden > 0)
        if not waiting:
            told = _("Everybody who is due has one planned.") if found.candidates else _why_nobody()
            self.candidates.addWidget(Label(told, "body", "text2", wrap=True))
        for month in self.months():
            self._months.addWidget(self._month(month), 1)
        self.spread.setEnabled(bool(waiting) and not self.context.read_only)

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _candidate(self, candidate: Candidate) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(candidate.client, "body", weight="medium"))
        words.addWidget(ElidedLabel(self._why(candidate), "small", "text2"))
        row.addWidget(IconLabel("gift", "success"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        at = Rows(self.context, "surprise", holder, self, row=lambda: candidate)
        plan = at.button("plan", candidate, icon="", small=True)
        plan.setAccessibleName(_("Plan a surprise for {client}").format(client=candidate.client))
        lock(plan, self.context.read_only)
        at.watch(plan)
        more = at.more(_("More for {title}").format(title=candidate.client), side=24)
        row.addWidget(plan)
        row.addWidget(more)
        return holder

    def _why(self, candidate: Candidate) -> str:
        assert self.answer is not None  # noqa: S101 - candidates come with their page
        bought = ngettext("bought on {n} day in a year", "bought on {n} days in a year", candidate.bought)
        last = candidate.last_given
        given = (
            _("last given {when}").format(when=ago(last, self.answer.as_of))
            if last
            else _("nothing given yet")
        )
        return " · ".join(
            part for part in (candidate.occasion, bought.format(n=candidate.bought), given) if part
        )

    def _month(self, month: date) -> QWidget:
        assert self.answer is not None  # noqa: S101 - months are shown with their page
        found, until = self.answer.surprises, month_after(month)
        card = Card(kind="flat", padding=10, spacing=4)
        planned = [each for each in found.planned if month <= each.due_on < until]
        given = [each for each in found.given if month <= each.day < until]
        over = until <= self.answer.as_of
        name = capital(format_day(month, "LLLL"))
        head = QHBoxLayout()
        head.addWidget(Label(name, "small", "text2" if over else "text", weight="semibold"), 1)
        head.addWidget(Label(str(len(planned) + len(given) or ""), "small", "text2"))
        card.body.addLayout(head)
        for past in given:
            card.body.addWidget(_given(past, self.answer.as_of))
        for each in planned:
            card.body.addWidget(self._planned(each))
        if not planned and not given:
            card.body.addWidget(Label(_("nothing given") if over else _("nothing yet"), "small", "text3"))
        card.body.addStretch(1)
        return card

    def _planned(self, each: Planned) -> QWidget:
        assert self.answer is not None  # noqa: S101 - plans are shown with their page
        day = short_day(each.due_on, self.answer.as_of)
        button = NameButton(each.client, icon_name="calendar-check")
        button.setAccessibleName(spoken(each.client, each.what, day))
        holder = QWidget()
        at = Rows(self.context, "planned", holder, self, row=lambda: each)
        at.open_by(button)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(ElidedLabel(f"{day} · {each.what}", "small", "text2"))
        return holder

    def plan(self, candidate: Candidate) -> FormDialog | None:
        """Open the form that puts one surprise into a month."""
        months = [month for month in self.months() if month_after(month) > shift(self.context.today(), 1)]
        if self.context.read_only or not months:
            return None
        dialog = PlanDialog(self.context, candidate, months)
        dialog.open()
        return dialog

    def give(self, client_id: int, planned: Planned | None = None) -> None:
        """Open the form of a surprise given, in place; a planned one is done with it."""
        today = self.context.today()
        self.context.operations.read(
            lambda session: open_record(session, client_id, today),
            lambda view: self._show_form(view, planned),
            self.failed,
            owner=self,
            key="give",
        )

    def _show_form(self, view: RecordView | None, planned: Planned | None) -> None:
        self._close_form()
        if view is None:
            return
        self.form = SurpriseForm(self.context, view)
        self.form.body.insertWidget(0, Label(view.who.name, "title"))
        if planned is not None:
            task_id, today = planned.task_id, self.context.today
            self.form.form.set_values(note=planned.what)
            self.form.then = lambda session: finish_task(session, task_id=task_id, on=today())
        self.form.closed.connect(self._close_form)
        self._forms.addWidget(self.form)
        self.form.form.fields["note"].control.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _ask_spread(self) -> None:
        assert self.answer is not None  # noqa: S101 - the button is off without a page
        waiting = self.answer.surprises.waiting
        told = ngettext(
            "{n} surprise is put into the months of {quarter} as a task. Ideas without money come first.",
            "{n} surprises are spread evenly over {quarter}, a task each. Ideas without money come first.",
            len(waiting),
        ).format(n=len(waiting), quarter=format_day(self.quarters.value(), "QQQ y"))
        ask(self, _("Spread the surprises?"), told, _("Spread them"), self.spread_now, danger=False)

    def spread_now(self) -> None:
        """One surprise for everybody who waits, in one gesture."""
        if self.answer is None:
            return
        ids = [each.client_id for each in self.answer.surprises.waiting]
        ideas = [_(words) for _icon, words in IDEAS[:FREE_IDEAS]]
        months, today, who = self.months(), self.context.today(), self.context.author
        self.write(
            _("Surprises planned"),
            lambda session: use_cases.spread_surprises(
                session, client_ids=ids, ideas=ideas, months=months, today=today, who=who
            ),
        )


def _given(each: Given, as_of: date) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel("check", "success", 14))
    row.addWidget(ElidedLabel(f"{each.client} · {short_day(each.day, as_of)}", "small", "text2"), 1)
    return holder


def _why_nobody() -> str:
    return _(
        "Surprises go to clients who buy regularly, do not threaten, and had nothing unasked for half a year."
    )
