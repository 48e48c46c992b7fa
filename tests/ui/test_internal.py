"""Discreet mode, proved by difference: what can be read does not depend on anything internal.

Two books hold the same shareable fields; in the second everything that DOMAIN.md, Two audiences calls internal is
another or not there at all. With discreet mode on, every page, tab, form, dialog, menu and tooltip of the one must
read as that of the other: what differs tells something internal. With it off they do differ.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app import models
from app.models import RECORDS
from app.models.tables.base import is_internal
from app.services.books import open_book
from app.services.records.fields import field_columns
from app.ui.kit import discreet
from app.ui.kit.page_context import Place
from app.ui.kit.rows import Rows
from app.ui.shell.app import Application
from app.ui.shell.palette import Palette
from tests.ui.conftest import Start
from tests.ui.reading_aloud import everything, in_menu
from tests.ui.stops import client_id, stops
from tests.ui.test_walk_forms import _forms, _leave
from tests.ui.walk import settle

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

Seen = dict[str, list[str]]
# Internal things that a figure shows by its shape or by a word of everyday are found by the difference; words that
# only we say are looked for as well.
MARK = "Zqxv"
_NOW = re.compile(
    r"not backed up yet|backed up just now|today \d\d:\d\d|\d{1,2} \w+ \d{4} \d\d:\d\d|Sample\.\d{8}-\d{6}Z\.\d+\.\w+\S*"
)
_FOLDER = re.compile(r"\S*/(?:one|other)/")
# Windows of the system, and the one thing that ends discreet mode.
_SYSTEM = ("print", "pdf", "save", "open", "png", "import", "discreet")


def other_inside(path: Path) -> None:
    """Make everything internal in a book another, or take it away; what is shareable stays to the letter."""
    with closing(open_book(path)) as book, book.transaction() as session:
        for model in (models.Attempt, models.Judgement, models.Cost):
            session.execute(delete(model))
        session.execute(update(models.Offer).values(threat_id=None))
        session.execute(delete(models.Threat))
        session.execute(delete(models.Note).where(models.Note.kind == "internal"))
        for model in RECORDS:
            if not model.wholly_internal:
                _other_columns(session, model)


def _other_columns(session: Session, model: type[models.Record]) -> None:
    for column in field_columns(model):
        if is_internal(model, column.name) and column.name != "threat_id":
            session.execute(update(model).values({column.name: _other(column)}))


def _other(column: object) -> object:
    info = column.info  # type: ignore[attr-defined]  # a column of a mapping
    kind = info["kind"]
    if kind == "word":
        return info["words"][-1]
    if kind == "flag":
        return True
    if kind == "whole":
        return info["highest"]
    if kind == "money":
        return 765_432_100
    return f"{MARK} {column.name}"  # type: ignore[attr-defined]


class Reader:
    """Goes everywhere in one window and notes what can be read there, by the name of the place."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.seen: Seen = {}

    def go_everywhere(self) -> Seen:
        context = self.application.context
        assert context is not None
        for stop in stops(self.application):
            context.go(stop)
            settle(self.application)
            where = "/".join(str(part) for part in (stop.page, stop.tab, stop.record, stop.client_id) if part)
            self._note(where)
            self._rows(where)
        context.go(Place("clients", client_id(self.application)))
        settle(self.application)
        for action in list(context.actions):
            part = action.id.rpartition(".")[2]
            if not action.scope and action.title.endswith("…") and part not in _SYSTEM and action.enabled():
                self._look(action.id, lambda each=action.id: context.actions.run(each))
        for words in ("", "alfa", "a", "log"):
            self._palette(words)
        return self.seen

    def _note(self, where: str) -> None:
        self.seen[where] = everything(self.application.window)

    def _rows(self, where: str) -> None:
        """Menus of all rows and cards in front, and each form that opens from them."""
        tried: set[str] = set()
        while (found := self._next(tried)) is not None:
            rows, name = found
            full = f"{rows.set.scope}.{name}"
            if f"{where} {rows.set.scope} menu" not in self.seen:
                menu = rows.menu()
                self.seen[f"{where} {rows.set.scope} menu"] = sorted(in_menu(menu))
                menu.deleteLater()
            tried.add(full)
            self._look(f"{where} {full}", lambda at=rows, each=name: at.run(each))

    def _next(self, tried: set[str]) -> tuple[Rows, str] | None:
        for rows in self.application.window.findChildren(Rows):
            if not rows.widget.isVisible() or rows.row() is None:
                continue
            for action in rows.set.actions:
                asks = action.title.endswith("…") or action.name in ("edit", "act")
                fresh = f"{rows.set.scope}.{action.name}" not in tried and action.name not in _SYSTEM
                if asks and fresh and rows.can(action.name):
                    return rows, action.name
        return None

    def _look(self, name: str, do: Callable[[], object]) -> None:
        """Open one form or dialog, read it, leave it."""
        before = set(_forms(self.application.window))
        do()
        settle(self.application)
        dialog = QApplication.activeModalWidget()
        new = set(_forms(self.application.window)) - before
        if dialog is not None and not isinstance(dialog, QFileDialog):
            self.seen[name] = everything(dialog)
        elif new:
            self._note(name)
        for menu in _menus():
            self.seen[f"{name} menu"] = sorted(in_menu(menu))
        _leave(dialog)
        for form in new:
            form.closed.emit()
        settle(self.application)

    def _palette(self, words: str) -> None:
        context = self.application.context
        assert context is not None
        context.actions.run("jump")
        settle(self.application)
        palette = next(each for each in self.application.window.findChildren(Palette) if each.isVisible())
        palette.line.setText(words)
        settle(self.application)
        self.seen[f"palette {words}"] = everything(palette)
        palette.close()
        settle(self.application)


def _menus() -> Iterator[QMenu]:
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            yield menu


def read(start: Start, book: Path, *, quiet: bool) -> Seen:
    application = start(book)
    discreet.state.set(quiet)
    settle(application)
    seen = Reader(application).go_everywhere()
    discreet.state.set(False)
    return seen


def differences(one: Seen, other: Seen) -> list[str]:
    """Where two windows differ in what can be read, and in what; each text once, at its first place."""
    found = []
    told: set[str] = set()
    for where in sorted({*one, *other}):
        ours, theirs = (set(map(_timeless, each.get(where, ()))) - told for each in (one, other))
        told |= ours ^ theirs
        found += [
            f"{where}: {line[:120]!r} only with the internal as it is" for line in sorted(ours - theirs)
        ]
        found += [f"{where}: {line[:120]!r} only with another inside" for line in sorted(theirs - ours)]
    return found


def _timeless(line: str) -> str:
    """Without the minute of this day and the folder of this test, which differ from run to run."""
    return _NOW.sub("now", _FOLDER.sub("…/", line))


@pytest.fixture
def twins(sample_file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample book, and one that differs from it in nothing but what is internal; of the same name."""
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    one = Path(shutil.copy(sample_file, tmp_path / "one" / "Sample.condica"))
    other = Path(shutil.copy(sample_file, tmp_path / "other" / "Sample.condica"))
    other_inside(other)
    for book in (one, other):
        # Each is a book of its own: neither is taken for an older copy of the other.
        with closing(open_book(book, accept_older=True)) as opened, opened.transaction() as session:
            session.execute(update(models.Identity).values(uid=models.new_uid()))
    return one, other


def test_with_discreet_mode_on_nothing_that_can_be_read_depends_on_what_is_internal(
    start: Start, twins: tuple[Path, Path]
) -> None:
    one, other = [read(start, book, quiet=True) for book in twins]
    assert len(one) > 60, sorted(one)
    assert not (found := differences(one, other)), "\n".join(found)


_AMOUNT = re.compile(r"\d(?:[.,\u00a0\u202f ]\d{3})*[.,]\d\d\s?(?:€|RON|lei|zł|PLN|₽|\$)")


def test_with_discreet_mode_on_no_amount_stands_on_any_page(start: Start, sample_copy: Path) -> None:
    application = start(sample_copy)
    context = application.context
    assert context is not None
    places = stops(application)

    def amounts() -> list[str]:
        found = []
        for place in places:
            context.go(place)
            settle(application)
            found += [line for line in everything(application.window) if _AMOUNT.search(line)]
        return found

    assert amounts(), "there are amounts to hide"
    discreet.state.set(True)
    settle(application)
    assert amounts() == []


def test_with_discreet_mode_off_the_two_books_do_differ(start: Start, twins: tuple[Path, Path]) -> None:
    places = [Place("today"), Place("clients", 1), Place("decisions"), Place("retention")]
    seen = []
    for book in twins:
        application = start(book)
        lines: list[str] = []
        for place in places:
            assert application.context is not None
            application.context.go(place)
            settle(application)
            lines += everything(application.window)
        seen.append(set(lines))
    assert len(seen[0] ^ seen[1]) > 20
