"""One start of a window as a program of its own: `python -m benchmarks.windows KIND [BOOK] STARTED`.

Prints the milliseconds from STARTED (seconds since 1970) to the first paint that counts, or, for the
`memory` kinds, the resident megabytes of the idle window.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Every start finds the preferences of a first one; nothing of the person who measures is read or written.
os.environ["CONDICA_HOME"] = tempfile.mkdtemp(prefix="condica-bench-")
# Between the last answer of the book and the measuring of an idle window, which rests after five seconds.
_REST_MS = 7000


def main(kind: str, book: str, started: float) -> None:
    """Run one kind of start."""
    if kind in ("bare", "bare-memory"):
        _bare(started, memory=kind == "bare-memory")
    elif kind == "bare-query":
        _bare_query(book, started)
    else:
        _condica(kind, book, started)


def _told(figure: float) -> None:
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()
    # What happens after the first paint is not part of the figure.
    os._exit(0)


def _since(started: float) -> float:
    return (time.time() - started) * 1000


def _resident_megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS on this system")


def _bare(started: float, *, memory: bool) -> None:
    """A bare PySide6 window; for memory with SQLAlchemy beside it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    app = QApplication([])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Condica"))
    window.resize(1366, 768)
    window.show()
    if memory:
        import sqlalchemy.orm  # noqa: F401 - its weight is what is measured

        QTimer.singleShot(1500, lambda: _told(_resident_megabytes()))
    else:
        QTimer.singleShot(0, lambda: _told(_since(started)))
    app.exec()


def _bare_query(book: str, started: float) -> None:
    """A bare window, the mapping, and the first query: the floor of a list that is drawn."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QListWidget

    app = QApplication([])
    window = QListWidget()
    window.resize(1366, 768)
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from app.models import Client
    from app.models.engine import engine_of

    with Session(engine_of(Path(book), None)) as session:
        query = select(Client.id, Client.name, Client.status).where(Client.deleted_at.is_(None))
        window.addItems([row.name for row in session.execute(query)])
    window.show()
    QTimer.singleShot(0, lambda: _told(_since(started)))
    app.exec()


def _condica(kind: str, book: str, started: float) -> None:
    """Condica itself: `frame` until the frame is painted, `list` until the clients stand in it, `memory` idle."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.kit.preferences import Preferences
    from app.ui.shell import app as condica

    qt = QApplication([])
    preferences = _on_clients(Preferences())
    program = condica.Application(preferences)
    if kind == "frame":
        program.window.painted.connect(lambda: _told(_since(started)))
    elif kind == "list":
        watch = QTimer(interval=1)
        watch.timeout.connect(lambda: _when_listed(program, started, watch))
        watch.start()
    else:
        watch = QTimer(interval=100)
        watch.timeout.connect(lambda: _when_idle(program, watch))
        watch.start()
    program.start(Path(book))
    qt.exec()


def _on_clients(preferences: Any) -> Any:
    """The start page is Today; what is measured here is the Clients page."""
    preferences.change(page="clients")
    return preferences


def _when_listed(program: Any, started: float, watch: Any) -> None:
    """As soon as the page is there, wait for its rows; they count once they are painted."""
    panel = getattr(program.window.current_page(), "panel", None)
    if panel is None:
        return
    watch.stop()
    model = panel.list.model()

    def paint() -> None:
        if model.rowCount() > 0:
            panel.list.viewport().repaint()
            _told(_since(started))

    model.modelReset.connect(paint)
    model.rowsInserted.connect(paint)
    paint()


def _when_idle(program: Any, watch: Any) -> None:
    """The first client is open and the verdicts of all the others have come: nothing is left to do."""
    from PySide6.QtCore import QTimer

    keeper = getattr(program.window.current_page(), "_keeper", None)
    if keeper is not None and keeper.view is not None and program.operations.idle():
        watch.stop()
        QTimer.singleShot(_REST_MS, lambda: _told(_resident_megabytes()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 3 else "", float(sys.argv[-1]))
