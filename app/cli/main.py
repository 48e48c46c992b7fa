"""The command line's door: a window, or one of the commands (DOMAIN.md, Answers for programs).

Exit status: 0 done, 1 refused or failed (one clear line on standard error, nothing changed), 2 wrong usage.
A password comes from a prompt, `--password-file`, or the system keyring; never from an argument.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

# Known by name here, so that a window starts without the machinery of the command line.
COMMANDS = (
    "new",
    "demo",
    "import",
    "export",
    "check",
    "backup",
    "report",
    "client",
    "clients",
    "today",
    "portfolio",
    "lookback",
    "search",
    "template",
    "demo-tour",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; with none, or with a book alone, open the window."""
    _occupy_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return _command(arguments)
    return _window(arguments)


def _occupy_streams() -> None:
    """A stream that was closed (`>&-`) leaves its number free, and a book would be opened under it."""
    import os

    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _window(arguments: list[str]) -> int:
    from pathlib import Path

    path = Path(arguments[0]) if arguments else None
    if path is not None and (len(arguments) > 1 or not path.suffix) and not _is_file_alone(arguments):
        # A mistyped command rather than a book: wrong usage, said with the commands there are.
        return _command(arguments)
    if not _has_display():
        from app.cli import console
        from app.i18n import _

        console.complain(
            _("There is no display to show a window on. “condica --help” names what works without one.")
        )
        return 1
    from app.ui.shell.app import run

    return run(path)


def _is_file_alone(arguments: list[str]) -> bool:
    import os

    return len(arguments) == 1 and os.path.exists(arguments[0])


def _has_display() -> bool:
    """Whether a window can be shown; Qt itself ends the program where none can."""
    import os

    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _command(arguments: list[str]) -> int:
    from app import temporary
    from app.cli import console
    from app.errors import UserError
    from app.i18n import _, set_language

    temporary.begin()
    temporary.sweep()
    try:
        with _ended_by_signals():
            from app.cli.arguments import parse
            from app.models.tables.unreadable import past_broken_text

            options = parse(arguments)
            set_language(getattr(options, "lang", None) or "en")
            return past_broken_text(lambda: options.run(options)) or 0
    except UserError as error:
        console.complain(str(error))
    except console.NobodyReads:
        return 0
    except OSError as error:
        console.complain(
            ": ".join(str(p) for p in (error.filename, error.strerror or type(error).__name__) if p)
        )
    except MemoryError:
        console.complain(_("There is not enough memory for this."))
    except KeyboardInterrupt:
        console.complain(_("stopped; nothing was changed."))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        console.complain(_fault(error))
    return 1


def _fault(error: Exception) -> str:
    """A fault of the program in one line: what and where in its code, nothing of what the book holds."""
    import traceback

    from app.i18n import _

    frame = traceback.extract_tb(error.__traceback__)[-1]
    name = frame.filename.replace("\\", "/").rpartition("/")[2]
    what = f"{type(error).__name__}, {name}:{frame.lineno}"
    return _("Something went wrong in Condica ({what}). Run “condica check”, and report this line.").format(
        what=what
    )


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Who asks the program to end stops it as Ctrl+C does: what is half done is cleared away first."""
    import signal

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    asked = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK")]
    try:
        before = {each: signal.signal(each, stop) for each in asked if each is not None}
    except ValueError:  # Not the main thread: signals are not for it.
        before = {}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
