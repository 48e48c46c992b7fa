"""Undo beside what was done takes back just that, or says why it cannot (UX.md, Behaviour 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.journal import Mark, Standing, standing
from app.ui.kit.widgets.dialogs import ask

if TYPE_CHECKING:
    from app.ui.kit.page_context import PageContext

_MOST_NAMED = 5


def undo_gesture(context: PageContext, mark: Mark, parent: QWidget) -> None:
    """Take back the marked gesture. Where others came after it, ask first whether to take these back as well."""
    context.operations.read(
        lambda session: standing(session, mark),
        lambda found: _undo(context, mark, found, parent),
        owner=parent,
    )


def _undo(context: PageContext, mark: Mark, found: Standing, parent: QWidget) -> None:
    if found.state == "undone":
        said = _("This is undone already: {what}") if found.label else _("This is undone already.")
        context.toast(said.format(what=found.label))
    elif found.state == "kept":
        context.toast(_("This can no longer be undone: {what}").format(what=found.label))
    elif not found.later:
        context.operations.undo_back_to(mark, mark.id)
    else:
        _ask(context, mark, found, parent)


def _ask(context: PageContext, mark: Mark, found: Standing, parent: QWidget) -> None:
    count, last = len(found.later), found.later[0].id
    since = ngettext(
        "{n} thing was done since, which would be taken back as well:",
        "{n} things were done since, which would be taken back as well:",
        count,
    ).format(n=count)
    named = [f"• {step.label}" for step in found.later[:_MOST_NAMED]]
    more = count - _MOST_NAMED
    if more > 0:
        named.append(ngettext("• and {n} more", "• and {n} more", more).format(n=more))
    ask(
        parent,
        _("Undo: {what}").format(what=found.label),
        "\n".join((since, *named)),
        _("Undo all {n}").format(n=count + 1) if count > 1 else _("Undo both"),
        lambda: context.operations.undo_back_to(mark, last),
    )
