"""What arguing taught: at which attempt clients were convinced, and who was right in the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.i18n import _, format_percent, ngettext
from app.ui.kit.widgets.cards import Bar, Card, clear
from app.ui.kit.widgets.fold import FoldRow
from app.ui.kit.widgets.labels import Label
from app.views.decisions.page import Learnt
from app.views.insights.people import Bars

_LIKES = 254


class LearningCard(FoldRow):
    """Two cards side by side, one under the other where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.persuasion = Card(_("Convinced, by number of attempts"), padding=14, spacing=8)
        self.right = Card(_("Who was right in the end"), padding=14, spacing=8)
        self._charts = [_Part(self.persuasion), _Part(self.right)]
        for each in (self.persuasion, self.right):
            self.add(each, 1, likes=_LIKES)

    def show_learnt(self, learnt: Learnt) -> None:
        """Show what was learnt."""
        names = [
            ngettext("{n} attempt", "{n} attempts", _number(bar.label)).format(n=bar.label)
            for bar in learnt.persuasion.bars
        ]
        self._charts[0].show_bars(learnt.persuasion, names, "accent")
        self._charts[1].show_bars(learnt.right, [bar.label for bar in learnt.right.bars], "accent")


class _Part:
    """A sentence and bars in one of the cards."""

    def __init__(self, card: Card) -> None:
        self.sentence = Label("", "small", "text2", wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        card.body.addWidget(self.sentence)
        card.body.addLayout(self.grid)
        card.body.addStretch(1)

    def show_bars(self, bars: Bars, names: list[str], role: str) -> None:
        """Show other bars."""
        self.sentence.setText(bars.sentence)
        clear(self.grid)
        known = [(bar, name) for bar, name in zip(bars.bars, names, strict=True) if bar.of]
        for at, (bar, name) in enumerate(known):
            share = bar.count / bar.of
            told = _("{n} of {all}").format(n=bar.count, all=bar.of)
            self.grid.addWidget(Label(name, "small"), at, 0)
            self.grid.addWidget(Bar(share, role, name=name), at, 1)
            figure = Label(f"{format_percent(share)} · {told}", "small", "text2")
            self.grid.addWidget(figure, at, 2, Qt.AlignmentFlag.AlignRight)


def _number(label: str) -> int:
    """The number of attempts behind a label such as `4+`, for its plural."""
    digits = "".join(each for each in label if each.isdigit())
    return int(digits or 0)
