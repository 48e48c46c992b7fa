"""The keys that mean the same everywhere, whatever stands in a row or a form."""

from __future__ import annotations

from app.i18n import N_

MENU = ("Menu", "Shift+F10")
SAVE = "Ctrl+Return"
# The large Enter and the one of the keys for numbers.
SAVE_KEYS = (SAVE, "Ctrl+Enter")
LEAVE = "Esc"
CHOOSE_DAY = "Alt+Down"

TITLE = N_("In every list and form")
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Everything that can be done with a row or card"), MENU),
    (N_("To the next part, and back"), ("Tab", "Shift+Tab")),
    (N_("From row to row, card to card, mark to mark"), ("Up", "Down")),
    (N_("Save a form"), (SAVE,)),
    (N_("Leave a form, or what one typed, as it was"), (LEAVE,)),
    (N_("Choose a day from the calendar"), (CHOOSE_DAY,)),
)
