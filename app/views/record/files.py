"""The files kept with a client: what they are called and how large, never what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.i18n import _, format_number
from app.models import Attachment
from app.services.file_names import safe_name
from app.services.queries import Query

_KB, _MB = 1024, 1024 * 1024
# Which sign stands for which kind of file, by the end of its name.
_SIGNS = {
    "file-spreadsheet": ("xlsx", "xls", "ods", "csv"),
    "file-text": ("pdf", "docx", "doc", "odt", "txt", "rtf", "md"),
    "presentation": ("pptx", "ppt", "odp"),
    "image-down": ("png", "jpg", "jpeg", "gif", "webp", "svg", "heic", "tif", "tiff"),
    "mail": ("eml", "msg"),
    "archive": ("zip", "7z", "rar", "gz"),
}


@dataclass(frozen=True)
class FileRow:
    """One file: `size` in bytes, who took it in and when."""

    id: int
    name: str
    size: int
    added_on: date
    added_by: str | None

    @property
    def sign(self) -> str:
        """The icon of its kind."""
        suffix = self.name.rpartition(".")[2].lower()
        return next((sign for sign, ends in _SIGNS.items() if suffix in ends), "file")

    @property
    def size_words(self) -> str:
        """`340 KB`, `1.2 MB`."""
        return size_words(self.size)


def file_rows(session: Session, client_id: int) -> tuple[FileRow, ...]:
    """The files of a client, the newest first."""
    a = Attachment
    query = select(a.id, a.name, a.size, a.added_on, a.added_by).where(
        a.client_id == client_id, a.deleted_at.is_(None)
    )
    found = session.execute(query.order_by(a.added_on.desc(), a.id.desc()))
    return tuple(FileRow(row[0], safe_name(row[1]), *row[2:]) for row in found)


def file_count(session: Session, client_id: int) -> int:
    """How many files are kept with a client."""
    session.flush()
    ((found,),) = _count_query().tuples(session.connection(), {"client_id": client_id})
    return int(found)


@cache
def _count_query() -> Query:
    a = Attachment
    mine = a.client_id == bindparam("client_id")
    return Query(select(func.count()).select_from(a).where(mine, a.deleted_at.is_(None)))


def size_words(size: int) -> str:
    """A number of bytes in the unit people read."""
    if size < _KB:
        return _("{n} bytes").format(n=format_number(size))
    if size < _MB:
        return _("{n} KB").format(n=format_number(round(size / _KB)))
    return _("{n} MB").format(n=format_number(size / _MB, 1))
