"""What the Reports page shows before a report is made: its sheets, in small, from the same rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.portfolio import Attention, Figures, Measure, Period, Quarter, year_before
from app.domain.settings import SPECS, Settings
from app.i18n import _, format_change, format_day, format_number, format_percent, in_language, ngettext
from app.models import RECORDS, Client
from app.services.reports import definitions, management
from app.services.reports.drawings import readings
from app.services.reports.report_data import ReportData, load
from app.services.reports.summary import subtitle
from app.services.reports.tables import Column, Table
from app.services.reports.wordings import wordings
from app.services.settings_store import load as load_settings

ROWS_SHOWN = 22
# With more clients the preview is only made when it is asked for.
QUICK_CLIENTS = 300


@dataclass(frozen=True)
class FigureTile:
    """A key figure of the summary in words; `tone` is good, bad, warn or empty."""

    label: str
    value: str
    beneath: str
    tone: str


@dataclass(frozen=True)
class SummaryView:
    """The first sheet: tiles, the quarters of its three charts with a sentence each, two lists."""

    title: str
    subtitle: str
    tiles: tuple[FigureTile, ...]
    quarters: tuple[Quarter, ...]
    readings: tuple[str, ...]
    measures: tuple[tuple[str, str, str, str, str], ...]
    attention: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True)
class TableView:
    """A sheet with a table: its first rows as texts, right-aligned columns, and how many rows it has."""

    title: str
    note: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


@dataclass(frozen=True)
class Preview:
    """A report as it will be: (name of the sheet, its view), the summary first."""

    sheets: tuple[tuple[str, SummaryView | TableView], ...]


@dataclass(frozen=True)
class ReportFacts:
    """What the page says before anything is made."""

    clients: int
    currency: str
    records: tuple[tuple[str, int], ...]


def report_facts(session: Session) -> ReportFacts:
    """How much there is to report on; `records` counts by table."""
    clients = session.scalar(select(func.count()).select_from(Client).where(Client.deleted_at.is_(None)))
    counted = tuple(
        (
            model.__tablename__,
            session.scalar(select(func.count()).select_from(model).where(model.deleted_at.is_(None))) or 0,
        )
        for model in RECORDS
    )
    return ReportFacts(clients or 0, load_settings(session).currency, counted)


def period_of(start: date | None, as_of: date) -> Period:
    """The period of a report; without a start the year up to `as_of`."""
    return Period(year_before(as_of) if start is None else start, as_of)


def load_material(session: Session, start: date | None, as_of: date) -> ReportData:
    """Read what the management report needs; computing it (`management_preview`) needs no session."""
    return load(session, period_of(start, as_of), load_settings(session))


def management_preview(
    loaded: ReportData, book: str, language: str, cancelled: Callable[[], bool] | None = None
) -> Preview:
    """The sheets of the management report in `language`; raises `MissingRate` and `Cancelled`."""
    with in_language(language):
        made = management.compute(loaded, management.Progress(None, cancelled))
        summary = _summary(made.figures, book, loaded.settings.currency)
        tables = [(table.sheet, _table(table)) for table in made.tables.values()]
        defined = _definitions(loaded.settings, management.note_of(loaded))
        return Preview(((_("Summary"), summary), *tables, (_("Definitions"), defined)))


@dataclass(frozen=True)
class _House:
    """What `summary.subtitle` asks of a workbook."""

    book: str
    currency: str


def _summary(figures: Figures, book: str, currency: str) -> SummaryView:
    report: Any = _House(book, currency)
    return SummaryView(
        _("Management summary"),
        subtitle(report, figures),
        tuple(_tiles(figures)),
        figures.quarters,
        tuple(readings(figures.quarters, currency)),
        tuple(_measure(measure) for measure in figures.measures),
        tuple(_attention(item) for item in figures.attention),
    )


def _tiles(figures: Figures) -> list[FigureTile]:
    now, before = figures.now, figures.before
    known = figures.satisfaction_known
    said = ngettext("{n} of them is not loyal", "{n} of them are not loyal", figures.not_loyal)
    return [
        FigureTile(
            _("Clients kept"),
            _of(now.kept, now.active_from),
            _against(now.logo_retention, before.logo_retention),
            _tone(now.logo_retention, before.logo_retention),
        ),
        FigureTile(
            _("Revenue kept (GRR)"),
            format_percent(now.grr),
            _points(now.grr, before.grr),
            _tone(now.grr, before.grr),
        ),
        FigureTile(
            _("With growth (NRR)"),
            format_percent(now.nrr),
            _points(now.nrr, before.nrr),
            _tone(now.nrr, before.nrr),
        ),
        FigureTile(
            _("Satisfied clients"),
            _of(figures.satisfied, known),
            said.format(n=figures.not_loyal) if known else _("nobody was asked lately"),
            "warn" if figures.not_loyal or not known else "good",
        ),
    ]


def _of(count: int, total: int) -> str:
    return _("{count} of {total}").format(count=count, total=total) if total else "–"


def _against(share: float | None, before: float | None) -> str:
    if share is None:
        return _("no client at the start")
    if before is None:
        return format_percent(share)
    return _("{share}, was {before}").format(share=format_percent(share), before=format_percent(before))


def _points(share: float | None, before: float | None) -> str:
    if share is None or before is None:
        return _("nothing to compare with")
    points = round(100 * share) - round(100 * before)
    sign = "▲" if points > 0 else "▼" if points < 0 else "="
    return f"{sign} {abs(points)} {ngettext('point', 'points', abs(points))}"


def _tone(share: float | None, before: float | None) -> str:
    if share is None or before is None or round(100 * share) == round(100 * before):
        return ""
    return "good" if share > before else "bad"


def _measure(measure: Measure) -> tuple[str, str, str, str, str]:
    change = measure.change
    if change is None or not round(change, 2):
        return measure.title, _value(measure, measure.this), _value(measure, measure.past), "–", ""
    sign = "▲" if change > 0 else "▼"
    shown = (
        f"{abs(round(change))} {_('pt')}"
        if measure.kind in ("share", "score")
        else format_percent(abs(change))
    )
    tone = "good" if (change > 0) == measure.up_is_good else "bad"
    return (
        measure.title,
        _value(measure, measure.this),
        _value(measure, measure.past),
        f"{sign} {shown}",
        tone,
    )


def _value(measure: Measure, value: float | None) -> str:
    if value is None:
        return "–"
    if measure.kind == "score":
        return format_change(round(value))
    return format_percent(value) if measure.kind == "share" else format_number(round(value))


def _attention(item: Attention) -> tuple[str, str, str, bool]:
    return item.client, item.text, format_day(item.due, "d MMM"), item.severity >= 3


def _table(table: Table[Any]) -> TableView:
    columns: Sequence[Column[Any]] = table.columns
    rows = tuple(tuple(_cell(column, row) for column in columns) for row in table.rows[:ROWS_SHOWN])
    return TableView(
        table.title,
        table.note,
        tuple(column.title for column in columns),
        tuple(column.width for column in columns),
        tuple(column.kind in ("money", "amount", "count", "score", "share") for column in columns),
        rows,
        len(table.rows),
    )


def _definitions(settings: Settings, note: str) -> TableView:
    """The rules in words; the settings follow them in the workbook."""
    words = [(each.word, each.text) for each in wordings(settings) if each.text]
    return TableView(
        _("What the words and figures mean"),
        note,
        definitions.titles()[:2],
        definitions.WIDTHS[:2],
        (False, False),
        tuple(words[:ROWS_SHOWN]),
        len(words) + len(SPECS),
    )


def _cell(column: Column[Any], row: Any) -> str:
    value: Any = column.value(row)
    if value is None or value == "":
        return ""
    if column.kind == "day":
        return format_day(value, "d MMM y")
    if column.kind in ("money", "amount"):
        return format_number(round(value / 100))
    if column.kind in ("count", "score"):
        return format_number(round(value))
    if column.kind == "share":
        return format_percent(value)
    if column.kind == "flag":
        return _("yes") if value else _("no")
    return " ".join(str(value).split())


def record_preview(records: Sequence[tuple[str, int]]) -> Preview:
    """What the exchange workbook holds: a sheet a kind of record, with the number of its rows."""
    rows = tuple((name, format_number(count)) for name, count in records)
    view = TableView(
        _("Whole book"),
        _("One sheet a kind of record; every field as it stands in the book"),
        (_("Sheet"), _("Records")),
        (40.0, 16.0),
        (False, True),
        rows,
        sum(count for _name, count in records),
    )
    return Preview(((_("Contents"), view),))
