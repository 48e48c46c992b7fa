"""What a record must satisfy, taken from the mappings; creating and changing any record goes through here."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Table, func, select
from sqlalchemy.orm import Session

from app.domain import birthdays, periods
from app.domain.currency_codes import code_of
from app.domain.kinds import KINDS
from app.errors import InvalidInput
from app.i18n import _
from app.models import Client, Period, Record, name_key
from app.models.tables.base import Keyed, Referenced
from app.services import spans
from app.services.records.between import refuse_tearing, refuse_unsound
from app.services.records.holding import findings
from app.services.records.titles import title

R = TypeVar("R", bound=Record)

# Nineteen digits do not fit a 64-bit integer; ten million million of any currency is beyond every client.
MONEY_LIMIT = 10**15
SYSTEM_COLUMNS = frozenset({"id", "uid", "created_at", "changed_at", "deleted_at", "name_key", "ref_key"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value: the column it is about, and the reason in plain words."""

    column: str
    reason: str


def table_of(model: type[Record]) -> Table:
    """The table that the model is mapped to."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every record is mapped to a plain table
    return table


def field_columns(model: type[Record]) -> list[Column[Any]]:
    """The columns a user fills in, in the order of the mapping."""
    own = [c for c in table_of(model).columns if c.name not in SYSTEM_COLUMNS]
    return sorted(own, key=lambda c: c.name not in ("name", "ref"))


def problems(
    model: type[Record], values: Mapping[str, Any], called: Callable[[str], str] = str
) -> list[Problem]:
    """Everything that keeps `values` from being a record of `model`; empty where all is well.

    `called` gives the name of a column as the reader knows it; by itself it is that of the workbook.
    """
    found = [p for column in field_columns(model) if (p := _column_problem(column, values.get(column.name)))]
    if not found:
        found = [Problem(f.column, f.reason(called)) for f in findings(table_of(model), values)]
    return found


def _column_problem(column: Column[Any], value: Any) -> Problem | None:
    kind = column.info.get("kind", "text")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None if column.nullable else Problem(column.name, _("is required"))
    if isinstance(value, str) and (reason := text_problem(value)):
        return Problem(column.name, reason)
    if kind == "word" and value not in column.info["words"]:
        allowed = ", ".join(column.info["words"])
        return Problem(
            column.name, _("“{word}” is not one of: {allowed}").format(word=value, allowed=allowed)
        )
    if kind == "birthday" and (reason := _birthday_problem(value)):
        return Problem(column.name, reason)
    if kind in ("whole", "money", "real") and (reason := _number_problem(column, value)):
        return Problem(column.name, reason)
    return None


def _birthday_problem(value: Any) -> str:
    if not isinstance(value, str) or not birthdays.is_canonical(value):
        return _("must be a day such as 1985-05-12, or --05-12 without the year")
    return _("is yet to come") if birthdays.is_future(value, date.today()) else ""


def text_problem(value: str) -> str:
    """Why a text cannot be kept, or nothing: a file can hold any text that UTF-8 can."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return _("holds half a character (a lone surrogate) that no file can keep")
    return ""


def _number_problem(column: Column[Any], value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return _("is not a number")
    if column.info["kind"] == "money":
        return "" if abs(value) <= MONEY_LIMIT else _("is larger than any amount this book can hold")
    low, high = column.info.get("lowest"), column.info.get("highest")
    if (low is not None and value < low) or (high is not None and value > high):
        if high is None:
            return _("must be {low} or more").format(low=low)
        return _("must lie between {low} and {high}").format(low=low, high=high)
    return ""


def create(session: Session, model: type[R], **values: Any) -> R:
    """A new record of the book; raises `InvalidInput` naming the first value that cannot be kept."""
    record = model(**_checked(session, model, values, None))
    session.add(record)
    session.flush()
    refuse_unsound(session, record)
    return record


def change(session: Session, record: R, **values: Any) -> R:
    """Change some values of a record; the record as a whole, and what names it, must stay valid."""
    present = {c.name: getattr(record, c.name) for c in field_columns(type(record))}
    checked = _checked(session, type(record), present | values, record.id)
    for column in values:
        setattr(record, column, checked[column])
    session.flush()
    refuse_unsound(session, record)
    if values.get("client_id", present.get("client_id")) != present.get("client_id"):
        refuse_tearing(session, record)
    return record


def _checked(
    session: Session, model: type[Record], values: Mapping[str, Any], own_id: int | None
) -> dict[str, Any]:
    cleaned = {column: _cleaned(value) for column, value in values.items()}
    if model is Client and isinstance(said := cleaned.get("currency"), str):
        cleaned["currency"] = code_of(said) or said
    for problem in problems(model, cleaned, title):
        raise InvalidInput(
            _("{field} {reason}.").format(
                field=title(problem.column, model.__tablename__), reason=problem.reason
            ),
            _("Correct it and save again."),
            field=problem.column,
        )
    refuse_taken(session, model, cleaned, own_id)
    refuse_overlap(session, model, cleaned, own_id)
    return cleaned


def _cleaned(value: Any) -> Any:
    """Empty text is no value; other text is kept to the letter."""
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return value


def refuse_taken(
    session: Session, model: type[Record], values: Mapping[str, Any], own_id: int | None
) -> None:
    """Raise `InvalidInput` where another record outside the trash has this name or ref."""
    column = "name" if issubclass(model, Keyed) else "ref" if issubclass(model, Referenced) else None
    if column is None or not isinstance(values.get(column), str):
        return
    if (found := find_id(session, model, values[column])) is not None and found != own_id:
        raise InvalidInput(
            _("“{name}” is already in the book.").format(name=values[column].strip()),
            _("Choose another name, or open the one that is there."),
            field=column,
        )


def refuse_overlap(
    session: Session, model: type[Record], values: Mapping[str, Any], own_id: int | None
) -> None:
    """Raise `InvalidInput` where a time as our client would overlap another of the same client."""
    if model is Client and own_id is not None:
        others = spans.spans_of(session, own_id, own=False)
        span = periods.own_span(values.get("since"), values.get("lost_on"))
    elif model is Period:
        others = spans.spans_of(session, values["client_id"], but=own_id)
        span = periods.Span(values["since"], values["lost_on"])
    else:
        return
    if span is not None and periods.clash([*others, (span, own_id)]) is not None:
        raise InvalidInput(
            _("This time and another one as our client overlap."),
            _("Let the later one begin on the day the earlier one ended, or after."),
            field="since",
        )


def find_id(session: Session, model: type[Record], name: str) -> int | None:
    """The record with this name or ref outside the trash, compared without case and surrounding space."""
    table = table_of(model)
    key = table.c.name_key if issubclass(model, Keyed) else table.c.ref_key
    query = select(table.c.id).where(key == name_key(name), table.c.deleted_at.is_(None))
    return session.scalars(query).first()


def next_ref(session: Session, model: type[Record]) -> str:
    """The next free ref such as D-015: one more than the highest number in use, trash included."""
    table, prefix = table_of(model), KINDS[model.__tablename__].letter
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})", re.IGNORECASE)
    like = func.lower(table.c.ref).like(f"{prefix.lower()}-%")
    used = [
        int(m[1])
        for ref in session.scalars(select(table.c.ref).where(like))
        if (m := pattern.fullmatch(ref.strip()))
    ]
    return f"{prefix}-{max(used, default=0) + 1:03d}"
