"""Every rule in words and every threshold with the book's present value, as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.domain.settings import SPECS, UNITS, Settings, Spec
from app.i18n import _, format_day, ngettext
from app.services.reports.cell_style import ACCENT, FAINT, GROUND, LINE, MUTED, CellStyle
from app.services.reports.report_workbook import ReportWorkbook, SheetWriter
from app.services.reports.tables import LINE_HEIGHT, ROW_HEIGHT, lines_of
from app.services.reports.wordings import Wording, wordings

WIDTHS = (34, 92, 12, 16, 12, 30)
_CELL = CellStyle(upright="top", below=LINE)
_RIGHT: dict[str, Any] = {"align": "right"}
_APART: dict[str, Any] = {"align": "left", "indent": 1}
_ALIGNED: tuple[dict[str, Any], ...] = ({}, {}, _RIGHT, _APART, _RIGHT, _APART)


def write_definitions(report: ReportWorkbook, settings: Settings, note: str) -> SheetWriter:
    """Add the sheet: the rules by subject, then the settings by subject, then what was changed in texts."""
    page = report.page(_("Definitions"))
    page.widths(WIDTHS)
    page.sheet.freeze_panes = "A4"
    page.append([page.cell(_("What the words and figures mean"), CellStyle(size=18, bold=True))], 30)
    page.append([page.cell(note, CellStyle(color=MUTED))], 16)
    _head(page)
    page.sheet.print_title_rows = "3:3"
    for wording in wordings(settings):
        _write_wording(page, wording)
    _write_settings(page, settings)
    _write_rates(page, settings)
    _write_repairs(page, report)
    return page


def titles() -> tuple[str, ...]:
    """The columns, the same for words and settings: their row stays in sight and is printed on every page."""
    return (_("Word or setting"), _("Meaning"), _("Value"), _("Unit"), _("Default"), _("Key"))


def _head(page: SheetWriter) -> None:
    style = CellStyle(bold=True, fill=GROUND, below=FAINT)
    styles = [replace(style, **aligned) for aligned in _ALIGNED]
    page.append((page.cell(title, at) for title, at in zip(titles(), styles, strict=True)), 20)


def _heading(page: SheetWriter, text: str) -> None:
    page.append([], 10)
    page.append([page.cell(text, CellStyle(size=12, bold=True, color=ACCENT))], 20)


def _write_wording(page: SheetWriter, wording: Wording) -> None:
    if not wording.text:
        _heading(page, wording.word)
        return
    styles = (replace(_CELL, bold=True, wrap=True), replace(_CELL, wrap=True), *(_CELL,) * 4)
    cells = (wording.word, wording.text, *(None,) * 4)
    page.append(
        (page.cell(value, style) for value, style in zip(cells, styles, strict=True)),
        _height(wording.word, wording.text),
    )


def _height(word: str, text: str) -> float:
    lines = max(lines_of(word, WIDTHS[0] - 2), lines_of(text, WIDTHS[1]))
    return ROW_HEIGHT + LINE_HEIGHT * (lines - 1) + 2


def _write_settings(page: SheetWriter, settings: Settings) -> None:
    _heading(page, _("Settings of this book"))
    for spec in SPECS.values():
        value = settings.value(spec.key)
        lines = lines_of(value, WIDTHS[2]) if isinstance(value, str) else 1
        height = max(_height(_(spec.title), _(spec.explanation)), ROW_HEIGHT + LINE_HEIGHT * (lines - 1))
        page.append(_setting_cells(page, spec, settings), height)


def _setting_cells(page: SheetWriter, spec: Spec, settings: Settings) -> Iterator[str]:
    value, code = settings.value(spec.key), _code(spec)
    changed = value != spec.default
    shown = replace(_CELL, format=code, align="right", bold=changed, color=ACCENT if changed else _CELL.color)
    if isinstance(value, str):
        shown = replace(shown, wrap=True)
    quiet = replace(_CELL, color=MUTED)
    yield page.cell(_(spec.title), replace(_CELL, wrap=True))
    yield page.cell(_(spec.explanation), replace(_CELL, wrap=True))
    yield page.cell(value, shown)
    yield page.cell("" if spec.unit == "share" else _(UNITS[spec.unit]), replace(_CELL, **_APART))
    yield page.cell(spec.default, replace(quiet, format=code, align="right"))
    yield page.cell(spec.key, replace(quiet, **_APART))


def _code(spec: Spec) -> str:
    return "0%" if spec.unit == "share" else "General"


def _write_rates(page: SheetWriter, settings: Settings) -> None:
    rates = settings.every_rate()
    if not rates:
        return
    _heading(page, _("Rates"))
    for currency, day, rate in rates:
        worth = _("1 {currency} in {book}").format(currency=currency, book=settings.currency)
        if day is not None:
            worth = _("{worth}, from {day}").format(worth=worth, day=format_day(day))
        page.append([page.cell(worth, _CELL), page.cell(rate, replace(_CELL, align="left"))])


def _write_repairs(page: SheetWriter, report: ReportWorkbook) -> None:
    """What Excel could not hold is said, not hidden."""
    text = report.text
    said = []
    if text.replaced:
        n = text.replaced
        said.append(
            ngettext(
                "{n} character that Excel cannot hold is shown as �.",
                "{n} characters that Excel cannot hold are shown as �.",
                n,
            ).format(n=n)
        )
    if text.shortened:
        n = text.shortened
        said.append(
            ngettext(
                "{n} text is longer than an Excel cell holds and ends in ….",
                "{n} texts are longer than an Excel cell holds and end in ….",
                n,
            ).format(n=n)
        )
    if said:
        _heading(page, _("About this file"))
        for sentence in said:
            page.append([page.cell(sentence, CellStyle())])
