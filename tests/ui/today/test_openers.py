"""Every deed of Today has its form, or leads to where its records are."""

from __future__ import annotations

from app.domain.today.deeds import DEEDS, SHOW, UPDATE, WRITE
from app.ui.today.openers import FORMS, WITHOUT_FORM


def test_every_deed_has_its_form_or_leads_elsewhere() -> None:
    assert FORMS.keys() | WITHOUT_FORM.keys() == set(DEEDS)
    assert not FORMS.keys() & WITHOUT_FORM.keys()
    assert WITHOUT_FORM.keys() == {SHOW, WRITE, UPDATE}
