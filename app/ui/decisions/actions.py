"""What can be done with disputed decisions, registered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.i18n import N_
from app.ui.actions import Action
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.ui.clients.decision_card import DecisionCardWidget
    from app.ui.decisions.page import DecisionsPage

GROUP = N_("Decisions")
PAGE = "decisions"


class DecisionCommands(QObject):
    """The actions work on the decision that the page shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.page: DecisionsPage | None = None

    def card(self) -> DecisionCardWidget | None:
        """The card on screen, while the page is in front."""
        here = self.desk.here
        if here is None or here.page != PAGE or self.page is None:
            return None
        return self.page.detail.card

    def can(self, step: str) -> Callable[[], bool]:
        """Whether that step is open for the decision shown."""

        def asked() -> bool:
            card = self.card()
            return card is not None and step in card.steps()

        return asked

    def take(self, step: str) -> Callable[[], None]:
        """Open the form of a step."""

        def do() -> None:
            card = self.card()
            if card is not None:
                card.take(step)

        return do

    def raise_one(self) -> None:
        """A new decision; asks with which client."""
        from app.ui.clients.captures import capture

        capture(self.desk, "decision", None)


def register(desk: Desk) -> DecisionCommands:
    """Put the actions into the desk's registry, once."""
    found = desk.findChild(DecisionCommands)
    if isinstance(found, DecisionCommands):
        return found
    c = DecisionCommands(desk)

    def writable() -> bool:
        return not desk.read_only

    desk.actions.add(
        Action(
            "decision.new", N_("Raise a decision of a client…"), c.raise_one, "scale",
            enabled=writable, group=GROUP,
        )
    )  # fmt: skip
    for step, title, icon in (
        ("attempt", N_("Log an attempt on the decision…"), "repeat-2"),
        ("settle", N_("Settle the decision…"), "user-check"),
        ("debrief", N_("Look back on the decision…"), "graduation-cap"),
    ):
        desk.actions.add(
            Action(f"decision.{step}", title, c.take(step), icon, enabled=c.can(step), group=GROUP)
        )
    return c
