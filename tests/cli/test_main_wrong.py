"""Each wrong name, day and order of words is called what it is, in one line; nothing is left behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main as cli
from app.services.books import create_book, open_book
from app.services.records.clients import add_client

LONG = "x" * 300


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book, a text, a list, and a folder, which the commands run in."""
    with closing(create_book(tmp_path / "A.condica")) as made, made.writing("client") as session:
        add_client(session, name="Alfa", status="prospect")
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "list.csv").write_text("Name\nBeta\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


REFUSED = [
    ("new gone/x.condica", "There is no folder “gone”"),
    ("new folder", "“folder” is a folder"),
    ("new /", "“/” is a folder"),
    ("new notes.txt/x.condica", "“notes.txt” is no folder"),
    (f"new {LONG}", "is too long for a file"),
    ("new ''", "The name of the book is empty"),
    ("clients none.condica", "There is no book “none.condica”"),
    ("clients gone/A.condica", "There is no folder “gone”"),
    ("clients folder", "“folder” is a folder"),
    (f"clients {LONG}", "is too long for a file"),
    ("import A.condica folder", "folder is a folder"),
    ("import A.condica A.condica", "A.condica is a Condica book"),
    ("import A.condica none.csv", "There is no file none.csv"),
    ("import A.condica gone/list.csv", "There is no folder “gone”"),
    (f"import A.condica {LONG}", "is too long for a file"),
    ("import A.condica list.csv --mapping none.json", "There is no file none.json"),
    ("import A.condica list.csv --mapping folder", "folder is a folder"),
    ("import A.condica list.csv --mapping notes.txt", "notes.txt is no mapping"),
    ("import A.condica list.csv --save-mapping gone/m.json", "There is no folder “gone”"),
    ("export A.condica gone/x.xlsx", "There is no folder “gone”"),
    ("report management A.condica gone/x.xlsx", "There is no folder “gone”"),
    ("report management A.condica r.xlsx --as-of 0001-01-01", "begins too early"),
    ("report management A.condica r.xlsx --from 0001-01-01", "begins too early"),
    ("report management A.condica r.xlsx --from 2026-01-02 --as-of 2026-01-01", "ends before it begins"),
    ("backup A.condica folder", "“folder” is a folder"),
    ("backup A.condica .", "is a folder. Choose a name for the file"),
    ("export A.condica .", "is a folder. Choose a name for the file"),
    ("template ..", "is a folder. Choose a name for the file"),
    ("import A.condica list.csv --save-mapping .", "is a folder. Choose a name for the file"),
    ("clients A.condica --password-file folder", "folder is a folder. Name a file in it"),
    ("clients A.condica --password-file .", ". is a folder. Name a file in it"),
    ("demo s.condica --as-of 1975-01-01", "No sample can be made for 1975-01-01"),
    ("demo s.condica --as-of 9999-12-31", "No sample can be made for 9999-12-31"),
    ("client A.condica Nobody", "no client called “Nobody”"),
]
MISUSED = [
    ("A.condica check", "The command comes first, then the book. It goes: condica check"),
    ("--json check A.condica", "The command comes first, then the book. It goes: condica check"),
    ("check A.condica --foo", "Unrecognized arguments: --foo. It goes: condica check"),
    ("chek A.condica", "There is no command “chek”"),
    ("-x", "There is no command “-x”"),
    ("client A.condica", "Name one client, or say --all. It goes: condica client"),
    ("client A.condica ''", "The client's name is empty"),
    ("client A.condica Alfa --all", "Name one client, or say --all"),
    ("search A.condica ' '", "Say what to look for"),
    ("search A.condica x --limit 0", "“0” is not a whole number from 1"),
    ("template ''", "the name is empty"),
    ("clients A.condica --as-of 2026-02-30", "“2026-02-30” is not a day"),
]


def _ended(asked: str, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    import shlex

    try:
        status = cli.main(shlex.split(asked))
    except SystemExit as ended:
        status = int(ended.code or 0)
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.startswith("condica: ") and said.err.count("\n") == 1
    return status, said.err


@pytest.mark.parametrize(("asked", "told"), REFUSED, ids=[asked[:40] for asked, _told in REFUSED])
def test_a_refusal_names_what_is_wrong_and_leaves_nothing(
    here: Path, capfd: pytest.CaptureFixture[str], asked: str, told: str
) -> None:
    before = sorted(here.rglob("*"))
    status, said = _ended(asked, capfd)
    assert status == 1 and told in said
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize(("asked", "told"), MISUSED, ids=[asked for asked, _told in MISUSED])
def test_wrong_usage_is_one_line_that_says_how_it_goes(
    here: Path, capfd: pytest.CaptureFixture[str], asked: str, told: str
) -> None:
    status, said = _ended(asked, capfd)
    assert status == 2 and told in said


def test_options_stand_anywhere(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for asked in (
        "client --json A.condica Alfa",
        "client A.condica --json Alfa",
        "client A.condica Alfa --json",
    ):
        assert cli.main(asked.split()) == 0
        assert capfd.readouterr().out.startswith('{"client": "Alfa"')
    assert cli.main(["search", "A.condica", "--limit", "1", "al", "fa", "--json"]) == 0


def test_a_book_that_its_copy_has_overtaken_takes_an_import_anyway(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", "A.condica", "copy.condica"]) == 0
    with closing(open_book("copy.condica")) as copy:
        for name in ("Gamma", "Delta"):
            with copy.writing("client") as session:
                add_client(session, name=name, status="prospect")
    capfd.readouterr()
    status, said = _ended("import A.condica list.csv", capfd)
    assert status == 1 and "--anyway" in said
    assert cli.main(["import", "A.condica", "--anyway", "list.csv"]) == 0


def test_a_fault_of_the_program_is_one_line_without_what_the_book_holds(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from sqlcipher3 import dbapi2 as driver

    with closing(driver.connect("A.condica")) as connection:
        connection.execute("UPDATE clients SET profile = X'53656372657431'")
        connection.commit()
    status, said = _ended("export A.condica out.xlsx", capfd)
    assert status == 1 and "Something went wrong in Condica (TypeError" in said and "Secret" not in said


def test_search_says_how_many_more_there_are(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with closing(open_book("A.condica")) as book:
        for number in range(4):
            with book.writing("client") as session:
                add_client(session, name=f"Omega {number}", status="prospect")
    assert cli.main(["search", "A.condica", "omega", "--limit", "3", "--json"]) == 0
    said = capfd.readouterr()
    assert said.out.count('"kind"') == 3
    assert said.err == "condica: 1 more; --limit 4 shows all.\n"
    assert cli.main(["search", "A.condica", "omega", "--limit", "4"]) == 0
    assert capfd.readouterr().err == ""
