"""One piece of work on its way through a worker thread and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from app.errors import UserError
from app.services.giving_up import GivenUp
from app.services.journal import Mark


class Answer(NamedTuple):
    """What the work found or did: the tables it changed, and the gesture that it made in the journal."""

    result: Any
    kinds: frozenset[str] = frozenset()
    mark: Mark | None = None


def answer_of(result: Any, session: Session) -> Answer:
    """The answer of a gesture that was committed."""
    return Answer(result, frozenset(session.info.get("changed", ())), session.info.get("gesture"))


class Call:
    """The work, whom its answer is for, and what came of it; a reading may be given up meanwhile."""

    def __init__(
        self,
        work: Callable[[], Answer],
        done: Callable[[Any], None] | None,
        failed: Callable[[UserError], None] | None,
        owner: QObject | None,
        key: str | None,
        *,
        is_gesture: bool = False,
    ) -> None:
        self.work, self.done, self.failed = work, done, failed
        self.owner, self.has_owner, self.key = owner, owner is not None, key
        self.is_gesture = is_gesture
        self.given_up = GivenUp()
        self.answer = Answer(None)
        self.error: BaseException | None = None
        self.ended: Callable[[], None] | None = None

    def wanted(self) -> bool:
        """Whether the widget that asked is still there."""
        return not self.has_owner or shiboken6.isValid(self.owner)
