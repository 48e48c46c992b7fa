"""A foreign list becomes clients, contacts and purchases: every row is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import FileRefused
from app.models import Client, Contact, Person, Purchase
from app.models.book import Book
from app.services import journal
from app.services.exchange.incoming import ListReport, import_file
from app.services.exchange.lists.likeness import alike
from app.services.exchange.lists.mapping import Mapping, guess_mapping
from app.services.exchange.lists.planning import apply, plan
from app.services.exchange.lists.reading import read_table
from tests import factories
from tests.services.exchange.workbooks import write

SaveList = Callable[[str], Path]


@pytest.fixture
def save(tmp_path: Path) -> SaveList:
    """Saves text as a list."""

    def saved(text: str) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return path

    return saved


def bring_in(book: Book, path: Path, **options: object) -> ListReport:
    report = import_file(book, path, **options)  # type: ignore[arg-type]
    assert isinstance(report, ListReport)
    return report


def actions(report: ListReport) -> list[str]:
    return [row.action for row in report.rows]


def test_the_salesforce_accounts_come_in_once(shared_data: Path, book: Book) -> None:
    path = shared_data / "salesforce-dataloader" / "accountData.csv"
    report = bring_in(book, path)
    assert Counter(actions(report)) == {"create": 422, "skip": 1}
    assert [row.reason for row in report.rows if row.action == "skip"] == ["row 35 has the same name"]
    assert report.found["encoding"] == "cp1252"
    with book.reading() as session:
        assert session.scalar(select(func.count()).select_from(Client)) == 422
        assert (
            session.scalar(select(Client.name).where(Client.name.like("P%of America"))) == "Pébéo of America"
        )
    again = bring_in(book, path)
    assert (again.changes, Counter(actions(again))) == (0, {"same": 422, "skip": 1})
    step = journal.undo(book)
    assert step is not None and step.label == "Import accountData.csv"
    with book.reading() as session:
        assert session.scalar(select(func.count()).select_from(Client)) == 0


def test_won_salesforce_deals_become_purchases_of_the_accounts_their_ids_name(
    shared_data: Path, tmp_path: Path, book: Book
) -> None:
    folder = shared_data / "salesforce-dataloader"
    mapping = {
        "columns": {
            "ACCOUNTID": "client.name",
            "NAME": "purchase.item",
            "AMOUNT": "purchase.amount",
            "CLOSEDATE": "purchase.bought_on",
            "ISWON": "purchase.won",
        },
        "lookups": {"ACCOUNTID": {"file": str(folder / "accountData.csv"), "key": "ID", "name": "NAME"}},
    }
    (tmp_path / "m.json").write_text(json.dumps(mapping))
    report = bring_in(book, folder / "opportunityData.csv", mapping=tmp_path / "m.json")
    assert Counter(actions(report)) == {"create": 8, "skip": 30}
    again = bring_in(book, folder / "opportunityData.csv", mapping=tmp_path / "m.json")
    assert again.changes == 0


def test_hubspot_companies_and_contacts_come_in_and_deals_without_a_company_are_refused(
    shared_data: Path, book: Book
) -> None:
    folder = shared_data / "hubspot-fivetran"
    assert bring_in(book, folder / "company_data.csv").created == {"clients": 24}
    contacts = bring_in(book, folder / "contact_data.csv")
    assert contacts.created == {"clients": 1, "contacts": 1}
    assert {row.reason for row in contacts.rows if row.action == "skip"} == {"no client is named"}
    with pytest.raises(FileRefused, match="names clients"):
        bring_in(book, folder / "deal_data.csv")


def test_a_list_makes_clients_contacts_owners_and_purchases_at_once(book: Book, save: SaveList) -> None:
    text = (
        "Company;Since;Owner;Contact;E-mail;Amount;Date;Invoice\n"
        "Acme;01.02.2020;Maria;Ana Pop;ana@acme.ro;1.234,50 €;31.01.2026;F1\n"
        "ACME;;Maria;Ana Pop;ana@acme.ro;(10,00);01.02.2026;F2\n"
        "Beta;15.03.2021;;;;7;02.02.2026;F3\n"
    )
    report = bring_in(book, save(text))
    assert report.problems == []
    assert report.created == {"people": 1, "clients": 2, "contacts": 1, "purchases": 3}
    with book.reading() as session:
        acme = session.scalars(select(Client).where(Client.name == "Acme")).one()
        assert (acme.status, acme.since) == ("active", date(2020, 2, 1))
        assert session.get(Person, acme.owner_id).name == "Maria"
        assert session.scalars(select(Contact.name)).all() == ["Ana Pop"]
        assert set(session.scalars(select(Purchase.amount))) == {123_450, -1000, 700}


def test_a_further_purchase_of_the_same_contact_is_not_said_to_be_left_out(
    book: Book, save: SaveList
) -> None:
    text = "Client;Contact;Amount;Date\nAlfa;Ana Pop;10,00;2026-01-02\nAlfa;Ana Pop;20,00;2026-02-03\n"
    report = bring_in(book, save(text))
    assert actions(report) == ["create", "create"]
    assert not report.skipped and not report.warnings
    assert report.created == {"clients": 1, "contacts": 1, "purchases": 2}


def test_what_is_left_out_are_rows_of_the_list_and_days_are_quoted_as_they_stand(
    book: Book, save: SaveList
) -> None:
    text = (
        "Company;Since;Contact;Amount;Date\n"
        "Acme;31.02.2020;Ana;7;01.02.2026\n"
        "Beta;1.3.2021;Ion;a lot;02.02.2026\n"
        "Gama;01.04.2022;Ion;7;2.2.26\n"
        ";01.04.2022;Nobody;7;2.2.26\n"
    )
    report = bring_in(book, save(text), good_rows=True)
    assert Counter(actions(report)) == {"problem": 2, "create": 1, "skip": 1}
    assert report.skipped == {"rows": 3}
    assert "“31.02.2020” is an impossible day" in [problem.reason for problem in report.problems]


def test_without_a_status_and_a_day_new_clients_are_prospects_and_the_plan_says_so(
    book: Book, save: SaveList
) -> None:
    report = bring_in(book, save("Company\nAcme\n"), dry_run=True)
    assert any("as a prospect" in line for line in report.explained)
    assert (report.rows[0].action, report.imported) == ("create", False)
    with book.reading() as session:
        assert session.scalar(select(func.count()).select_from(Client)) == 0


def test_a_chosen_day_makes_them_active(book: Book, save: SaveList, tmp_path: Path) -> None:
    Mapping(columns={"Company": "client.name"}, since="2024-01-01", status="active").save(tmp_path / "m.json")
    bring_in(book, save("Company,x\nAcme,1\n"), mapping=tmp_path / "m.json")
    with book.reading() as session:
        client = session.scalars(select(Client)).one()
    assert (client.status, client.since) == ("active", date(2024, 1, 1))


def test_empty_cells_leave_what_the_book_has_and_filled_ones_replace_it(book: Book, save: SaveList) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", website="acme.ro", industry="Steel")
    report = bring_in(book, save("Company,Website,Industry,Status\nacme,,Wood,prospect\n"))
    assert actions(report) == ["update"]
    with book.reading() as session:
        client = session.scalars(select(Client)).one()
    assert (client.website, client.industry, client.status) == ("acme.ro", "Wood", "prospect")


def test_clients_that_the_book_has_can_be_left_alone(book: Book, save: SaveList) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Acme", industry="Steel")
    table = read_table(save("Company,Industry\nAcme,Wood\nBeta,Wood\n"))
    mapping = Mapping(columns=guess_mapping(table).columns, existing="skip")
    with book.writing("import") as session:
        done = apply(session, plan(session, table, mapping))
    assert [row.action for row in done.rows] == ["same", "create"]
    with book.reading() as session:
        assert session.scalar(select(Client.industry).where(Client.name == "Acme")) == "Steel"


def test_rows_can_be_left_out_by_number(book: Book, save: SaveList) -> None:
    table = read_table(save("Company,x\nAcme,1\nBeta,2\n"))
    with book.writing("import") as session:
        done = apply(session, plan(session, table, guess_mapping(table)), leave_out=frozenset({2}))
    assert [(row.number, row.client) for row in done.rows] == [(3, "Beta")]


def test_a_row_that_cannot_be_read_stops_the_list_unless_the_good_rows_are_asked_for(
    book: Book, save: SaveList
) -> None:
    path = save("Company,Since\nAcme,2020-01-01\nBeta,2020-02-30\n")
    report = bring_in(book, path)
    assert [(problem.row, problem.column) for problem in report.problems] == [(3, "Since")]
    assert (report.imported, actions(report)) == (False, ["create", "problem"])
    assert "impossible" in report.rows[1].reason
    assert bring_in(book, path, good_rows=True).created == {"clients": 1}


def test_deleted_unnamed_and_unwon_rows_are_skipped_with_their_reason(book: Book, save: SaveList) -> None:
    text = "Account Name,Amount,Close Date,Stage,Is Deleted\nA,1,2026-01-01,Closed Won,false\nA,1,2026-01-01,Closed Lost,false\n,1,2026-01-01,Closed Won,false\nB,1,2026-01-01,Closed Won,true\nB,,2026-01-01,Closed Won,false\n"
    report = bring_in(book, save(text))
    assert actions(report) == ["create", "skip", "skip", "skip", "skip"]
    assert len({row.reason for row in report.rows}) == 5


def test_formulas_in_a_list_become_plain_text(book: Book, shared_data: Path, save: SaveList) -> None:
    payloads = (shared_data / "csv-injection" / "payloads_payloadbox.txt").read_text("utf-8").splitlines()
    names = sorted({payload.strip() for payload in payloads if payload.strip()})
    text = "Company,x\n" + "".join('"' + name.replace('"', '""') + '",1\n' for name in names)
    bring_in(book, save(text))
    with book.reading() as session:
        held = set(session.scalars(select(Client.name)))
    assert {name.casefold() for name in held} == {name.casefold() for name in names}


def test_names_that_look_alike_are_told_and_not_merged(book: Book, save: SaveList) -> None:
    with book.writing("set up") as session:
        factories.client(session, name="Țesătoria Română SRL")
    report = bring_in(book, save("Company,x\nTesatoria Romana S.R.L.,1\nSomething else,2\n"))
    assert [row.hint for row in report.rows] == ["looks like Țesătoria Română SRL", ""]
    assert actions(report) == ["create", "create"]


def test_legal_forms_and_accents_do_not_make_names_different_but_words_do() -> None:
    found = alike(["ООО Вектор", "Müller GmbH", "Alfa Media"], ["Вектор", "Muller", "Beta Media"])
    assert found == {"ООО Вектор": "Вектор", "Müller GmbH": "Muller"}


def test_an_excel_list_comes_in_and_a_workbook_that_names_no_client_is_refused(
    book: Book, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "in.xlsx", {"Export": [["Customer name", "Client since"], ["Acme", date(2020, 1, 1)]]}
    )
    assert bring_in(book, path).created == {"clients": 1}
    with pytest.raises(FileRefused, match="no exchange workbook"):
        import_file(book, write(tmp_path / "other.xlsx", {"Sheet1": [["a", "b"], [1, 2]]}))


def test_an_exchange_workbook_is_known_by_its_sheets(book: Book, tmp_path: Path) -> None:
    path = write(tmp_path / "in.xlsx", {"clients": [["name", "status"], ["Acme", "prospect"]]})
    report = import_file(book, path)
    assert not isinstance(report, ListReport)
    assert report.created == {"clients": 1}


@pytest.mark.parametrize("amount", ["10 mii", "15k", "1.5 tys.", "2 M", "50 %", "12.50 apples"])
def test_an_amount_that_is_not_understood_whole_is_a_problem_and_never_cut(
    amount: str, book: Book, save: SaveList
) -> None:
    report = bring_in(book, save(f"Client;Date;Amount\nAlfa;2024-01-31;{amount}\n"))
    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "Amount")]
    assert not report.imported


@pytest.mark.parametrize(
    ("amount", "cents"), [("−120,50", -12050), ("(80)", -8000), ("80-", -8000), ("–80 lei", -8000)]
)
def test_a_minus_is_a_minus_however_it_is_written(
    amount: str, cents: int, book: Book, save: SaveList
) -> None:
    bring_in(book, save(f"Client;Date;Amount\nAlfa;2024-01-31;{amount}\n"))
    with book.reading() as session:
        assert session.scalar(select(Purchase.amount)) == cents


@pytest.mark.parametrize(
    ("written", "code"), [("Euro", "EUR"), ("€", "EUR"), ("lei", "RON"), ("złoty polski", "PLN")]
)
def test_a_list_may_name_its_currency(written: str, code: str, book: Book, save: SaveList) -> None:
    bring_in(book, save(f"Company,Currency\nAlfa,{written}\n"))
    with book.reading() as session:
        assert session.scalar(select(Client.currency)) == code


def test_what_is_no_currency_is_a_problem_of_its_row(book: Book, save: SaveList) -> None:
    report = bring_in(book, save("Company,Currency\nAlfa,shells\nBeta,EUR\n"))
    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "currency")]


def test_two_digits_of_a_year_are_not_of_the_far_future(book: Book, save: SaveList) -> None:
    bring_in(book, save("Company,Contact,Birthday,Client since\nAlfa,Ana,12.05.85,01.02.98\n"))
    with book.reading() as session:
        assert session.scalar(select(Contact.birthday)) == "1985-05-12"
        assert session.scalar(select(Client.since)) == date(1998, 2, 1)


def test_a_client_of_a_list_whose_name_looks_like_a_reference_is_one_client(
    book: Book, save: SaveList
) -> None:
    bring_in(book, save('Company;Contact name\n"Rus; Ana";"Pop; Ion"\n"""Alfa"" SRL {x}";Dan\n'))
    with book.reading() as session:
        assert set(session.scalars(select(Client.name))) == {"Rus; Ana", '"Alfa" SRL {x}'}
        assert set(session.scalars(select(Contact.name))) == {"Pop; Ion", "Dan"}


def test_a_cell_of_spaces_is_an_empty_one_in_dry_run_and_import_alike(book: Book, save: SaveList) -> None:
    path = save('Customer,Date,Amount\nAlfa,2024-01-31,10\nBeta,2024-01-31,"   "\n')
    for dry_run in (True, False):
        report = bring_in(book, path, dry_run=dry_run)
        assert (report.created["purchases"], actions(report)) == (1, ["create", "skip"])


def test_an_empty_birthday_of_outlook_is_none(book: Book, save: SaveList) -> None:
    bring_in(book, save("Company,Contact,Birthday\nAlfa,Ana,0/0/00\n"))
    with book.reading() as session:
        assert session.scalars(select(Contact.birthday)).one() is None
