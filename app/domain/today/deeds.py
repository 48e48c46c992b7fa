"""The one thing that a row of Today asks one to do; which form it opens is the window's matter."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True)
class Deed:
    """One thing to do: its name, and the English text of the button."""

    name: str
    words: str


FULFIL = Deed("fulfil", N_("Fulfil"))
DECIDE = Deed("decide", N_("Decide"))
ANSWER = Deed("answer", N_("Answer"))
RESOLVE = Deed("resolve", N_("Resolve"))
TELL = Deed("tell", N_("Tell"))
PREPARE = Deed("prepare", N_("Prepare"))
DONE = Deed("done", N_("Done"))
SETTLE = Deed("settle", N_("Settle"))
CALL = Deed("call", N_("Log call"))
ASK = Deed("ask", N_("Ask"))
SURVEY = Deed("survey", N_("Survey"))
WRITE = Deed("write", N_("Write"))
SHOW = Deed("show", N_("Show them"))
UPDATE = Deed("update", N_("Update"))
DEBRIEF = Deed("debrief", N_("Debrief"))
SURPRISE = Deed("surprise", N_("Surprise"))
CONFIRM = Deed("confirm", N_("Confirm"))
WISH = Deed("wish", N_("Wish"))

DEEDS = (
    FULFIL,
    DECIDE,
    ANSWER,
    RESOLVE,
    TELL,
    PREPARE,
    DONE,
    SETTLE,
    CALL,
    ASK,
    SURVEY,
    WRITE,
    SHOW,
    UPDATE,
    DEBRIEF,
    SURPRISE,
    CONFIRM,
    WISH,
)
