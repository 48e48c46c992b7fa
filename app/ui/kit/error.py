"""Errors nobody foresaw: a dialog with a report to copy, and the one log file. Neither holds client data.

A message of an exception may quote what somebody typed, so reports and log lines carry only the
types of exceptions, our own file names, functions and line numbers.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app import paths, private
from app.i18n import _
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label

log = logging.getLogger("condica")
_ROOT = Path(__file__).resolve().parents[3]
_LOG_BYTES = 500_000


def report(error: BaseException) -> str:
    """What a maker of Condica needs to find the error: versions, exception types, our lines of code."""
    lines = [f"Python {platform.python_version()}, Qt {qt_version}, {platform.system()} {platform.release()}"]
    seen: set[int] = set()
    chained: BaseException | None = error
    while chained is not None and id(chained) not in seen:
        seen.add(id(chained))
        lines.append(type(chained).__qualname__)
        lines.extend(_frames(chained.__traceback__))
        chained = chained.__cause__ or chained.__context__
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    shown = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        ours = path.is_relative_to(_ROOT) and "site-packages" not in path.parts
        if ours:
            shown.append(f"  {path.relative_to(_ROOT).as_posix()}:{frame.lineno} {frame.name}")
    return shown


class _PrivateFile(RotatingFileHandler):
    """Log files that only this user may read."""

    def _open(self) -> TextIOWrapper:
        private.keep_file(Path(self.baseFilename))
        return super()._open()


class _CleanFormatter(logging.Formatter):
    """Writes tracebacks without the messages of their exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """Another handler may have left its own text of the exception in the record."""
        clean = logging.makeLogRecord(record.__dict__)
        clean.exc_text = None
        return super().format(clean)

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return report(error) if isinstance(error, BaseException) else ""


def log_to_file() -> Path:
    """Start the log file; returns where it is."""
    target = paths.logs() / "condica.log"
    handler = _PrivateFile(target, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(_CleanFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return target


class ErrorDialog(Dialog):
    """Says that something went wrong, that nothing typed is lost, and offers the report."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong in Condica"), parent)
        self.report = report(error)
        self.body.addWidget(
            Label(
                _(
                    "What you were doing was not finished. What was saved before is safe, and nothing was sent."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(
            Label(
                _("The report names places in the program; it holds nothing of your clients."),
                "small",
                "text2",
            )
        )
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Report"))
        text.setMinimumSize(480, 160)
        self.body.addWidget(text)
        self.copy = self.add_button(_("Copy report"), self._copy, icon_name="copy")
        self.add_button(_("Close"), self.reject, kind="primary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.setText(_("Copied"))


class _Relay(QObject):
    """Brings errors of other threads to the main thread."""

    raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = False
        self.raised.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def show(self, error: BaseException) -> None:
        """Log an error and show it, one dialog at a time."""
        log.error("unexpected error\n%s", report(error))
        if self._open or QApplication.instance() is None:
            return
        self._open = True
        dialog = ErrorDialog(error, QApplication.activeWindow())
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _closed(self) -> None:
        self._open = False


_relay: _Relay | None = None


def show(error: BaseException) -> None:
    """Show an unexpected error; safe from any thread once `install` was called."""
    if _relay is None:
        log.error("unexpected error\n%s", report(error))
    else:
        _relay.raised.emit(error)


def install() -> None:
    """From now on every error nobody caught is logged and shown, never a traceback, never silence."""
    global _relay
    _relay = _Relay()

    def main_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            show(error)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            show(args.exc_value)

    sys.excepthook = main_hook
    threading.excepthook = thread_hook
