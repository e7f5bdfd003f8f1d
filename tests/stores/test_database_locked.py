"""A database that others keep busy: nobody waits for ever, and who gives up is told so."""

from pathlib import Path

import psycopg.errors
import pytest

from components.stores.base import StoreError
from components.stores.database import connecting
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.abstract_texts import with_text
from tests.stores.database_work import all_of, noted
from tests.stores.postgres_server import fresh_database


def test_who_waits_too_long_for_another_is_told(
    town: DatabaseStore, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 0.2)
    Database(database_url).close()
    with Database(database_url).writing() as other:
        other.exec_driver_sql("UPDATE stories SET revision = revision")
        assert town.revision() == 0
        with pytest.raises(StoreError, match="is busy with somebody else's work: try again"):
            town.save(noted("one"), 0)
    assert town.save(noted("one"), 0) == 1


def test_a_table_that_another_keeps_locked_holds_up_neither_look_nor_save_for_ever(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 0.2)
    monkeypatch.setattr(connecting, "READING", 0.1)
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        store = DatabaseStore(url, "town")
        assert store.save(noted("one"), 0) == 1
        with psycopg.connect(url.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE stories, rows, files, change_sets IN ACCESS EXCLUSIVE MODE")
            for work in (*all_of(store), lambda: stories(url)):
                with pytest.raises(StoreError, match="is busy with somebody else's work: try again") as caught:
                    work()
                assert caught.value.cause == "busy"
            other.rollback()
        assert store.save(with_text(), 1) == 2
        Database(url).close()


def test_a_row_that_another_keeps_locked_holds_up_saves_only(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 0.2)
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        store = DatabaseStore(url, "town")
        with psycopg.connect(url.replace("+psycopg", "")) as other:
            other.execute("SELECT * FROM stories FOR UPDATE")
            assert (store.revision(), store.load().revision, store.defects(noted("one"))) == (0, 0, ())
            with pytest.raises(StoreError, match="is busy"):
                store.save(noted("one"), 0)
            other.rollback()
        assert store.save(noted("one"), 0) == 1
        Database(url).close()


def test_a_step_that_takes_too_long_is_given_up_on(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "LONGEST", 0.2)
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        for begin in (Database(url).reading, Database(url).writing):
            with pytest.raises(StoreError, match="took too long: try again") as caught, begin() as connection:
                connection.exec_driver_sql("SELECT pg_sleep(60)")
            assert caught.value.cause == "busy"
        assert DatabaseStore(url, "town").save(noted("one"), 0) == 1
        Database(url).close()
