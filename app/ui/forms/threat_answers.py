"""What is decided about a threat or an offer at the press of a button; each a gesture with Undo."""

from __future__ import annotations

from app.domain.words import word
from app.i18n import _
from app.services.records import editing
from app.services.records import offers as offer_cases
from app.services.records import threats as use_cases
from app.ui.kit.rows import Rows


def answer(at: Rows, threat_id: int, response: str) -> None:
    """Retain, hold or let go."""
    told = _("Answer: {how}").format(how=word(response))
    at.write(told, lambda s: use_cases.answer_threat(s, threat_id=threat_id, response=response))


def stayed(at: Rows, threat_id: int) -> None:
    """They stayed."""
    today = at.context.today()
    at.write(
        _("They stayed: noted"),
        lambda s: use_cases.close_threat(s, threat_id=threat_id, outcome="stayed", on=today),
    )


def decide(at: Rows, offer_id: int, outcome: str) -> None:
    """The client accepted or declined an offer."""
    today = at.context.today()
    told = _("Offer accepted") if outcome == "accepted" else _("Offer declined")
    at.write(told, lambda s: offer_cases.decide_offer(s, offer_id=offer_id, outcome=outcome, on=today))


def felt(at: Rows, offer_id: int, how: str) -> None:
    """How the client felt an offer: as a gift, as a reward."""
    told = _("Felt as {how}: noted").format(how=word(how))
    at.write(told, lambda s: editing.edit(s, kind="offers", record_id=offer_id, perceived_as=how))
