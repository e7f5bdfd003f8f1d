"""A database that cannot be used: words that say what to do, and no secrets."""

import logging
import sys
import traceback
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from components.events.changes import Change
from components.stores.base import StoreError
from components.stores.database.errors import explained
from components.stores.database.store import DatabaseStore
from components.stores.opening import open_store, story_names
from components.stores.template import new_story
from tests.stores.database_work import EVENT
from tests.stores.postgres_server import Server

SECRET = "s3cret/w0rd"  # noqa: S105


def refused(url: str) -> str:
    """What the user and the log are told of a database that cannot be used, with every traceback."""
    with pytest.raises(StoreError) as caught:
        DatabaseStore(url, "town").load()
    return "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"postgresql://ada:{SECRET}@127.0.0.1:1/town", "cannot be reached"),
        ("postgresql://ada:s3cret%2Fw0rd@127.0.0.1:1/town", "cannot be reached: check that the server runs"),
        ("postgresql://ada:s3cret%2Fw0rd@127.0.0.1:1/town?nonsense=s3cret/w0rd", "failed"),
        ("postgresql://127.0.0.1:1/town?user=ada&password=s3cret/w0rd", "cannot be reached"),
        ("postgresql://ada:s3cret%2Fw0rd@no-such-host.invalid/town", "cannot be reached"),
        ("mysql://ada:s3cret%2Fw0rd@127.0.0.1/town", "not in mysql"),
        ("s3cret/w0rd", "is no address"),
        ("postgresql//ada:s3cret/w0rd@127.0.0.1/town", "is no address"),
        ("postgresql://ada:s3cret/w0rd@127.0.0.1:port/town", "is no address"),
        ("s3cret/w0rd://x", "is no address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_secrets(
    url: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        text = refused(url)
    assert told in text
    for secret in (SECRET, "s3cret%2Fw0rd"):
        assert secret not in text + caplog.text


def test_a_wrong_password_is_told_without_it(own_postgres: Server) -> None:
    wrong = own_postgres.url.replace("s3cret-w0rd", "hunter2hunter2")
    text = refused(wrong)
    assert f"postgres on 127.0.0.1:{own_postgres.port} refuses the user: correct user and password" in text
    assert "hunter2" not in text
    assert "is not there: create it on the server" in refused(own_postgres.url.replace("/postgres", "/elsewhere"))


def test_a_driver_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'whowhen[postgres]'" in refused("postgresql://127.0.0.1:1/driverless")


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("shopping list\n" * 100, encoding="utf-8")
    assert "is no SQLite database: name another file" in refused(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "shopping list\n" * 100


def test_a_story_that_is_not_there_is_told(town: DatabaseStore, database_url: str) -> None:
    for work in (DatabaseStore(database_url, "hamlet").load, DatabaseStore(database_url, "' OR 1=1 --").revision):
        with pytest.raises(StoreError, match=r"no story “.*” in the database"):
            work()


def test_ids_and_names_that_no_index_holds_are_refused(town: DatabaseStore) -> None:
    actor = {"actor_id": "a" * 3000, "name_en": "A", "kind": "person"}
    with pytest.raises(StoreError, match="too long"):
        town.save(Change({"actors": (actor,)}, "Ada"), 0)
    with pytest.raises(StoreError, match="too long"):
        town.save(Change({"events": ({"event_id": EVENT, "note_en": "x"},)}, "A" * 3000), 0)
    claim = {"claim_id": "example-1", "speaker": "A very long name " * 300}
    assert town.save(Change({"claims": (claim,)}, "Ada"), 0) == 1


def test_a_full_disk_of_a_server_is_told() -> None:
    error = OperationalError("INSERT", {}, psycopg.errors.DiskFull("could not extend file"))
    told = str(explained(error, make_url("postgresql://ada:hunter2@db.example.org/town")))
    assert told.startswith("the database town on db.example.org is full: make room on the disk of the server")


def test_the_setting_decides_where_stories_are(
    town_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    assert story_names() == ["town"]
    new_story(tmp_path, "village")
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{town_file}")
    assert story_names() == ["town"]
    assert open_store("town").revision() == 1
    with pytest.raises(StoreError, match="no story “village” in the database; those there are: town"):
        open_store("village")
