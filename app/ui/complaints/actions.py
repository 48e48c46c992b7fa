"""What can be done with complaints from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _
from app.ui.kit.actions import Action
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.row_actions import OPEN, RowAction, RowActions, Run, delete, edit, to_client

if TYPE_CHECKING:
    from app.ui.forms.complaint_steps import Step
    from app.ui.kit.rows import Rows

GROUP = N_("Complaints")


def _log(answer: str) -> Run:
    return lambda at, _row: at.place.log(answer)


def _copy(form: str) -> Run:
    return lambda at, _row: at.place.copy(form)


# The forms and the printer are imported when one of them is wanted: the registry is filled at the start.
def _step(row: Any) -> Step | None:
    from app.ui.forms.complaint_steps import step_after

    return step_after("thanked" if row.thanked_on is not None else row.column)


def _step_words(_at: Rows, row: Any) -> str:
    step = _step(row)
    return f"{_(step.words)}…" if step is not None else ""


def _take(at: Rows, row: Any, reaches: str | None = None) -> None:
    from app.ui.forms.complaint_steps import open_step

    step = _step(row)
    open_step(at.context, row.id, reaches or (step.reaches if step else None), failed=at.failed)


def _print(at: Rows, row: Any, *, pdf: bool = False) -> None:
    from app.ui.complaints import printing

    (printing.save_pdf if pdf else printing.print_sheet)(at.context, row.id, at.widget)


ROWS = RowActions(
    "complaint",
    N_("With a complaint"),
    (
        RowAction(
            "open", N_("Open the sheet"), lambda at, row: at.context.go(Place("complaints", record=("complaints", row.id))),
            "book-open", OPEN, ("Space",), changes=False,
        ),
        RowAction(
            "step", N_("Take the next step…"), _take, "arrow-right", "Ctrl+Right",
            fits=lambda _at, row: _step(row) is not None, words=_step_words,
        ),
        RowAction(
            "resolve", N_("Straight to resolved…"), lambda at, row: _take(at, row, "resolved"), "wrench",
            "Ctrl+Shift+Right", fits=lambda _at, row: row.column == "received",
        ),
        to_client("complaints"),
        RowAction("print", N_("Print the sheet…"), _print, "printer", "P", words=N_("Print…"), changes=False),
        RowAction(
            "pdf", N_("Save the sheet as PDF…"), lambda at, row: _print(at, row, pdf=True), "file-text",
            words=N_("Save as PDF…"), changes=False,
        ),
        edit("complaints", title=N_("All fields of the complaint")),
        delete("complaints", title=N_("Delete the complaint")),
    ),
    page="complaints",
)  # fmt: skip

SHEET = RowActions(
    "sheet",
    N_("On an open sheet"),
    (
        RowAction(
            "before", N_("Sheet before"), lambda at, _v: at.place.step(-1), "chevron-up", "Ctrl+PgUp",
            changes=False, menu=False,
        ),
        RowAction(
            "next", N_("Next sheet"), lambda at, _v: at.place.step(1), "chevron-down", "Ctrl+PgDown",
            changes=False, menu=False,
        ),
        RowAction(
            "close", N_("Back to all complaints"), lambda at, _v: at.place.closed.emit(), "arrow-left", "Esc",
            changes=False, menu=False,
        ),
        edit("complaints", key="", title=N_("All fields of the complaint")),
        RowAction(
            "client", N_("Go to whose it is"), lambda at, view: at.to_client(view.client_id), "external-link",
            words=to_client().words, changes=False,
        ),
        RowAction(
            "story", N_("Story…"), lambda at, view: at.place.story_wanted.emit(view.id), "feather", changes=False
        ),
        RowAction(
            "print", N_("Print…"), lambda at, _v: at.place.print_page(), "printer", changes=False, menu=False
        ),
        RowAction(
            "pdf", N_("Save the sheet as PDF…"), lambda at, _v: at.place.save_pdf(), "file-text",
            words=N_("Save as PDF…"), changes=False,
        ),
        RowAction(
            "delete", N_("Delete the complaint"), lambda at, view: at.place.delete(view.id), "trash-2",
            words=N_("Delete"), apart=True,
        ),
    ),
    page="complaints",
    whole=True,
)  # fmt: skip

HUNT = RowActions(
    "hunt",
    N_("With a client who says nothing"),
    (
        RowAction(
            "ask", N_("Go to the question and the answers"), lambda at, row: at.place.choose(row.client_id),
            "message-circle-question-mark", OPEN, changes=False,
        ),
        *(
            RowAction(answer, title, _log(answer), icon, key)
            for answer, title, icon, key in (
                ("willing", N_("They would tell us: willing"), "thumbs-up", "W"),
                ("hesitant", N_("They might tell us: hesitant"), "meh", "H"),
                ("unwilling", N_("They would not tell us: unwilling"), "thumbs-down", "U"),
            )
        ),
        RowAction(
            "write", N_("They named something: write it down…"), lambda at, _row: at.place.write_down(), "book-open",
            "N",
        ),
        RowAction("copy", N_("Copy the question"), lambda at, _row: at.place.copy(), "copy", "C", changes=False),
        to_client(),
    ),
    page="complaints",
)  # fmt: skip

STORIES = RowActions(
    "story",
    N_("With the story of a complaint"),
    (
        RowAction("write", N_("Write the story"), lambda at, _row: at.place.write(), "feather", OPEN),
        *(
            RowAction(
                form, title, _copy(form), "copy", key,
                fits=lambda _at, row: row.state != "none", changes=False,
            )
            for form, title, key in (
                ("text", N_("Copy as text"), "C"),
                ("markdown", N_("Copy as Markdown"), "M"),
                ("html", N_("Copy as HTML"), "H"),
            )
        ),
        RowAction(
            "sheet", N_("Open the sheet"), lambda at, row: at.place.opened.emit(row.id), "book-open", "O",
            changes=False,
        ),
    ),
    page="complaints",
)  # fmt: skip


def register(context: PageContext) -> None:
    """Put the actions on complaints into the registry, once."""
    if ROWS.scope in context.actions.scopes():
        return

    def write(client_id: int | None = None) -> None:
        from app.ui.forms.new_complaint import new_complaint

        here = context.here
        new_complaint(context, client_id or (here.client_id if here is not None else None))

    for rows in (ROWS, SHEET, HUNT, STORIES):
        context.actions.add_rows(rows)
    add = context.actions.add
    add(
        Action(
            "complaint.new",
            N_("Write a complaint down…"),
            write,
            "book-open",
            enabled=lambda: not context.read_only,
            group=GROUP,
            client_scoped=True,
            client_title=N_("Write down a complaint of {client}…"),
        )
    )
    for tab, title, icon in (
        ("table", N_("All complaints as a table"), "table-2"),
        ("hunt", N_("Whom to ask: the silent clients"), "ear"),
        ("stories", N_("Stories of complaints"), "feather"),
    ):
        add(
            Action(
                f"complaint.{tab}",
                title,
                lambda which=tab: context.go(Place("complaints", tab=which)),
                icon,
                group=GROUP,
            )
        )
