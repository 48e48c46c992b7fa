"""What a file may be called, wherever the name comes from."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.file_names import name_part, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a/b\\c:d.pdf", "a_b_c_d.pdf"),
        ("../../x", "_._x"),
        ("/etc/passwd", "_etc_passwd"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("two\u2028lines.pdf", "twolines.pdf"),
        (" ..hidden. ", "hidden"),
        ("\x00\x1f", "file"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
        ("я" * 300 + ".pdf", "я" * 88 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 178),
        ("Договор №5.docx", "Договор №5.docx"),
    ],
)
def test_names_keep_what_a_file_may_be_called(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@given(st.text(max_size=400))
def test_any_text_gives_a_name_that_stays_in_its_folder_and_can_be_written(text: str) -> None:
    folder = Path("/folder")
    for name in (safe_name(text), name_part(text)):
        assert (folder / name).parent == folder
        assert name not in ("", ".", "..")
        assert len(name.encode()) <= 200
        assert not any(unicodedata.category(sign).startswith("C") for sign in name)


@given(st.text(max_size=400))
def test_a_safe_name_is_safe_already(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)


def test_a_title_becomes_part_of_a_name() -> None:
    assert name_part("../../Alfa & Sons: 2026") == "Alfa Sons 2026"
    assert name_part("///") == "Condica"
