"""A server whose disk is full: words that say what to do, nothing half written, and all is well once there is room.

For real on a tablespace in a file system of a few megabytes, where a test may mount one; and on every machine by a line
that answers, in place of the server, with what such a server says (SQLSTATE 53100). A limit of the size of files would
not do for PostgreSQL: it says of it that something is wrong inside (XX000).
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from components.events.changes import Change
from components.stores.base import Draft, StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.abstract_drafts import draft
from tests.stores.abstract_texts import with_text
from tests.stores.postgres_line import Line
from tests.stores.postgres_server import USER, fresh_database, own_server
from tests.stores.store_changes import event, note

FULL = "is full: make room on the disk of the server, then save again"


def run(*command: str | Path) -> bool:
    """Whether a program could do it."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def tiny_disk() -> Iterator[Path]:
    """A file system of a few megabytes, for a server. Skips the test where none may be mounted."""
    place = Path(tempfile.mkdtemp(prefix="whowhen-tiny-"))
    try:
        if not run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place):
            pytest.skip("no file system may be mounted here; the test of the line that says so runs everywhere")
        if USER:
            shutil.chown(place, USER)
        try:
            yield place
        finally:
            assert run("umount", place)
    finally:
        place.rmdir()


@contextmanager
def filled(url: str) -> Iterator[None]:
    """No room on the disk of the database as long as the block takes."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    # One connection for both: a server lets nobody in for the first time when its disk is full.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE TABLE filler (x TEXT) WITH (autovacuum_enabled = false)"))
        connection.execute(text("ALTER TABLE filler ALTER x SET STORAGE PLAIN"))
        for rows in (100_000, *[1] * 200):  # many at first, then page by page
            with suppress(DBAPIError):
                query = text("INSERT INTO filler SELECT repeat('x', 8000) FROM generate_series(1, :rows)")
                connection.execute(query, {"rows": rows})
        yield
        connection.execute(text("DROP TABLE filler"))
        connection.execute(text("CHECKPOINT"))
    engine.dispose()


def test_a_save_on_a_full_disk_of_a_server_is_told_and_nothing_half_is_written(tmp_path: Path) -> None:
    with tiny_disk() as disk, own_server() as server:
        engine = create_engine(
            make_url(server.url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE TABLESPACE tiny LOCATION '{disk}'"))
            connection.execute(text("CREATE DATABASE story TABLESPACE tiny"))
        engine.dispose()
        url = make_url(server.url).set(database="story").render_as_string(hide_password=False)
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        store = DatabaseStore(url, "town")
        assert store.save(event(note_en="one"), 0) == 1
        before = draft(content="[1]")
        store.keep_draft(before)
        long = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(100_000))  # nothing that could be packed
        with filled(url):
            for work in (
                lambda: store.save(event(note_en=long), 1),
                lambda: store.save(with_text(long), 1),
                lambda: store.keep_draft(Draft("Ada", before.key, "t", long, before.at)),
            ):
                with pytest.raises(StoreError, match=FULL) as caught:
                    work()
                assert "s3cret" not in str(caught.value)
            assert (store.revision(), note(store), store.drafts("Ada")) == (1, "one", (before,))
            with pytest.raises(StoreError, match="has no text"):
                store.text("herald.txt")
        assert store.save(with_text(long), 1) == 2
        assert [one.number for one in DatabaseStore(url, "town").history()] == [1, 2]
        Database(url).close()


@pytest.mark.parametrize("words", [b"INSERT INTO change_sets", b"UPDATE rows", b"INSERT INTO files"])
def test_a_server_that_says_in_the_middle_of_a_save_that_its_disk_is_full_is_told_and_nothing_is_saved(
    postgres_url: str, tmp_path: Path, words: bytes
) -> None:
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        Database(url).close()
        with closing(Line(url)) as line:
            store = DatabaseStore(line.url, "town")
            whole = Change({**event(note_en="one").rows, **with_text().rows}, "Ada", texts=with_text().texts)
            line.full = words
            with pytest.raises(StoreError, match=FULL):
                store.save(whole, 0)
            assert (store.revision(), store.history(), store.rows("sources", ["herald"])) == (0, (), {})
            assert store.save(whole, 0) == 1
            line.full = b"INSERT INTO drafts"
            with pytest.raises(StoreError, match=FULL):
                store.keep_draft(draft())
            assert store.drafts("Ada") == ()
            Database(line.url).close()
        Database(url).close()
