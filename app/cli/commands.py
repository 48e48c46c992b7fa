"""What each command of the command line does; `arguments.py` holds their arguments.

Every function takes the parsed arguments and returns the exit status, or nothing for done.
"""

from __future__ import annotations

import argparse
import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from app.cli import console
from app.cli.opening import book_path, new_password, open_for, password_of
from app.cli.plain_text import readable
from app.errors import FileRefused, InvalidInput
from app.i18n import _, ngettext

Arguments = argparse.Namespace


def new(options: Arguments) -> None:
    """Make a new, empty book."""
    from app.services.books import create_book

    path = book_path(options.book)
    password = password_of(options)
    if options.encrypt and password is None:
        password = new_password()
    given = {
        "password": password,
        "name": options.name,
        "currency": options.currency,
        "country": options.country,
    }
    with closing(create_book(path, **given)) as book:
        code = getattr(book, "recovery_code", None)
    console.confirm(_("{book} is ready.").format(book=path.name))
    if code:
        console.answer(_("Recovery code, to be kept on paper: {code}").format(code=code))


def demo(options: Arguments) -> None:
    """Make the sample book: invented clients, marked as a sample."""
    from app.services.books import create_book
    from app.services.sample import fill

    path = book_path(options.book)
    size = {"clients": options.clients, "years": options.years, "seed": options.seed}
    create_book(
        path,
        password=password_of(options),
        fill=lambda session: fill(session, as_of=options.as_of, **size),
    ).close()
    console.confirm(_("{book} is ready: a sample, everything in it is invented.").format(book=path.name))


def import_file(options: Arguments) -> int:
    """Import an exchange workbook, or a list of clients."""
    from app.services.exchange import incoming
    from app.services.outfile import check_target

    if options.save_mapping is not None:
        read = [each for each in (book_path(options.book), options.file, options.mapping) if each is not None]
        check_target(options.save_mapping, read=read, replace=options.replace)
    with closing(open_for(options, writing=not options.dry_run)) as book:
        report = incoming.import_file(
            book,
            options.file,
            dry_run=options.dry_run,
            good_rows=options.good_rows,
            mapping=options.mapping,
            save_mapping=options.save_mapping,
        )
    if options.json:
        _answer(report.document(), options)
    else:
        console.answer("\n".join(report.lines()))
    if report.problems and not (options.good_rows or options.dry_run):
        raise FileRefused(
            ngettext(
                "{n} problem; nothing was imported.",
                "{n} problems; nothing was imported.",
                len(report.problems),
            ).format(n=len(report.problems)),
            _("Correct the rows, or import the good ones with --good-rows."),
        )
    return 0


def _workbook_path(path: Path) -> Path:
    """Where a workbook goes; any other kind of name would only puzzle who opens it."""
    # Of a folder more is told where it is looked at.
    if path.suffix.lower() != ".xlsx" and not os.path.isdir(path):
        raise InvalidInput(
            _("“{name}” is no name of a workbook.").format(name=path.name), _("Let it end in .xlsx.")
        )
    return path


def _made_anew(options: Arguments) -> Path:
    """Where a workbook goes that is made again and again: over the last one, but over nobody else's."""
    from app.services.exchange.files.origin import is_made_here
    from app.services.outfile import check_target

    path = _workbook_path(options.file)
    check_target(path, read=[book_path(options.book)], replace=options.replace or is_made_here(path))
    return path


def export(options: Arguments) -> None:
    """Write the whole book to one exchange workbook."""
    from app.services.books import copied
    from app.services.exchange.workbook import export_workbook

    path = _made_anew(options)
    # From a copy, so that a window that has the book open can save meanwhile.
    with closing(open_for(options)) as book, copied(book) as session:
        report = export_workbook(session, path)
    for note in report.notes:
        console.complain(note)


def check(options: Arguments) -> int:
    """Check the book: the file, its references, and what must hold between its records."""
    from app.services.check import check as check_book

    with closing(open_for(options)) as book:
        found = [{"where": p.where, "what": p.what} for p in check_book(book)]
    if options.json:
        _answer({"ok": not found, "problems": found}, options)
    else:
        _answer(found, options, empty=_("The book is sound."))
    return 1 if found else 0


def backup(options: Arguments) -> None:
    """Make a verified backup."""
    from app.services.backups.making import make_backup

    with closing(open_for(options)) as book:
        made = make_backup(book, reason="asked", target=options.file, replace=options.replace)
    console.confirm(str(made))


def report(options: Arguments) -> None:
    """Write a report as an Excel workbook."""
    from app.services.reports.management import make_management

    path = _made_anew(options)
    with closing(open_for(options)) as book:
        make_management(
            book.reading,
            path,
            start=options.start,
            as_of=options.as_of,
            language=options.lang,
        )


def client(options: Arguments) -> None:
    """What the book's rules say of a client, or of all."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        if options.all:
            found: Any = answers.all_clients(session, options.as_of)
        else:
            found = answers.client(session, options.name, options.as_of)
    _answer(found, options)


def clients(options: Arguments) -> None:
    """Every client in one line."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.clients(session, options.as_of)
    _answer(found, options, empty=_("There are no clients."))


def today(options: Arguments) -> None:
    """What needs attention, most urgent first."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.today(session, options.as_of)
    _answer(found, options, empty=_("Nothing needs attention."))


def portfolio(options: Arguments) -> None:
    """The figures of a period over all clients; by default the 365 days up to the day."""
    from app.domain.rules.time import shift
    from app.services import answers

    start = options.start or shift(options.as_of, -365)
    if start > options.as_of:
        raise InvalidInput(_("The period ends before it begins."), _("Choose an earlier first day."))
    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.portfolio(session, start, options.as_of)
    _answer(found, options)


def lookback(options: Arguments) -> None:
    """What was seen before clients left: does what we watch foretell who leaves?"""
    from app.services import lookback_answer

    with closing(open_for(options)) as book, book.reading() as session:
        found = lookback_answer.answer(session, options.as_of)
    _answer(found, options)


def search(options: Arguments) -> None:
    """Find words in all text of all records, newest first."""
    from app.services.search.questions import counts, search_answer

    words = " ".join(options.words)
    with closing(open_for(options)) as book, book.reading() as session:
        found = search_answer(session, words, limit=options.limit)
        total = sum(counts(session, words).values()) if len(found) == options.limit else len(found)
    _answer(found, options, empty=_("Nothing was found."))
    if total > len(found):
        more = ngettext(
            "{n} more; --limit {total} shows all.", "{n} more; --limit {total} shows all.", total - len(found)
        )
        console.complain(more.format(n=total - len(found), total=total))


def template(options: Arguments) -> None:
    """Write an empty exchange workbook to fill in."""
    from app.services.exchange.workbook import write_template
    from app.services.outfile import check_target

    path = _workbook_path(options.file)
    check_target(path, replace=options.replace)
    write_template(path)


def demo_tour(options: Arguments) -> None:
    """Make the sample book, pictures of the main pages, and the management report in a folder."""
    from app.ui.shell.tour import make_tour

    for path in make_tour(options.folder, options.as_of):
        console.confirm(str(path))


def _answer(document: Any, options: Arguments, *, empty: str = "–") -> None:
    """Print an answer: one JSON document, or text for people."""
    if options.json:
        console.answer(json.dumps(document, ensure_ascii=not _in_utf8()))
    else:
        console.answer(readable(document, empty=empty))


def _in_utf8() -> bool:
    """Whether the output takes every letter; JSON says the others by their numbers, so that any encoding reads it."""
    import codecs
    import sys

    return sys.stdout is not None and codecs.lookup(console.encoding_of(sys.stdout)).name == "utf-8"
