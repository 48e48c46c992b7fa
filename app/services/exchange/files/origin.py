"""Who made a workbook: one that Condica made, and nobody changed, may be made anew in its place."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

PROGRAM = "Condica"
# A workbook to fill in is its user's from the first cell on.
TO_FILL_IN = "template"
_PROPERTIES = "docProps/core.xml"
_MOST_BYTES = 1 << 16


def sign(workbook: Workbook, *, to_fill_in: bool = False) -> None:
    """Write into a workbook that Condica made it; whoever saves it after that puts their own name there."""
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = PROGRAM
    if to_fill_in:
        properties.category = TO_FILL_IN


def is_made_here(path: Path) -> bool:
    """Whether the workbook is a report or an export as Condica wrote it: nobody has saved it since."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            said = _said(part.read(_MOST_BYTES))
    except (OSError, KeyError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return False
    by_us = said.get("creator") == said.get("lastModifiedBy") == PROGRAM
    return by_us and said.get("category") != TO_FILL_IN


def _said(xml: bytes) -> dict[str, str]:
    from lxml import etree

    try:
        whole = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return {}
    return {str(element.tag).rpartition("}")[2]: element.text or "" for element in whole}
