"""What can be done about retention from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.domain.kinds import KINDS
from app.i18n import N_, _
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.row_actions import CLIENT, OPEN, RowAction, RowActions, delete, edit, to_client

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows

GROUP = N_("Retention")


def _is_open(_at: Rows, row: Any) -> bool:
    return bool(row.verdict.is_open)


def _in_triage(at: Rows, row: Any) -> bool:
    return at.place.is_card and _is_open(at, row)


def _has_steps(at: Rows, _row: Any) -> bool:
    return bool(at.place.is_card and at.place.has_steps())


THREATS = RowActions(
    "threat",
    N_("With a threat"),
    (
        RowAction(
            "open", N_("Triage of the threat, or its record"), lambda at, row: at.place.open_row(row),
            "shield-alert", OPEN, fits=lambda at, row: not _in_triage(at, row), changes=False,
            words=lambda at, row: _("Triage") if _is_open(at, row) else _("Open"),
        ),
        RowAction(
            "retain", N_("Retain…"), lambda at, _row: at.place.retain(), "heart-handshake", "R", fits=_in_triage
        ),
        RowAction("hold", N_("Hold"), lambda at, row: _answer(at, row, "hold"), "hand", "H", fits=_is_open),
        RowAction(
            "let_go", N_("Let go"), lambda at, row: _answer(at, row, "let_go"), "door-open", "G", fits=_is_open
        ),
        RowAction(
            "stayed", N_("They stayed"), lambda at, row: _stayed(at, row), "user-check", "S", fits=_is_open,
            apart=True,
        ),
        RowAction("left", N_("They left…"), lambda at, _row: at.place.left(), "user-x", "L", fits=_in_triage),
        RowAction(
            "before", N_("Previous open threat"), lambda at, _row: at.place.step(-1), "chevron-left",
            "Ctrl+PgUp", fits=_has_steps, changes=False, menu=False,
        ),
        RowAction(
            "next", N_("Next open threat"), lambda at, _row: at.place.step(1), "chevron-right", "Ctrl+PgDown",
            fits=_has_steps, changes=False, menu=False,
        ),
        to_client("retention"),
        edit("threats", title=N_("All fields of the threat")),
        delete("threats", title=N_("Delete the threat")),
    ),
    page="retention",
)  # fmt: skip


def _answer(at: Rows, row: Any, response: str) -> None:
    from app.ui.forms import threat_answers as answers

    answers.answer(at, row.id, response)


def _stayed(at: Rows, row: Any) -> None:
    from app.ui.forms import threat_answers as answers

    answers.stayed(at, row.id)


def _undecided(_at: Rows, row: Any) -> bool:
    return row.line.outcome in (None, "open")


def _decide(at: Rows, row: Any, outcome: str) -> None:
    from app.ui.forms import threat_answers as answers

    answers.decide(at, row.id, outcome)


def _felt(at: Rows, row: Any, how: str) -> None:
    from app.ui.forms import threat_answers as answers

    answers.felt(at, row.id, how)


def _may_feel(how: str) -> Callable[[Rows, Any], bool]:
    return lambda _at, row: row.line.outcome == "accepted" and row.line.perceived_as != how


OFFERS = RowActions(
    "offer",
    N_("With an offer"),
    (
        edit("offers", key=OPEN, title=N_("All fields of the offer")),
        RowAction(
            "accepted", N_("They accepted"), lambda at, row: _decide(at, row, "accepted"), "check", "A",
            fits=_undecided,
        ),
        RowAction(
            "declined", N_("They declined"), lambda at, row: _decide(at, row, "declined"), "x", "D",
            fits=_undecided,
        ),
        RowAction(
            "gift", N_("Felt as a gift"), lambda at, row: _felt(at, row, "gift"), "gift", "G",
            fits=_may_feel("gift"),
        ),
        RowAction(
            "reward", N_("Felt as a reward"), lambda at, row: _felt(at, row, "reward"), "badge-check", "R",
            fits=_may_feel("reward"),
        ),
        to_client("retention"),
        delete("offers", title=N_("Delete the offer")),
    ),
    page="retention",
)  # fmt: skip

AGREEMENTS = RowActions(
    "agreement",
    N_("With an agreement"),
    (
        edit("agreements", key=OPEN, title=N_("All fields of the agreement")),
        RowAction(
            "renew", N_("Renew…"), lambda at, row: at.place.renew_row(row), "refresh-cw", "R",
            fits=lambda _at, row: row.fact.ends_on is not None and not row.followed,
        ),
        to_client("retention"),
        delete("agreements", title=N_("Delete the agreement")),
    ),
    page="retention",
)  # fmt: skip

CANDIDATES = RowActions(
    "surprise",
    N_("With a client who is due for a surprise"),
    (
        RowAction("plan", N_("Plan…"), lambda at, row: at.place.plan(row), "calendar-plus", "P"),
        RowAction("give", N_("Give one now…"), lambda at, row: at.place.give(row.client_id), "gift", "G"),
        to_client(),
    ),
    page="retention",
)  # fmt: skip

PLANNED = RowActions(
    "planned",
    N_("With a planned surprise"),
    (
        RowAction("give", N_("Give it now…"), lambda at, row: at.place.give(row.client_id, row), "gift", "G"),
        RowAction(
            "edit", N_("Open the task"), lambda at, row: at.edit("tasks", row.task_id), "pencil", "F2",
            changes=False,
        ),
        to_client(),
        RowAction(
            "delete", N_("Take it out"), lambda at, row: at.delete("tasks", row.task_id), "trash-2", "Del",
            apart=True,
        ),
    ),
    page="retention",
)  # fmt: skip

HUNTERS = RowActions(
    "hunter",
    N_("With a deal hunter"),
    (
        RowAction(
            "open", N_("Go to whose it is"), lambda at, row: at.to_client(row.client_id, "retention"),
            "external-link", OPEN, (CLIENT,), words=to_client().words, changes=False,
        ),
        RowAction(
            "overrule", N_("Overrule the deal-hunter level…"), lambda at, _row: at.place.card.ask_verdict(), "scale",
            "V", fits=lambda at, row: at.place.card.shows(row.client_id), words=N_("Overrule…"),
        ),
        RowAction(
            "withdraw", N_("Withdraw the judgement"), lambda at, _row: at.place.card.take_back(), "undo-2", "W",
            fits=lambda at, row: at.place.card.shows(row.client_id) and row.hunter.judgement is not None,
        ),
    ),
    page="retention",
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put the actions into the registry, once."""
    if THREATS.scope in context.actions.scopes():
        return
    for rows in (THREATS, OFFERS, AGREEMENTS, CANDIDATES, PLANNED, HUNTERS):
        context.actions.add_rows(rows)

    def log(name: str) -> Callable[[], None]:
        def run() -> None:
            from app.ui.forms.capturing import capture

            capture(context, name, None)

        return run

    def show(tab: str) -> Callable[[], None]:
        return lambda: context.go(Place("retention", tab=tab))

    def writable() -> bool:
        return not context.read_only

    add = context.actions.add
    for name, title, what, icon in (
        ("retention.threat", N_("Log a threat of a client…"), "threat", KINDS["threats"].icon),
        ("retention.offer", N_("Log an offer to a client…"), "offer", KINDS["offers"].icon),
        ("agreement.new", N_("New agreement…"), "agreement", KINDS["agreements"].icon),
    ):
        add(Action(name, title, log(what), icon, enabled=writable, group=GROUP))
    for tab, title, icon in (
        ("threats", N_("All threats"), "shield"),
        ("offers", N_("Offers of the last 12 months"), KINDS["offers"].icon),
        ("agreements", N_("All agreements"), KINDS["agreements"].icon),
        ("hunters", N_("Deal hunters and their evidence"), "scan-search"),
    ):
        add(Action(f"retention.{tab}", title, show(tab), icon, group=GROUP))
