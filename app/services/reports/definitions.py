"""Every rule in words and every threshold with the book's present value, as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.i18n import _, ngettext
from app.services.reports.house import ACCENT, FAINT, GROUND, LINE, MUTED, House, Look, Page
from app.services.reports.wordings import Wording, wordings
from app.services.settings import SPECS, UNITS, Settings, Spec

WIDTHS = (34, 92, 12, 16, 12, 30)
_CELL = Look(upright="top", below=LINE)


def write_definitions(house: House, settings: Settings, note: str) -> Page:
    """Add the sheet: the rules by subject, then the settings by subject, then what was changed in texts."""
    page = house.page(_("Definitions"))
    page.widths(WIDTHS)
    page.sheet.freeze_panes = "A4"
    page.append([page.cell(_("What the words and figures mean"), Look(size=18, bold=True))], 30)
    page.append([page.cell(note, Look(color=MUTED))], 16)
    _head(page, [_("Word"), _("Meaning")], [])
    page.sheet.print_title_rows = "3:3"
    for wording in wordings(settings):
        _write_wording(page, wording)
    _write_settings(page, settings)
    _write_rates(page, settings)
    _write_repairs(page, house)
    return page


def _head(page: Page, left: list[str], right: list[str]) -> None:
    look = Look(bold=True, fill=GROUND, below=FAINT)
    titles = (left + right + [""] * len(WIDTHS))[: len(WIDTHS)]
    aligned = [look, look, replace(look, align="right"), look, replace(look, align="right"), look]
    page.append((page.cell(title or None, at) for title, at in zip(titles, aligned, strict=True)), 20)


def _heading(page: Page, text: str) -> None:
    page.append([], 10)
    page.append([page.cell(text, Look(size=12, bold=True, color=ACCENT))], 20)


def _write_wording(page: Page, wording: Wording) -> None:
    if not wording.text:
        _heading(page, wording.word)
        return
    empty = page.cell(None, _CELL)
    cells = (page.cell(wording.word, replace(_CELL, bold=True, wrap=True)), page.cell(
        wording.text, replace(_CELL, wrap=True)
    ), empty, empty, empty, empty)  # fmt: skip
    page.append(cells)


def _write_settings(page: Page, settings: Settings) -> None:
    _heading(page, _("Settings of this book"))
    _head(page, [_("Setting"), _("Explanation")], [_("Value"), _("Unit"), _("Default"), _("Key")])
    for spec in SPECS.values():
        page.append(_setting_cells(page, spec, settings))


def _setting_cells(page: Page, spec: Spec, settings: Settings) -> Iterator[Any]:
    value, code = settings.value(spec.key), _code(spec)
    changed = value != spec.default
    shown = replace(_CELL, format=code, align="right", bold=changed, color=ACCENT if changed else _CELL.color)
    yield page.cell(_(spec.title), replace(_CELL, wrap=True))
    yield page.cell(_(spec.explanation), replace(_CELL, wrap=True))
    yield page.cell(value if value != "" else None, shown)
    yield page.cell("" if spec.unit == "share" else _(UNITS[spec.unit]), _CELL)
    default = replace(_CELL, format=code, align="right", color=MUTED)
    yield page.cell(spec.default if spec.default != "" else None, default)
    yield page.cell(spec.key, replace(_CELL, color=MUTED))


def _code(spec: Spec) -> str:
    if spec.unit == "share":
        return "0%"
    return "General"


def _write_rates(page: Page, settings: Settings) -> None:
    if not settings.rates:
        return
    _heading(page, _("Rates"))
    for currency, rate in sorted(settings.rates.items()):
        worth = _("1 {currency} in {book}").format(currency=currency, book=settings.currency)
        page.append([page.cell(worth, _CELL), page.cell(rate, replace(_CELL, align="left"))])


def _write_repairs(page: Page, house: House) -> None:
    """What Excel could not hold is said, not hidden."""
    text = house.text
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
            page.append([page.cell(sentence, Look())])
