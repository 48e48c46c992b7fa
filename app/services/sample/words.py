"""The sample's texts by language, and the inventing of names from their parts."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from functools import cache
from random import Random
from typing import Any

from app.paths import resources

__all__ = ["LANGUAGES", "Namer", "Words", "address", "words_of"]

LANGUAGES = ("ro", "pl", "ru", "en")
_LATIN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "h",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ы": "y",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "ł": "l",
}


class Words:
    """The texts of one language; lists are drawn from by chance, places in them filled in."""

    def __init__(self, language: str, texts: dict[str, Any]) -> None:
        self.language = language
        self.texts = texts

    def month(self, day: date) -> str:
        """The name of the day's month."""
        return str(self.texts["months"][day.month - 1])

    def fill(self, text: str, chance: Random, day: date, item: str) -> str:
        """A template with its places filled in."""
        if "{" not in text:
            return text
        return text.format(
            month=self.month(day), n=chance.randint(2, 9), pct=chance.randint(3, 28), item=item
        )

    def pick(self, chance: Random, *path: str) -> Any:
        """One entry of the list at this path."""
        return chance.choice(self.entries(*path))

    def entries(self, *path: str) -> list[Any]:
        """The list at this path."""
        found: Any = self.texts
        for step in path:
            found = found[step]
        return list(found)


@cache
def words_of(language: str) -> Words:
    """The texts of a language: `ro`, `pl`, `ru` or `en`."""
    path = resources() / "sample" / f"{language}.json"
    return Words(language, json.loads(path.read_text(encoding="utf-8")))


def address(text: str) -> str:
    """A name as it can stand in an address: plain small letters and hyphens."""
    latin = "".join(_LATIN.get(char, char) for char in text.casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    kept = "".join(char if char.isalnum() else " " for char in plain)
    return "-".join(kept.split())


class Namer:
    """Invents names of firms and people, none twice among the firms, out of parts that name nobody."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._roots: set[str] = set()

    def take(self, name: str) -> str:
        """Keep a firm's name; a taken one gets a number."""
        kept, number = name, 2
        while kept.casefold() in self._taken:
            kept, number = f"{name} {number}", number + 1
        self._taken.add(kept.casefold())
        return kept

    def firm(self, words: Words, chance: Random) -> tuple[str, str, str]:
        """A firm's name, its industry and what it sells."""
        line, industry, item = words.pick(chance, "lines")
        form = words.pick(chance, "forms")
        fresh = [root for root in words.texts["roots"] if root not in self._roots]
        root = chance.choice(fresh or words.texts["roots"])
        self._roots.add(root)
        name = f"{form} «{root} {line}»" if words.language == "ru" else f"{root} {line} {form}"
        if name.casefold() in self._taken:
            second = words.pick(chance, "roots")
            name = name.replace(root, f"{root} {second}" if second != root else root)
        return self.take(name), industry, item

    def person(self, words: Words, chance: Random) -> str:
        """A person's name."""
        women = chance.random() < 0.5
        first, last = ("women", "women_last") if women else ("men", "men_last")
        return f"{words.pick(chance, first)} {words.pick(chance, last)}"
