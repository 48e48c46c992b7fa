"""Finding by words: every typed word must occur, in any order, without case or accents."""

from __future__ import annotations

from app.domain.folding import fold


def typed_words(query: str) -> list[str]:
    """The words somebody typed, folded."""
    return [fold(word) for word in query.split() if fold(word)]


def folded(text: str) -> str:
    """A text as words are looked for in it."""
    return fold(text)


def spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, as (start, end) without overlaps, for underlining."""
    letters, origin = [], []
    for at, sign in enumerate(text):
        for bare in fold(sign) or (" " if sign.isspace() else ""):
            letters.append(bare)
            origin.append(at)
    line = "".join(letters)
    found = []
    for word in words:
        at = _find(line, word)
        if at >= 0:
            found.append((origin[at], origin[at + len(word) - 1] + 1))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _find(line: str, word: str) -> int:
    """The first place where the word begins a word; else the first place at all."""
    at = line.find(word)
    first = at
    while at >= 0:
        if at == 0 or not line[at - 1].isalnum():
            return at
        at = line.find(word, at + 1)
    return first


def score(title: str, whole: str, words: list[str]) -> int:
    """How well folded texts match: 0 not at all, 1 somewhere, 2 in the title, 3 at the start of words of the title."""
    if not all(word in whole for word in words):
        return 0
    if not all(word in title for word in words):
        return 1
    starts = all(title.startswith(word) or f" {word}" in title for word in words)
    return 3 if starts else 2
