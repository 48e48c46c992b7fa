"""Folded text: what is compared when case, accents and letter variants must not matter.

`fold` is for filters and names; `tokens` and `located` cut text into the words that the search index
holds, where each symbol (`+`, `%`, `€`) and each ideograph is a word of its own, so that `C++` and `80/20`
are found as they were typed.

Decisions: `ł=l ё=е й=и ß=ss đ=d ø=o æ=ae œ=oe ı=i ħ=h ŧ=t þ=th ð=d ґ=г`; every combining mark goes (so `ș=ş=s`,
`ț=ţ=t`, `ї=і`). Both sides of a comparison are folded alike, so nothing is lost by it but the difference.

The index splits at ASCII signs alone (FTS5's `ascii` tokenizer), so a token is one word to it in any script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["IRREGULAR", "Located", "aligned", "fold", "is_word", "located", "marks_of", "sign_of", "tokens"]

_VARIANTS = {
    "ł": "l",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "þ": "th",
    "ŋ": "n",
    "ĸ": "k",
    "ə": "e",
    "ґ": "г",
    "ҕ": "г",
    "қ": "к",
    "ұ": "у",
    "ς": "σ",
    "’": "'",
    "ʼ": "'",
}
# Punctuation that carries meaning where it stands; all other punctuation only separates words.
_TELLING = frozenset("#%&@*/\\§¶†‡‰‱•※")
# Opens the word that stands for a symbol; a private character, so that no typed word begins like it.
_SYMBOL = "\ue000"
# Stands in `aligned` text for what has no single plain letter or sign in its place.
IRREGULAR = "\x00"
_IDEOGRAPHS = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3040, 0x30FF),  # hiragana, katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Choose between two drawings of the same sign: a heart in black or in colour.
_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))


def _folded(char: str) -> str:
    """One character without case, marks and variants; may be nothing, or several letters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.casefold()).casefold())
    return "".join(_VARIANTS.get(c, c) for c in plain if not _only_dresses(c))


def _only_dresses(char: str) -> bool:
    """Whether a character stands for nothing by itself: accents, frames, direction and variant marks."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cs", "Me"):
        return True
    return any(low <= ord(char) <= high for low, high in _SELECTORS)


def _symbol_form(char: str) -> str:
    """A symbol in its plain width: `＋` as `+`, but `…` and `№` as themselves."""
    plain = unicodedata.normalize("NFKD", char)
    return plain if len(plain) == 1 else char


def is_word(token: str) -> bool:
    """Whether the token is a word that may go on (so that its beginning finds it), not a symbol."""
    return not token.startswith(_SYMBOL) and not _is_ideograph(token[0])


def sign_of(token: str) -> str | None:
    """The sign that a symbol's token stands for; nothing for words."""
    return chr(int(token[1:], 16)) if token.startswith(_SYMBOL) else None


def _is_ideograph(char: str) -> bool:
    code = ord(char)
    return code >= 0x2E80 and any(low <= code <= high for low, high in _IDEOGRAPHS)


def _token_form(char: str) -> str:
    """What a character becomes before the text is split at spaces."""
    category = unicodedata.category(char)
    if category[0] == "S" or category == "Co" or _symbol_form(char) in _TELLING:
        return f" {_SYMBOL}{ord(_symbol_form(char)):06x} "
    if category[0] in "PZ" or category in ("Cc", "Cs", "Cn"):
        return " "
    return "".join(_letter_form(c) for c in _folded(char) if not c.isspace())


def _letter_form(letter: str) -> str:
    """A folded letter as the index takes it: a sign of ASCII that came out of `⑴` splits words."""
    if letter.isascii():
        return letter if letter.isalnum() else " "
    return f" {letter} " if _is_ideograph(letter) else letter


def _aligned_form(char: str) -> str:
    form = _token_form(char)
    if form.startswith(f" {_SYMBOL}"):
        return _symbol_form(char)
    if form.isspace():
        return " "
    return form if len(form) == 1 and form.isalnum() else IRREGULAR


def _sign_form(char: str) -> str:
    """The index word of a character that leaves none in `tokens`; nothing for spaces and all others."""
    if char.isspace() or _token_form(char).strip():
        return ""
    return f"{_SYMBOL}{ord(_symbol_form(char)):06x}"


class _Forms(dict[int, str]):
    """A translation table that fills itself: `str.translate` then runs at the speed of a look-up."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self._form(chr(code)))


_FOLDED = _Forms(_folded)
_TOKENS = _Forms(_token_form)
_ALIGNED = _Forms(_aligned_form)
_SIGNS = _Forms(_sign_form)


def fold(text: str) -> str:
    """The text as filters compare it: without case, accents and letter variants.

    Spaces and punctuation stay. The length may change (`ß` becomes two letters, a combining mark none).
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """The words of a text in their order, folded; symbols and ideographs each by themselves."""
    return text.translate(_TOKENS).split()


def aligned(text: str) -> str:
    """The folded text place by place: as long as `text`, separators as spaces, symbols as themselves.

    Where that is impossible (`ß`, a combining mark, an ideograph) stands `IRREGULAR`; `located` knows these.
    """
    return text.translate(_ALIGNED)


def marks_of(text: str) -> list[str]:
    """What leaves no word in `tokens`, each sign once, as index words: punctuation, and what nobody sees.

    Neither counts while words are looked for, but `?` alone can be, and so can a name that is made of
    direction marks or control characters alone.
    """
    return sorted({sign for char in set(text) if (sign := _SIGNS[ord(char)])})


class Located(NamedTuple):
    """A word of a text and, for each of its letters, the place it came from."""

    token: str
    places: list[int]


def located(text: str) -> list[Located]:
    """As `tokens`, with the places in the text that each letter of a token stands for."""
    found: list[Located] = []
    word: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _TOKENS[ord(char)]:
            if letter != " ":
                word.append(letter)
                places.append(place)
            elif word:
                found.append(Located("".join(word), places))
                word, places = [], []
    if word:
        found.append(Located("".join(word), places))
    return found
