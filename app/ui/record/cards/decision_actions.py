"""What can be done with disputed decisions, registered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _
from app.ui.kit import discreet
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext
from app.ui.kit.row_actions import CLIENT, OPEN, RowAction, RowActions, delete, edit

if TYPE_CHECKING:
    from app.ui.kit.rows import Rows

GROUP = N_("Decisions")
PAGE = "decisions"


def _is_open(_at: Rows, row: Any) -> bool:
    return str(row.verdict.state) != "settled"


def _is_argued(_at: Rows, row: Any) -> bool:
    return str(row.verdict.state) == "advise"


def _waits(_at: Rows, row: Any) -> bool:
    """Whether one may look back on it: settled the client's way, and nobody did yet."""
    from app.domain.rules.advice import CLIENTS_WAY

    verdict = row.verdict
    return verdict.state == "settled" and verdict.outcome in CLIENTS_WAY and not verdict.debriefed


def _may_reopen(_at: Rows, row: Any) -> bool:
    return row.verdict.state == "settled" and row.verdict.decision.debriefed_on is None


def _attempt_words(at: Rows, row: Any) -> str:
    return _("Log attempt") if _is_argued(at, row) else _("Argue once more…")


def _settle_words(at: Rows, row: Any) -> str:
    # That all attempts are used up is internal.
    return _("Settle…") if _is_argued(at, row) or discreet.state.on else _("The client decides: settle")


def _step(name: str, title: str, icon: str, key: str, **more: Any) -> RowAction:
    return RowAction(name, title, lambda at, row: at.place.take(name, row), icon, key, **more)


ROWS = RowActions(
    "decision",
    N_("With a decision"),
    (
        RowAction(
            "open", N_("Go to its card, or fold it"), lambda at, row: at.place.open_row(row), "scale", OPEN,
            changes=False, menu=False,
        ),
        _step(
            "attempt", N_("Log an attempt on the decision…"), "repeat-2", "A", fits=_is_open, words=_attempt_words,
            internal=True,
        ),
        _step("convinced", N_("They are convinced"), "check", "C", fits=_is_argued, internal=True),
        _step("settle", N_("Settle the decision…"), "user-check", "S", fits=_is_open, words=_settle_words),
        _step(
            "debrief", N_("Look back on the decision…"), "graduation-cap", "L", fits=_waits, words=N_("Look back…")
        ),
        _step("reopen", N_("Open it again"), "undo-2", "R", fits=_may_reopen),
        RowAction(
            "client", N_("Go to whose it is"), lambda at, row: at.to_client(row.client_id, record=("decisions", row.id)),
            "external-link", CLIENT, fits=lambda at, _row: at.context.here is None or at.context.here.page != "clients",
            words=lambda _at, row: _("Go to {client}").format(client=row.client), changes=False,
        ),
        edit("decisions", title=N_("All fields of the decision")),
        delete("decisions", title=N_("Delete the decision")),
    ),
    page=PAGE,
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put the actions into the registry, once."""
    if ROWS.scope in context.actions.scopes():
        return

    def raise_one() -> None:
        from app.ui.forms.capturing import capture

        capture(context, "decision", None)

    context.actions.add(
        Action(
            "decision.new", N_("Raise a decision of a client…"), raise_one, "scale",
            enabled=lambda: not context.read_only, group=GROUP,
        )
    )  # fmt: skip
    context.actions.add_rows(ROWS)
