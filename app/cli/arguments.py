"""The commands of the command line and their arguments; what they do is in `commands.py`.

Wrong usage is one line that ends in how the command goes, and status 2.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from app import __version__
from app.cli import commands, console
from app.i18n import LANGUAGES, _

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Parser(argparse.ArgumentParser):
    """As argparse's, but says in one line what is wrong and how it goes, in any encoding."""

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        said = message[:1].upper() + message[1:]
        console.complain(f"{said.rstrip('.')}. {_('It goes: {usage}').format(usage=self.usage_line())}")
        raise SystemExit(2)

    def usage_line(self) -> str:
        """How the command goes, on one line."""
        return " ".join(self.format_usage().removeprefix("usage: ").split())

    def _print_message(self, message: str, file: Any = None) -> None:
        console.answer(message.rstrip("\n"))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for: a command, its names and options in any order; wrong usage ends with status 2."""
    if not arguments or arguments[0] not in RUNS:
        return _not_a_command(arguments)
    name, *rest = arguments
    command = command_parser(name)
    options = command.parse_intermixed_args(rest)
    if name == "client" and (options.name is None) != options.all:
        command.error(_("Name one client, or say --all"))
    if name == "client" and options.name is not None and not options.name.strip():
        command.error(_("The client's name is empty"))
    if name == "search" and not " ".join(options.words).strip():
        command.error(_("Say what to look for"))
    return options


def _not_a_command(arguments: Sequence[str]) -> argparse.Namespace:
    top = parser()
    named = next((word for word in arguments if word in RUNS), None)
    asks = bool(arguments) and arguments[0] in ("-h", "--help", "--version")
    if asks or not arguments:
        return top.parse_args(arguments)
    if named is None:
        top.error(
            _("There is no command “{word}”; there are {commands}").format(
                word=arguments[0], commands=", ".join(RUNS)
            )
        )
    goes = command_parser(named).usage_line()
    console.complain(
        _("The command comes first, then the book. It goes: {usage}").format(usage=goes),
    )
    raise SystemExit(2)


def parser() -> Parser:
    """The program with all its commands, for what comes before one and for its help."""
    top = Parser(
        prog="condica", allow_abbrev=False, description=_("The register of your client relationships.")
    )
    top.add_argument("--version", action="version", version=f"condica {__version__}")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True)
    for name, (run, _add_arguments) in RUNS.items():
        subparsers.add_parser(name, help=run.__doc__, description=run.__doc__, allow_abbrev=False)
    return top


def command_parser(name: str) -> Parser:
    """One command with its arguments."""
    run, add_arguments = RUNS[name]
    command = Parser(prog=f"condica {name}", description=run.__doc__, allow_abbrev=False)
    command.set_defaults(run=run)
    add_arguments(command)
    return command


def _day(text: str) -> date:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2026-11-22") from None


def _file(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError(_("the name is empty"))
    return Path(text)


def _book(command: argparse.ArgumentParser) -> None:
    command.add_argument("book", metavar="BOOK", help=_("the book's file"))
    command.add_argument("--password-file", type=_file, metavar="FILE", help=_("a file holding the password"))


def _replace(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--replace",
        action="store_true",
        help=_("write over a file that is there already (never over a book)"),
    )


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
    command.add_argument("--years", type=_years, default=4, metavar="Y")
    command.add_argument("--seed", type=int, default=1, metavar="S")


def _at_least_one(text: str) -> int:
    """A number of things; longer ones than any book has are not read at all."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1")
    return int(text)


def _years(text: str) -> int:
    if _at_least_one(text) > 100:
        raise argparse.ArgumentTypeError(f"“{text}” is more than 100 years")
    return int(text)


def _import(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("file", type=_file, metavar="FILE", help=_("a workbook or a list of clients"))
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument(
        "--good-rows", action="store_true", help=_("import the good rows, report the others")
    )
    command.add_argument("--mapping", type=_file, metavar="M.json", help=_("which column of a list is what"))
    command.add_argument("--save-mapping", type=_file, metavar="M.json", help=_("write the guessed mapping"))
    command.add_argument(
        "--anyway", action="store_true", help=_("also into a book that is older than what was last seen here")
    )
    _replace(command)
    _json(command)


def _export(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("file", type=_file, metavar="FILE.xlsx")
    _replace(command)


def _check(command: argparse.ArgumentParser) -> None:
    _book(command)
    _json(command)


def _backup(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument(
        "file", type=_file, nargs="?", metavar="FILE", help=_("where to; else the usual folder")
    )
    command.add_argument(
        "--replace",
        action="store_true",
        help=_("write over a file that is there already, or an older backup"),
    )


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=["management"], help=_("which report"))
    _book(command)
    command.add_argument("file", type=_file, metavar="OUT.xlsx")
    command.add_argument(
        "--from", dest="start", type=_day, metavar="DAY", help=_("the day before the period")
    )
    _as_of(command)
    command.add_argument("--lang", choices=list(LANGUAGES), help=_("the report's language"))
    _replace(command)


def _client(command: argparse.ArgumentParser) -> None:
    _answering(command)
    command.add_argument("name", nargs="?", metavar="NAME", help=_("the client's name"))
    command.add_argument("--all", action="store_true", help=_("every client, in one list"))


def _portfolio(command: argparse.ArgumentParser) -> None:
    _answering(command)
    command.add_argument(
        "--from", dest="start", type=_day, metavar="DAY", help=_("the day before the period")
    )


def _search(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("words", nargs="+", metavar="WORDS")
    command.add_argument(
        "--limit",
        type=_at_least_one,
        default=50,
        metavar="N",
        help=_("how many hits at most; 50 unless said"),
    )
    _json(command)


def _template(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=_file, metavar="FILE.xlsx")
    _replace(command)


def _demo_tour(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=_file, metavar="FOLDER")
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
