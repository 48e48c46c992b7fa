"""The small forms by which something new comes into a client's record: which fields, and what saves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.i18n import N_
from app.services.records import agreements, decisions, offers, people, promises, purchases, threats

Values = dict[str, Any]


@dataclass(frozen=True)
class Capture:
    """One small form. `defaults(today, author)` fills it in; a day that is proposed stays today's past midnight."""

    kind: str
    names: tuple[str, ...]
    title: str
    words: str
    label: str
    save: Callable[..., Any]
    defaults: Callable[[Callable[[], date], str], Values] = field(default=lambda _today, _author: {})


CAPTURES = {
    "contact": Capture(
        "contacts",
        ("name", "role", "email", "phone", "influence", "language", "birthday", "advocate"),
        N_("New person at the client"),
        N_("Add person"),
        N_("Person added"),
        people.add_contact,
    ),
    "decision": Capture(
        "decisions",
        ("title", "client_wish", "our_advice", "stake", "raised_on", "advice_limit"),
        N_("A decision we advise against"),
        N_("Raise it"),
        N_("Decision raised"),
        decisions.raise_decision,
        lambda today, _author: {"raised_on": today},
    ),
    "promise": Capture(
        "promises",
        ("text", "side", "due_on", "made_on", "kind", "made_by"),
        N_("Something one side owes the other"),
        N_("Note the promise"),
        N_("Promise noted"),
        promises.promise,
        lambda today, author: {
            "made_on": today,
            "side": "ours",
            "kind": "promise",
            "made_by": author or None,
        },
    ),
    "threat": Capture(
        "threats",
        (
            "wording",
            "made_on",
            "made_by",
            "stated_reason",
            "competitor",
            "offer_evidence",
            "asked_for",
            "amount_asked",
            "note",
        ),
        N_("The client says they may leave"),
        N_("Log threat"),
        N_("Threat logged"),
        threats.record_threat,
        lambda today, _author: {"made_on": today, "offer_evidence": "none", "asked_for": "nothing"},
    ),
    "offer": Capture(
        "offers",
        ("kind", "trigger", "cost", "made_on", "threat_id", "program", "asked_in_return", "outcome", "note"),
        N_("Something extra for the client"),
        N_("Log offer"),
        N_("Offer logged"),
        offers.offer,
        lambda today, _author: {"made_on": today, "trigger": "proactive", "outcome": "open"},
    ),
    "agreement": Capture(
        "agreements",
        (
            "title",
            "starts_on",
            "ends_on",
            "yearly_value",
            "notice_days",
            "exit_fee",
            "exclusive",
            "our_gain",
            "client_gain",
        ),
        N_("A partnership for an agreed term"),
        N_("Add agreement"),
        N_("Agreement added"),
        agreements.agree,
        lambda today, _author: {"starts_on": today},
    ),
    "purchase": Capture(
        "purchases",
        ("item", "amount", "cost", "discount", "bought_on", "invoice"),
        N_("Purchase"),
        N_("Add purchase"),
        N_("Purchase added"),
        purchases.log_purchase,
        lambda today, _author: {"bought_on": today},
    ),
    "cost": Capture(
        "costs",
        ("what", "amount", "spent_on"),
        N_("Cost of serving the client"),
        N_("Add cost"),
        N_("Cost added"),
        purchases.log_cost,
        lambda today, _author: {"spent_on": today},
    ),
}
