"""Names that look alike, as a hint: whether two clients are one is for a person to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.folding import fold

_LEGAL = {
    *[
        "srl",
        "sa",
        "sas",
        "srls",
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "llp",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "bv",
        "nv",
        "oy",
        "ab",
        "as",
    ],
    *[
        "spzoo",
        "sp",
        "zoo",
        "spk",
        "ska",
        "ooo",
        "oao",
        "zao",
        "pao",
        "ip",
        "ооо",
        "оао",
        "зао",
        "пао",
        "ип",
        "ао",
        "pfa",
        "ii",
        "the",
    ],
}
_ALIKE = 90  # of 100
_MOST_COMPARED = 40_000_000


def alike(names: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """For each name the known name that looks most like it, if one does without being the same."""
    from rapidfuzz import fuzz, process

    candidates = list(known)
    if len(names) * len(candidates) > _MOST_COMPARED:
        return {}
    bare = [bare_name(name) for name in candidates]
    found = {}
    for name in names:
        plain = bare_name(name)
        if len(plain) < 4:
            continue
        matches = process.extract(plain, bare, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=3)
        other = next((candidates[at] for _text, _score, at in matches if candidates[at] != name), None)
        if other is not None:
            found[name] = other
    return found


def bare_name(name: str) -> str:
    """A firm's name without its legal form, case, accents and signs."""
    words = [word for word in re.split(r"[^\w]+", fold(name.replace(".", ""))) if word]
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)
