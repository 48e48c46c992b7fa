"""Where the walk stops: every place with all its inner tabs, every tab of a record, every section of settings."""

from __future__ import annotations

from sqlalchemy import select

from app.models import Client, Complaint
from app.ui.kit.page_context import Place
from app.ui.record.record import TABS
from app.ui.reports.kinds import REPORTS
from app.ui.settings.page import TABS as SECTIONS
from app.ui.shell.app import Application

CLIENT = "Alfa Media SRL"


def stops(application: Application) -> list[Place]:
    """All stops in the book that is open; some of them need its records."""
    return [
        Place("today"),
        *record_stops(application),
        Place("clients", tab="table"),
        Place("decisions"),
        *(Place("complaints", tab=tab) for tab in ("board", "table", "hunt", "stories")),
        *(Place("complaints", record=("complaints", each)) for each in _sheets(application)),
        *(Place("retention", tab=tab) for tab in ("overview", "threats", "offers", "agreements", "hunters")),
        Place("promises"),
        Place("insights"),
        *(Place("reports", tab=kind.id) for kind in REPORTS),
        *(Place("settings", tab=section[0]) for section in SECTIONS),
        Place("import"),
        Place("trash"),
        Place("search", words="radio"),
    ]


def record_stops(application: Application) -> list[Place]:
    """The nine tabs of a client with a bit of everything, and the threats of one who bargains."""
    whose = client_id(application)
    return [*(Place("clients", whose, tab=tab) for tab, *_rest in TABS), Place("clients", 4, tab="retention")]


def client_id(application: Application, name: str = CLIENT) -> int:
    """The id of a client of the sample book."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return int(session.scalars(select(Client.id).where(Client.name == name)).one())


def _sheets(application: Application) -> list[int]:
    """A sheet that waits for an answer, one to be told, and one that is told."""
    assert application.opened is not None
    waits = Complaint.responded_on.is_(None)
    to_tell = Complaint.resolved_on.is_not(None) & Complaint.told_on.is_(None)
    with application.opened.book.reading() as session:
        found = [
            session.scalars(select(Complaint.id).where(wanted).order_by(Complaint.id).limit(1)).first()
            for wanted in (waits, to_tell, Complaint.told_on.is_not(None))
        ]
    return [each for each in found if each is not None]
