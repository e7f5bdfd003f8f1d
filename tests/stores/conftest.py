"""What all tests of stores share: one PostgreSQL server, started when the first test asks for it."""

from collections.abc import Iterator

import pytest

from components.stores.database.connecting import Database
from tests.stores.postgres_server import fresh_database, postgres


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
