# ruff: noqa: T201 - printing is what a command line does
"""What each command of the command line does; `arguments.py` holds their arguments.

Every function takes the parsed arguments and returns the exit status, or nothing for done.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import FileRefused, InvalidInput, PasswordNeeded
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.models.book import Book

Arguments = argparse.Namespace


def new(options: Arguments) -> None:
    """Make a new, empty book."""
    from app.services.books import create_book

    path = book_path(options.book)
    password = password_of(options)
    if options.encrypt and password is None:
        password = _new_password()
    given = {
        "password": password,
        "name": options.name,
        "currency": options.currency,
        "country": options.country,
    }
    with closing(create_book(path, **given)) as book:
        code = getattr(book, "recovery_code", None)
    print(_("{book} is ready.").format(book=path.name))
    if code:
        print(_("Recovery code, to be kept on paper: {code}").format(code=code))


def demo(options: Arguments) -> None:
    """Make the sample book: invented clients, marked as a sample."""
    from app.services.books import create_book
    from app.services.sample import fill

    path = book_path(options.book)
    with closing(create_book(path, password=password_of(options))) as book, book.transaction() as session:
        fill(session, clients=options.clients, years=options.years, seed=options.seed, as_of=options.as_of)
    print(_("{book} is ready: a sample, everything in it is invented.").format(book=path.name))


def import_file(options: Arguments) -> int:
    """Import an exchange workbook, or a list of clients."""
    from app.services.exchange import incoming

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
        answer(report.document(), as_json=True)
    else:
        print("\n".join(report.lines()))
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
    if path.suffix.lower() != ".xlsx":
        raise InvalidInput(
            _("“{name}” is no name of a workbook.").format(name=path.name), _("Let it end in .xlsx.")
        )
    return path


def export(options: Arguments) -> None:
    """Write the whole book to one exchange workbook."""
    from app.services.books import copied
    from app.services.exchange.workbook import export_workbook

    # From a copy, so that a window that has the book open can save meanwhile.
    with closing(open_for(options)) as book, copied(book) as session:
        report = export_workbook(session, _workbook_path(options.file))
    for note in report.notes:
        print(note, file=sys.stderr)


def check(options: Arguments) -> int:
    """Check the book: the file, its references, and what must hold between its records."""
    from app.services.check import check as check_book

    with closing(open_for(options)) as book:
        found = check_book(book)
    if options.json:
        answer(
            {"ok": not found, "problems": [{"where": p.where, "what": p.what} for p in found]}, as_json=True
        )
    else:
        print("\n".join(f"{p.where}: {p.what}" for p in found) or _("The book is sound."))
    return 1 if found else 0


def backup(options: Arguments) -> None:
    """Make a verified backup."""
    from app.services.backup import make_backup

    with closing(open_for(options)) as book:
        print(make_backup(book, reason="asked", target=options.file))


def report(options: Arguments) -> None:
    """Write a report as an Excel workbook."""
    from app.services.reports.management import make_management

    with closing(open_for(options)) as book:
        make_management(
            book.reading,
            _workbook_path(options.file),
            start=options.start,
            as_of=options.as_of,
            language=options.lang,
        )


def client(options: Arguments) -> int:
    """What the book's rules say of a client, or of all."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        if options.all:
            found: Any = answers.all_clients(session, options.as_of)
        else:
            found = answers.client(session, options.name, options.as_of)
    return answer(found, as_json=options.json)


def clients(options: Arguments) -> int:
    """Every client in one line."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.clients(session, options.as_of)
    return answer(found, as_json=options.json)


def today(options: Arguments) -> int:
    """What needs attention, most urgent first."""
    from app.services import answers

    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.today(session, options.as_of)
    return answer(found, as_json=options.json)


def portfolio(options: Arguments) -> int:
    """The figures of a period over all clients; by default the 365 days up to the day."""
    from app.services import answers
    from app.services.rules.time import shift

    start = options.start or shift(options.as_of, -365)
    if start > options.as_of:
        raise InvalidInput(_("The period ends before it begins."), _("Choose an earlier first day."))
    with closing(open_for(options)) as book, book.reading() as session:
        found = answers.portfolio(session, start, options.as_of)
    return answer(found, as_json=options.json)


def lookback(options: Arguments) -> int:
    """What was seen before clients left: does what we watch foretell who leaves?"""
    from app.services import lookback as looking_back

    with closing(open_for(options)) as book, book.reading() as session:
        found = looking_back.answer(session, options.as_of)
    return answer(found, as_json=options.json)


def search(options: Arguments) -> int:
    """Find words in all text of all records, newest first."""
    from app.services.search import search_answer

    with closing(open_for(options)) as book, book.reading() as session:
        found = search_answer(session, " ".join(options.words))
    return answer(found, as_json=options.json)


def template(options: Arguments) -> None:
    """Write an empty exchange workbook to fill in."""
    from app.services.exchange.workbook import write_template

    write_template(_workbook_path(options.file))


def demo_tour(options: Arguments) -> None:
    """Make the sample book, pictures of the main pages, and the management report in a folder."""
    from app.ui.tour import make_tour

    for path in make_tour(options.folder, options.as_of):
        print(path)


def book_path(address: str) -> Path:
    """The file of a book; a database's address is refused with a word why."""
    if "://" in address:
        raise InvalidInput(
            _("Team databases are not part of this version."), _("Give the path of a book's file.")
        )
    return Path(address)


def password_of(options: Arguments) -> str | None:
    """The password from `--password-file`, without its last line break; None where none is given."""
    if options.password_file is None:
        return None
    return str(options.password_file.read_text(encoding="utf-8").rstrip("\r\n"))


def open_for(options: Arguments, *, writing: bool = False) -> Book:
    """The book of the command line; asks for the password where one is needed and somebody can answer."""
    from app.services.books import open_book

    path = book_path(options.book)
    password = password_of(options)
    try:
        book = open_book(path, password=password, from_keyring=password is None, read_only=not writing)
    except PasswordNeeded:
        password = _ask(_("Password of {book}: ").format(book=path.name))
        if password is None:
            raise
        book = open_book(path, password=password, read_only=not writing)
    if book.foreign and not writing:
        print(book.foreign, file=sys.stderr)
    return book


def _ask(question: str) -> str | None:
    if not sys.stdin or not sys.stdin.isatty():
        return None
    import getpass

    return getpass.getpass(question)


def _new_password() -> str:
    first = _ask(_("New password: "))
    if first is None:
        raise PasswordNeeded(_("A password is needed."), _("Give it with --password-file."))
    if first != _ask(_("The same again: ")):
        raise InvalidInput(_("The two passwords differ."), _("Nothing was made; try again."))
    return first


def answer(document: Any, *, as_json: bool) -> int:
    """Print an answer: one JSON document, or readable lines."""
    text = json.dumps(document, ensure_ascii=False) if as_json else "\n".join(_lines(document))
    sys.stdout.buffer.write((text + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _lines(document: Any, depth: int = 0) -> list[str]:
    """A document as indented lines, for people."""
    indent = "  " * depth
    if isinstance(document, dict):
        return [line for key, value in document.items() for line in _pair_lines(key, value, depth)]
    if isinstance(document, list):
        return [line for item in document for line in _item_lines(item, depth)]
    return [f"{indent}{_plain(document)}"]


def _pair_lines(key: str, value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(value, dict | list) and value:
        return [f"{indent}{key}:", *_lines(value, depth + 1)]
    return [f"{indent}{key}: {_plain(value)}"]


def _item_lines(item: Any, depth: int) -> list[str]:
    if isinstance(item, dict) and not any(isinstance(v, dict | list) for v in item.values()):
        return ["  " * depth + " · ".join(str(v) for v in item.values() if v is not None)]
    return [*_lines(item, depth), ""]


def _plain(value: Any) -> str:
    return "–" if value is None or value in ([], {}) else str(value)
