"""What is decided about a threat at the press of a button, and that they stayed; each a gesture with Undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.services.records import threats as use_cases
from app.services.records.titles import word
from app.ui.desk import Desk


def answer(desk: Desk, owner: QObject, threat_id: int, response: str) -> None:
    """Retain, hold or let go."""
    told = _("Answer: {how}").format(how=word(response))
    _write(desk, owner, told, lambda s: use_cases.answer_threat(s, threat_id=threat_id, response=response))


def stayed(desk: Desk, owner: QObject, threat_id: int) -> None:
    """They stayed."""
    today = desk.today()
    _write(
        desk,
        owner,
        _("They stayed: noted"),
        lambda s: use_cases.close_threat(s, threat_id=threat_id, outcome="stayed", on=today),
    )


def _write(desk: Desk, owner: QObject, label: str, do: Callable[[Any], Any]) -> None:
    desk.operations.write(
        label,
        lambda session: do(session) and None,
        lambda _r: desk.toast(label, undo=True),
        lambda error: desk.toast(str(error)),
        owner=owner,
    )
