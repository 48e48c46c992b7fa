"""The command line's door: a window, or one of the commands (DOMAIN.md, Answers for programs).

Exit status: 0 done, 1 refused or failed (one clear line on standard error, nothing changed), 2 wrong usage.
A password comes from a prompt, `--password-file`, or the system keyring; never from an argument.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

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
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return _command(arguments)
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    from pathlib import Path

    path = Path(arguments[0]) if arguments else None
    if path is not None and not path.suffix and not path.exists():
        # A mistyped command rather than a book: wrong usage, said with the commands there are.
        return _command(arguments)
    if not _has_display():
        from app.i18n import _

        _complain(
            _("There is no display to show a window on. “condica --help” names what works without one.")
        )
        return 1
    from app.ui.app import run

    return run(path)


def _has_display() -> bool:
    """Whether a window can be shown; Qt itself ends the program where none can."""
    import os

    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _command(arguments: list[str]) -> int:
    from app.arguments import parser
    from app.errors import UserError
    from app.i18n import _, set_language

    options = parser().parse_args(arguments)
    set_language(getattr(options, "lang", None) or "en")
    try:
        return options.run(options) or 0
    except UserError as error:
        _complain(str(error))
    except OSError as error:
        _complain(": ".join(str(p) for p in (error.filename, error.strerror or type(error).__name__) if p))
    except KeyboardInterrupt:
        _complain(_("stopped; nothing was changed."))
    return 1


def _complain(message: str) -> None:
    line = f"condica: {' '.join(message.split())}\n"
    sys.stderr.buffer.write(line.encode("utf-8", "replace"))
    sys.stderr.flush()
