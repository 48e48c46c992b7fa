"""The key of an encrypted book: from its password, or from the recovery code printed when it was set.

The first 16 bytes of an encrypted book are SQLCipher's salt and never encrypted. They hold, so that the
one file is enough to open it: 2 bytes that mark a Condica book, 8 bytes of salt for Argon2id, 4 bytes
that only the right key gives (a wrong password is told from damage), 2 bytes that check the other 14.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass, field

from app.errors import InvalidInput, WrongPassword
from app.i18n import _

_MARK = b"Cn"
_KEY_BYTES = 32
# The fewest characters of a new password; a book that has a shorter one opens as ever.
LEAST = 6
_CHECKSUM_BYTES = 3
# Letters and digits that are easily taken for one another on paper.
_MISREAD = str.maketrans("018", "OIB")


@dataclass(frozen=True, slots=True)
class Key:
    """A book's key: 32 secret bytes, never shown, and the 16 open ones at the start of its file."""

    secret: bytes = field(repr=False)
    salt: bytes

    @property
    def pragma(self) -> str:
        """What `PRAGMA key` takes: raw key and salt, so that nothing is derived again on each opening."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def new_key(password: str) -> Key:
    """The key of a book to be encrypted with this password; each time another one.

    Raises `InvalidInput` for a password that is too short, at every door.
    """
    if problem := too_short(password):
        raise InvalidInput(problem, field="password")
    chance = os.urandom(8)
    return _key(_stretch(password, chance), chance)


def too_short(password: str) -> str:
    """Why a new password will not do, in words; "" where it will."""
    if len(password) >= LEAST:
        return ""
    return _("A password has at least {n} characters, best several words.").format(n=LEAST)


def key_for(password: str, salt: bytes) -> Key:
    """The key of the book that starts with `salt`; raises `WrongPassword`."""
    return _checked(_stretch(password, salt[2:10]), salt)


def key_from_code(code: str, salt: bytes) -> Key:
    """The key that the printed recovery code stands for; spaces, dashes and case do not matter."""
    letters = "".join(c for c in code.upper().translate(_MISREAD) if c.isalnum())
    try:
        data = base64.b32decode(letters)
    except ValueError:  # Letters that no code has, or too few of them.
        data = b""
    secret, checksum = data[:_KEY_BYTES], data[_KEY_BYTES:]
    if len(secret) != _KEY_BYTES or checksum != _checksum(secret):
        raise WrongPassword(
            _("This is not a complete recovery code."), _("Type all its 14 groups as they were printed.")
        )
    return _checked(secret, salt)


def key_from_secret(secret: bytes, salt: bytes) -> Key:
    """The key kept by the system's keyring; raises `WrongPassword` where it is of another book."""
    return _checked(secret, salt)


def recovery_code(key: Key) -> str:
    """The key as 14 groups of 4 letters and digits, to be printed and locked away.

    It opens the book as the password does, until the password is changed.
    """
    letters = base64.b32encode(key.secret + _checksum(key.secret)).decode("ascii")
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def looks_encrypted(start: bytes) -> bool:
    """Whether a file that starts so may be an encrypted book, perhaps a damaged one."""
    return len(start) >= 16 and start.startswith(_MARK)


def is_salt(salt: bytes) -> bool:
    """Whether the 16 bytes are whole: marked as a book's and in agreement with their checksum."""
    return salt[:2] == _MARK and salt[14:] == _crc(salt[:14])


def _key(secret: bytes, chance: bytes) -> Key:
    body = _MARK + chance + _check_value(secret, chance)
    return Key(secret, body + _crc(body))


def _checked(secret: bytes, salt: bytes) -> Key:
    if not hmac.compare_digest(_check_value(secret, salt[2:10]), salt[10:14]):
        raise WrongPassword(
            _("The password does not open this book."),
            _("Mind capital letters and the keyboard's language; the recovery code opens it too."),
        )
    return Key(secret, salt)


def _check_value(secret: bytes, chance: bytes) -> bytes:
    return hmac.digest(secret, b"condica key check" + chance, "sha256")[:4]


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"condica recovery code" + secret).digest()[:_CHECKSUM_BYTES]


def _crc(body: bytes) -> bytes:
    return binascii.crc_hqx(body, 0xFFFF).to_bytes(2, "big")


def _stretch(password: str, chance: bytes) -> bytes:
    """Argon2id with 64 MiB, 3 passes, 4 lanes: a tenth of a second here, dear for whoever guesses."""
    from argon2.low_level import Type, hash_secret_raw

    try:
        # The same letters may be typed as one or as two code points, depending on the system.
        secret = unicodedata.normalize("NFKC", password).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidInput(
            _("The password holds a character that cannot be kept."), field="password"
        ) from error
    if not secret:
        raise InvalidInput(_("The password is empty."), _("Type at least one character."), field="password")
    return hash_secret_raw(
        secret, chance, time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=_KEY_BYTES, type=Type.ID
    )
