"""Names of files: what a book or a file from outside calls itself is never a path, and never a program.

Used at the way in and at every way out, because a book may have been written by anybody.
"""

from __future__ import annotations

import unicodedata

from app.errors import FileRefused
from app.i18n import _

# What an operating system would run at a double click, by the end of the name.
_ENDINGS = """
    ade adp apk app appimage application appref-ms appx bas bash bat bin chm cmd com command cpl csh deb
    desktop diagcab dll dmg docm dotm exe fish flatpakref gadget hlp hta inf ins iso isp jar jnlp js jse ksh
    library-ms lnk msc msi msix msp mst osd pif pkg pl potm ppam pptm prg ps1 ps1xml psd1 psm1 py pyc pyw pyz
    rb reg rpm run scf scptd scpt scr sct search-ms service settingcontent-ms sh shb shs snap so sys terminal
    tool url vb vbe vbs vhd vhdx website workflow ws wsc wsf wsh xbap xlam xll xlsm xltm zsh
"""
_RUN = frozenset(_ENDINGS.split())
# … and by the first bytes, whatever the name says: Windows, Linux, macOS programs, scripts, starters.
_RUN_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"[Desktop Entry]",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
)
# What the import reads, by the end of the name.
LIST_ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")
_NOT_IN_NAMES = '<>:"/\\|?*'
# Control and direction signs, halves of characters, line and paragraph separators, private and unknown ones.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# Windows takes these for its devices, whatever follows the dot.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
# Most file systems take 255 bytes; room is left for a number, and for what another program puts around it.
_LONGEST = 180
_LONGEST_ENDING = 20


def safe_name(name: str) -> str:
    """The name without what a file's name must not have: separators, signs that turn or hide letters, too much."""
    kept = "".join(
        "_" if sign in _NOT_IN_NAMES else sign
        for sign in unicodedata.normalize("NFC", name)
        if unicodedata.category(sign) not in _UNSEEN
    ).strip(" .")
    if kept.partition(".")[0].strip().casefold() in _DEVICES:
        kept = f"_{kept}"
    stem, dot, ending = kept.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = kept, "", ""
    stem = _cut(stem, _LONGEST - len(f"{dot}{ending}".encode())).rstrip(" .")
    return f"{stem}{dot}{ending}" or "file"


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")


def name_part(text: str, most: int = 80) -> str:
    """A title as a part of a file's name that every system takes, and every person types."""
    kept = "".join(sign if sign.isalnum() or sign in " -_.,()–" else " " for sign in text)
    return safe_name(" ".join(kept.split()).strip(". ")[:most].strip(". ") or "Condica")


def refuse_program_name(name: str, *, leaving: bool = False) -> None:
    """Raises `FileRefused` for a name that a computer would run; `leaving` a book, or coming into it."""
    if safe_name(name).rpartition(".")[2].strip().casefold() in _RUN:
        raise _refused(_("“{name}” is a file that a computer runs.").format(name=safe_name(name)), leaving)


def refuse_program(name: str, data: bytes, *, leaving: bool = False) -> None:
    """Raises `FileRefused` for what a computer would run, by its name or by its first bytes."""
    refuse_program_name(name, leaving=leaving)
    if data.startswith(_RUN_STARTS):
        said = _("“{name}” is a program, whatever its name says.").format(name=safe_name(name))
        raise _refused(said, leaving)


def _refused(message: str, leaving: bool) -> FileRefused:
    if leaving:
        return FileRefused(
            message, _("It came with the book, which somebody else may have written: it stays in there.")
        )
    return FileRefused(
        message, _("A book keeps documents and pictures; put it into a zip if you must keep it.")
    )


def is_list(name: str) -> bool:
    """Whether a file of this name is one to import from rather than a book."""
    return name.lower().endswith(LIST_ENDINGS)
