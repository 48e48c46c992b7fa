"""One desktop for all journeys of a test process; a HOME, a program and a person for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.journeys import picture
from tests.journeys import printer as printers
from tests.journeys.desktop import Desktop, missing
from tests.journeys.person import Person
from tests.journeys.printer import Printer
from tests.journeys.program import COMMAND, Program
from tests.journeys.reader import Reader

PICTURES = PROJECT / "build" / "journeys"
Journey = Callable[..., Person]


def _need(absent: list[str]) -> None:
    if absent:
        why = f"tools/setup.sh --desktop brings what is missing: {', '.join(absent)}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


@pytest.fixture(scope="session")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """A screen with a window manager; without what it needs the journeys are skipped, in CI they fail."""
    _need(missing() + ([] if COMMAND.exists() else [str(COMMAND.relative_to(PROJECT))]))
    made = Desktop(tmp_path_factory.mktemp("desktop"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def reader(desktop: Desktop) -> Iterator[Reader]:
    """The accessibility bus of the desktop."""
    made = Reader(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
    yield made
    made.close()


@pytest.fixture
def printer(desktop: Desktop) -> Iterator[Printer]:
    """A printer for who has told their HOME about it (`settle_in`)."""
    _need(printers.missing())
    made = Printer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_made(desktop: Desktop, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once by the command."""
    home = tmp_path_factory.mktemp("maker")
    Program(desktop, reader, home).run("demo", home / "Sample.condica")
    return home / "Sample.condica"


@pytest.fixture
def sample(journey: Journey, sample_made: Path) -> tuple[Person, Path]:
    """Somebody with the sample book among their documents."""
    person = journey("en")
    person.program.documents.mkdir(parents=True)
    return person, Path(shutil.copy(sample_made, person.program.documents / "Sample.condica"))


@pytest.fixture
def journey(
    desktop: Desktop, reader: Reader, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Journey]:
    """A person who sits down at a computer that never saw Condica; `language` is theirs."""
    people: list[Person] = []

    def sit_down(language: str = "en", *, system: str = "en_GB") -> Person:
        home = tmp_path / "home"
        home.mkdir()
        people.append(Person(desktop, Program(desktop, reader, home, system), language))
        return people[-1]

    failed = request.session.testsfailed
    yield sit_down
    if request.session.testsfailed > failed:
        name = request.node.name.replace("/", "-")
        picture.save(desktop.screen, PICTURES / f"{name}.png")
    for person in people:
        person.program.kill()
    for person in people:
        person.program.must_be_well()
