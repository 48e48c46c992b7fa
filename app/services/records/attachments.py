"""Files kept in the book: taken in once by content, handed out on a click, never run (UX.md, Client record)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app import private, temporary
from app.errors import FileRefused, InvalidInput, NotFound
from app.i18n import _
from app.models import Attachment, Change, Content
from app.models.tables.attachments import LARGEST
from app.services.file_names import refuse_program, refuse_program_name, safe_name
from app.services.outfile import writing
from app.services.records.fields import change, create


def attach(
    session: Session, *, client_id: int, path: Path, added_on: date, added_by: str | None = None
) -> Attachment:
    """Take a file into the book. The same content is kept once, under however many names.

    Raises `FileRefused` for a file that is too large (over 25 MB), that cannot be read, or that a computer
    would run.
    """
    data = _read(path)
    sha = hashlib.sha256(data).hexdigest()
    if session.get(Content, sha) is None:
        session.add(Content(sha256=sha, data=data))
        session.flush()
    values = {"name": safe_name(path.name), "size": len(data), "content_sha": sha}
    return create(session, Attachment, client_id=client_id, added_on=added_on, added_by=added_by, **values)


def attach_all(
    session: Session,
    *,
    client_id: int,
    paths: Sequence[Path],
    added_on: date,
    added_by: str | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> tuple[list[int], list[FileRefused]]:
    """Take several files in; those that are refused leave the others be. Says whose ids came in, and why not."""
    taken, refused = [], []
    for at, path in enumerate(paths):
        progress(at, len(paths))
        try:
            made = attach(session, client_id=client_id, path=path, added_on=added_on, added_by=added_by)
        except FileRefused as error:
            refused.append(error)
        else:
            taken.append(made.id)
    progress(len(paths), len(paths))
    return taken, refused


def rename(session: Session, *, attachment_id: int, name: str) -> Attachment:
    """Call a file otherwise; without an ending it keeps its own. Raises `FileRefused`, `InvalidInput`, `NotFound`."""
    found = session.get(Attachment, attachment_id)
    if found is None or found.deleted_at is not None:
        raise _gone()
    if not name.strip():
        raise InvalidInput(_("A file needs a name."), field="name")
    if not Path(name).suffix:
        name += Path(found.name).suffix
    kept = safe_name(name)
    refuse_program_name(kept)
    return change(session, found, name=kept)


def _gone() -> NotFound:
    return NotFound(_("This file is no longer in the book."), _("Look in the trash."))


def _read(path: Path) -> bytes:
    name = path.name
    refuse_program_name(name)
    try:
        if not path.is_file():
            raise FileRefused(_("“{name}” is no file.").format(name=name), _("Choose a single file."))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FileRefused(
            _("“{name}” cannot be read: {reason}.").format(name=name, reason=error.strerror),
            _("Check that it is there and that you may read it."),
        ) from error
    if len(data) > LARGEST:
        raise FileRefused(
            _("“{name}” is larger than 25 MB.").format(name=name),
            _("Keep it in a folder and note where it lies."),
        )
    refuse_program(name, data)
    return data


def content_of(session: Session, attachment_id: int) -> tuple[str, bytes]:
    """The name, made safe, and the bytes of a file; raises `NotFound` where it is no longer kept.

    What a computer would run is refused as at the way in (`FileRefused`): somebody else may have written the book.
    """
    query = (
        select(Attachment.name, Content.data)
        .join(Content, Content.sha256 == Attachment.content_sha)
        .where(Attachment.id == attachment_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise _gone()
    name, data = safe_name(str(row[0])), bytes(row[1])
    refuse_program(name, data, leaving=True)
    return name, data


def save_as(session: Session, attachment_id: int, path: Path) -> Path:
    """Write a copy of the file to `path`."""
    _name, data = content_of(session, attachment_id)
    with writing(path) as made:
        made.write_bytes(data)
    return path


def copy_to_open(session: Session, attachment_id: int) -> Path:
    """A read-only copy in a private folder that goes with the program; changes to it stay outside."""
    name, data = content_of(session, attachment_id)
    made = private.new_file(temporary.new_folder() / name)
    made.write_bytes(data)
    made.chmod(0o400)
    return made


def sweep(session: Session) -> int:
    """Let go of contents that no file has, not even one that Undo could bring back; says how many."""
    used = select(Attachment.id).where(Attachment.content_sha == Content.sha256)
    noted = select(Change.id).where(
        Change.table_name == Attachment.__tablename__,
        or_(Change.old.contains(Content.sha256), Change.new.contains(Content.sha256)),
    )
    unused = list(session.scalars(select(Content.sha256).where(~used.exists(), ~noted.exists())))
    if unused:
        session.connection().execute(delete(Content).where(Content.sha256.in_(unused)))
    return len(unused)
