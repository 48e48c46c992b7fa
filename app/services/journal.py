"""Every gesture's changes: Undo, redo, and who changed what (DESIGN.md, How data flows).

A gesture is one transaction of `Book.writing`. What it changed in the records, settings and snoozes is
kept as the old and new values of each row: whole rows where one came or went, the changed columns
otherwise, and mere keys for rows of a bulk insert (their values are kept once it is undone).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, delete, insert, select, update
from sqlalchemy.orm import Session

from app.errors import NotAllowed
from app.i18n import _
from app.models import Change, Gesture
from app.models.book import Book
from app.services import replay, rows
from app.services.recording import Recording
from app.services.rows import Row, RowChange

__all__ = [
    "Edit",
    "Mark",
    "RowChange",
    "Standing",
    "Step",
    "after_changes",
    "forget_rows",
    "history",
    "install",
    "next_redo",
    "next_undo",
    "note_inserted",
    "redo",
    "standing",
    "undo",
    "undo_back_to",
    "who_changed",
]

# So many gestures can be undone; older ones are kept for "who changed this".
UNDO_LIMIT = 100

AfterChanges = Callable[[Session, list[RowChange]], None]
# Called in the gesture's transaction, and by undo and redo; the search index follows the records by it.
after_changes: list[AfterChanges] = []


class Step(NamedTuple):
    """A gesture as it stands in the journal; `made_at` is UTC, `tables` are those it changed."""

    id: int
    label: str
    author: str | None
    made_at: datetime
    state: str
    tables: frozenset[str]


class Mark(NamedTuple):
    """Which gesture is meant, for good: an id alone is given again once undone gestures are forgotten."""

    id: int
    made_at: datetime


class Standing(NamedTuple):
    """`done`, `undone` or `kept` (it can be undone no longer), and what was done since, newest first."""

    state: str
    label: str
    later: tuple[Step, ...]


class Edit(NamedTuple):
    """One gesture's part in one row: the changed columns before and after, `None` where there was no row."""

    label: str
    author: str | None
    made_at: datetime
    old: Row | None
    new: Row | None


def install(book: Book) -> None:
    """From now on the book's gestures are recorded."""
    book.recorder = _recording


@contextmanager
def _recording(session: Session, label: str, author: str | None) -> Iterator[None]:
    recording = Recording(session)
    yield
    session.flush()
    changes = recording.changes()
    if changes or recording.inserted:
        _tell(session, changes)
        _save(session, label, author, changes, recording.inserted)
        session.info["changed"] |= {change.table for change in changes} | recording.inserted.keys()


def _tell(session: Session, changes: list[RowChange]) -> None:
    for hook in after_changes if changes else ():
        hook(session, changes)


def note_inserted(session: Session, table_name: str, ids: Iterable[int]) -> None:
    """Say which rows a bulk insert made in this gesture; required after each, within `Book.writing`.

    Their values are not written again, so `after_changes` does not hear of them: the search index is
    filled by whoever inserts (`search.index_new`). Outside a gesture there is nothing to note.
    """
    recording: Recording | None = session.info.get("recording")
    if recording is None:
        return
    recording.inserted.setdefault(table_name, set()).update(ids)
    recording.unnoted.discard(table_name)


def _save(
    session: Session,
    label: str,
    author: str | None,
    changes: list[RowChange],
    inserted: dict[str, set[int]],
) -> None:
    connection = session.connection()
    connection.execute(delete(Gesture).where(Gesture.state == "undone"))
    made = insert(Gesture).values(label=label, author=author).returning(Gesture.id, Gesture.made_at)
    mark = Mark(*connection.execute(made).one())
    session.info["gesture"] = mark
    gesture_id = mark.id
    noted = [_noted(change) for change in changes] + [
        {"table_name": name, "row_key": replay.run_key(run), "old": None, "new": None}
        for name, ids in inserted.items()
        for run in rows.runs(ids)
    ]
    if noted:
        connection.execute(insert(Change), [{"gesture_id": gesture_id} | row for row in noted])
    last = select(Gesture.id).where(Gesture.state == "done").order_by(Gesture.id.desc())
    beyond = connection.execute(last.offset(UNDO_LIMIT).limit(1)).scalar()
    if beyond is not None:
        old = (Gesture.state == "done") & (Gesture.id <= beyond)
        connection.execute(update(Gesture).where(old).values(state="kept"))


def _noted(change: RowChange) -> dict[str, str | None]:
    old, new = change.old, change.new
    if old is not None and new is not None:
        different = [name for name in new if old[name] != new[name]]
        old, new = {n: old[n] for n in different}, {n: new[n] for n in different}
    return {
        "table_name": change.table,
        "row_key": str(change.id),
        "old": rows.to_json(old),
        "new": rows.to_json(new),
    }


def undo(book: Book) -> Step | None:
    """Take back the last gesture, exactly; `None` where there is nothing to take back."""
    return _step_through(book, "done", "undone")


def standing(session: Session, mark: Mark) -> Standing:
    """How the gesture stands now; one that is forgotten was undone, and something else was done since."""
    g = Gesture
    own = session.execute(select(g.state, g.label).where(g.id == mark.id, g.made_at == mark.made_at)).first()
    if own is None:
        return Standing("undone", "", ())
    later = select(g.id).where(g.id > mark.id, g.state == "done").order_by(g.id.desc())
    since = _steps(session, session.scalars(later).all()) if own.state == "done" else []
    return Standing(own.state, own.label, tuple(since))


def undo_back_to(book: Book, mark: Mark, last: int) -> list[Step]:
    """Take back all gestures from the last one, which is `last`, back to the marked one; newest first.

    Raises `NotAllowed` where the marked one is not done, or another one is the last meanwhile.
    """
    with book.transaction() as session:
        found = standing(session, mark)
        newest = found.later[0].id if found.later else mark.id
        if found.state != "done" or newest != last:
            raise NotAllowed(_("Something else was done meanwhile."), _("Look at what is there now."))
        steps = [*found.later, *_steps(session, [mark.id])]
        for step in steps:
            _move(session, step, "undone")
        return steps


def redo(book: Book) -> Step | None:
    """Do the gesture again that was taken back last; `None` where there is none."""
    return _step_through(book, "undone", "done")


def _step_through(book: Book, present: str, after: str) -> Step | None:
    with book.transaction() as session:
        step = next_undo(session) if present == "done" else next_redo(session)
        if step is None:
            return None
        _move(session, step, after)
    return step


def _move(session: Session, step: Step, after: str) -> None:
    _tell(session, replay.apply(session, step.id, backwards=after == "undone"))
    session.connection().execute(update(Gesture).where(Gesture.id == step.id).values(state=after))
    session.info["changed"] |= step.tables


def next_undo(session: Session) -> Step | None:
    """The gesture that undo would take back."""
    return _first(session, select(Gesture.id).where(Gesture.state == "done").order_by(Gesture.id.desc()))


def next_redo(session: Session) -> Step | None:
    """The gesture that redo would do again."""
    return _first(session, select(Gesture.id).where(Gesture.state == "undone").order_by(Gesture.id))


def _first(session: Session, query: Select[int]) -> Step | None:
    found = session.scalars(query.limit(1)).first()
    return None if found is None else _steps(session, [found])[0]


def history(session: Session, limit: int = UNDO_LIMIT) -> list[Step]:
    """The latest gestures, newest first."""
    return _steps(session, session.scalars(select(Gesture.id).order_by(Gesture.id.desc()).limit(limit)).all())


def _steps(session: Session, ids: Sequence[int]) -> list[Step]:
    tables: dict[int, set[str]] = {}
    named = select(Change.gesture_id, Change.table_name).where(Change.gesture_id.in_(ids)).distinct()
    for gesture_id, name in session.execute(named):
        tables.setdefault(gesture_id, set()).add(name)
    query = select(Gesture).where(Gesture.id.in_(ids)).order_by(Gesture.id.desc())
    return [
        Step(g.id, g.label, g.author, g.made_at, g.state, frozenset(tables.get(g.id, ())))
        for g in session.scalars(query)
    ]


def who_changed(session: Session, table: str, row_id: int | str) -> list[Edit]:
    """Everything that gestures did to one row and that still holds, newest first."""
    mapped = rows.covered()[table]
    runs = Change.row_key.contains(replay.RUN)
    query = (
        select(Gesture.label, Gesture.author, Gesture.made_at, Change.row_key, Change.old, Change.new)
        .join(Change, Change.gesture_id == Gesture.id)
        .where(Gesture.state != "undone", Change.table_name == table)
        .where((Change.row_key == str(row_id)) | runs)
        .order_by(Gesture.id.desc(), Change.id.desc())
    )
    return [
        Edit(label, author, made_at, rows.from_json(mapped, old), rows.from_json(mapped, new))
        for label, author, made_at, key, old, new in session.execute(query)
        if key == str(row_id) or replay.in_run(key, row_id)
    ]


def forget_rows(session: Session, gone: Mapping[str, Collection[int]]) -> None:
    """Forget what was noted of these rows, which are about to be deleted for good.

    Undo could no longer restore exactly what they were part of: gestures up to the last that touched
    one are kept for "who changed this" only, and if an undone one did, none can be redone.
    """
    connection = session.connection()
    touched: set[int] = set()
    for table, ids in gone.items():
        touched |= _touching(connection, table, set(ids))
    if not touched:
        return
    undone = select(Gesture.id).where(Gesture.state == "undone", Gesture.id.in_(touched)).limit(1)
    if connection.execute(undone).first():
        connection.execute(delete(Gesture).where(Gesture.state == "undone"))
    closed = (Gesture.state == "done") & (Gesture.id <= max(touched))
    connection.execute(update(Gesture).where(closed).values(state="kept"))


def _touching(connection: Connection, table: str, ids: set[int]) -> set[int]:
    """The gestures that touched the rows; what they noted of them is deleted."""
    touched: set[int] = set()
    keys = sorted(str(row_id) for row_id in ids)
    for batch in rows.batches(keys):
        of_rows = (Change.table_name == table) & Change.row_key.in_(batch)
        touched |= set(connection.execute(select(Change.gesture_id).where(of_rows)).scalars())
        connection.execute(delete(Change).where(of_rows))
    runs = select(Change.gesture_id, Change.row_key).where(
        Change.table_name == table, Change.row_key.contains(replay.RUN)
    )
    for gesture_id, key in connection.execute(runs):
        if any(replay.in_run(key, row_id) for row_id in ids):
            touched.add(gesture_id)
    return touched
