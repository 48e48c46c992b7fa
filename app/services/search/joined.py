"""Words and numbers without their separators: `0721123456` for 0721 123 456, `damico` for D’Amico, `3456` for its end.

The index holds beside the words of a text each word and number that separators part, joined, and each number of
five and more digits from its end, so that what is typed finds where one ends as well as where one begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.domain.folding import is_word, tokens

__all__ = ["SHORTEST_END", "digits_of", "ending", "joined", "joined_of", "loose_pattern"]

# The fewest digits that are looked for at the end of numbers.
SHORTEST_END = 4
# Opens the word that stands for a number read from its end.
_FROM_END = "\ue002"
_MOST_DIGITS = 40
_GAP = r"[ \u00a0\u202f.\-\u2010-\u2013/()'’]{0,3}"
_NUMBER = re.compile(rf"[0-9](?:{_GAP}[0-9]){{{SHORTEST_END - 1},{_MOST_DIGITS - 1}}}")
# From the beginning of a word, taken whole: a text of one endless word is read once, not once for each letter.
_PARTED = re.compile(r"(?<![^\W_])[^\W_]++(?:['’ʼ.\-\u2010-\u2013/&_][^\W_]++)+")
# Most texts part no words: this is looked for first, and fast.
_PARTING = re.compile(r"['’ʼ.\-\u2010-\u2013/&_](?<=[^\W_].)(?=[^\W_])")
_TYPED_NUMBER = re.compile(rf"\+?{_GAP}[0-9](?:{_GAP}[0-9])*{_GAP}")
_NO_DIGIT = re.compile(r"[^0-9]+")


def joined_of(text: str) -> list[str]:
    """The index words of a text's parted words and of its numbers, each once."""
    found: dict[str, None] = {}
    for number in _NUMBER.findall(text):
        digits = _NO_DIGIT.sub("", number)
        if len(digits) < len(number):
            found[digits] = None
        if len(digits) > SHORTEST_END:
            found[ending(digits)] = None
    for parted in _PARTED.findall(text) if _PARTING.search(text) else ():
        if not parted.isascii() or not parted.replace(".", "").isdigit():
            word = joined(tokens(parted))
            if word and not word.isdigit():
                found[word] = None
    return list(found)


def joined(phrase: Sequence[str]) -> str:
    """The tokens of a typed or written word as one; nothing where there is but one, or a symbol among them."""
    return "".join(phrase) if len(phrase) > 1 and all(map(is_word, phrase)) else ""


def digits_of(word: str) -> str:
    """The digits of a typed number, with whatever parts them; nothing where it is none."""
    return _NO_DIGIT.sub("", word) if _TYPED_NUMBER.fullmatch(word) else ""


def ending(digits: str) -> str:
    """The index word that numbers with these last digits begin with."""
    return _FROM_END + digits[::-1]


@lru_cache(maxsize=256)
def loose_pattern(word: str) -> re.Pattern[str]:
    """Where a joined word or number stands in a text (a word: in `aligned` text), with its separators."""
    if word.isdigit():
        return re.compile(_GAP.join(word))
    return re.compile(r"(?<!\w)" + " ?".join(map(re.escape, word)))
