"""Versions of the database's schema: made, brought up to date, or refused."""

import datetime
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text, update

from components.events.changes import Change
from components.stores.base import Draft, StoreError
from components.stores.database.connecting import Database
from components.stores.database.instance import DatabaseInstance
from components.stores.database.migrating import SCRIPTS, migrate
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.tables import VERSION, metadata, version
from components.stores.database.transfer import load
from components.stores.template import new_story

EVENT = "mayor-calls-minister-2024-05-13"


def bare(url: str) -> Connection:
    """A connection that looks at no version."""
    database = Database(url)
    database.create()
    return database._begun(write=True)


def test_an_empty_database_gets_the_tables_of_this_program(database_url: str) -> None:
    Database(database_url).create()
    assert stories(database_url) == []
    with Database(database_url).reading() as connection:
        assert connection.scalar(version.select()) == VERSION
        context = MigrationContext.configure(connection, opts={"version_table": version.name})
        assert compare_metadata(context, metadata) == []
        found = inspect(connection)
        for table in metadata.tables.values():
            indexes = {one["name"]: one["column_names"] for one in found.get_indexes(table.name)}
            for index in table.indexes:
                assert indexes[index.name] == [column.name for column in index.columns]


def test_the_newest_migration_is_the_version_of_the_program() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


_0003 = ("DROP TABLE short_links", "DROP TABLE tokens", "ALTER TABLE row_changes DROP COLUMN follows")
_0002 = (*_0003, "DROP TABLE drafts", "ALTER TABLE change_sets DROP COLUMN texts")
DOWN = {"0003": _0003, "0002": _0002, "0001": (*_0002, "DROP TABLE touched_events")}


@pytest.mark.parametrize("old", DOWN)
def test_a_database_of_a_version_before_is_brought_up_with_all_that_is_in_it(
    database_url: str, tmp_path: Path, old: str
) -> None:
    load(new_story(tmp_path, "town"), database_url, "town", "Ada")
    store = DatabaseStore(database_url, "town")
    store.save(Change({"events": ({"event_id": EVENT, "note_en": "one"},)}, "Ada"), 0)
    claim = {"claim_id": "example-1", "summary_en": "two"}
    store.save(Change({"claims": (claim,)}, "Bo"), 1)
    store.save(Change({"actors": ({"actor_id": "town", "aliases": "T"},)}, "Bo"), 2)
    now, before = store.load(), store.history(event=EVENT)
    with bare(database_url) as connection:
        for step in DOWN[old]:
            connection.execute(text(step))
        connection.execute(update(version).values(version_num=old))
        connection.commit()
    again = DatabaseStore(database_url, "town")
    assert again.history(event=EVENT) == before
    assert [one.number for one in before] == [1, 2]
    assert (again.load().story.revision, again.revision()) == (now.story.revision, 3)
    assert again.save(Change({"events": ({"event_id": EVENT, "note_en": "three"},)}, "Ada"), 3) == 4
    draft = Draft("Ada", "k", "t", "{}", datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))
    again.keep_draft(draft)
    assert again.drafts("Ada") == (draft,)
    source = {"source_id": "herald", "title": "T", "text": "a.txt"}
    assert again.save(Change({"sources": (source,)}, "Ada", texts={"a.txt": "A"}), 4) == 5
    assert [one.texts for one in again.history()] == [(), (), (), (), ("a.txt",)]
    actor = {"actor_id": "bishop", "name_en": "The bishop", "kind": "person"}
    again.save(Change({"actors": (actor,)}, "Ada"), 5)
    again.save(Change({}, "Ada", gone={"actors": ("bishop",)}), 6)
    assert [row.follows for one in again.history() for row in one.rows if row.after is None] == ["gazette"]
    link = DatabaseInstance(database_url).keep_link("story=town", "Ada")
    assert DatabaseInstance(database_url).link(link.code) == link
    assert DatabaseInstance(database_url).tokens() == ()


def test_a_migration_that_fails_leaves_the_version_before(database_url: str) -> None:
    with bare(database_url) as connection:
        migrate(connection, "0001")
        connection.execute(text("CREATE TABLE touched_events (x INTEGER)"))
        connection.commit()
    with pytest.raises(StoreError):
        stories(database_url)
    with bare(database_url) as connection:
        assert connection.scalar(version.select()) == "0001"
        connection.execute(text("DROP TABLE touched_events"))
        connection.commit()
    assert stories(database_url) == []


def test_a_newer_schema_is_refused_and_left_alone(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    load(story, database_url, "town", "Ada")
    store = DatabaseStore(database_url, "town")
    with bare(database_url) as connection:
        connection.execute(update(version).values(version_num="9999"))
        connection.commit()
    # Whether it was newer from the start, or a newer program migrated it while this one had it open.
    for work in (store.load, lambda: store.undo(1, "Ada"), lambda: stories(database_url)):
        with pytest.raises(StoreError, match=f"newer whowhen .schema 9999, this program knows {VERSION}.: upgrade"):
            work()
    with pytest.raises(StoreError, match="newer whowhen"):
        load(story, database_url, "village", "Ada")
    with bare(database_url) as connection:
        assert connection.scalar(version.select()) == "9999"


def test_many_may_open_an_empty_database_at_once(database_url: str) -> None:
    Database(database_url).create()
    found: list[object] = []
    start = threading.Barrier(6)

    def opens() -> None:
        start.wait()
        try:
            found.append(stories(database_url))
        except Exception as error:
            found.append(error)

    threads = [threading.Thread(target=opens) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[]] * 6
