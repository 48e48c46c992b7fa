"""An empty exchange workbook to fill in: every sheet with its headers, each explained in a comment."""

from __future__ import annotations

from pathlib import Path

from app.i18n import N_, _
from app.services.exchange.files.origin import sign
from app.services.exchange.sheets import SHEETS, Column, Sheet
from app.services.outfile import writing
from app.services.workbooks.saving import save_workbook


def write_template(path: Path) -> None:
    """Write the empty workbook to `path`; raises as `outfile.writing` does."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sign(book, to_fill_in=True)
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for number, column in enumerate(sheet.columns, 1):
            cell = page.cell(1, number, column.name)
            cell.font = Font(bold=True)
            cell.comment = Comment(explanation(sheet, column), "Condica")
            page.column_dimensions[get_column_letter(number)].width = max(12, len(column.name) + 4)
    with writing(Path(path)) as made:
        save_workbook(book, made)


def explanation(sheet: Sheet, column: Column) -> str:
    """What a cell of the column may hold, in words."""
    if column.words:
        what = _("one of {words}").format(words=", ".join(column.words))
    elif column.kind == "link":
        what = _("a name or ref from the sheet {sheet}").format(sheet=column.of)
    elif column.kind == "whole" and column.highest < 10_000:
        what = _("a whole number from {lowest} to {highest}").format(
            lowest=column.lowest, highest=column.highest
        )
    else:
        what = _(_KINDS[column.kind])
    told = (_("Required: {what}.") if column.required else _("If known: {what}.")).format(what=what)
    return f"{told} {_('No two rows may have the same.')}" if column.name == sheet.key else told


_KINDS = {
    "text": N_("text"),
    "named": N_("a name"),
    "list": N_("names, separated by semicolons"),
    "day": N_("a day, such as 2024-12-31"),
    "birthday": N_("a day, such as 1985-05-12, or --05-12 where the year is not known"),
    "moment": N_("a local day and time, such as 2024-12-31 14:30"),
    "money": N_("an amount in the client's currency, with two decimals at most"),
    "flag": N_("TRUE or FALSE"),
    "whole": N_("a whole number"),
    "real": N_("a number"),
}
