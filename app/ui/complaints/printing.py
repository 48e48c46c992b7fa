"""A sheet on paper or as a PDF, made from its shareable fields alone."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.names import shown
from app.domain.words import capital, word
from app.errors import UserError
from app.i18n import _, format_day, in_quotes, pgettext
from app.services.file_names import name_part
from app.ui.kit.look.tokens import LIGHT
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets import printing
from app.ui.kit.widgets.save_as import ask_where
from app.views.complaints.sheet import PrintedSheet, printed_sheet


def html_of(sheet: PrintedSheet) -> str:
    """The sheet as the document shows it; every word of a person is escaped."""
    left = "".join(
        (
            _heading(_("What you told us")),
            f'<p style="font-size: 12pt; line-height: 140%;">{_text(in_quotes(sheet.remark))}</p>',
            _facts(
                (_("Said by"), shown(sheet.raised_by)),
                (_("How"), capital(word(sheet.channel)) if sheet.channel else None),
                (_("Received on"), format_day(sheet.received_on, "long")),
                (pgettext("a complaint", "About"), sheet.category),
            ),
        )
    )
    right = "".join(
        (
            _heading(_("What we did")),
            _facts(
                (_("Looked after by"), sheet.assigned_to),
                (_("First answer on"), _day(sheet.responded_on)),
                (_("Resolved on"), _day(sheet.resolved_on)),
                (_("Told on"), _day(sheet.told_on)),
            ),
            _part(_("What we found"), sheet.finding),
            _part(_("What we changed"), sheet.change_made),
            _part(_("How we told it"), sheet.told_words),
            _part(
                _("Satisfied with the answer"), capital(word(sheet.satisfied)) if sheet.satisfied else None
            ),
            _part(_("Thanks"), _thanks(sheet)),
        )
    )
    head = (
        f'<table width="100%"><tr><td><span style="font-size: 18pt; font-weight: 600;">'
        f"{_text(_('Complaint {ref}').format(ref=sheet.ref))}</span></td>"
        f'<td align="right" valign="bottom"><span style="color: {LIGHT.text2};">{_text(sheet.client)}</span></td>'
        f"</tr></table><hr>"
    )
    return f'<body style="color: {LIGHT.text};">{head}{left}<p></p>{right}</body>'


def _day(day: Any) -> str | None:
    return format_day(day, "long") if day is not None else None


def _thanks(sheet: PrintedSheet) -> str | None:
    parts = [_day(sheet.thanked_on), sheet.reward]
    return " · ".join(part for part in parts if part) or None


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _heading(words: str) -> str:
    return f'<p style="font-size: 13pt; font-weight: 600; color: {LIGHT.accent};">{_text(words)}</p>'


def _facts(*pairs: tuple[str, str | None]) -> str:
    rows = "".join(
        f'<tr><td style="color: {LIGHT.text2}; padding: 2px 24px 2px 0;">{_text(title)}</td>'
        f'<td style="padding: 2px 0;">{_text(text)}</td></tr>'
        for title, text in pairs
        if text
    )
    return f"<table>{rows}</table>" if rows else ""


def _part(title: str, text: str | None) -> str:
    if not text:
        return ""
    return f'<p style="line-height: 125%;"><span style="font-weight: 600;">{_text(title)}</span><br>{_text(text)}</p>'


def save_pdf(context: PageContext, complaint_id: int, parent: QWidget) -> None:
    """Ask where to, and write the sheet there."""

    def write(sheet: PrintedSheet, path: Path) -> None:
        try:
            printing.write_pdf(html_of(sheet), path, sheet.ref)
        except UserError as error:
            context.operations.failed.emit(error)
            return
        _say_where(context, path)

    def ask(sheet: PrintedSheet) -> None:
        ask_where(
            parent,
            _("Save the sheet"),
            Path.home() / f"{name_part(sheet.ref)}.pdf",
            lambda path: write(sheet, path),
            context.operations.failed.emit,
            names=_("PDF (*.pdf)"),
        )

    context.operations.read(lambda session: printed_sheet(session, complaint_id), ask, owner=parent)


def print_sheet(context: PageContext, complaint_id: int, parent: QWidget) -> None:
    """Ask for a printer and print the sheet."""

    def ask(sheet: PrintedSheet) -> None:
        printing.ask_printer(
            parent,
            sheet.ref,
            html_of(sheet),
            failed=context.operations.failed.emit,
            printed=partial(_say_where, context),
        )

    context.operations.read(lambda session: printed_sheet(session, complaint_id), ask, owner=parent)


def _say_where(context: PageContext, file: Path | None) -> None:
    """That it is done; with the way to the file, where it did not go to paper."""
    if file is None:
        context.toast(_("Printed."))
        return
    shown = (_("Show in folder"), lambda: _show(file))
    context.toast(_("{name} written").format(name=file.name), action=shown)


def _show(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
