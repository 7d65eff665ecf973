"""A founded centre in a file and on a server; every test gets a fresh copy."""

import shutil
from collections.abc import Iterator
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


@pytest.fixture(params=["file", "server"])
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
