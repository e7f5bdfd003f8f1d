"""Writers, and a server, that are killed at random moments: nothing acknowledged is lost, nothing is half there.

The long form is ``tests/benchmarks/kill_benchmark.py``.
"""

from functools import partial
from pathlib import Path

from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores import killing
from tests.stores.postgres_server import Server, fresh_database, kill_often


def test_nothing_is_lost_when_writers_to_sqlite_are_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/whowhen.sqlite"
    load(new_story(tmp_path, "my-story"), url, "my-story", "test")
    found = killing.kill_often(partial(DatabaseStore, url, "my-story"), times=6)
    assert found["kills"] == 6
    assert found["acknowledged"] >= 6
    Database(url).close()


def test_nothing_is_lost_when_postgresql_and_its_writers_are_killed(own_postgres: Server, tmp_path: Path) -> None:
    with fresh_database(own_postgres.url) as url:
        load(new_story(tmp_path, "my-story"), url, "my-story", "test")
        found = kill_often(own_postgres, partial(DatabaseStore, url, "my-story"), times=3)
        assert found["kills"] == 3
        assert found["acknowledged"] >= 3
        Database(url).close()
