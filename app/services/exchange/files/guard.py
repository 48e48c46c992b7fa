"""Files from outside are looked over before they are parsed: nothing hostile or half gets further.

Every refusal names what is wrong: a password, macros, strict OOXML, an old or foreign format, a cut-off or
damaged file, an XML bomb or entity, too much once unpacked, odd or doubled names inside.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from app.errors import FileRefused
from app.i18n import _
from app.models.file_location import wrong_name
from app.services.outfile import is_book

MOST_ENTRIES = 10_000
MOST_UNPACKED = 2 << 30  # bytes, all parts together
MOST_RATIO = 200  # unpacked ÷ packed, asked only of what is large when unpacked
LARGE = 100 << 20  # bytes
MOST_ON_DISK = 1 << 30  # bytes
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_DOCTYPES = tuple(
    "<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"iso-8859-1", b"windows-1252"}
_STRICT = b"http://purl.oclc.org/ooxml/"
_MACRO = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)


class Password(FileRefused):
    """The workbook is protected with a password."""


def check_workbook(path: Path) -> None:
    """Refuse what is no sound .xlsx workbook, with a `FileRefused` that says why; reads each XML part once."""
    check_file(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise _old_or_encrypted(path)
    with opened_zip(path) as archive:
        names = _sound_names(archive, path)
        _refuse_other_formats(archive, names, path)
        _read_through(archive, path)


def check_open_document(path: Path) -> None:
    """Refuse an .ods that is damaged, protected, or too much when unpacked."""
    check_file(path)
    with opened_zip(path) as archive:
        names = _sound_names(archive, path)
        if "content.xml" not in names:
            raise damaged(path)
        if "META-INF/manifest.xml" in names and b"encryption-data" in _part(
            archive, "META-INF/manifest.xml", path
        ):
            raise _password(path)
        _read_through(archive, path)


def check_file(path: Path) -> None:
    """Refuse what is no readable file, is empty, or larger than anything Condica reads."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _no_file(path, found)
        with path.open("rb"):
            size = found.st_size
    except OSError as error:
        if wrong := wrong_name(path, error):
            raise FileRefused(*wrong) from error
        if isinstance(error, FileNotFoundError):
            raise FileRefused(
                _("There is no file {name}.").format(name=path.name), _("Check its name and folder.")
            ) from error
        raise FileRefused(
            _("{name} cannot be read: {reason}.").format(name=path.name, reason=error.strerror or ""),
            _("Look whether another program has it open, and whether you may read it."),
        ) from error
    if size == 0:
        raise FileRefused(_("{name} is empty.").format(name=path.name))
    if is_book(path):
        raise FileRefused(
            _("{name} is a Condica book, no list or workbook.").format(name=path.name),
            _("Open it as a book; to bring it into another one, export it to a workbook first."),
        )
    if size > MOST_ON_DISK:
        raise _too_much(path)


def _no_file(path: Path, found: os.stat_result) -> FileRefused:
    if stat.S_ISDIR(found.st_mode):
        return FileRefused(
            _("{name} is a folder.").format(name=path.name or str(path)), _("Name a file in it.")
        )
    return FileRefused(_("{name} is a device or the like, no file.").format(name=path.name))


def opened_zip(path: Path) -> zipfile.ZipFile:
    """The archive, or a `FileRefused` that calls it damaged."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> FileRefused:
    """The refusal of a file that is cut off or damaged."""
    return FileRefused(
        _("{name} is cut off or damaged.").format(name=path.name),
        _("Open it in Excel or LibreOffice, save it again as .xlsx, and import that."),
    )


def _too_much(path: Path) -> FileRefused:
    return FileRefused(
        _("{name} holds more than Condica reads from one file.").format(name=path.name),
        _("Split it into several files."),
    )


def _password(path: Path) -> Password:
    return Password(
        _("{name} is protected with a password.").format(name=path.name),
        _("Save it without the password and import that."),
    )


def _old_or_encrypted(path: Path) -> FileRefused:
    if is_encrypted_ole(path):
        return _password(path)
    return FileRefused(
        _("{name} is in the old Excel format (.xls).").format(name=path.name),
        _("Save it as .xlsx and import that."),
    )


def is_encrypted_ole(path: Path) -> bool:
    """Whether the compound file is a wrapper around an encrypted workbook."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(64 << 20)


def _sound_names(archive: zipfile.ZipFile, path: Path) -> set[str]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _too_much(path)
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise FileRefused(
            _("{name} holds two parts of the same name; nobody can say which one counts.").format(
                name=path.name
            )
        )
    if any(_is_odd(name) for name in names):
        raise FileRefused(_("{name} holds parts with odd names.").format(name=path.name))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _password(path)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged(path)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > LARGE and unpacked > MOST_RATIO * path.stat().st_size):
        raise _too_much(path)
    return set(names)


def _is_odd(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/") or ":" in name


def _refuse_other_formats(archive: zipfile.ZipFile, names: set[str], path: Path) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise FileRefused(
            _("{name} is an OpenDocument file, not an Excel workbook.").format(name=path.name),
            _("Save it as .xlsx and import that."),
        )
    if "[Content_Types].xml" not in names:
        raise damaged(path)
    types = _part(archive, "[Content_Types].xml", path)
    if any(
        "vbaproject" in name.casefold() or "macrosheets/" in name.casefold() for name in names
    ) or _MACRO.search(types):
        raise FileRefused(
            _("{name} contains macros; Condica does not read such workbooks.").format(name=path.name),
            _("Save it as .xlsx, without macros, and import that."),
        )
    if any(name.casefold().endswith("workbook.bin") for name in names):
        raise FileRefused(
            _("{name} is a binary Excel workbook (.xlsb).").format(name=path.name),
            _("Save it as .xlsx and import that."),
        )
    workbook = next((name for name in names if name.casefold() == "xl/workbook.xml"), None)
    if workbook is not None and _STRICT in _part(archive, workbook, path):
        raise FileRefused(
            _("{name} is a Strict Open XML workbook.").format(name=path.name),
            _("Save it as “Excel Workbook (.xlsx)”, not as “Strict Open XML”, and import that."),
        )


def _part(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """The beginning of a part; its first megabyte is enough for what is asked of it here."""
    try:
        with archive.open(name) as part:
            return part.read(_CHUNK)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise damaged(path) from error


def _read_through(archive: zipfile.ZipFile, path: Path) -> None:
    """Unpack every XML part piece by piece: sizes as they are, not as they are said to be; no DTD anywhere."""
    budget = MOST_UNPACKED
    for entry in archive.infolist():
        if entry.filename.casefold().endswith(_XML):
            budget -= _read_part(archive, entry, path, budget)


def _read_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, budget: int) -> int:
    size, kept = 0, b""
    try:
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                if size == 0:
                    _refuse_encoding(piece, path)
                size += len(piece)
                if size > budget or (size > LARGE and size > MOST_RATIO * max(1, entry.compress_size)):
                    raise _too_much(path)
                if any(mark in kept + piece[:64] or mark in piece for mark in _DOCTYPES):
                    raise _document_type(path)
                kept = piece[-64:]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise damaged(path) from error
    return size


def _refuse_encoding(start: bytes, path: Path) -> None:
    """An encoding that hides what it says would hide a document type too."""
    found = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    if found and found[1].lower() not in _ENCODINGS:
        raise damaged(path)


def _document_type(path: Path) -> FileRefused:
    return FileRefused(
        _("{name} contains an XML document type or entities, as no sound workbook does.").format(
            name=path.name
        ),
        _("Do not trust this file; ask its sender for a clean one."),
    )
