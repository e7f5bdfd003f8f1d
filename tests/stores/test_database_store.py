"""What every store does (``abstract_store.py``), done by the database: SQLite, and PostgreSQL on a real server."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, literal, select

from components.stores.base import Store
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.store import stories as database_stories
from components.stores.database.tables import files, headers, refs, rows, stories
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.abstract_store import AbstractStore, Reopen

PRISTINE = "pristine"


def copy_pristine(url: str, folder: Path) -> None:
    """Make ``my-story`` out of a story that was loaded once: loading takes as long as most tests do."""
    if PRISTINE not in database_stories(url):
        load(new_story(folder, PRISTINE), url, PRISTINE, "test")
    with Database(url).writing() as connection:
        old = connection.scalar(select(stories.c.id).where(stories.c.name == PRISTINE))
        values = {"name": "my-story", "revision": 0, "loaded_by": "test", "loaded_at": ""}
        (new,) = connection.execute(insert(stories).values(values)).inserted_primary_key or ()
        for table in (files, headers, rows, refs):
            others = [column for column in table.columns if column.name != "story"]
            copied = select(literal(new), *others).where(table.c.story == old)
            connection.execute(insert(table).from_select(["story", *(column.name for column in others)], copied))


class _DatabaseStore(AbstractStore):
    @pytest.fixture
    def reopen(self, shared_url: str, tmp_path: Path) -> Iterator[Reopen]:
        Database(shared_url).create()
        copy_pristine(shared_url, tmp_path)
        yield partial(DatabaseStore, shared_url, "my-story")
        with Database(shared_url).writing() as connection:
            connection.execute(delete(stories).where(stories.c.name == "my-story"))

    @pytest.fixture
    def store(self, reopen: Reopen) -> Store:
        return reopen()


class TestSqliteStore(_DatabaseStore):
    @pytest.fixture
    def shared_url(self, sqlite_url: str) -> str:
        return sqlite_url


class TestPostgresStore(_DatabaseStore):
    @pytest.fixture
    def shared_url(self, postgres_url: str) -> str:
        return postgres_url
