"""What is typed to find something, compared without case and accents."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents, for comparing what was typed; й and ё become и and е."""
    if text.isascii():
        return text.lower().strip()
    lowered = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return lowered.translate(_MARKS).strip()


# The combining accents; names and notes hold no others.
_MARKS = dict.fromkeys(range(0x300, 0x370))
