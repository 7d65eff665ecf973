"""A founded centre in a file and on a server; every test gets a fresh copy."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mediation_desk.domain.centre import Centre, User
from mediation_desk.domain.rights import Role
from mediation_desk.storage import centre
from mediation_desk.storage.database import Database
from tests.storage.samples import NOW, WANG


def found(location: str | Path) -> None:
    """Make a centre with two people."""
    database = Database.create(location)
    database.now = lambda: NOW
    with database.write(WANG, "found") as session:
        centre.put(session, Centre(name="张家口市劳动人事争议调解中心"))
        centre.put_user(session, User(name="王晓梅", roles=frozenset(Role)))
        centre.put_user(session, User(name="单建国", roles=frozenset({Role.MEDIATOR})))
    database.close()


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("founded") / "centre.mdk"
    found(path)
    return path


@pytest.fixture(scope="session")
def founded_server(request: pytest.FixtureRequest) -> str:
    """The name of a database to copy."""
    url: str = request.getfixturevalue("postgres").database()
    found(url)
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def file(founded_file: Path, tmp_path: Path) -> Path:
    """A closed file of a founded centre."""
    return Path(shutil.copy(founded_file, tmp_path / "centre.mdk"))


@pytest.fixture
def server(request: pytest.FixtureRequest, founded_server: str) -> Iterator[str]:
    """The address of a founded centre on a server."""
    postgres = request.getfixturevalue("postgres")
    url = postgres.database(founded_server)
    yield url
    postgres.drop(url)


Prepare = Callable[[str], None]
After = Callable[[Prepare], str]
"""Brings the founded centre as far as that, once for all tests, and returns a fresh copy."""


@pytest.fixture(scope="session")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Prepare, Path]]:
    """A folder with the files that were brought further, and by whom."""
    return tmp_path_factory.mktemp("ahead"), {}


@pytest.fixture
def file_after(
    founded_file: Path, ahead: tuple[Path, dict[Prepare, Path]], tmp_path: Path
) -> After:
    """A closed file of a centre in which something has happened."""
    folder, made = ahead

    def copy(prepare: Prepare) -> str:
        if prepare not in made:
            path = shutil.copy(founded_file, folder / f"{len(made)}.mdk")
            prepare(str(path))
            made[prepare] = path
        return str(shutil.copy(made[prepare], tmp_path / "centre.mdk"))

    return copy


@pytest.fixture(scope="session")
def ahead_on_server() -> dict[Prepare, str]:
    """The names of databases that were brought further, and by whom."""
    return {}


@pytest.fixture
def server_after(
    request: pytest.FixtureRequest, founded_server: str, ahead_on_server: dict[Prepare, str]
) -> Iterator[After]:
    """The address of a centre on a server in which something has happened."""
    postgres, made, copies = request.getfixturevalue("postgres"), ahead_on_server, []

    def copy(prepare: Prepare) -> str:
        if prepare not in made:
            url = postgres.database(founded_server)
            prepare(url)
            made[prepare] = url.partition("@/")[2].partition("?")[0]
        copies.append(postgres.database(made[prepare]))
        return str(copies[-1])

    yield copy
    for url in copies:
        postgres.drop(url)


BOTH = ("file", pytest.param("server", marks=pytest.mark.exhaustive))
"""Where a centre is kept: in every run in a file, in the whole run on a server too."""


@pytest.fixture(params=BOTH)
def after(request: pytest.FixtureRequest) -> After:
    """The same in a file, then on a server."""
    made: After = request.getfixturevalue(f"{request.param}_after")
    return made


@pytest.fixture(params=BOTH)
def location(request: pytest.FixtureRequest) -> str:
    """A founded centre in a file, then the same on a server."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def db(location: str) -> Iterator[Database]:
    """An open centre."""
    database = Database.open(location)
    database.now = lambda: NOW
    yield database
    database.close()
