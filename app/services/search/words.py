"""Typed words as the search index understands them, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.folding import IRREGULAR, aligned, is_word, located, marks_of, sign_of, tokens
from app.services.search.joined import SHORTEST_END, digits_of, ending, joined, loose_pattern
from app.services.search.sources import client_word

__all__ = ["Words", "marks_in", "snippet"]

_MOST_WORDS = 24
_MOST_LETTERS = 500
_SNIPPET = 160
_LEAD = 48
# Latin, Greek, Cyrillic with what they have in common, and the signs of ordinary texts.
_LETTERS = ((0x0, 0x250), (0x370, 0x530), (0x1E00, 0x2070), (0x20A0, 0x20C0))
_ON_ONE_LINE = dict.fromkeys([*range(32), 127, 0x85, 0x2028, 0x2029], " ")


class Words:
    """Typed words as the index understands them: each a phrase of tokens, the last one a beginning.

    Words of signs alone are `signs`: they are looked for one by one, anywhere in a record.
    """

    def __init__(self, words: str) -> None:
        self.phrases: list[list[str]] = []
        self.signs: list[str] = []
        self._terms: list[str] = []
        # What may stand in a text with separators in it, for the marks.
        self._loose: list[str] = []
        typed = words[:_MOST_LETTERS].split()[:_MOST_WORDS]
        for word in typed:
            if phrase := tokens(word):
                self.phrases.append(phrase)
                self._terms.append(self._term(word, phrase))
            else:
                self.signs += marks_of(word)
        self._whole = self._number(" ".join(typed)) if len(typed) > 1 else []
        self._single = self._only_word()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.signs)

    def expression(self, client_id: int | None) -> str:
        """The query for FTS5; every token stands in quotes and holds letters only, so nothing is an operator."""
        parts = [*self._terms, *(f'"{sign}"' for sign in self.signs)]
        if self._whole:
            parts = [f"(({' AND '.join(parts)}) OR {' OR '.join(self._whole)})"]
        if client_id is not None:
            parts.append(f'"{client_word(client_id)}"')
        return " AND ".join(parts)

    def _term(self, word: str, phrase: Sequence[str]) -> str:
        """What finds one typed word: as it was typed, without its separators, as a number's end."""
        found = [f'"{" ".join(phrase)}"' + (" *" if is_word(phrase[-1]) else "")]
        if digits := self._number(word):
            found += digits
        elif whole := joined(phrase):
            found.append(f'"{whole}" *')
            self._loose.append(whole)
        elif len(phrase) == 1:
            self._loose.append(phrase[0])
        return f"({' OR '.join(found)})" if len(found) > 1 else found[0]

    def _number(self, typed: str) -> list[str]:
        digits = digits_of(typed)
        if len(digits) < SHORTEST_END:
            return []
        self._loose.append(digits)
        return [f'"{digits}" *', f'"{ending(digits)}" *']

    def marks(self, original: str) -> list[tuple[int, int]]:
        """Where the words stand in a text, in order and without overlaps."""
        whole = self._loose_marks(original, self._loose[-1:]) if self._whole else []
        return whole or self._marks(original) or self._loose_marks(original, self._loose)

    def _loose_marks(self, original: str, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where joined words and numbers stand with their separators; only asked where nothing else is found."""
        plain = ""
        found: list[tuple[int, int]] = []
        for word in words:
            if not word.isdigit() and not plain:
                plain = aligned(original)
            where = original if word.isdigit() else plain
            found += [match.span() for match in loose_pattern(word).finditer(where)]
        return _without_overlaps(found)

    def _marks(self, original: str) -> list[tuple[int, int]]:
        if self._single and (original.isascii() or not _usual().strange.search(original)):
            return list(self._beginning_alike(original))
        plain = aligned(original)
        if IRREGULAR in plain:
            found = _slow_marks(original, self.phrases)
        else:
            found = [match.span() for pattern in self._patterns() for match in pattern.finditer(plain)]
        for sign in self.signs:
            found += [(at, at + 1) for at, char in enumerate(original) if char == sign_of(sign)]
        return _without_overlaps(found)

    def _only_word(self) -> str:
        """The one plain word that was typed; nothing where more or other was."""
        if self.signs or len(self.phrases) != 1 or len(self.phrases[0]) != 1:
            return ""
        word = self.phrases[0][0]
        return word if word[0] in _usual().variants else ""

    def _beginning_alike(self, original: str) -> Iterator[tuple[int, int]]:
        """Where words of a text of usual letters, each of which stands for one plain letter, begin as typed."""
        length = len(self._single)
        for match in _beginnings(self._single[0]).finditer(original):
            start = match.start()
            if aligned(original[start : start + length]) == self._single:
                yield start, start + length

    def _patterns(self) -> Iterator[re.Pattern[str]]:
        return (_pattern(tuple(phrase)) for phrase in self.phrases)


class _Usual(NamedTuple):
    """The letters of most texts: `variants` of each plain one; `strange` finds what is not among them."""

    variants: dict[str, str]
    strange: re.Pattern[str]


@cache
def _usual() -> _Usual:
    """For texts in Latin, Greek and Cyrillic letters the words can be looked for as they stand."""
    variants: dict[str, str] = {}
    known: list[str] = []
    for char in (chr(code) for low, high in _LETTERS for code in range(low, high)):
        plain = aligned(char)
        if plain == IRREGULAR:
            continue
        known.append(re.escape(char))
        if plain.isalnum():
            variants[plain] = variants.get(plain, "") + char
    return _Usual(variants, re.compile(f"[^{''.join(known)}]"))


@cache
def _beginnings(letter: str) -> re.Pattern[str]:
    """Where in a text of usual letters a word may begin with this plain letter.

    One pattern a letter, for all words: compiling one with the variants of each letter of each word would
    cost more than it saves.
    """
    # The look back stands behind the letter: a pattern that begins with a set of letters is fast.
    return re.compile(rf"[{re.escape(_usual().variants[letter])}](?<![^\W_].)", re.DOTALL)


@lru_cache(maxsize=256)
def _pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """The phrase in `aligned` text: words begin where it says and only the last one may go on."""
    pieces: list[str] = []
    for number, token in enumerate(phrase):
        sign = sign_of(token)
        both_words = number > 0 and sign is None and sign_of(phrase[number - 1]) is None
        pieces.append(" +" if both_words else " *" if number else "")
        pieces.append(re.escape(sign) if sign is not None else r"(?<!\w)" + re.escape(token))
    return re.compile("".join(pieces))


def _slow_marks(original: str, phrases: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    """Letter by letter, for texts where folding changes the number of letters."""
    words = located(original)
    found = []
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            here = words[at : at + len(phrase)]
            same = all(word.token == token for word, token in zip(here[:-1], phrase[:-1], strict=True))
            if same and here[-1].token.startswith(phrase[-1]):
                found.append((here[0].places[0], here[-1].places[len(phrase[-1]) - 1] + 1))
    return found


def _without_overlaps(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def marks_in(words: str, original: str) -> list[tuple[int, int]]:
    """Where the typed words stand in any shown text (names in lists, the palette)."""
    return Words(words).marks(original)


def snippet(whole: str, words: Words) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of the text around the first words found, on one line, and the marks in it."""
    marks = words.marks(whole)
    start = 0
    if len(whole) > _SNIPPET and marks and marks[0][1] > _SNIPPET - _LEAD:
        start = _word_start(whole, min(marks[0][0] - _LEAD, len(whole) - _SNIPPET))
    end = min(len(whole), start + _SNIPPET)
    piece = whole[start:end]
    if not piece.isprintable():
        piece = piece.translate(_ON_ONE_LINE)
    if start == 0 and end == len(whole):
        return piece, tuple(marks)
    opening, closing = "… " if start else "", " …" if end < len(whole) else ""
    shift = len(opening) - start
    inside = tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end)
    return f"{opening}{piece}{closing}", inside


def _word_start(whole: str, at: int) -> int:
    space = whole.find(" ", at, at + _LEAD // 2)
    return space + 1 if space >= 0 else at
