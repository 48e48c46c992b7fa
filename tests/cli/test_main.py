"""The command line as a program sees it (DOMAIN.md, Answers for programs)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cli import main as cli
from app.cli.arguments import RUNS
from app.models import Client, Contact
from app.services.books import create_book, open_book
from app.services.records.clients import add_client
from tests.conftest import PROJECT
from tests.patience import PATIENCE_S

DAY = "2026-11-20"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """One command as a program of its own, without a terminal."""
    command = [sys.executable, str(PROJECT / "main.py"), *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_S,
        env=dict(os.environ),
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one client."""
    path = tmp_path / "register.condica"
    with closing(create_book(path)) as made, made.writing("client") as session:
        add_client(session, name="Łódź & Söhne «Ț»", since=date(2026, 1, 1))
    return path


def test_every_command_is_known_at_the_door() -> None:
    assert set(cli.COMMANDS) == set(RUNS)


def test_a_mistyped_command_is_wrong_usage_and_not_a_window() -> None:
    done = run("frobnicate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "frobnicate" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("condica: There is no display") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("question", ["today", "clients", "portfolio", "lookback"])
def test_the_calendar_s_first_and_last_day_have_an_answer(book: Path, question: str, day: str) -> None:
    with closing(open_book(book)) as opened, opened.writing("contact") as session:
        client = session.scalars(select(Client.id)).one()
        session.add(Contact(client_id=client, name="Ana", birthday="1980-01-05"))
    done = run(question, book, "--as-of", day, "--json")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "question", ["client", "clients", "today", "portfolio", "lookback", "search", "check"]
)
def test_an_answer_is_one_json_document_and_nothing_else(book: Path, question: str) -> None:
    asked = {"client": ["Łódź & Söhne «Ț»"], "search": ["lodz"]}.get(question, [])
    day = [] if question in ("search", "check") else ["--as-of", DAY]
    done = run(question, book, *asked, *day, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) is not None


def test_all_clients_answer_in_one_list(book: Path) -> None:
    one = json.loads(run("client", book, "łódź & söhne «ț»", "--as-of", DAY, "--json").stdout)
    everyone = json.loads(run("client", book, "--all", "--as-of", DAY, "--json").stdout)
    assert everyone == [one]
    assert one["client"] == "Łódź & Söhne «Ț»"


def test_a_refusal_is_one_line_and_status_1(book: Path, tmp_path: Path) -> None:
    for done in (
        run("client", book, "Nobody", "--json"),
        run("today", tmp_path / "none.condica", "--json"),
        run("new", book),
        run("new", "postgresql://house/book"),
        run("portfolio", book, "--from", "2026-11-21", "--as-of", DAY, "--json"),
        run("import", book, tmp_path / "none.xlsx"),
        run("export", book, tmp_path / "all.pdf"),
        run("report", "management", book, tmp_path / "report.pdf"),
    ):
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith("condica: ") and done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr


def test_wrong_usage_is_status_2(book: Path) -> None:
    for arguments in (
        ["today", book, "--as-of", "tomorrow"],
        ["client", book],
        ["report", "secrets", book, "x.xlsx"],
    ):
        done = run(*arguments)
        assert done.returncode == 2


def test_a_book_is_exported_and_imported_by_command(book: Path, tmp_path: Path) -> None:
    assert run("export", book, tmp_path / "all.xlsx").returncode == 0
    assert run("new", tmp_path / "second.condica").returncode == 0
    dry = run("import", tmp_path / "second.condica", tmp_path / "all.xlsx", "--dry-run", "--json")
    assert json.loads(dry.stdout)["created"] == {"clients": 1}
    assert json.loads(run("clients", tmp_path / "second.condica", "--json").stdout) == []
    assert run("import", tmp_path / "second.condica", tmp_path / "all.xlsx").returncode == 0
    assert len(json.loads(run("clients", tmp_path / "second.condica", "--json").stdout)) == 1


def test_an_encrypted_book_opens_with_the_password_in_a_file(tmp_path: Path) -> None:
    path, secret, wrong = tmp_path / "closed.condica", tmp_path / "password", tmp_path / "wrong"
    secret.write_text("lăcată\n", encoding="utf-8")
    wrong.write_text("cheie", encoding="utf-8")
    made = run("new", path, "--encrypt", "--password-file", secret)
    assert made.returncode == 0 and "Recovery code" in made.stdout
    assert run("check", path, "--password-file", secret).returncode == 0
    for arguments in ([], ["--password-file", wrong]):
        refused = run("check", path, *arguments)
        assert refused.returncode == 1 and refused.stderr.startswith("condica: ")


@pytest.mark.parametrize("command", [["new"], ["new", "--encrypt"], ["demo"]])
def test_a_password_of_one_letter_is_refused_and_nothing_is_made(tmp_path: Path, command: list[str]) -> None:
    secret = tmp_path / "password"
    secret.write_text("x\n", encoding="utf-8")
    refused = run(*command, tmp_path / "b.condica", "--password-file", secret)
    assert refused.returncode == 1
    assert "at least 6 characters" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["password"]


def test_the_sample_and_its_report_are_made_by_command(tmp_path: Path) -> None:
    assert run("demo", tmp_path / "s.condica", "--as-of", DAY, "--clients", 12).returncode == 0
    done = run(
        "report", "management", tmp_path / "s.condica", tmp_path / "m.xlsx", "--as-of", DAY, "--lang", "ro"
    )
    assert done.returncode == 0
    assert (tmp_path / "m.xlsx").stat().st_size > 10_000
    assert run("backup", tmp_path / "s.condica", tmp_path / "copy.condica").returncode == 0
    assert run("check", tmp_path / "copy.condica").returncode == 0


def test_the_computers_time_zone_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times in a book are local to it: a touch at a minute to midnight stays on its day wherever it is read."""
    from datetime import date, datetime

    from app.services.records.notes import log_note

    path = tmp_path / "zones.condica"
    with closing(create_book(path)) as made, made.writing("touches") as session:
        client = add_client(session, name="Alfa", since=date(2026, 1, 1)).id
        for moment in (datetime(2026, 11, 20, 23, 59), datetime(2026, 11, 21, 0, 0)):
            log_note(session, client_id=client, kind="call", happened_at=moment, body="midnight")
    told = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        monkeypatch.setenv("TZ", zone)
        told.append([run(q, path, "--as-of", DAY, "--json").stdout for q in ("clients", "today")])
    assert told[0] == told[1] == told[2]
    assert json.loads(told[0][0])[0]["last_touch"] == DAY


def test_a_password_is_never_an_argument() -> None:
    from app.cli.arguments import parser

    assert "--password " not in parser().format_help()
    assert run("check", "x.condica", "--password", "secret").returncode == 2
