"""What the command line says, and where: answers on standard output, all else on standard error.

A document for programs is JSON that any encoding reads. Text for people goes out in UTF-8, or in the encoding of
the terminal, or the one that PYTHONIOENCODING names; a letter that it does not have is written as its number.
"""

from __future__ import annotations

import os
import sys
from typing import TextIO

from app.errors import UserError
from app.i18n import _


class OutputFailed(UserError):
    """What was asked for could not be written to standard output."""


class NobodyReads(Exception):
    """Who reads the output has seen enough and closed it (`| head`)."""


def encoding_of(stream: TextIO) -> str:
    """The encoding in which text goes to this stream."""
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        return stream.encoding or "utf-8"
    return "utf-8"


def answer(text: str) -> None:
    """Write what was asked for; raises `OutputFailed` where it cannot be, `NobodyReads` where nobody wants it."""
    stream = sys.stdout
    if stream is None or stream.closed:
        raise OutputFailed(_("There is no output to write to."))
    try:
        _write(stream, text)
    except BrokenPipeError as error:
        _let_go(stream)
        raise NobodyReads from error
    except OSError as error:
        _let_go(stream)
        reason = error.strerror or type(error).__name__
        raise OutputFailed(_("The output cannot be written: {reason}.").format(reason=reason)) from error


def confirm(text: str) -> None:
    """Say that something was done; where nobody hears it, it is done all the same."""
    try:
        answer(text)
    except (OutputFailed, NobodyReads):
        pass


def complain(message: str) -> None:
    """One line on standard error: what was refused, or what else is to be known."""
    stream = sys.stderr
    if stream is None or stream.closed:
        return
    try:
        _write(stream, f"condica: {' '.join(message.split())}")
    except OSError:
        _let_go(stream)


def _write(stream: TextIO, text: str) -> None:
    """At once and whole: what waits in a buffer is lost without a word when the program ends."""
    stream.flush()
    stream.buffer.write(f"{text}\n".encode(encoding_of(stream), "backslashreplace"))
    stream.buffer.flush()


def _let_go(stream: TextIO) -> None:
    """What the stream still holds goes nowhere: Python would try, and complain, once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    finally:
        os.close(nowhere)
