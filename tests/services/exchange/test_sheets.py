"""The sheets are those of DOMAIN.md, column by column."""

from __future__ import annotations

import re

import pytest

from app.services.exchange.sheets import SHEETS, Sheet
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def contract() -> str:
    return (PROJECT / "docs" / "DOMAIN.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_has_the_columns_of_the_contract_in_order_with_the_required_ones_marked(
    sheet: Sheet, contract: str
) -> None:
    row = re.search(rf"^\| {sheet.name} \| (.*?) \|$", contract, re.MULTILINE)
    assert row is not None
    plain = re.sub(r"\([^)]*\)| = [^,)]*", "", row[1])
    wanted = [column.split()[0] for column in plain.split(",")]
    assert [column.name + "*" * column.required for column in sheet.columns] == wanted


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_words_of_a_column_are_those_of_the_contract(sheet: Sheet, contract: str) -> None:
    row = re.search(rf"^\| {sheet.name} \| (.*?) \|$", contract, re.MULTILINE)
    assert row is not None
    for name, said in re.findall(r"(\w+)\*? \(((?:`\w+`[^,)]*)+)\)", row[1]):
        words = tuple(word for word in re.findall(r"`(\w+)`", said))
        if sheet.by_name[name].kind == "word":
            assert sheet.by_name[name].words == words
