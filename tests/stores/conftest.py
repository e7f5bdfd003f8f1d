"""What all tests of stores share: PostgreSQL servers, started when the first test asks for them, and stories."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.database_work import noted
from tests.stores.postgres_server import Server, fresh_database, own_server, postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty database on a real server, which tests share."""
    with postgres() as server, fresh_database(server) as url:
        yield url
        Database(url).close()


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database, which tests share."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shared')}/whowhen.sqlite"
    yield url
    Database(url).close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database of each kind, for one test."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('database')}/whowhen.sqlite"
        yield url
        Database(url).close()
        return
    with fresh_database(request.getfixturevalue("postgres_url")) as url:
        yield url
        Database(url).close()


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[Server]:
    """A server that may be killed, as long as it is started again."""
    with own_server() as server:
        yield server


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> DatabaseStore:
    """A story in a database of each kind."""
    load(new_story(tmp_path, "town"), database_url, "town", "Ada")
    return DatabaseStore(database_url, "town")


@pytest.fixture
def town_file(tmp_path: Path) -> Iterator[Path]:
    """An SQLite database with a story, changed once."""
    file = tmp_path / "whowhen.sqlite"
    load(new_story(tmp_path, "town"), f"sqlite:///{file}", "town", "Ada")
    DatabaseStore(f"sqlite:///{file}", "town").save(noted("one"), 0)
    yield file
    Database(f"sqlite:///{file}").close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a sound story."""
    return new_story(tmp_path, "my-story")
