"""The management report: an Excel workbook from the book's rules, on any day and in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import collecting
from app.domain.portfolio import Figures, Period, year_before
from app.domain.settings import Settings
from app.errors import Cancelled, InvalidInput
from app.i18n import _, format_day, in_language
from app.i18n import language as spoken
from app.models.tables.identity import Identity
from app.services import outfile
from app.services.reports import clients, complaints, decisions, hunters, portfolio, promises, threats
from app.services.reports import report_data as data
from app.services.reports.definitions import write_definitions
from app.services.reports.drawings import readings, write_charts
from app.services.reports.report_data import ReportData
from app.services.reports.report_workbook import ReportWorkbook, new_report
from app.services.reports.summary import write_summary
from app.services.reports.tables import Table, write_table
from app.services.settings_store import load as load_settings

Item = TypeVar("Item")
# The parts of the work in per cent, as it usually takes: loading, judging clients, figures, then writing.
_LOADED, _JUDGED, _COMPUTED, _DONE = 10, 35, 45, 100
# The period before must be a period too, and Excel knows no earlier days.
_EARLIEST = 1950
# How many rows pass between two looks at the clock and the cancel button.
_EVERY = 50

Reading = Callable[[], AbstractContextManager[Session]]
Step = Callable[[int, int], None]
Stop = Callable[[], bool]


def write_management(
    session: Session,
    path: Path,
    *,
    start: date | None = None,
    as_of: date,
    language: str | None = None,
    progress: Step | None = None,
    cancelled: Stop | None = None,
) -> Path:
    """As `make_management`, from a session that stays open all the time."""
    return make_management(
        lambda: nullcontext(session),
        path,
        start=start,
        as_of=as_of,
        language=language,
        progress=progress,
        cancelled=cancelled,
    )


def make_management(
    reading: Reading,
    path: Path,
    *,
    start: date | None = None,
    as_of: date,
    language: str | None = None,
    progress: Step | None = None,
    cancelled: Stop | None = None,
) -> Path:
    """Write the report of `start < day ≤ as_of` to `path` and return it.

    `reading()` opens a session on the book (`Book.reading`). It is closed once everything was read,
    before the longer part begins, so that no gesture of the user waits for a report.

    `start` defaults to the same day a year before, `language` to the one in force. `progress(done,
    total)` is told of per cents. Raises `TargetOpen` with a free name where `path` is open elsewhere,
    `MissingRate` naming a currency, `InvalidInput` for a period that ends before it begins, and
    `Cancelled`; in each case what stood at `path` is untouched.
    """
    period = _period(start, as_of)
    with (
        in_language(language or spoken()),
        outfile.writing(path, cancelled=cancelled) as made,
        collecting.held(),
    ):
        _make(made, reading, period, Progress(progress, cancelled))
    return path


def _make(made: Path, reading: Reading, period: Period, pace: Progress) -> None:
    """What was loaded and computed is gone when this ends, so that the collector has nothing to look through."""
    pace.reach(0)
    with reading() as session:
        loaded = data.load(session, period, load_settings(session))
        report = _new_report(session, loaded.settings, period.last)
    pace.reach(_LOADED)
    sheets = compute(loaded, pace)
    _write(made, report, loaded, sheets, pace)


def _period(start: date | None, as_of: date) -> Period:
    if as_of.year <= _EARLIEST:
        raise InvalidInput(_("The report’s period begins too early."), _("Choose a later day."))
    begins = year_before(as_of) if start is None else start
    if begins >= as_of:
        raise InvalidInput(_("The report’s period ends before it begins."), _("Choose an earlier first day."))
    if begins.year < _EARLIEST:
        raise InvalidInput(_("The report’s period begins too early."), _("Choose a later first day."))
    return Period(begins, as_of)


def _new_report(session: Session, settings: Settings, as_of: date) -> ReportWorkbook:
    named = settings.name or session.scalars(select(Identity.name)).first()
    report = _("Management report")
    return new_report(book=named or "Condica", currency=settings.currency, as_of=as_of, report=report)


class Progress:
    """Tells how far the work is, and stops it where the user asks."""

    def __init__(self, progress: Step | None, cancelled: Stop | None) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._told = -1

    def reach(self, percent: float) -> None:
        """The work is done up to `percent`; raises `Cancelled` where the user wants no more of it."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None and int(percent) > self._told:
            self._told = int(percent)
            self._progress(self._told, _DONE)

    def over(self, items: Sequence[Item], begin: float, end: float) -> Iterator[Item]:
        """The items, one by one, the share of the work between `begin` and `end`."""
        for number, item in enumerate(items):
            if number % _EVERY == 0:
                self.reach(begin + (end - begin) * number / len(items))
            yield item
        self.reach(end)


@dataclass(frozen=True)
class Sheets:
    """Everything computed that the workbook holds."""

    figures: Figures
    tables: dict[str, Table[Any]]


def compute(loaded: ReportData, pace: Progress) -> Sheets:
    note = note_of(loaded)
    watched = pace.over(loaded.judged, _LOADED, _JUDGED)
    judged = [clients.client_row(loaded, *one) for one in zip(watched, loaded.money, strict=True)]
    figures = portfolio.compute(loaded, judged)
    pace.reach(_COMPUTED)
    disputed = decisions.decision_rows(loaded)
    argued = decisions.attempt_rows(loaded, disputed)
    tables: dict[str, Table[Any]] = {
        "clients": clients.clients_table(judged, loaded.settings, note),
        "decisions": decisions.decisions_table(disputed, note),
        "attempts": decisions.attempts_table(argued, note),
        "threats": threats.threats_table(threats.threat_rows(loaded), note),
        "offers": threats.offers_table(threats.offer_rows(loaded), note),
        "hunters": hunters.hunters_table(hunters.hunter_rows(loaded), note),
        "complaints": complaints.complaints_table(complaints.complaint_rows(loaded), note),
        "promises": promises.promises_table(promises.promise_rows(loaded), note),
    }
    return Sheets(figures, tables)


def note_of(loaded: ReportData) -> str:
    """The line under every sheet's title: the period, and the currency of all amounts."""
    days = _("{first} to {last}").format(
        first=format_day(loaded.period.first, "d MMMM y"), last=format_day(loaded.period.last, "d MMMM y")
    )
    return days + "  ·  " + _("amounts in {currency}").format(currency=loaded.settings.currency)


def _write(made: Path, report: ReportWorkbook, loaded: ReportData, sheets: Sheets, pace: Progress) -> None:
    with _tidy(report):
        quarters = sheets.figures.quarters
        names = {key: table.sheet for key, table in sheets.tables.items()}
        summary = write_summary(report, sheets.figures, readings(quarters, report.currency), names)
        _write_tables(report, list(sheets.tables.values()), pace)
        write_definitions(report, loaded.settings, note_of(loaded))
        write_charts(report, summary, quarters)
        report.workbook.save(made)
        pace.reach(_DONE)


def _write_tables(report: ReportWorkbook, tables: Sequence[Table[Any]], pace: Progress) -> None:
    total = max(1, sum(len(table.rows) for table in tables))
    share = (_DONE - 1 - _COMPUTED) / total
    done = 0
    for table in tables:
        begin = _COMPUTED + share * done
        done += len(table.rows)
        write_table(report, table, pace.over(table.rows, begin, _COMPUTED + share * done))


@contextmanager
def _tidy(report: ReportWorkbook) -> Iterator[None]:
    """Where the work ends early, the rows written so far go at once: they hold what the book holds."""
    try:
        yield
    except BaseException:
        report.discard()
        raise
