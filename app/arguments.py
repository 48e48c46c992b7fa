"""The commands of the command line and their arguments; what they do is in `commands.py`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from app import __version__, commands
from app.i18n import LANGUAGES, _


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; wrong usage ends with status 2."""
    top = argparse.ArgumentParser(
        prog="condica", allow_abbrev=False, description=_("The register of your client relationships.")
    )
    top.add_argument("--version", action="version", version=f"condica {__version__}")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True)
    for name, (run, add_arguments) in RUNS.items():
        command = subparsers.add_parser(name, help=run.__doc__, description=run.__doc__, allow_abbrev=False)
        command.set_defaults(run=run)
        add_arguments(command)
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2026-11-22") from None


def _book(command: argparse.ArgumentParser) -> None:
    command.add_argument("book", metavar="BOOK", help=_("the book's file"))
    command.add_argument("--password-file", type=Path, metavar="FILE", help=_("a file holding the password"))


def _as_of(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", type=_day, default=date.today(), metavar="DAY", help=_("the day to answer for")
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_("print one JSON document"))


def _answering(command: argparse.ArgumentParser) -> None:
    _book(command)
    _as_of(command)
    _json(command)


def _new(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("--encrypt", action="store_true", help=_("protect the book with a password"))
    command.add_argument("--name", help=_("what the book is called"))
    command.add_argument("--currency", default="RON", help=_("three letters, such as EUR"))
    command.add_argument("--country", default="RO", help=_("two letters, for public holidays"))


def _demo(command: argparse.ArgumentParser) -> None:
    _book(command)
    _as_of(command)
    command.add_argument("--clients", type=_at_least_one, default=24, metavar="N")
    command.add_argument("--years", type=_at_least_one, default=4, metavar="Y")
    command.add_argument("--seed", type=int, default=1, metavar="S")


def _at_least_one(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1")
    return int(text)


def _import(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("file", type=Path, metavar="FILE", help=_("a workbook or a list of clients"))
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument(
        "--good-rows", action="store_true", help=_("import the good rows, report the others")
    )
    command.add_argument("--mapping", type=Path, metavar="M.json", help=_("which column of a list is what"))
    command.add_argument("--save-mapping", type=Path, metavar="M.json", help=_("write the guessed mapping"))
    _json(command)


def _export(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("file", type=Path, metavar="FILE.xlsx")


def _check(command: argparse.ArgumentParser) -> None:
    _book(command)
    _json(command)


def _backup(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=_("where to; else the usual folder")
    )


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=["management"], help=_("which report"))
    _book(command)
    command.add_argument("file", type=Path, metavar="OUT.xlsx")
    command.add_argument(
        "--from", dest="start", type=_day, metavar="DAY", help=_("the day before the period")
    )
    _as_of(command)
    command.add_argument("--lang", choices=list(LANGUAGES), help=_("the report's language"))


def _client(command: argparse.ArgumentParser) -> None:
    _answering(command)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("name", nargs="?", metavar="NAME", help=_("the client's name"))
    which.add_argument("--all", action="store_true", help=_("every client, in one list"))


def _portfolio(command: argparse.ArgumentParser) -> None:
    _answering(command)
    command.add_argument(
        "--from", dest="start", type=_day, metavar="DAY", help=_("the day before the period")
    )


def _search(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("words", nargs="+", metavar="WORDS")
    _json(command)


def _template(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE.xlsx")


def _demo_tour(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER")
    _as_of(command)


RUNS = {
    "new": (commands.new, _new),
    "demo": (commands.demo, _demo),
    "import": (commands.import_file, _import),
    "export": (commands.export, _export),
    "check": (commands.check, _check),
    "backup": (commands.backup, _backup),
    "report": (commands.report, _report),
    "client": (commands.client, _client),
    "clients": (commands.clients, _answering),
    "today": (commands.today, _answering),
    "portfolio": (commands.portfolio, _portfolio),
    "lookback": (commands.lookback, _answering),
    "search": (commands.search, _search),
    "template": (commands.template, _template),
    "demo-tour": (commands.demo_tour, _demo_tour),
}
