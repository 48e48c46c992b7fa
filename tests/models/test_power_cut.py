"""What a crash or a power cut leaves: no saved change is taken away, and who only reads finds the book whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.errors import BookWentBack
from app.models.unfinished import journal_of
from app.services.books import open_book
from tests import factories

PASSWORDS = pytest.mark.parametrize("password", [None, "correct horse battery"])


@pytest.fixture
def path(tmp_path: Path, password: str | None) -> Path:
    """A closed book with a client and 200 notes."""
    with (
        closing(factories.new_book(tmp_path, "book", password=password)) as book,
        book.writing("") as session,
    ):
        acme = factories.client(session, name="Acme")
        for number in range(200):
            factories.note(session, acme, body=f"{number} " + "x" * 500)
    return book.path


# The power goes: what was deleted comes back, where its folder was not synced


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of a disk, `disk.c`, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("the model of a disk needs Linux and a C compiler")
    made = tmp_path_factory.mktemp("disk") / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


SAVES = """
import os, signal, sys
from pathlib import Path
from app.models import engine
from tests import factories
if sys.argv[2] != "as it is":
    engine._SETTINGS = tuple(f"synchronous={sys.argv[2]}" if s.startswith("sync") else s for s in engine._SETTINGS)
from app.services.books import open_book
book = open_book(Path(sys.argv[1]), password=sys.argv[3] or None)
for number in range(3):
    with book.writing("saved") as session:
        factories.client(session, name=f"Saved {number}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def save_and_cut_the_power(path: Path, disk: Path, password: str | None, synchronous: str) -> None:
    """A program saves three clients, then the power goes."""
    subprocess.run(
        [sys.executable, "-c", SAVES, str(path), synchronous, password or ""],
        env=os.environ | {"LD_PRELOAD": str(disk)},
        check=False,
    )
    for aside in path.parent.glob("*.undeleted"):
        aside.rename(aside.with_suffix(""))


def saved_before_power_cut(path: Path, disk: Path, password: str | None, synchronous: str) -> list[str]:
    """The clients that a program saved just before the power went, as they are in the book afterwards."""
    save_and_cut_the_power(path, disk, password, synchronous)
    with closing(open_book(path, password=password, accept_older=True)) as book, book.reading() as session:
        found = session.connection().exec_driver_sql("SELECT name FROM clients WHERE name LIKE 'Saved%'")
        return sorted(found.scalars())


@PASSWORDS
def test_a_power_cut_takes_no_saved_change_away(path: Path, disk: Path, password: str | None) -> None:
    found = saved_before_power_cut(path, disk, password, "as it is")
    assert found == ["Saved 0", "Saved 1", "Saved 2"]


@pytest.mark.parametrize("password", [None])
def test_the_model_takes_one_away_where_the_folder_is_not_synced(
    path: Path, disk: Path, password: str | None
) -> None:
    assert saved_before_power_cut(path, disk, password, "FULL") == ["Saved 0", "Saved 1"]


@pytest.mark.parametrize("password", [None])
def test_what_a_disk_took_away_all_the_same_is_noticed(path: Path, disk: Path, password: str | None) -> None:
    save_and_cut_the_power(path, disk, password, "FULL")
    with pytest.raises(BookWentBack):
        open_book(path)


# The program is killed in the middle of a commit

DIES = """
import os, signal, sys
from pathlib import Path
from app.models.encryption import key_for
from app.models.engine import connect
from app.models.header import look
path = Path(sys.argv[1])
key = key_for(sys.argv[2], look(path).salt) if sys.argv[2] else None
connection = connect(path, key)
connection.execute("PRAGMA cache_size=2")
connection.execute("PRAGMA cache_spill=ON")  # Pages go to the file one by one, as in a commit.
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE notes SET body = upper(body) || 'half'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def die_in_the_middle(path: Path, password: str | None) -> None:
    """A program dies when some of its pages are in the file and others are not."""
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", DIES, str(path), password or ""], check=False)
    assert done.returncode == -signal.SIGKILL
    assert journal_of(path).exists()
    assert path.read_bytes() != before


def condica(*arguments: str, by: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """The command line, as a program of its own."""
    command = [
        sys.executable,
        "-c",
        "import sys; from app.cli.main import main; sys.exit(main())",
        *arguments,
    ]
    return subprocess.run([*by, *command], capture_output=True, text=True, check=False)


@PASSWORDS
def test_a_command_that_only_reads_finishes_what_a_crash_left(path: Path, password: str | None) -> None:
    die_in_the_middle(path, password)
    words = path.with_name("password")
    words.write_text(password or "")
    extra = ["--password-file", str(words)] if password else []
    for command in ("check", "clients"):
        done = condica(command, str(path), *extra)
        assert (done.returncode, done.stderr) == (0, "")
    assert not journal_of(path).exists()
    assert not list(path.parent.glob("*.lock"))


@PASSWORDS
def test_who_has_the_book_open_for_reading_goes_on_after_the_writer_died(
    path: Path, password: str | None
) -> None:
    with closing(open_book(path, password=password, read_only=True)) as book:
        die_in_the_middle(path, password)
        with book.reading() as session:
            bodies = session.connection().exec_driver_sql("SELECT body FROM notes").scalars().all()
        assert len(bodies) == 200
        assert not any(body.endswith("half") for body in bodies)


@pytest.mark.parametrize("password", [None])
def test_a_journal_of_another_name_of_the_file_is_found(path: Path, tmp_path: Path, password: None) -> None:
    other = tmp_path / "other name.condica"
    os.link(path, other)
    with closing(open_book(path)):
        noted = [file.read_text() for file in (Path(os.environ["CONDICA_HOME"]) / "config/open").iterdir()]
    assert noted == [str(path)]
    # As it was noted by the program that died.
    script = DIES.replace(
        "connection = ", "from app.models.unfinished import note_name; note_name(path)\nconnection = "
    )
    subprocess.run([sys.executable, "-c", script, str(path), ""], check=False)
    assert journal_of(path).exists()
    with closing(open_book(other, read_only=True)) as book, book.reading() as session:
        bodies = session.connection().exec_driver_sql("SELECT body FROM notes").scalars().all()
    assert not any(body.endswith("half") for body in bodies)
    assert not journal_of(path).exists()


# ... and whoever reads may not write there


@contextmanager
def where_nobody_may_write(path: Path) -> Iterator[Path]:
    """The book and its journal in a folder that may only be read."""
    folder = path.parent / f"read-only {uuid.uuid4().hex}"
    folder.mkdir()
    for file in path.parent.glob(path.name + "*"):
        shutil.copy(file, folder / file.name)
        (folder / file.name).chmod(0o444)
    folder.chmod(0o555)
    try:
        yield folder / path.name
    finally:
        folder.chmod(0o755)


def read_there(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line as somebody whom the files' permissions bind; root is one only without its powers."""
    if os.name == "nt":
        pytest.skip("Windows' folders have other permissions")
    bound: list[str] = []
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root writes everywhere, and there is no setpriv to hinder it")
        bound = [setpriv, "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    return condica(*arguments, by=bound)


@pytest.mark.parametrize("password", [None])
def test_where_nothing_can_be_finished_it_is_said_what_to_do(path: Path, password: None) -> None:
    with where_nobody_may_write(path) as whole:
        assert read_there("check", str(whole)).stderr == ""
    die_in_the_middle(path, password)
    with where_nobody_may_write(path) as half:
        done = read_there("check", str(half))
        assert done.returncode == 1
        assert "A crash left “book.condica” in the middle of a change" in done.stderr
        assert "book.condica-journal" in done.stderr
        assert journal_of(half).exists()


@pytest.mark.parametrize("password", [None])
def test_a_book_that_may_not_be_written_is_said_so_at_the_door(path: Path, password: None) -> None:
    words = path.with_name("empty.csv")
    words.write_text("client\n")
    with where_nobody_may_write(path) as there:
        done = read_there("import", str(there), str(words))
    assert done.returncode == 1
    assert "“book.condica”" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("password", [None])
def test_what_lies_in_the_journals_place_and_is_none_is_in_nobodys_way(path: Path, password: None) -> None:
    journal_of(path).write_bytes(b"no journal at all")
    with closing(open_book(path, read_only=True)) as book, book.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM notes").scalar() == 200
