"""Base of all mappings: naming convention, shared columns, and the kinds of columns a record has.

The columns carry what the exchange workbook, the forms and the settings need to know of them
(`info["words"]`, `info["kind"]`), so that the mapping is the one description of a record.
"""

from __future__ import annotations

import os
import time
import uuid
from datetime import UTC, datetime
from datetime import date as Day
from datetime import datetime as Moment
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, validates

if TYPE_CHECKING:
    from sqlalchemy import FromClause

from app.models.tables.unreadable import Whole

__all__ = ["Base", "Day", "Keyed", "Moment", "Record", "Referenced", "name_key", "new_uid"]


class Base(DeclarativeBase):
    """Base of every table; every constraint has a name, so that migrations can speak of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def new_uid() -> str:
    """A UUIDv7: the milliseconds since 1970, then chance; sorts by the time it was made (RFC 9562)."""
    stamp = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10), "big")
    value = (stamp & (1 << 48) - 1) << 80 | chance & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def name_key(name: str) -> str:
    """How names and refs are compared: without case and surrounding space (DOMAIN.md, Records)."""
    return name.strip().casefold()


def utc_now() -> datetime:
    """The present moment in UTC without a zone, as stamps are stored."""
    return datetime.now(UTC).replace(tzinfo=None)


class Record:
    """What every record of the exchange workbook has: a key, a uid, stamps, and a place in the trash."""

    __tablename__: str
    # Whether the kind as a whole is internal, its being there included (DOMAIN.md, Two audiences).
    wholly_internal: ClassVar[bool] = False
    if TYPE_CHECKING:
        # Mixed into classes of `Base`, which have it.
        __table__: ClassVar[FromClause]
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), default=new_uid, unique=True)
    created_at: Mapped[Moment] = mapped_column(DateTime, default=utc_now)
    changed_at: Mapped[Moment] = mapped_column(DateTime, default=utc_now, onupdate=utc_now)
    deleted_at: Mapped[Moment | None] = mapped_column(DateTime)


def _key_of(context: Any) -> str:
    parameters = context.get_current_parameters()
    return name_key(parameters["name"] if "name" in parameters else parameters["ref"])


class Keyed:
    """A record with a name that is unique in the book, compared without case and surrounding space."""

    __tablename__: str
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text, default=_key_of)

    @validates("name")
    def _set_name_key(self, _column: str, name: str) -> str:
        self.name_key = name_key(name)
        return name

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (unique_while_kept(cls.__tablename__, "name_key"), *getattr(cls, "constraints", ()))


class Referenced:
    """A record with a ref that is unique in its sheet, compared without case and surrounding space."""

    __tablename__: str
    ref: Mapped[str] = mapped_column(Text)
    ref_key: Mapped[str] = mapped_column(Text, default=_key_of)

    @validates("ref")
    def _set_ref_key(self, _column: str, ref: str) -> str:
        self.ref_key = name_key(ref)
        return ref

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (unique_while_kept(cls.__tablename__, "ref_key"), *getattr(cls, "constraints", ()))


def unique_while_kept(table: str, column: str) -> Index:
    """Unique among the records outside the trash."""
    kept = text("deleted_at IS NULL")
    return Index(f"uq_{table}_{column}", column, unique=True, sqlite_where=kept, postgresql_where=kept)


def day(*, required: bool = False) -> Mapped[Any]:
    """A calendar day."""
    return mapped_column(Date, nullable=not required, info={"kind": "day"})


def moment(*, required: bool = False) -> Mapped[Any]:
    """A local day and time in the book's zone."""
    return mapped_column(DateTime, nullable=not required, info={"kind": "moment"})


def money(*, required: bool = False) -> Mapped[Any]:
    """An amount in whole cents of the client's currency."""
    return mapped_column(BigInteger, nullable=not required, info={"kind": "money"})


def line(*, required: bool = False) -> Mapped[Any]:
    """Text of any length and script."""
    return mapped_column(Text, nullable=not required, info={"kind": "text"})


def prose(*, required: bool = False) -> Mapped[Any]:
    """Text that deserves several lines."""
    return mapped_column(Text, nullable=not required, info={"kind": "text", "long": True})


def flag() -> Mapped[Any]:
    """Yes, no, or not said."""
    return mapped_column(Boolean, info={"kind": "flag"})


def whole(*, required: bool = False, lowest: int | None = None, highest: int | None = None) -> Mapped[Any]:
    """A whole number; the range is in `info` for forms and is held by a CHECK of the table."""
    return mapped_column(
        Whole, nullable=not required, info={"kind": "whole", "lowest": lowest, "highest": highest}
    )


def real(*, required: bool = False, lowest: int | None = None) -> Mapped[Any]:
    """A finite number; its lowest value is in `info` for forms and is held by a CHECK of the table."""
    return mapped_column(Float, nullable=not required, info={"kind": "real", "lowest": lowest})


def birthday() -> Mapped[Any]:
    """A day as ISO text, or `--MM-DD` where the year is not known (`domain.birthdays`)."""
    return mapped_column(String(10), info={"kind": "birthday"})


def word(*words: str, required: bool = False) -> Mapped[Any]:
    """One of the given English words; shown translated, held by a CHECK of the table."""
    return mapped_column(String(24), nullable=not required, info={"kind": "word", "words": words})


def listed() -> Mapped[Any]:
    """Several names in one text, joined by `; `."""
    return mapped_column(Text, info={"kind": "list"})


def internal(column: Mapped[Any]) -> Mapped[Any]:
    """Mark a column as internal (DOMAIN.md, Two audiences): it never leaves for the client.

    The mark stands here alone; forms, lists and whatever goes out read it with `is_internal`.
    """
    column.column.info["internal"] = True  # type: ignore[attr-defined]  # Mapped is what mapped_column is typed as
    return column


def is_internal(model: type[Record], column: str) -> bool:
    """Whether a column of a record is internal; of a kind that is internal altogether every column is."""
    return model.wholly_internal or bool(model.__table__.columns[column].info.get("internal"))


def named(of: str, *, required: bool = False) -> Mapped[Any]:
    """The name of a person or a contact, kept as it was said: `of` is `people` or `contacts`.

    Not a foreign key: who said or did something stays on record when that person is deleted, and a
    name that is in no list yet is no reason to refuse a record. Renaming follows (`records.people`).
    """
    return mapped_column(Text, nullable=not required, info={"kind": "named", "of": of})


def link(table: str, *, required: bool = False) -> Mapped[Any]:
    """A record of another table; the workbook writes its name or ref."""
    return mapped_column(
        ForeignKey(f"{table}.id", ondelete="CASCADE" if required else "SET NULL"),
        nullable=not required,
        info={"kind": "link", "table": table},
    )


def one_of(column: str, *words: str) -> CheckConstraint:
    """The column holds one of the words, or nothing."""
    listed_words = ", ".join(f"'{w}'" for w in words)
    return CheckConstraint(f"{column} IN ({listed_words})", name=f"{column}_word")


def between(column: str, lowest: int, highest: int) -> CheckConstraint:
    """The column lies in the range, ends included, or is empty."""
    return CheckConstraint(f"{column} BETWEEN {lowest} AND {highest}", name=f"{column}_range")


def not_before(later: str, earlier: str) -> CheckConstraint:
    """No record ends before it begins."""
    return CheckConstraint(f"{later} >= {earlier}", name=f"{later}_not_before_{earlier}")


def by_client(table: str, day_column: str) -> Index:
    """What opening a client's page asks for: his records of this kind by day."""
    return Index(f"ix_{table}_client_id_{day_column}", "client_id", day_column)
