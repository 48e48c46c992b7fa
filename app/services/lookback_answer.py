"""`condica lookback`: what looking back finds, as plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.lookback import Lookback, Share, judge
from app.services import history, settings_store


def answer(session: Session, as_of: date) -> dict[str, Any]:
    """`condica lookback BOOK --json`."""
    return as_answer(judge(history.load_all(session), as_of, settings_store.load(session)))


def as_answer(found: Lookback) -> dict[str, Any]:
    """The findings as plain values for JSON."""
    return {
        "as_of": found.as_of.isoformat(),
        "lost": [
            {
                "client": one.client,
                "lost_on": one.lost_on.isoformat(),
                "before": [{**s.__dict__, "day": s.day.isoformat()} for s in one.before],
            }
            for one in found.lost
        ],
        "stayed": found.stayed,
        "signals": [
            {
                "signal": s.signal,
                "days_before": s.days_before,
                "lost": _share_answer(s.lost),
                "stayed": _share_answer(s.stayed),
                "tells_apart": s.tells_apart,
            }
            for s in found.signals
        ],
        "warnings": list(found.warnings),
    }


def _share_answer(share: Share) -> dict[str, Any]:
    low, high = share.interval or (None, None)
    return {"count": share.count, "of": share.of, "share": share.share, "low": low, "high": high}
