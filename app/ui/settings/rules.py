"""Limits and windows of the rules, made from the one table of settings (app/domain/settings)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.folding import fold
from app.i18n import N_, _, format_number
from app.ui.kit.fields.forms import InPlaceLine, NumberField, SearchField
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card, EmptyState, clear
from app.ui.kit.widgets.labels import Label, Line
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.ui.settings.section import Section, saving

if TYPE_CHECKING:
    from app.domain.settings import Spec
    from app.views.settings import SettingsView

SUBJECTS = {
    "advice": N_("Advice"),
    "threat": N_("Threats"),
    "hunter": N_("Deal hunters"),
    "value": N_("Value"),
    "ceiling": N_("Ceiling of an offer"),
    "surprise": N_("Surprises"),
    "buying": N_("Buying"),
    "contact": N_("Contact"),
    "loyalty": N_("Loyalty"),
    "type": N_("Why they stay"),
    "voice": N_("Voice"),
    "complaint": N_("Complaints"),
    "promise": N_("Promises"),
    "survey": N_("Surveys"),
    "retention": N_("Retention"),
    "team": N_("One voice"),
    "today": N_("Today"),
}


class RulesSection(Section):
    """One subject at a time, or what a search finds among all of them."""

    def __init__(self, context: PageContext) -> None:
        from app.domain.settings import by_subject

        super().__init__(context, _("Limits and windows"))
        self._subjects = {key: specs for key, specs in by_subject().items() if key != "book"}
        self._view: SettingsView | None = None
        self.rows: dict[str, RuleRow] = {}
        self.finder = SearchField(_("Find a limit or window"), icon_name="search")
        self.finder.textChanged.connect(lambda _text: self._show_subject())
        chips = [(key, Chip(_(SUBJECTS.get(key, key)), len(specs))) for key, specs in self._subjects.items()]
        self.chips = ChipRow(chips)
        self.chips.choose(next(iter(self._subjects)))
        self.chips.chosen.connect(self._choose)
        self.card = Card(padding=16, spacing=0)
        self.nothing = EmptyState("search", _("Nothing matches"), _("No limit or window speaks of this."))
        explained = _(
            "Every answer of Condica rests on these numbers. A change is in force at once, for every day."
        )
        self.column.addWidget(Label(explained, "body", "text2", wrap=True))
        for widget in (self.finder, self.chips, self.card, self.nothing):
            self.column.addWidget(widget)
        self.nothing.hide()

    def show_view(self, view: SettingsView) -> None:
        """Show the values in force."""
        first, self._view = self._view is None, view
        if first:
            self._show_subject()
        for key, row in self.rows.items():
            row.show_value(view.settings.value(key))

    def _choose(self, _subject: object) -> None:
        self.finder.clear()
        self._show_subject()

    def _wanted(self) -> list[Spec]:
        words = fold(self.finder.value()).split()
        if not words:
            return self._subjects[self.chips.value()]
        every = [spec for specs in self._subjects.values() for spec in specs]
        return [spec for spec in every if all(word in _searched(spec) for word in words)]

    def _show_subject(self) -> None:
        if self._view is None:
            return
        specs = self._wanted()
        clear(self.card.body)
        self.rows = {}
        for at, spec in enumerate(specs):
            if at:
                self.card.body.addWidget(Line())
            row = RuleRow(spec, self.change, enabled=not self.context.read_only)
            row.show_value(self._view.settings.value(spec.key))
            self.rows[spec.key] = row
            self.card.body.addWidget(row)
        self.card.setVisible(bool(specs))
        self.nothing.setVisible(not specs)


def _searched(spec: Spec) -> str:
    return fold(f"{_(spec.title)} {_(spec.explanation)} {_(SUBJECTS.get(spec.subject, ''))} {spec.key}")


class RuleRow(QWidget):
    """One limit or window: name, explanation and range; its field with the unit; the way back to the usual."""

    def __init__(self, spec: Spec, change: Any, *, enabled: bool = True) -> None:
        super().__init__()
        self.spec, self._change = spec, change
        # Parts of 1 are shown as per cent.
        self._factor = 100 if spec.unit == "share" else 1
        self._decimals = 0 if spec.kind == "whole" else 2 if self._factor == 1 else 1
        self.field: InPlaceLine = saving(_(spec.title), self._control(), self._save, enabled=enabled)
        fix_width(self.field, 184)
        self.reset = IconButton(
            "undo-2", self._back_words(), lambda: change(spec.key, None, self.field.show_error)
        )
        self.reset.setEnabled(enabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(8)
        row.addLayout(self._words(), 1)
        row.addSpacing(16)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._unit_label(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        keep = self.reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keep)

    def show_value(self, value: Any) -> None:
        """Show the value in force; the way back is offered where it is not the usual one."""
        self.field.set_value(value * self._factor)
        self.reset.setVisible(value != self.spec.default)

    def _control(self) -> NumberField:
        low, high = self.spec.lowest or 0, self.spec.highest or 0
        return NumberField(
            None,
            low=low * self._factor,
            high=high * self._factor,
            decimals=self._decimals,
            required=True,
        )

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(_(self.spec.title), "body", weight="medium", wrap=True))
        words.addWidget(Label(_(self.spec.explanation), "small", "text2", wrap=True))
        words.addWidget(Label(self._range_words(), "small", "text3"))
        return words

    def _range_words(self) -> str:
        return _("{low} to {high}, usually {usual}").format(
            low=self._shown(self.spec.lowest or 0),
            high=self._shown(self.spec.highest or 0),
            usual=self._shown(self.spec.default),
        )

    def _back_words(self) -> str:
        return _("Back to the usual {usual}").format(usual=self._shown(self.spec.default))

    def _shown(self, value: float) -> str:
        shown = round(value * self._factor, 4)
        return format_number(shown, 0 if shown == int(shown) else self._decimals)

    def _unit_label(self) -> Label:
        from app.domain.settings import UNITS

        words = "%" if self._factor == 100 else _(UNITS.get(self.spec.unit, self.spec.unit))
        label = Label(words, "body", "text2")
        fix_width(label, 104)
        label.setContentsMargins(0, 7, 0, 0)
        return label

    def _save(self, shown: float) -> None:
        value = shown / self._factor
        text = str(int(value)) if self.spec.kind == "whole" else f"{value:.10g}"
        self._change(self.spec.key, text, self.field.show_error)
