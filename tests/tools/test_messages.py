"""The translations: every text collected, none of them spoilt."""

from __future__ import annotations

import io
from typing import BinaryIO

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from tools import messages


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_translation_fills_in_what_its_message_fills_in(language: str) -> None:
    assert messages.faults(messages.read(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_translations_are_those_of_the_catalogue(language: str) -> None:
    catalogue = io.BytesIO(messages.compiled(messages.read(language)))
    with messages.po_path(language).with_suffix(".mo").open("rb") as compiled:
        assert _texts(compiled) == _texts(catalogue)


def _texts(compiled: BinaryIO) -> dict[str, object]:
    # A plural's texts come back as a list.
    return {str(message.id): message.string for message in read_mo(compiled) if message.id}


def _polish(message: str | tuple[str, str], *texts: str) -> Catalog:
    catalog = Catalog(locale="pl")
    catalog.add(message, texts if isinstance(message, tuple) else texts[0])
    return catalog


@pytest.mark.parametrize(
    "catalog",
    [
        _polish("Hello {name}", "Cześć {imię}"),
        _polish("{share:.0%} of it", "Część"),
        _polish("Hello", "Cześć {name}"),
        _polish(("{n} client", "{n} clients"), "{n} klient", "{n} klienci", ""),
        _polish(("{n} client", "{n} clients"), "{n} klient", "{n} klienci", "{m} klientów"),
    ],
)
def test_a_translation_that_would_break_its_sentence_is_found(catalog: Catalog) -> None:
    assert len(messages.faults(catalog)) == 1


@pytest.mark.parametrize(
    "catalog",
    [
        _polish("Hello {name}", "Cześć {name}"),
        _polish("Hello {name}", ""),
        _polish(("One client", "{n} clients"), "Jeden klient", "{n} klienci", "{n} klientów"),
    ],
)
def test_a_translation_that_fits_or_is_still_missing_is_fine(catalog: Catalog) -> None:
    assert messages.faults(catalog) == []


def test_a_doubtful_translation_is_found() -> None:
    catalog = Catalog(locale="pl")
    catalog.add("Hello", "Cześć", flags={"fuzzy"})
    assert messages.faults(catalog) == ["'Hello' is marked fuzzy"]


def test_texts_are_found_wherever_they_are_called() -> None:
    source = """
NAME = N_("Marked")
print(f"{_('Inside an f-string')}", _("in two " "parts"), _(NAME))
ngettext("{n} client", "{n} clients", n)
pgettext("menu", "Open")
"""
    assert list(messages.in_source(source, "here")) == [
        (None, "Marked"),
        (None, "Inside an f-string"),
        (None, "in two parts"),
        (None, ("{n} client", "{n} clients")),
        ("menu", "Open"),
    ]


def test_an_untranslated_plural_is_left_to_the_original() -> None:
    untranslated = _polish(("{n} client", "{n} clients"), "", "", "")
    assert b"client" not in messages.compiled(untranslated)
