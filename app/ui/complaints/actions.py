"""What can be done with complaints from anywhere."""

from __future__ import annotations

from app.i18n import N_
from app.ui.actions import Action
from app.ui.desk import Desk, Place

GROUP = N_("Complaints")


def register(desk: Desk) -> None:
    """Put the actions on complaints into the desk's registry."""

    def write(client_id: int | None = None) -> None:
        from app.ui.complaints.new import new_complaint

        here = desk.here
        new_complaint(desk, client_id or (here.client_id if here is not None else None))

    add = desk.actions.add
    add(
        Action(
            "complaint.new",
            N_("Write a complaint down…"),
            write,
            "book-open",
            enabled=lambda: not desk.read_only,
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
                lambda which=tab: desk.go(Place("complaints", tab=which)),
                icon,
                group=GROUP,
            )
        )
