"""Which encrypted file is of which book: known on this computer without its password, from when it was open.

An encrypted file's first 16 bytes are as good as unique, and each password set gives others. So the uid of a book
that nobody can read now is found by them.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app import private
from app.models.database_errors import told
from app.models.encryption import Key
from app.models.engine import connect
from app.models.header import damaged, look
from app.paths import config


def remember(key: Key | None, uid: str) -> None:
    """Note of which book the files with this key are; a folder that cannot be written to only costs that."""
    try:
        if key is not None and not _file(key.salt).exists():
            private.write_text(_file(key.salt), uid)
    except OSError:
        return


def uid_of(salt: bytes) -> str | None:
    """The uid of the book that starts so, where this computer ever had it open."""
    try:
        return _file(salt).read_text(encoding="utf-8") or None
    except (OSError, ValueError):
        return None


def uid_at(path: Path, *keys: Key | None) -> str | None:
    """The uid of the book at `path`, read with the one of the keys that it has, or known by its first bytes.

    None where it is encrypted and neither is at hand. Raises `BookError` where it is no sound book.
    """
    salt = look(path).salt
    fitting = {key.salt if key else b"": key for key in (*keys, None)}
    if salt not in fitting:
        return uid_of(salt)
    with told(path), closing(connect(path, fitting[salt], mode="ro")) as connection:
        row = connection.execute("SELECT uid FROM identity").fetchone()
    if row is None:
        raise damaged(path)
    return str(row[0])


def _file(salt: bytes) -> Path:
    return private.make_folder(config() / "keys") / salt.hex()
