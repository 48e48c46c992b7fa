"""What PySide6 does at every import and we need not pay for."""

from __future__ import annotations

import sys
from typing import Any

import PySide6.QtCore  # noqa: F401 - brings the machinery below


def leave_sources_unread() -> None:
    """Keep PySide6 from reading the source text of every module that is imported after it.

    It looks for its own name there, in case the module wants its methods in snake_case, and Python keeps
    all of those texts: 30 MB and a tenth of the start of this program, for a feature that none of it uses
    (https://doc.qt.io/qtforpython-6/considerations.html#features). Another version of PySide6 that asks in
    another way is left as it is.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False
