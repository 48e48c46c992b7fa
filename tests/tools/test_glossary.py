"""docs/GLOSSARY.md holds each term in four languages; a translation that strays from it is found here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.messages import read

GLOSSARY = Path(__file__).parents[2] / "docs" / "GLOSSARY.md"
LANGUAGES = {"Romanian": "ro", "Polish": "pl", "Russian": "ru"}
_CELL = re.compile(r"(?<!\\)\|")


def rows(first: str) -> list[dict[str, str]]:
    """The table of the glossary whose first column is called `first`, a row each, by the columns' names."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    heads = cells(lines[start])
    table = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        table.append(dict(zip(heads, cells(line), strict=True)))
    return table


def cells(line: str) -> list[str]:
    return [part.strip().replace("\\|", "|") for part in _CELL.split(line.strip())[1:-1]]


def texts(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


TERMS = rows("English")
STRAY = rows("Language")


def test_the_glossary_has_its_terms_and_its_stray_words() -> None:
    assert len(TERMS) >= 30
    assert len(STRAY) >= 15


@pytest.mark.parametrize("term", TERMS, ids=lambda t: f"{t['English']} {t['Context']}".strip())
@pytest.mark.parametrize("name", LANGUAGES)
def test_a_term_is_translated_as_the_glossary_has_it(term: dict[str, str], name: str) -> None:
    message = read(LANGUAGES[name]).get(term["English"], term["Context"] or None)
    assert message is not None, (
        f"no text of the program is {term['English']!r} in the context {term['Context']!r}"
    )
    assert texts(message.string) == (term[name],)


@pytest.mark.parametrize("name", LANGUAGES)
def test_words_that_mislead_occur_in_no_translation(name: str) -> None:
    banned = [row for row in STRAY if row["Language"] == name]
    strays = [
        f"{text!r}: not {row['Not']!r} but {row['But']}"
        for message in read(LANGUAGES[name])
        if message.id
        for text in texts(message.string)
        for row in banned
        if re.search(row["Not"], text)
    ]
    assert banned
    assert not strays, "\n".join(strays)
