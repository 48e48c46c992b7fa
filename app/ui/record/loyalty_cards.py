"""The cards of the Loyalty tab: one component with its evidence, and why they stay."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rules.types import TEXTS
from app.domain.words import full_stop
from app.i18n import _, format_day, format_number, ngettext
from app.ui.kit.look import theme
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Bar, Card, clear
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import ElidedLabel, Label, Line, set_property
from app.ui.kit.widgets.pills import Dots, Pill
from app.views.record.loyalty import ComponentView, LoyaltyView, TypeLine
from app.views.record.loyalty_evidence import EvidenceLine

_SHOWN = 4
_MARK = 70
_LOW = 50


def role_of(score: float | None, *, weakest: bool) -> str:
    """The colour of a score: green from 70 on, red where the weakest is low, amber between."""
    if score is None:
        return "neutral"
    if score >= _MARK:
        return "success"
    return "danger" if weakest and score < _LOW else "warn"


class EvidenceRow(QFrame):
    """One line of evidence; click or Enter opens its record."""

    pressed = Signal()

    def __init__(self, line: EvidenceLine, *, weighted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        value = "–" if line.value is None else format_number(round(line.value))
        weight = format_number(line.weight, 2) if line.weight is not None else ""
        told = _("{what}, {when}: {value}").format(what=line.text, when=line.when, value=value)
        self.setAccessibleName(f"{told}, {_('weight')} {weight}" if weight else told)
        set_property(self, "railrow", "true")
        if line.record is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(6)
        row.addWidget(ElidedLabel(line.text, "small"), 1)
        row.addWidget(Label(line.when, "small", "text2"))
        figure = Label(value, "small", weight="semibold")
        figures = [figure, Label(weight, "small", "text2")] if weighted else [figure]
        for label in figures:
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setMinimumWidth(theme.px(26))
            row.addWidget(label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.line.record is not None and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class ComponentCard(Card):
    """A component: score and bar (hatched where unknown), what it rests on, and the one thing to do."""

    record_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, spacing=6, parent=parent)
        self.component: ComponentView | None = None
        self._all = False
        self.title, self.pill = Label("", "strong"), Pill("")
        self.score, self.of = Label("", "page"), Label(_("of 100"), "body", "text2")
        self.bar = Bar(None, height=8, mark=_MARK / 100, mark_text=str(_MARK))
        self.note = Label("", "small", "text2", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.more = Button("", self._show_all, kind="link")
        self.advice = Label("", "small", "text2", wrap=True)
        self.ask = Button(_("Ask now"), small=True)
        self.foot = Label("", "small", "text2")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill)
        # As high with a pill as without, so that the cards' figures stand in one line.
        head.addStrut(theme.px(22))
        figure = QHBoxLayout()
        figure.setSpacing(8)
        figure.addWidget(self.score)
        figure.addWidget(self.of, 1)
        self.body.addLayout(head)
        self.body.addLayout(figure)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.note)
        self.body.addWidget(Line())
        self.body.addLayout(self.lines)
        self.body.addWidget(FlowRow(self.more, self.foot, gap=12))
        self.body.addStretch(1)
        self.body.addWidget(self.advice)
        self.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)

    def show_component(self, component: ComponentView, *, read_only: bool) -> None:
        """Show another client's, or the same one's anew."""
        self.component = component
        known = component.score is not None
        role = role_of(component.score, weakest=component.weakest)
        self.title.setText(component.title)
        self.bar.set_name(component.title)
        self.score.setText(format_number(round(component.score)) if component.score is not None else "?")
        self.of.setVisible(known)
        self.bar.set_share(component.score / 100 if component.score is not None else None, role)
        self._show_pill(component, role)
        self.note.setText(component.note)
        self.advice.setText(component.advice)
        self.advice.setVisible(component.weakest or not known)
        self.foot.setText(component.foot)
        words, icon = _asking(component.name)
        self.ask.setText(words)
        self.ask.set_kind("secondary" if known else "primary", icon)
        self.ask.setEnabled(not read_only)
        self._show_lines()

    def _show_pill(self, component: ComponentView, role: str) -> None:
        if component.score is None:
            self.pill.set_status(_("Unknown"), "neutral", "circle-question-mark")
        elif component.weakest:
            self.pill.set_status(_("Weakest"), role, "arrow-down")
        self.pill.setVisible(component.score is None or component.weakest)

    def _show_lines(self) -> None:
        clear(self.lines)
        component = self.component
        if component is None:
            return
        self.lines.addWidget(_heads(weighted=component.weighted))
        shown = component.lines if self._all else component.lines[:_SHOWN]
        for line in shown:
            row = EvidenceRow(line, weighted=component.weighted)
            row.pressed.connect(lambda each=line: self.record_wanted.emit(each.record))
            self.lines.addWidget(row)
        if not component.lines:
            text = _("Missing is not zero: it is a gap to fill.")
            self.lines.addWidget(Label(text, "small", "text2", wrap=True))
        hidden = len(component.lines) - _SHOWN
        more = ngettext("All evidence ({n})", "All evidence ({n})", len(component.lines))
        self.more.setText(_("Less") if self._all else more.format(n=len(component.lines)))
        self.more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        self._all = not self._all
        self._show_lines()


def _asking(name: str) -> tuple[str, str]:
    """What the button of a component says, and its icon."""
    if name == "satisfaction":
        return _("Ask now"), "message-circle-question-mark"
    return (_("Log a touch"), "phone") if name == "affinity" else (_("Ask them to speak"), "ear")


def _heads(*, weighted: bool) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(ElidedLabel(_("Evidence"), "small", "text2"), 1)
    row.addWidget(Label(_("value"), "small", "text2"))
    if weighted:
        row.addWidget(Label(_("weight"), "small", "text2"))
    return holder


class ReasonsCard(Card):
    """Points for each reason to stay with what they rest on, the danger, the next step, and one's own verdict."""

    record_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=8, parent=parent)
        self.pill = Pill("")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(2, 1)
        self.danger, self.step = Label("", wrap=True), Label("", wrap=True)
        self.verdict = Label("", "small", "text2", wrap=True)
        self.judge = Button(_("I see it otherwise…"), icon_name="pencil", small=True)
        self.confirm = Button(_("Confirm…"), icon_name="user-check", kind="primary", small=True)
        self.withdraw = Button(_("Back to what is computed"), kind="link")
        self._lay_out()

    def _lay_out(self) -> None:
        head = FoldRow(spacing=8, beneath=4)
        head.add(Label(_("Why do they stay?"), "strong"), 1)
        head.add(self.pill)
        self._advice = QWidget()
        advice = QGridLayout(self._advice)
        advice.setContentsMargins(0, 0, 0, 0)
        advice.setHorizontalSpacing(12)
        advice.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (words, role, label) in enumerate(
            ((_("Danger"), "danger", self.danger), (_("Next step"), "accent", self.step))
        ):
            advice.addWidget(Label(words, "small", role, weight="semibold"), row, 0, top)
            advice.addWidget(label, row, 1)
        self.body.addWidget(head)
        self.body.addLayout(self.grid)
        self.body.addWidget(Line())
        self.body.addWidget(self._advice)
        self.body.addStretch(1)
        self.body.addWidget(self.verdict)
        self.body.addWidget(FlowRow(self.confirm, self.judge, self.withdraw, gap=10))

    def show_view(self, view: LoyaltyView, *, read_only: bool) -> None:
        """Show another client's reasons."""
        clear(self.grid)
        for row, line in enumerate(view.reasons):
            self._add(row, line, chosen=line.kind in view.shown)
        names = [line.name for line in view.reasons if line.kind in view.shown]
        life = view.shown == ("life",)
        self.pill.set_status(", ".join(names), "success" if life else "warn", "heart" if life else "sofa")
        self.pill.setVisible(bool(names))
        self.pill.setToolTip(", ".join(_(TEXTS[kind].name) for kind in view.shown))
        self.danger.setText(view.danger)
        self.step.setText(view.next_step)
        self._advice.setVisible(bool(view.shown))
        self.verdict.setText(_verdict_words(view))
        self.confirm.setVisible(view.confirm)
        self.withdraw.setVisible(view.types.judgement is not None)
        for button in (self.confirm, self.judge, self.withdraw):
            button.setEnabled(not read_only)

    def _add(self, row: int, line: TypeLine, *, chosen: bool) -> None:
        role = "text" if line.points or chosen else "text2"
        name = Label(line.name, "body", role, weight="semibold" if chosen else "")
        dots = Dots(line.points, line.most, role="warn" if chosen and line.kind != "life" else "neutral")
        dots.setAccessibleName(
            _("{name}: {points} of {most} points").format(name=line.name, points=line.points, most=line.most)
        )
        self.grid.addWidget(name, row, 0)
        self.grid.addWidget(dots, row, 1, Qt.AlignmentFlag.AlignLeft)
        self.grid.addWidget(Label(line.text, "small", "text2", wrap=True), row, 2)
        if line.records:
            opens = Button(_("Open"), lambda: self.record_wanted.emit(line.records[0]), kind="link")
            opens.setAccessibleName(_("Open {what}").format(what=line.text))
            self.grid.addWidget(opens, row, 3)


def _verdict_words(view: LoyaltyView) -> str:
    judgement = view.types.judgement
    if judgement is None:
        if not view.shown:
            return _("Too little on record to suggest a reason; say it yourself if you know.")
        return _("Your verdict stands above this one, and is asked again after its time.")
    said = _("Judged by {who} on {day}: {reason}").format(
        who=judgement.judged_by or "–",
        day=format_day(judgement.judged_on),
        reason=full_stop(judgement.reason or "–"),
    )
    if view.confirm:
        return _("{said} It is time to confirm it.").format(said=said)
    return _("{said} Asked again after {day}.").format(said=said, day=format_day(view.confirm_from))
