"""Which column is what: guessed from the headers in four languages, saved, loaded, checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import FileRefused, InvalidInput
from app.models.book import Book
from app.services.exchange.lists.mapping import Mapping, guess_mapping
from app.services.exchange.lists.planning import plan
from app.services.exchange.lists.reading import read_table

SaveList = Callable[[str], Path]


@pytest.fixture
def save(tmp_path: Path) -> SaveList:
    """Saves text as a list."""

    def saved(text: str) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return path

    return saved


def guessed(path: Path) -> dict[str, str]:
    return guess_mapping(read_table(path)).columns


@pytest.mark.parametrize(
    ("headers", "meant"),
    [
        (
            "Company name;Website;Contact person;E-mail",
            ["client.name", "client.website", "contact.name", "contact.email"],
        ),
        (
            "Denumire firmă;Domeniu;Persoană de contact;Telefon",
            ["client.name", "client.industry", "contact.name", "contact.phone"],
        ),
        (
            "Nazwa firmy;Branża;Imię i nazwisko;Stanowisko",
            ["client.name", "client.industry", "contact.name", "contact.role"],
        ),
        (
            "Компания;Сайт;Контактное лицо;Телефон",
            ["client.name", "client.website", "contact.name", "contact.phone"],
        ),
        ("Nume;Moneda;Client din", ["client.name", "client.currency", "client.since"]),
        ("Name;Account Name;Title;Email", ["contact.name", "client.name", "contact.role", "contact.email"]),
        ("Имя;Фамилия;Компания", ["contact.first_name", "contact.last_name", "client.name"]),
        (
            "Opportunity Name;Account Name;Amount;Close Date;Stage",
            ["purchase.item", "client.name", "purchase.amount", "purchase.bought_on", "purchase.won"],
        ),
        (
            "Klient;Kwota;Data;Nr faktury",
            ["client.name", "purchase.amount", "purchase.bought_on", "purchase.invoice"],
        ),
        ("Klient;Telefon;Kwota", ["client.name", None, None]),
    ],
)
def test_headers_are_understood_in_four_languages_and_by_what_stands_beside_them(
    headers: str, meant: list[str | None], save: SaveList
) -> None:
    columns = guessed(save(f"{headers}\n{';'.join('x' for _ in meant)}\n"))
    assert [columns.get(header) for header in headers.split(";")] == meant


def test_salesforce_and_hubspot_columns_are_understood(shared_data: Path) -> None:
    salesforce, hubspot = shared_data / "salesforce-dataloader", shared_data / "hubspot-fivetran"
    accounts = guessed(salesforce / "accountData.csv")
    assert (accounts["NAME"], accounts["INDUSTRY"], accounts["WEBSITE"]) == (
        "client.name",
        "client.industry",
        "client.website",
    )
    deals = guessed(salesforce / "opportunityData.csv")
    assert (deals["NAME"], deals["AMOUNT"], deals["ISWON"]) == (
        "purchase.item",
        "purchase.amount",
        "purchase.won",
    )
    assert "STAGENAME" not in deals
    assert guessed(hubspot / "company_data.csv")["property_name"] == "client.name"
    contacts = guessed(hubspot / "contact_data.csv")
    assert (contacts["property_company"], contacts["property_lastname"]) == (
        "client.name",
        "contact.last_name",
    )


def test_a_type_is_a_status_only_where_its_words_are_known(save: SaveList) -> None:
    assert guessed(save("Company,Type\nA,Customer - Direct\nB,Prospect\n"))["Type"] == "client.status"
    assert "Type" not in guessed(save("Company,Type\nA,GmbH\nB,AG\n"))


def test_a_mapping_is_saved_and_loaded_as_it_was(tmp_path: Path, save: SaveList) -> None:
    mapping = Mapping(
        columns={"Company": "client.name"},
        fixed={"client.industry": "Steel"},
        day_order="mdy",
        since="2020-01-01",
    )
    mapping.save(tmp_path / "m.json")
    assert Mapping.load(tmp_path / "m.json") == mapping


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"columns": 5}', '{"colour": "red"}', '{"since": 5}', '{"lookups": {"a": {}}}', "\x00"],
)
def test_what_is_no_mapping_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(text)
    with pytest.raises(FileRefused, match=r"no mapping|is empty"):
        Mapping.load(tmp_path / "m.json")


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping(columns={"Company": "client.name", "Nothing": "client.website"}),
        Mapping(columns={"Company": "client.nothing"}),
        Mapping(columns={"Company": "client.name", "Other": "client.name"}),
        Mapping(columns={"Other": "client.website"}),
        Mapping(columns={"Company": "client.name"}, fixed={"client.nothing": "x"}),
        Mapping(columns={"Company": "client.name"}, existing="replace"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(mapping: Mapping, book: Book, save: SaveList) -> None:
    table = read_table(save("Company,Other\nAcme,x\n"))
    with pytest.raises(InvalidInput), book.reading() as session:
        plan(session, table, mapping)
