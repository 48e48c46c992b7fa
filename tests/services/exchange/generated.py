"""Books that hypothesis makes up, from the description of the sheets: every column, and hostile text in all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import Setting, name_key
from app.models.judgements import VALUES
from app.services.exchange.cell_writer import MOST_CENTS, list_text
from app.services.exchange.sheets import RECORD_SHEETS, Column, Sheet
from app.services.periods import Span, clash, own_span

# Short names in what hypothesis prints for texts that are longer than a cell.
LONG = {
    "long: x": "x" * 40_000,
    "long: emoji": "😀" * 20_000,
    "long: escapes": "_x0041_" * 5_000,
    "long: control": "\x0b" * 33_000 + "end",
}
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=cmd|' /C calc'!A0",
    "'=1+1",
    "\x01\x02\x1f\x7f",
    "\x00",
    "line\r\nbreak\rand\nmore",
    "  spaces around  ",
    "\u00a0",
    "_x0041_ is not A",
    "_x005F_x000D_",
    "_x_x0041_",
    "😀 and 👨‍👩‍👧",
    "مرحبا بالعالم \u202eright to left\u202c",
    "é e\u0301 ﬁ",
    "\ufffe\uffff\ufeff",
    *LONG,
    "#N/A",
    "TRUE",
    "007",
    "1e5",
    "2024-02-30",
    "<b>&amp;</b>]]>",
)
texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
said = texts.filter(lambda text: text.strip())
names_in_lists = (
    said.filter(lambda text: text != "long: control")
    .map(lambda text: text.replace(";", ",").strip())
    .filter(bool)
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(1899, 12, 25), date(1900, 3, 5))
moments = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)) | st.datetimes().map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
reals = st.floats(-1e6, 1e6, allow_nan=False)
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "named": texts,
    "list": st.lists(names_in_lists, min_size=1, max_size=3).map("; ".join).map(list_text).filter(bool),
    "day": days,
    "birthday": st.dates(date(1, 1, 1), date(2025, 12, 31)).map(date.isoformat)
    | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map("--{:%m-%d}".format),
    "moment": moments,
    "money": st.integers(-MOST_CENTS, MOST_CENTS) | st.integers(-1000, 1000),
    "flag": st.booleans(),
    "real": reals,
}
_settings = st.dictionaries(
    said.filter(lambda text: text not in LONG)
    .map(lambda text: text.strip()[:80].strip())
    .filter(lambda key: key and name_key(key) not in ("currency", "country")),
    texts,
    max_size=3,
)


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows by sheet; a link is the number of the row in its sheet that it speaks of."""
    made: dict[str, list[dict[str, Any]]] = {
        "settings": [{"key": key, "value": value} for key, value in _unlike_in_key(draw(_settings).items())]
    }
    for sheet in RECORD_SHEETS:
        count = draw(st.integers(0, 2))
        rows = [_row(draw, sheet, made) for _number in range(count)]
        made[sheet.name] = _unlike(sheet, [row for row in rows if row is not None])
        if sheet.name == "periods":
            made[sheet.name] = _following(made)
    return made


def _following(made: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The periods that overlap none before them, nor the client's own time."""
    kept: list[dict[str, Any]] = []
    for row in made["periods"]:
        client = made["clients"][row["client_id"]]
        spans = [Span(p["since"], p["lost_on"]) for p in (*kept, row) if p["client_id"] == row["client_id"]]
        own = own_span(client["since"], client["lost_on"])
        if clash([(span, at) for at, span in enumerate([*spans, *([own] if own else [])])]) is None:
            kept.append(row)
    return kept


def _unlike_in_key(pairs: Any) -> list[tuple[str, str]]:
    return list({name_key(key): (key, value) for key, value in pairs}.values())


def _unlike(sheet: Sheet, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not sheet.key:
        return rows
    return list({name_key(row[sheet.key]): row for row in rows}.values())


def _row(draw: st.DrawFn, sheet: Sheet, made: dict[str, list[dict[str, Any]]]) -> dict[str, Any] | None:
    row: dict[str, Any] = {}
    for column in sheet.columns:
        if column.kind == "link":
            candidates = _candidates(column, row, made)
            if not candidates and column.required:
                return None
            choice = st.sampled_from(candidates) if candidates else st.none()
        else:
            choice = _values(column)
        row[column.attribute] = draw(choice if column.required else st.none() | choice)
    _mend(draw, sheet, row)
    return row


def _candidates(column: Column, row: dict[str, Any], made: dict[str, list[dict[str, Any]]]) -> list[int]:
    rows = made[column.of]
    if column.of != "contacts":
        return list(range(len(rows)))
    client = row.get("client_id")
    if client is None:
        client = made["decisions"][row["decision_id"]]["client_id"]
    return [number for number, contact in enumerate(rows) if contact["client_id"] == client]


def _values(column: Column) -> st.SearchStrategy[Any]:
    if column.kind == "word":
        return st.sampled_from(column.words)
    if column.kind == "whole":
        return st.integers(int(column.lowest), int(column.highest))
    if column.kind == "text" and column.required:
        return said
    if column.kind == "real" and column.lowest == 0:
        return reals.map(abs)
    return _KINDS[column.kind]


def _mend(draw: st.DrawFn, sheet: Sheet, row: dict[str, Any]) -> None:
    """What must hold between the cells."""
    if sheet.name == "clients":
        row["since"] = row["since"] or (None if row["status"] == "prospect" else draw(days))
        row["lost_on"] = draw(days) if row["status"] == "lost" else None
    if sheet.name == "surveys":
        row["lowest"], row["highest"] = sorted((row["lowest"], row["highest"]))
        row["highest"] = row["highest"] if row["highest"] > row["lowest"] else row["lowest"] + 1
        row["score"] = draw(st.floats(row["lowest"], row["highest"]))
    if sheet.name == "judgements":
        row["value"] = draw(st.sampled_from(VALUES[row["about"]]))
    if sheet.name == "tasks" and row["at"] is not None:
        row["at"] = draw(st.times()).strftime("%H:%M")
    if sheet.name == "offers" and row["threat_id"] is not None:
        row["threat_id"] = None if draw(st.booleans()) else row["threat_id"]
    for later, earlier in sheet.ends:
        if row[later] is not None and row[earlier] is not None:
            row[later] = max(row[later], row[earlier])


def fill(session: Session, made: dict[str, list[dict[str, Any]]]) -> None:
    """Write the rows into a book, past every service."""
    for row in made["settings"]:
        session.execute(insert(Setting).values(**_full(row)))
    ids: dict[str, list[int]] = {}
    for sheet in RECORD_SHEETS:
        ids[sheet.name] = []
        for row in made[sheet.name]:
            values = _full(row)
            for column in sheet.columns:
                if column.kind == "link" and values[column.attribute] is not None:
                    values[column.attribute] = ids[column.of][values[column.attribute]]
            if sheet.key:
                values[f"{sheet.key}_key"] = name_key(values[sheet.key])
            ids[sheet.name].append(
                session.execute(insert(sheet.table).values(**values)).inserted_primary_key[0]
            )


def _full(row: dict[str, Any]) -> dict[str, Any]:
    return {name: LONG.get(value, value) if isinstance(value, str) else value for name, value in row.items()}


def held(session: Session, sheet: Sheet) -> list[tuple[Any, ...]]:
    """What a book holds of a sheet, in order: links as the uids of what they speak of are beside the point."""
    columns = [sheet.table.c[column.attribute] for column in sheet.columns if column.kind != "link"]
    order = sheet.table.c.id if sheet.has_uid else sheet.table.c.key
    return [tuple(row) for row in session.execute(select(*columns).order_by(order))]
