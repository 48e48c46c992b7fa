"""What this computer last saw of each book, so that one is noticed that went backwards, or went on elsewhere.

Of a book several states may be known, where its user said so of copies that both went on: each with the place
where it was open. A state that another one continues is forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from app import private
from app.errors import BookForked, BookWentBack
from app.i18n import _
from app.models.tables.lineage import Head, Line
from app.paths import config


class Seen(NamedTuple):
    """A state of the book, and the file that was in it; "" where an earlier version noted none."""

    path: str
    head: Head


def last_seen(uid: str) -> int:
    """The highest change counter of the book that this computer saw; 0 where it never had it open."""
    return max((seen.head.changes for seen in _known(uid)), default=0)


def stretches(uid: str) -> dict[str, int]:
    """The stretches of the book's line that this computer saw, each with the last change seen."""
    return {seen.head.stretch: seen.head.changes for seen in _known(uid) if seen.head.stretch}


def remember(path: Path, uid: str, line: Line) -> None:
    """Note the state of the open book; a folder that cannot be written to only costs the warning."""
    others = [seen for seen in _known(uid) if seen.path != str(path) and not line.holds(seen.head)]
    _write(uid, [Seen(str(path), line.head), *others])


def put_back(path: Path, uid: str, head: Head) -> None:
    """A backup was put in the place of this file, on the user's word."""
    _write(uid, [Seen(str(path), head), *(seen for seen in _known(uid) if seen.path not in ("", str(path)))])


def refuse_older(path: Path, uid: str, line: Line) -> None:
    """Raises `BookWentBack` where the file lacks changes that this computer saw of the book.

    That is `BookForked` where it has others instead. Of a file that was open here itself only its own last
    state is asked for: another copy may have gone on beside it.
    """
    known = _known(uid)
    asked = [seen for seen in known if seen.path == str(path)] or known
    lost = next((seen for seen in asked if not line.holds(seen.head)), None)
    if lost is None:
        return
    if lost.head.changes > line.head.changes:
        raise BookWentBack(
            _("“{name}” is older than what this computer last saw of the same book.").format(name=path.name),
            _("Look for the newer file, or open this one all the same and lose what is only in the newer."),
        )
    raise BookForked(
        _forked(path, lost), _("Open the one you work with, and enter there what is only in the other.")
    )


def _forked(path: Path, lost: Seen) -> str:
    said = _(
        "“{name}” and another copy of the book were both worked on, so that each lacks changes of the other."
    )
    if lost.path in ("", str(path)):
        return said.format(name=path.name)
    return said.format(name=path.name) + " " + _("The other one is “{place}”.").format(place=lost.path)


def _known(uid: str) -> list[Seen]:
    try:
        said: Any = json.loads(_file(uid).read_text(encoding="utf-8"))
        if isinstance(said, int):  # Earlier versions noted the counter alone.
            return [Seen("", Head(said))]
        return [Seen(str(path), Head(int(changes), str(stretch))) for path, changes, stretch in said]
    except (OSError, ValueError, TypeError):
        return []


def _write(uid: str, known: list[Seen]) -> None:
    text = json.dumps([(seen.path, *seen.head) for seen in known], ensure_ascii=False)
    try:
        private.write_text(_file(uid), text)
    except OSError:
        return


def _file(uid: str) -> Path:
    folder = private.make_folder(config() / "books")
    # The uid is read from a file of any origin: only what a uid is made of becomes part of a path.
    return folder / "".join(c for c in uid if c.isalnum() or c == "-")
