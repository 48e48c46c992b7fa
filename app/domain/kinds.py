"""The kinds of records, each told once: forms, lists, search, trash, sample and refs read it here.

What is true of a column (required, a number, long, internal) stands at the mapping (`models.tables`), and whether
the whole kind is internal, too. The order is the one in which people are shown kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_, _


@dataclass(frozen=True)
class Kind:
    """One kind of record, by its table; `title` and `plural` are marked, untranslated.

    - `number` stands in the keys of the search index (0 to 31): books rest on it, it never changes hands.
    - `day` is the column of the day a record stands at; empty for names, which stand above all days.
    - `names` are the columns a record is known by: the first that is filled in, after the ref.
    - `letter` begins its refs (D-014); empty where it has none.
    - `page` and `tab` are where one is at home: a tab of the client's record, for what is nobody's another place.
    """

    table: str
    title: str
    plural: str
    icon: str
    number: int
    day: str
    names: tuple[str, ...]
    letter: str = ""
    tab: str = "timeline"
    page: str = "clients"

    @property
    def words(self) -> str:
        """What one is called, in the language of the reader."""
        return _(self.title)

    @property
    def plural_words(self) -> str:
        """What many are called, in the language of the reader."""
        return _(self.plural)


_ALL = (
    Kind("clients", N_("Client"), N_("Clients"), "building-2", 1, "", ("name",)),
    Kind("contacts", N_("Contact"), N_("Contacts"), "user", 2, "", ("name",), tab="people"),
    Kind(
        "periods", N_("Earlier time as our client"), N_("Earlier times as our client"), "calendar-x", 19,
        "lost_on", ("lost_reason",),
    ),
    Kind("notes", N_("Note"), N_("Notes"), "message-square", 3, "happened_at", ("subject", "body")),
    Kind("decisions", N_("Decision"), N_("Decisions"), "scale", 4, "raised_on", ("title",), "D", "decisions"),
    Kind("attempts", N_("Attempt"), N_("Attempts"), "repeat-2", 5, "made_on", ("argument",), tab="decisions"),
    Kind(
        "complaints", N_("Complaint"), N_("Complaints"), "book-open", 6, "received_on", ("remark",),
        "C", "complaints",
    ),
    Kind("promises", N_("Promise"), N_("Promises"), "handshake", 9, "made_on", ("text",), "P", "promises"),
    Kind("threats", N_("Threat"), N_("Threats"), "shield-alert", 13, "made_on", ("wording",), "T", "retention"),
    Kind("offers", N_("Offer"), N_("Offers"), "gift", 14, "made_on", ("note",), tab="retention"),
    Kind("goals", N_("Goal"), N_("Goals"), "target", 20, "set_on", ("goal",), "G"),
    Kind("agreements", N_("Agreement"), N_("Agreements"), "file-text", 10, "starts_on", ("title",), "A"),
    Kind("purchases", N_("Purchase"), N_("Purchases"), "receipt", 11, "bought_on", ("item",), tab="money"),
    Kind("costs", N_("Cost"), N_("Costs"), "coins", 12, "spent_on", ("what",), tab="money"),
    Kind(
        "surveys", N_("Survey answer"), N_("Surveys"), "message-circle-question-mark", 8, "answered_on",
        ("comment",),
    ),
    Kind("voice_checks", N_("Voice check"), N_("Voice checks"), "ear", 7, "asked_on", ("words",)),
    Kind("referrals", N_("Referral"), N_("Referrals"), "share-2", 15, "made_on", ("referred",)),
    Kind("judgements", N_("Judgement"), N_("Judgements"), "badge-check", 16, "judged_on", ("reason",)),
    Kind("tasks", N_("Task"), N_("Tasks"), "list-todo", 17, "due_on", ("text",)),
    Kind("attachments", N_("File"), N_("Files"), "paperclip", 18, "added_on", ("name",), tab="files"),
    Kind("people", N_("Person"), N_("People"), "circle-user", 0, "", ("name",), tab="people", page="settings"),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.table: kind for kind in _ALL}
