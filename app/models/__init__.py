"""What is stored: importing this package maps every table."""

from app.models.attachments import Attachment, Content
from app.models.base import Base, Record, name_key, new_uid
from app.models.clients import Client, Contact, Period, Person
from app.models.complaints import Complaint, VoiceCheck
from app.models.decisions import Attempt, Decision
from app.models.identity import Identity
from app.models.journal import Change, Gesture
from app.models.judgements import Judgement
from app.models.lineage import Stretch
from app.models.notes import Note
from app.models.offers import Offer
from app.models.promises import Agreement, Goal, Promise
from app.models.purchases import Cost, Purchase
from app.models.referrals import Referral
from app.models.settings import Draft, Setting
from app.models.surveys import Survey
from app.models.tasks import Snooze, Task
from app.models.threats import Threat

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
