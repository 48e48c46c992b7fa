"""The cards of disputed decisions: what the client wants beside our advice, and how often it was argued."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rules.advice import WON_OVER, DecisionVerdict
from app.i18n import _, ngettext
from app.models import Attempt, Contact, Decision
from app.views.record.page import RecordView


@dataclass(frozen=True)
class AttemptLine:
    """One occasion on which we argued; `response` is internal."""

    id: int
    number: int
    made_on: date
    made_by: str | None
    contact: str | None
    channel: str | None
    argument: str
    response: str | None
    over_limit: bool
    override_reason: str | None


@dataclass(frozen=True)
class DecisionCard:
    """One disputed decision with its texts, what the rules say of it, and its attempts, oldest first."""

    id: int
    ref: str
    title: str
    client_wish: str
    our_advice: str
    stake: str | None
    lesson: str | None
    verdict: DecisionVerdict
    attempts: tuple[AttemptLine, ...]

    @property
    def debrief_waits(self) -> bool:
        """Settled the client's way and not looked back on yet."""
        return self.verdict.debrief_waits_since is not None


@dataclass(frozen=True)
class DecisionsView:
    """The cards, open ones first and the newest of each; the sentence that suggests another limit, if any."""

    cards: tuple[DecisionCard, ...]
    suggestion: str
    suggested_limit: int | None


def decision_cards(session: Session, view: RecordView) -> DecisionsView:
    """All disputed decisions of the client, from two queries."""
    d = Decision
    query = select(d.id, d.ref, d.title, d.client_wish, d.our_advice, d.stake, d.lesson)
    texts = {
        row.id: row
        for row in session.execute(query.where(d.client_id == view.who.id, d.deleted_at.is_(None)))
    }
    attempts = _attempts(session, view)
    cards = [
        DecisionCard(*texts[v.decision.id], verdict=v, attempts=tuple(attempts.get(v.decision.id, ())))
        for v in view.verdicts.advice.decisions
        if v.decision.id in texts
    ]
    cards.sort(key=lambda card: (card.verdict.decision.raised_on, card.id), reverse=True)
    cards.sort(key=lambda card: card.verdict.state == "settled")
    return DecisionsView(tuple(cards), *_suggestion(view))


def _attempts(session: Session, view: RecordView) -> dict[int, list[AttemptLine]]:
    a = Attempt
    query = (
        select(
            a.id,
            a.decision_id,
            a.made_on,
            a.made_by,
            Contact.name,
            a.channel,
            a.argument,
            a.response,
            a.override_reason,
        )
        .join(Decision, Decision.id == a.decision_id)
        .outerjoin(Contact, Contact.id == a.contact_id)
        .where(Decision.client_id == view.who.id, a.deleted_at.is_(None), a.made_on <= view.as_of)
        .order_by(a.made_on, a.id)
    )
    found: dict[int, list[AttemptLine]] = {}
    for row in session.execute(query):
        group = found.setdefault(row[1], [])
        verdict = view.decision(row[1])
        number = len(group) + 1
        over = verdict is not None and number > verdict.limit
        group.append(AttemptLine(row[0], number, *row[2:8], over_limit=over, override_reason=row[8]))
    return found


def _suggestion(view: RecordView) -> tuple[str, int | None]:
    """What the settled decisions teach about how often to argue with this client."""
    present = view.history.client.advice_limit
    limit = view.settings.advice_limit if present is None else present
    suggested = view.verdicts.advice.suggested_limit
    if suggested is None or suggested == limit:
        return "", None
    settled = [v for v in view.verdicts.advice.decisions if v.state == "settled"]
    won = Counter(v.attempts for v in settled if v.outcome in WON_OVER)
    if not won:
        text = ngettext(
            "They never came round in {n} dispute.", "They never came round in {n} disputes.", len(settled)
        ).format(n=len(settled))
    else:
        text = _("They came round in {won} of {n} disputes, never after attempt {last}.").format(
            won=sum(won.values()), n=len(settled), last=max(won)
        )
    hint = _("Suggested limit: {suggested}, now {limit}.").format(suggested=suggested, limit=limit)
    return f"{text} {hint}", suggested
