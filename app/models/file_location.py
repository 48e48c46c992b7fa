"""Where a book lies: folders that are copied to other machines, or lie on one, are no safe place."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from app.errors import BookError
from app.i18n import _

_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
}
_NETWORK = ("nfs", "cifs", "smb", "ncpfs", "afs", "ceph", "fuse.sshfs", "fuse.davfs", "davfs", "fuse.rclone")
_REMOTE_DRIVE = 4


def real(path: Path) -> Path:
    """The file that is meant, links followed: lock, backups and what takes its place go by this one."""
    return Path(os.path.realpath(path))


def wrong_name(path: Path, error: BaseException) -> tuple[str, str] | None:
    """What is wrong with the name of a file that cannot be opened, and what to do; nothing where the name is right.

    A folder that is not there, something else in a folder's place, a folder in the file's place, a name too long.
    """
    code = getattr(error, "errno", None)
    folder = path.absolute().parent
    if code == errno.ENAMETOOLONG:
        long = max(path.parts, key=len, default=path.name)
        return _("The name “{name}” is too long for a file.").format(name=f"{long[:40]}…"), _(
            "Choose a shorter one."
        )
    if code == errno.ENOTDIR:
        file = next((each for each in folder.parents if each.is_file()), folder)
        return _("“{name}” is no folder.").format(name=file.name), _("Choose another folder.")
    if code in (errno.ENOENT, errno.EINVAL) and not folder.is_dir():
        return _("There is no folder “{name}”.").format(name=folder.name), _(
            "Check its name, or choose another."
        )
    if code == errno.EISDIR or path.is_dir():
        return _("“{name}” is a folder.").format(name=path.name or str(path)), _("Name a file.")
    return None


def names(path: Path) -> int:
    """How many names (hard links) the file has on its disk; 0 where there is none."""
    try:
        return path.stat().st_nlink
    except OSError:
        return 0


def refuse_other_names(path: Path) -> None:
    """Where another file shall take the place of this one: by its other names it would stay as it is."""
    if names(path) > 1:
        raise BookError(
            _(
                "The file of “{name}” has another name on this disk (a hard link), which would keep it as it is."
            ).format(name=path.name),
            _("Delete the other name, or make it a copy of its own, then try again."),
        )


def warnings(path: Path) -> list[str]:
    """What the user should know of the book's folder, translated; empty where all is well."""
    said = []
    if service := _synced(path.resolve()):
        said.append(
            _(
                "The book lies in a folder of {service}. If it is open on two computers, one of them loses"
                " its changes: work on one at a time, and let the folder finish copying first."
            ).format(service=service)
        )
    if names(path) > 1:
        said.append(
            _(
                "The file of the book has another name on this disk (a hard link). Always open it by the"
                " same one, or delete the other: a backup of one is none of the other."
            )
        )
    if _on_network(path.resolve()):
        said.append(
            _(
                "The book lies on a network drive. A lost connection can damage it: better keep it on this"
                " computer, and its backups on the network."
            )
        )
    return said


def folder_to_disk(folder: Path) -> None:
    """What was renamed or deleted in the folder stays so after a power cut; Windows needs no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # Some network file systems refuse it; the file itself is safe by then.
        pass
    finally:
        os.close(handle)


def _synced(path: Path) -> str:
    for part in path.parent.parts:
        name = part.casefold()
        # “OneDrive - Firm” and “Dropbox (Firm)” are the names for firms' accounts.
        for mark, service in _SYNCED.items():
            if name == mark or name.startswith((f"{mark} -", f"{mark} (")):
                return service
    if any((folder / ".stfolder").exists() for folder in path.parents):
        return "Syncthing"
    return ""


def _on_network(path: Path) -> bool:
    if sys.platform == "win32":
        return _windows_network(path)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return kind_of_mount(mounts, path).startswith(_NETWORK)


def kind_of_mount(mounts: str, path: Path) -> str:
    """The file system's kind of the deepest mount that holds `path`; `mounts` is /proc/mounts' text."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        folder = fields[1].replace("\\040", " ")
        if len(folder) >= len(best) and path.is_relative_to(folder):
            best, kind = folder, fields[2]
    return kind


def _windows_network(path: Path) -> bool:
    if str(path).startswith("\\\\"):
        return True
    import ctypes

    windll = ctypes.windll  # type: ignore[attr-defined]  # Windows has it
    return bool(windll.kernel32.GetDriveTypeW(os.path.splitdrive(path)[0] + "\\") == _REMOTE_DRIVE)
