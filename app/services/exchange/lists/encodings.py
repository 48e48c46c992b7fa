"""Which encoding the bytes of a text file are in: by their mark, else UTF-8, else the likeliest of Windows'."""

from __future__ import annotations

import codecs
import re
import unicodedata

from app.errors import FileRefused
from app.i18n import _

_MARKS = (  # UTF-32 before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
_HIGH = re.compile(rb"[\x80-\xff]")
_CENTRAL = {"Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Croatian", "Slovene"}
_MOSTLY = 0.35  # of the letters in words, so many would have to be Cyrillic to speak for cp1251


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; raises `FileRefused` for a wrong wish or what is no text."""
    chosen = encoding or detect(content)
    marked = chosen.startswith("utf-32-") and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content[2 * (marked and len(content) % 4 == 2) :].decode(chosen)
    except (LookupError, UnicodeDecodeError) as error:
        raise FileRefused(
            _("The file cannot be read as {encoding}.").format(encoding=chosen),
            _("Choose another encoding."),
        ) from error
    if "\0" in text:
        raise FileRefused(_("The file is no text and no spreadsheet that Condica knows."))
    return text.removeprefix("\ufeff"), "utf-8" if chosen == "utf-8-sig" else chosen


def detect(content: bytes) -> str:
    """The name of the encoding that the bytes are most likely in."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _wide(content, name)
    if unmarked := _unmarked_utf16(content):
        return unmarked
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(_with_high_bytes(content))
    return "utf-8"


def _wide(content: bytes, marked: str) -> str:
    """Some programs write UTF-32 under the mark of UTF-16: then two of every four bytes are zeros."""
    if marked != "utf-16" or len(content) % 4 != 2:
        return marked
    some = content[2:4098]
    filled = [len(some[at::4]) - some[at::4].count(0) for at in range(4)]
    if filled[0] == filled[1] == 0:
        return "utf-32-be"
    return "utf-32-le" if filled[2] == filled[3] == 0 else marked


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in nearly every second byte of western text."""
    start = content[:4096]
    half = len(start) // 2
    if half < 2 or len(content) % 2:
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if start[offset::2].count(0) > 0.6 * half and start[1 - offset :: 2].count(0) < 0.1 * half:
            return name
    return None


def _with_high_bytes(content: bytes) -> bytes:
    """The lines that tell encodings apart, up to a quarter of a megabyte."""
    lines = [line for line in content.splitlines() if _HIGH.search(line)]
    return b"\n".join(lines)[:_SAMPLE]


def _windows(sample: bytes) -> str:
    if _is_cyrillic(sample):
        return "cp1251"
    western, central = (_implausible(sample, name) for name in ("cp1252", "cp1250"))
    if western != central:
        return "cp1252" if western < central else "cp1250"
    return _second_opinion(sample)


def _is_cyrillic(sample: bytes) -> bool:
    """Cyrillic words are Cyrillic throughout: their high bytes stand side by side."""
    high = len(_HIGH.findall(sample))
    in_words = sum(len(run) for run in re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", sample))
    return in_words > _MOSTLY * high


def _implausible(sample: bytes, encoding: str) -> int:
    """How many of the sample's letters look wrong where they stand."""
    text = sample.decode(encoding, "replace")
    neighbours = zip(" " + text, text, text[1:] + " ", strict=False)
    return sum(_is_odd(encoding, *three) for three in neighbours if three[1] >= "\x80")


def _is_odd(encoding: str, before: str, letter: str, after: str) -> bool:
    """Signs inside words, capitals after small letters, and letters that do not go with their neighbours."""
    if letter in "ªº":  # 5º and Nº are fine
        return after.isalpha() or (before.islower() and before != "n")
    if unicodedata.category(letter)[0] != "L":
        return letter not in "’‘“”„–—…€«»\u00a0" and (before.isalpha() or after.isalpha())
    if before.isdigit() or (letter.isupper() and before.islower()):
        return True
    return (encoding == "cp1252" and letter in "þÞ") or _against(encoding, letter, after)


def _against(encoding: str, letter: str, after: str) -> bool:
    """The letters whose neighbour tells: Portuguese ão or Romanian ă, Spanish ño or Polish ń, French ê or ę."""
    if encoding == "cp1252":
        return (letter == "ã" and after not in "oe") or (letter == "ñ" and after not in "aeiouáéíóú")
    return (
        letter in "ŕĺňůđő"
        or (letter == "ă" and after in "oe")
        or (letter == "ń" and after in "aeiouáéíóú")
        or (letter == "ę" and after in "te")
    )


def _second_opinion(sample: bytes) -> str:
    if sample.decode("cp1252", "replace") == sample.decode("cp1250", "replace"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=["cp1252", "cp1250"]).best()
    central = best is not None and best.encoding == "cp1250" and best.language in _CENTRAL
    return "cp1250" if central else "cp1252"
