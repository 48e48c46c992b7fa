"""The main pages as pictures and the management report as a file, drawn without a display.

`condica demo-tour FOLDER` makes them; `make run` does so where there is no display to open a window on.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app import private
from app.errors import InvalidInput
from app.i18n import _, language
from app.services import outfile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from sqlalchemy.orm import Session

    from app.ui.kit.page_context import Place
    from app.ui.shell.app import Application

SIZE = (1366, 768)
# Clients of the large book of the pictures, and the places that are drawn of it.
_MANY = 300
_LARGE_PLACES = ("today", "clients", "complaints", "retention", "insights")
_LONGEST_S = 60.0


def make_tour(folder: Path, as_of: date) -> list[Path]:
    """Make the sample book for `as_of`, its pages in light and dark as PNG, and the management report.

    Files of an earlier tour in `folder` are replaced. Returns what was made.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    private.make_folder(folder)
    book = _make_book(folder / "sample.condica", as_of)
    made = [book, _make_report(book, folder / "management.xlsx", as_of)]
    with _home_of_its_own() as home:
        made += _draw_pages(folder, book, home, as_of)
    return made


@contextmanager
def _home_of_its_own() -> Iterator[Path]:
    """The pictures show nothing of this computer's user, and change none of their preferences."""
    before = os.environ.get("CONDICA_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONDICA_HOME"] = home
        try:
            yield Path(home)
        finally:
            os.environ.pop("CONDICA_HOME")
            if before is not None:
                os.environ["CONDICA_HOME"] = before


def _make_book(path: Path, as_of: date, *, clients: int = 24) -> Path:
    from app.services.books import create_book
    from app.services.sample import fill

    if path.exists() and not _is_sample(path):
        raise InvalidInput(
            _("{name} is a book of yours, no earlier sample.").format(name=path.name),
            _("Choose another folder."),
        )
    path.unlink(missing_ok=True)
    years = 4 if clients < _MANY else 2

    def begin(session: Session) -> None:
        if clients:
            fill(session, clients=clients, years=years, seed=1, as_of=as_of)

    create_book(path, fill=begin).close()
    return path


def _is_sample(path: Path) -> bool:
    from app.services.books import open_book
    from app.views.frame import book_facts

    with closing(open_book(path, read_only=True)) as book, book.reading() as session:
        return book_facts(session).sample


def _make_report(book_path: Path, path: Path, as_of: date) -> Path:
    from app.services.books import open_book
    from app.services.reports.management import write_management

    with closing(open_book(book_path, read_only=True)) as book, book.reading() as session:
        write_management(session, path, as_of=as_of)
    return path


def _draw_pages(folder: Path, book: Path, home: Path, as_of: date) -> list[Path]:
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance()
    qt = found if isinstance(found, QApplication) else QApplication([])
    before = qInstallMessageHandler(_without_plugin_noise)
    try:
        return _draw_all(qt, folder, book, home, as_of)
    finally:
        qInstallMessageHandler(before)


def _without_plugin_noise(_kind: object, _context: object, message: str) -> None:
    """What Qt has to say, except that an invisible window has no size hints."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _draw_all(qt: QApplication, folder: Path, book: Path, home: Path, as_of: date) -> list[Path]:
    from app.ui.kit.look import theme

    made = [_draw_welcome(qt, folder, home, as_of)]
    with _opened(qt, book, home, as_of) as application:
        # One look after the other: every switch lays all pages made so far anew.
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            for name, place in _stops(application):
                made.append(_draw(qt, application, place, folder / f"{name}{'-dark' * (mode == 'dark')}.png"))
    theme.set_mode("light")
    return made + _draw_states(qt, folder, home, as_of)


def _draw_states(qt: QApplication, folder: Path, home: Path, as_of: date) -> list[Path]:
    """Every place of a book with nothing in it, and some of a large one."""
    from app.ui.kit.page_context import Place
    from app.ui.shell.places import PLACES

    made = []
    for state, clients, places in (
        ("empty", 0, [each.id for each in PLACES]),
        ("large", _MANY, _LARGE_PLACES),
    ):
        book = _make_book(home / f"{state}.condica", as_of, clients=clients)
        with _opened(qt, book, home, as_of) as application:
            for place in places:
                made.append(_draw(qt, application, Place(place), folder / f"{state}-{place}.png"))
    return made


def _stops(application: Application) -> list[tuple[str, Place]]:
    """Every place of the sidebar, one client's record tab by tab, settings and import."""
    from app.ui.kit.page_context import Place
    from app.ui.record.record import TABS
    from app.ui.shell.places import PLACES

    client = _notable_client(application)
    stops = [(place.id, Place(place.id)) for place in PLACES]
    stops += [("clients-table", Place("clients", tab="table")), ("complaint", _sheet(application))]
    stops += [(f"client-{tab}", Place("clients", client, tab=tab)) for tab, _title, _page in TABS]
    stops += [("settings-limits", Place("settings", tab="rules")), ("import", Place("import"))]
    stops += [("search", Place("search", words="radio"))]
    return stops


def _sheet(application: Application) -> Place:
    """The newest complaint that is resolved and not yet told: its sheet has both pages written."""
    from sqlalchemy import select

    from app.models import Complaint
    from app.ui.kit.page_context import Place

    if application.opened is None:
        return Place("complaints")
    with application.opened.book.reading() as session:
        resolved = select(Complaint.id).where(Complaint.resolved_on.is_not(None), Complaint.told_on.is_(None))
        found = session.scalars(resolved.order_by(Complaint.received_on.desc()).limit(1)).first()
    return Place("complaints", record=("complaints", found)) if found else Place("complaints")


def _notable_client(application: Application) -> int | None:
    """The client with the most threats, where there is most to see."""
    from sqlalchemy import func, select

    from app.models import Threat

    if application.opened is None:
        return None
    with application.opened.book.reading() as session:
        counted = func.count(Threat.id)
        query = select(Threat.client_id).group_by(Threat.client_id).order_by(counted.desc(), Threat.client_id)
        return session.scalars(query.limit(1)).first()


def _application(home: Path, as_of: date) -> Application:
    from app.ui.kit.preferences import Preferences
    from app.ui.shell.app import Application

    preferences = Preferences(home / "window.json")
    # Only its name is shown; nothing is looked up or written there.
    folder = str(Path.home() / "Documents" / "Condica")
    preferences.change(person="Ioana Țurcanu", language=language(), theme="light", reports_folder=folder)
    application = Application(preferences, lambda: as_of)
    # No screen is there to fit on: the pictures have their size wherever they are made.
    application.window.setFixedSize(*SIZE)
    return application


def _draw_welcome(qt: QApplication, folder: Path, home: Path, as_of: date) -> Path:
    application = _application(home, as_of)
    application.start(None)
    _settle(qt)
    path = folder / "welcome.png"
    _keep_picture(application, path)
    application.window.close()
    return path


@contextmanager
def _opened(qt: QApplication, book: Path, home: Path, as_of: date) -> Iterator[Application]:
    application = _application(home, as_of)
    application.start(book)
    deadline = time.monotonic() + _LONGEST_S
    while application.context is None and time.monotonic() < deadline:
        _settle(qt, rounds=1)
    try:
        yield application
    finally:
        application.window.close()


def _draw(qt: QApplication, application: Application, place: Place, path: Path) -> Path:
    if application.context is not None:
        application.context.go(place)
    _settle(qt, application)
    _keep_picture(application, path)
    return path


def _keep_picture(application: Application, path: Path) -> None:
    with outfile.writing(path) as made:
        application.window.grab().save(str(made), "PNG")


def _settle(qt: QApplication, application: Application | None = None, rounds: int = 12) -> None:
    """Let the window work until nothing is on its way any more."""
    deadline = time.monotonic() + _LONGEST_S
    while rounds > 0 and time.monotonic() < deadline:
        qt.processEvents()
        time.sleep(0.01)
        work = application.operations if application is not None else None
        if (work is None or work.idle()) and _drawn():
            rounds -= 1


def _drawn() -> bool:
    """Whether every chart that was ordered is there; matplotlib is not imported to ask."""
    drawing = sys.modules.get("app.ui.kit.charts.drawing")
    return drawing is None or bool(drawing.idle())
