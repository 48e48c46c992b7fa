"""What a written story is: who the client is, and who tells what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.services.sample.teller import Teller

__all__ = ["EMILY", "IOANA", "KATARZYNA", "MATEI", "VICTOR", "Story"]

IOANA = "Ioana Țurcanu"
MATEI = "Matei Dobre"
KATARZYNA = "Katarzyna Nowak"
EMILY = "Emily Ashgrove"
VICTOR = "Victor Lungu"


@dataclass(frozen=True)
class Story:
    """One client: name, language, owner among us, columns of the client's record, and what happened.

    `tell` puts the records among the rows; days in `columns` are offsets from `as_of`.
    """

    name: str
    language: str
    owner: str
    tell: Callable[[Teller], None]
    columns: dict[str, Any] = field(default_factory=dict)
