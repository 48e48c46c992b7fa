"""The columns of the tables of threats and of offers."""

from __future__ import annotations

from typing import Any

from app.domain.words import capital, word
from app.i18n import _, format_day, format_money
from app.ui.forms.offer_words import OFFER_ICONS, TRIGGERS
from app.ui.forms.reasons import CLASSES
from app.ui.kit.lists.rows_model import Column
from app.views.retention.rows import OfferRow, ThreatRow
from app.views.retention.words import TRIGGER_WORDS


def threat_columns() -> list[Column]:
    """A threat's class, reasons, and what came of it."""

    def threat(row: ThreatRow) -> Any:
        return row.verdict.threat

    def asked(row: ThreatRow) -> str:
        what = threat(row).asked_for
        return word(what) if what not in (None, "", "nothing") else ""

    def ended(row: ThreatRow) -> str:
        return word(row.verdict.outcome)

    def ended_role(row: ThreatRow) -> str:
        return {"open": "warn", "stayed": "success"}.get(row.verdict.outcome, "danger")

    return [
        Column("ref", _("Ref"), lambda r: threat(r).ref, width=76),
        Column("client", _("Client"), lambda r: r.client, bold=True, width=170),
        Column(
            "day", _("Day"), lambda r: threat(r).made_on, lambda r: format_day(threat(r).made_on), width=116
        ),
        Column(
            "class",
            _("Class"),
            lambda r: tuple(CLASSES).index(r.verdict.kind),
            display=lambda r: capital(word(r.verdict.kind)),
            icon=lambda r: CLASSES[r.verdict.kind][1],
            role=lambda r: CLASSES[r.verdict.kind][0],
            width=130,
        ),
        Column("reasons", _("Reasons"), lambda r: len(r.verdict.reasons), align="right", width=84),
        Column("asked", _("Asked for"), asked, width=110),
        Column("answer", _("Our answer"), lambda r: word(threat(r).response), width=104),
        Column("outcome", _("Outcome"), ended, role=ended_role, width=96),
        Column("wording", _("Their words"), lambda r: threat(r).wording, width=180),
    ]


def offer_columns() -> list[Column]:
    """An offer's occasion, cost, and how it was felt."""

    def money(row: OfferRow) -> str:
        return format_money(row.line.cost, row.currency)

    def occasion(row: OfferRow) -> str:
        told = _(TRIGGER_WORDS[row.line.trigger])
        return f"{told}, {row.line.threat_ref}" if row.line.threat_ref else told

    def program(row: OfferRow) -> str:
        return row.line.program or (_("outside any programme") if row.loose else "")

    return [
        Column("day", _("Day"), lambda r: r.line.made_on, lambda r: format_day(r.line.made_on), width=116),
        Column("client", _("Client"), lambda r: r.client, bold=True, width=170),
        Column(
            "kind",
            _("What"),
            lambda r: capital(word(r.line.kind)),
            icon=lambda r: OFFER_ICONS[r.line.kind],
            width=110,
        ),
        Column("trigger", _("Occasion"), occasion, role=lambda r: TRIGGERS[r.line.trigger], width=166),
        Column(
            "cost",
            _("What it costs us"),
            lambda r: r.line.cost,
            money,
            sort_key=lambda r: r.in_book,
            align="right",
            width=120,
        ),
        Column("outcome", _("Outcome"), lambda r: word(r.line.outcome), width=96),
        Column("program", _("Programme"), program, role=lambda r: "warn" if r.loose else "text", width=140),
        Column("felt", _("Felt as"), lambda r: word(r.line.perceived_as), width=90),
        Column("note", _("Note"), lambda r: r.line.note, width=90),
    ]
