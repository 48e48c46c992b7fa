"""What is stored: importing this package maps every table."""

from app.models.tables.attachments import Attachment, Content
from app.models.tables.base import Base, Record, name_key, new_uid
from app.models.tables.clients import Client, Contact, Period, Person
from app.models.tables.complaints import Complaint, VoiceCheck
from app.models.tables.decisions import Attempt, Decision
from app.models.tables.identity import Identity
from app.models.tables.journal import Change, Gesture
from app.models.tables.judgements import Judgement
from app.models.tables.lineage import Stretch
from app.models.tables.notes import Note
from app.models.tables.offers import Offer
from app.models.tables.promises import Agreement, Goal, Promise
from app.models.tables.purchases import Cost, Purchase
from app.models.tables.referrals import Referral
from app.models.tables.settings import Draft, Setting
from app.models.tables.surveys import Survey
from app.models.tables.tasks import Snooze, Task
from app.models.tables.threats import Threat

# The records of the exchange workbook in the order of its sheets (DOMAIN.md, Records).
RECORDS: tuple[type[Record], ...] = (
    Person,
    Client,
    Period,
    Contact,
    Note,
    Decision,
    Attempt,
    Complaint,
    VoiceCheck,
    Survey,
    Promise,
    Agreement,
    Goal,
    Purchase,
    Cost,
    Threat,
    Offer,
    Referral,
    Judgement,
    Task,
)
# Everything that can be deleted, restored and erased: the workbook has no place for files.
ALL_RECORDS: tuple[type[Record], ...] = (*RECORDS, Attachment)

# Where ids are remembered (by the journal, by Undo, by a window): none is ever given twice.
for _table in Base.metadata.tables.values():
    if _table.name not in ("identity", "changes"):
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = [
    "ALL_RECORDS",
    "RECORDS",
    "Agreement",
    "Attachment",
    "Attempt",
    "Base",
    "Change",
    "Client",
    "Complaint",
    "Contact",
    "Content",
    "Cost",
    "Decision",
    "Draft",
    "Gesture",
    "Goal",
    "Identity",
    "Judgement",
    "Note",
    "Offer",
    "Period",
    "Person",
    "Promise",
    "Purchase",
    "Record",
    "Referral",
    "Setting",
    "Snooze",
    "Stretch",
    "Survey",
    "Task",
    "Threat",
    "VoiceCheck",
    "name_key",
    "new_uid",
]
