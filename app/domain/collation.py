"""The one order of names, in lists, tables, choosers and reports: as people of the language in force sort them.

Case does not matter; an accent does only between names that are alike else (Ábel before Beta); letters of their own
in Polish and Romanian stand after the letter they look like, Ł everywhere (Ł after L); numbers go by their value
(2 before 10); signs before numbers before letters, one's own script first. As ICU does it, without Qt and without ICU:
reports and answers are made where neither is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.domain.folding import fold
from app.i18n import language

Key = tuple[tuple[tuple[int, int | str], ...], tuple[str, ...], str]
"""What a name is compared by: its letters, then its accents, then its case."""

_SIGN, _NUMBER, _OWN, _OTHER = range(4)
# Behind everything that begins with the letter before it.
_AFTER = "\uffff"
_SINGLE = {"й": "и", "ў": "у", "ї": "і", "ѓ": "г", "ќ": "к", "ł": "l"}
_LETTERS = {
    "pl": ("ą", "ć", "ę", "ł", "ń", "ó", "ś", "ź", "ż"),
    "ro": ("ă", "â", "î", "ș", "ş", "ț", "ţ"),
}
_CYRILLIC = range(0x0400, 0x0530)
_KEPT = 65_536


def name_order(name: str) -> Key:
    """The key to sort names by, in the language in force."""
    return _key(name, language())


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names in their order."""
    return tuple(sorted(names, key=name_order))


@lru_cache(maxsize=_KEPT)
def _key(name: str, code: str) -> Key:
    own = _own_letters(code)
    letters: list[tuple[int, int | str]] = []
    accents: list[str] = []
    digits = ""
    for each in unicodedata.normalize("NFC", name.strip().lower()):
        if each.isdecimal():
            digits += each
            continue
        if digits:
            letters.append((_NUMBER, int(digits)))
            digits = ""
        if each in own:
            letters.append((_rank(each, code), own[each]))
        elif each.isalnum():
            plain = fold(each) or each
            letters.extend((_rank(part, code), part) for part in plain)
            accents.extend((*("",) * (len(plain) - 1), "" if plain == each else each))
        elif not unicodedata.combining(each):
            letters.append((_SIGN, each))
    if digits:
        letters.append((_NUMBER, int(digits)))
    return tuple(letters), tuple(accents), name.swapcase()


@lru_cache(maxsize=8)
def _own_letters(code: str) -> dict[str, str]:
    """The letters that are no variants of another one, each with what it is compared by."""
    own = {letter: base + _AFTER for letter, base in _SINGLE.items()}
    for letter in _LETTERS.get(code, ()):
        base = fold(letter)
        own[letter] = base + _AFTER * (2 if letter in ("ż", "â") else 1)
    return own


def _rank(letter: str, code: str) -> int:
    cyrillic = ord(letter[0]) in _CYRILLIC
    latin = letter[0] < "\u0250" or "\u1e00" <= letter[0] < "\u1f00"
    return _OWN if (cyrillic if code == "ru" else latin) else _OTHER
