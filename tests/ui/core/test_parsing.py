"""What is typed to find something."""

from __future__ import annotations

from app.ui.core.parsing import fold


def test_folding_makes_letters_equal_that_people_type_for_each_other() -> None:
    assert fold("Łódź ȘERBAN Șerban Żółw Ёлка") == "lodz serban serban zolw елка"
