"""Books that hypothesis makes up, from the description of the sheets: every column, and hostile text in all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.names import joined
from app.domain.periods import Span, clash, own_span
from app.models import Setting, name_key
from app.models.tables.judgements import VALUES
from app.services.exchange.cell_writer import MOST_CENTS
from app.services.exchange.sheets import BY_NAME, RECORD_SHEETS, Column, Sheet
from app.services.records.holding import ends

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
# Names that several have, and such as look like lists and references.
ALIKE = st.sampled_from(("Ana", "ANA ", "Rus; Ana", "Ana {x}", '"Ana"'))
names_in_lists = said.filter(lambda text: text != "long: control").map(str.strip).filter(bool)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(1899, 12, 25), date(1900, 3, 5))
moments = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)) | st.datetimes().map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
reals = st.floats(-1e6, 1e6, allow_nan=False)
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "named": texts,
    "list": st.lists(names_in_lists, min_size=1, max_size=3).map(joined),
    "day": days,
    "birthday": st.dates(date(1, 1, 1), date(2025, 12, 31)).map(date.isoformat)
    | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map("--{:%m-%d}".format),
    "moment": moments,
    "money": st.integers(-MOST_CENTS, MOST_CENTS) | st.integers(-1000, 1000),
    "flag": st.booleans(),
    "real": reals,
}
_TAME: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(("One", "Two", "Ana")),
    "named": ALIKE,
    "list": st.lists(ALIKE, min_size=1, max_size=2).map(joined),
    "day": st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    "moment": st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 9)).map(
        lambda m: m.replace(second=0, microsecond=0)
    ),
    "money": st.integers(-1000, 1000),
    "real": st.sampled_from((0.0, 1.0, 5.0, 9.5)),
}
_settings = st.dictionaries(
    said.filter(lambda text: text not in LONG)
    .map(lambda text: text.strip()[:80].strip())
    .filter(lambda key: key and name_key(key) not in ("currency", "country")),
    texts,
    max_size=3,
)


@st.composite
def books(draw: st.DrawFn, tame: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Rows by sheet; a link is the number of the row in its sheet that it speaks of.

    With `tame` texts are short and harmless, and there are more records that speak of each other.
    """
    pairs = {} if tame else draw(_settings)
    made: dict[str, list[dict[str, Any]]] = {
        "settings": [{"key": key, "value": value} for key, value in _unlike_in_key(pairs.items())]
    }
    for sheet in RECORD_SHEETS:
        count = draw(st.integers(1, 3) if tame else st.integers(0, 2))
        rows = [_row(draw, sheet, made, tame) for _number in range(count)]
        made[sheet.name] = _unlike(sheet, [row for row in rows if row is not None])
        if sheet.name == "periods":
            made[sheet.name] = _following(made)
    _give_reasons(made)
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


def _give_reasons(made: dict[str, list[dict[str, Any]]]) -> None:
    """What is argued over the limit has its reason."""
    for number, decision in enumerate(made["decisions"]):
        limits = decision["advice_limit"], made["clients"][decision["client_id"]]["advice_limit"], 3
        limit = next(each for each in limits if each is not None)
        argued = [row for row in made["attempts"] if row["decision_id"] == number]
        for row in [row for row in argued if not (row["override_reason"] or "").strip()][limit:]:
            row["override_reason"] = "they asked again"


def _unlike_in_key(pairs: Any) -> list[tuple[str, str]]:
    return list({name_key(key): (key, value) for key, value in pairs}.values())


def _unlike(sheet: Sheet, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not sheet.key:
        return rows
    return list({name_key(row[sheet.key]): row for row in rows}.values())


def _row(
    draw: st.DrawFn, sheet: Sheet, made: dict[str, list[dict[str, Any]]], tame: bool
) -> dict[str, Any] | None:
    row: dict[str, Any] = {}
    for column in sheet.columns:
        if column.kind == "link":
            candidates = _candidates(column, row, made)
            if not candidates and column.required:
                return None
            choice = st.sampled_from(candidates) if candidates else st.none()
        else:
            choice = _values(column, tame)
        row[column.attribute] = draw(choice if column.required else st.none() | choice)
    _mend(draw, sheet, row)
    return row


def _candidates(column: Column, row: dict[str, Any], made: dict[str, list[dict[str, Any]]]) -> list[int]:
    """Which rows may be named: of what is a client's own, those of the same client."""
    rows = made[column.of]
    if column.name == "decision" or "client_id" not in BY_NAME[column.of].by_attribute:
        return list(range(len(rows)))
    client = row.get("client_id")
    if client is None:
        client = made["decisions"][row["decision_id"]]["client_id"]
    return [number for number, other in enumerate(rows) if other["client_id"] == client]


def _values(column: Column, tame: bool) -> st.SearchStrategy[Any]:
    if column.name == "currency":
        return st.sampled_from(("RON", "EUR", "PLN"))
    if tame and column.kind in _TAME:
        return _TAME[column.kind]
    if column.kind == "word":
        return st.sampled_from(column.words)
    if column.kind == "whole":
        return st.integers(int(column.lowest), int(column.highest))
    if column.name == "name":
        return ALIKE | said
    if column.kind == "named":
        return ALIKE | texts
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
    for later, earlier in ends(sheet.table) if sheet.has_uid else ():
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
