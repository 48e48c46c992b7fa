"""Several things said one after another, as a screen reader reads them."""

from __future__ import annotations

_ENDS = (".", "!", "?", "…", ":")
_QUOTES = "”\"»’'"


def spoken(*parts: str) -> str:
    """The parts that say something, as sentences: a part that ends as one gets no second full stop."""
    said = [part.strip() for part in parts if part.strip()]
    ended = [part if part.rstrip(_QUOTES).endswith(_ENDS) else f"{part}." for part in said[:-1]]
    return " ".join((*ended, *said[-1:]))
