"""A database that is gone, full, read-only, busy or cut off: words that say what to do, no secrets, no halves."""

import logging
import os
import resource
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from components.events.changes import Change
from components.stores.base import StoreError
from components.stores.database import connecting
from components.stores.database.connecting import Database
from components.stores.database.errors import explained
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.transfer import load
from components.stores.opening import open_store, story_names
from components.stores.template import new_story
from tests.stores.abstract_drafts import draft
from tests.stores.abstract_texts import with_text
from tests.stores.postgres_server import Server, fresh_database, own_server

EVENT = "mayor-calls-minister-2024-05-13"
SECRET = "s3cret/w0rd"  # noqa: S105


def noted(text: str) -> Change:
    return Change({"events": ({"event_id": EVENT, "note_en": text},)}, "Ada")


def all_of(store: DatabaseStore) -> tuple[Callable[[], object], ...]:
    """All that a store does, on a story that was changed once."""
    return (
        store.revision,
        store.stamp,
        store.load,
        store.history,
        lambda: store.save(noted("two"), 1),
        lambda: store.save(with_text(), 1),
        lambda: store.undo(1, "Ada"),
        lambda: store.rows("events"),
        lambda: store.defects(noted("two")),
        lambda: store.text("herald.txt"),
        lambda: store.drafts("Ada"),
        lambda: store.keep_draft(draft("other")),
        lambda: store.drop_draft("Ada", "k"),
    )


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> DatabaseStore:
    load(new_story(tmp_path, "town"), database_url, "town", "Ada")
    return DatabaseStore(database_url, "town")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """An SQLite database with a story, changed once."""
    file = tmp_path / "whowhen.sqlite"
    load(new_story(tmp_path, "town"), f"sqlite:///{file}", "town", "Ada")
    DatabaseStore(f"sqlite:///{file}", "town").save(noted("one"), 0)
    yield file
    Database(f"sqlite:///{file}").close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with own_server() as server:
        yield server


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


def test_a_wrong_password_is_told_without_it(server: Server) -> None:
    wrong = server.url.replace("s3cret-w0rd", "hunter2hunter2")
    text = refused(wrong)
    assert f"postgres on 127.0.0.1:{server.port} refuses the user: correct user and password" in text
    assert "hunter2" not in text
    assert "is not there: create it on the server" in refused(server.url.replace("/postgres", "/elsewhere"))


def test_a_driver_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'whowhen[postgres]'" in refused("postgresql://127.0.0.1:1/driverless")


def test_a_server_that_went_away_is_told_and_found_again(server: Server, tmp_path: Path) -> None:
    with fresh_database(server.url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        store = DatabaseStore(url, "town")
        assert store.save(noted("one"), 0) == 1
        store.keep_draft(draft())
        stamp = store.stamp()
        server.kill()
        for work in (*all_of(store), lambda: stories(url)):
            with pytest.raises(StoreError, match=r"cannot be reached: check that the server runs") as caught:
                work()
            assert "s3cret" not in "".join(traceback.format_exception(caught.value))
        server.start()
        assert (store.revision(), store.stamp(), store.drafts("Ada")) == (1, stamp, (draft(),))
        assert store.save(with_text(), 1) == 2
        assert [one.number for one in DatabaseStore(url, "town").history()] == [1, 2]
        Database(url).close()


def test_a_file_that_went_away_is_told_and_found_again(file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{file}", "town")
    assert store.revision() == 1
    moved = file.with_suffix(".moved")
    file.rename(moved)
    for work in all_of(store):
        with pytest.raises(StoreError, match="there is no database"):
            work()
    assert not file.exists()
    moved.rename(file)
    assert store.save(noted("two"), 1) == 2


def test_a_file_that_was_put_in_place_of_another_is_the_one_that_is_saved_to(file: Path, tmp_path: Path) -> None:
    store = DatabaseStore(f"sqlite:///{file}", "town")
    Database(f"sqlite:///{file}").close()  # so that all is in the one file
    copy = tmp_path / "copy.sqlite"
    shutil.copy(file, copy)
    assert store.save(noted("lost with the old file"), 1) == 2
    for extra in ("", "-wal", "-shm"):
        Path(f"{file}{extra}").unlink(missing_ok=True)
    copy.rename(file)
    assert store.revision() == 1
    assert store.save(noted("in the new file"), 1) == 2
    Database(f"sqlite:///{file}").close()
    assert DatabaseStore(f"sqlite:///{file}", "town").history()[-1].rows[0].after["note_en"] == "in the new file"  # type: ignore[index]


def test_a_full_disk_is_told_and_nothing_half_is_written(file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{file}", "town")
    before = store.load()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{file}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 50_000, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"make room|room left"):
            store.save(noted("long " * 200_000), 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert store.load().story.revision == before.story.revision
    assert store.save(noted("long " * 200_000), 1) == 2
    assert len(DatabaseStore(f"sqlite:///{file}", "town").history()) == 2


def test_a_file_that_may_only_be_read_is_read_and_not_saved_to(file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{file}?mode=ro", "town")
    assert store.load().revision == 1
    for work in (lambda: store.save(noted("two"), 1), lambda: store.keep_draft(draft())):
        with pytest.raises(StoreError, match="is read-only: ask for the right to write"):
            work()
    assert (store.revision(), store.drafts("Ada"), store.defects(noted("two"))) == (1, (), ())
    Database(f"sqlite:///{file}?mode=ro").close()


def test_a_server_that_may_only_be_read_is_read_and_not_saved_to(postgres_url: str, tmp_path: Path) -> None:
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        closed = f"{url}?options=-cdefault_transaction_read_only%3Don"
        store = DatabaseStore(closed, "town")
        assert store.load().revision == 0
        for work in (lambda: store.save(noted("one"), 0), lambda: store.keep_draft(draft())):
            with pytest.raises(StoreError, match="is read-only: name a server that may be written"):
                work()
        Database(url).close()
        Database(closed).close()


def test_a_folder_that_may_not_be_entered_is_told(file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{file}", "town")
    with powerless(file.parent):
        for work in (store.load, lambda: load(file.parent / "town", f"sqlite:///{file}", "village", "Ada")):
            with pytest.raises(
                StoreError, match=r"cannot be re.*Permission denied.*: check the folder and your rights"
            ):
                work()
    assert store.revision() == 1


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """Without any right to a folder, as another user than root."""
    root = os.geteuid() == 0
    folder.chmod(0)
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("shopping list\n" * 100, encoding="utf-8")
    assert "is no SQLite database: name another file" in refused(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "shopping list\n" * 100


def test_who_waits_too_long_for_another_is_told(
    store: DatabaseStore, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 0.2)
    Database(database_url).close()
    with Database(database_url).writing() as other:
        other.exec_driver_sql("UPDATE stories SET revision = revision")
        assert store.revision() == 0
        with pytest.raises(StoreError, match="is busy with somebody else's work: try again"):
            store.save(noted("one"), 0)
    assert store.save(noted("one"), 0) == 1


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


def test_a_story_that_is_not_there_is_told(store: DatabaseStore, database_url: str) -> None:
    for work in (DatabaseStore(database_url, "hamlet").load, DatabaseStore(database_url, "' OR 1=1 --").revision):
        with pytest.raises(StoreError, match=r"no story “.*” in the database"):
            work()


def test_ids_and_names_that_no_index_holds_are_refused(store: DatabaseStore) -> None:
    actor = {"actor_id": "a" * 3000, "name_en": "A", "kind": "person"}
    with pytest.raises(StoreError, match="too long"):
        store.save(Change({"actors": (actor,)}, "Ada"), 0)
    with pytest.raises(StoreError, match="too long"):
        store.save(Change({"events": ({"event_id": EVENT, "note_en": "x"},)}, "A" * 3000), 0)
    claim = {"claim_id": "example-1", "speaker": "A very long name " * 300}
    assert store.save(Change({"claims": (claim,)}, "Ada"), 0) == 1


def test_a_full_disk_of_a_server_is_told() -> None:
    error = OperationalError("INSERT", {}, psycopg.errors.DiskFull("could not extend file"))
    told = str(explained(error, make_url("postgresql://ada:hunter2@db.example.org/town")))
    assert told.startswith("the database town on db.example.org is full: make room on the disk of the server")


def test_the_setting_decides_where_stories_are(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    assert story_names() == ["town"]
    new_story(tmp_path, "village")
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{file}")
    assert story_names() == ["town"]
    assert open_store("town").revision() == 1
    with pytest.raises(StoreError, match="no story “village” in the database; those there are: town"):
        open_store("village")
