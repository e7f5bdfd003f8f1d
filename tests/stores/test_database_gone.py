"""A database that is gone, full or read-only, and comes back: told, nothing half is written, found again."""

import os
import resource
import shutil
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from components.stores.base import StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.abstract_drafts import draft
from tests.stores.abstract_texts import with_text
from tests.stores.database_work import all_of, noted
from tests.stores.postgres_server import Server, fresh_database


def test_a_server_that_went_away_is_told_and_found_again(own_postgres: Server, tmp_path: Path) -> None:
    with fresh_database(own_postgres.url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        store = DatabaseStore(url, "town")
        assert store.save(noted("one"), 0) == 1
        store.keep_draft(draft())
        stamp = store.stamp()
        own_postgres.kill()
        for work in (*all_of(store), lambda: stories(url)):
            with pytest.raises(StoreError, match=r"cannot be reached: check that the server runs") as caught:
                work()
            assert "s3cret" not in "".join(traceback.format_exception(caught.value))
        own_postgres.start()
        assert (store.revision(), store.stamp(), store.drafts("Ada")) == (1, stamp, (draft(),))
        assert store.save(with_text(), 1) == 2
        assert [one.number for one in DatabaseStore(url, "town").history()] == [1, 2]
        Database(url).close()


def test_a_file_that_went_away_is_told_and_found_again(town_file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{town_file}", "town")
    assert store.revision() == 1
    moved = town_file.with_suffix(".moved")
    town_file.rename(moved)
    for work in all_of(store):
        with pytest.raises(StoreError, match="there is no database"):
            work()
    assert not town_file.exists()
    moved.rename(town_file)
    assert store.save(noted("two"), 1) == 2


def test_a_file_that_was_put_in_place_of_another_is_the_one_that_is_saved_to(town_file: Path, tmp_path: Path) -> None:
    store = DatabaseStore(f"sqlite:///{town_file}", "town")
    Database(f"sqlite:///{town_file}").close()  # so that all is in the one file
    copy = tmp_path / "copy.sqlite"
    shutil.copy(town_file, copy)
    assert store.save(noted("lost with the old file"), 1) == 2
    for extra in ("", "-wal", "-shm"):
        Path(f"{town_file}{extra}").unlink(missing_ok=True)
    copy.rename(town_file)
    assert store.revision() == 1
    assert store.save(noted("in the new file"), 1) == 2
    Database(f"sqlite:///{town_file}").close()
    last = DatabaseStore(f"sqlite:///{town_file}", "town").history()[-1].rows[0]
    assert last.after is not None
    assert last.after["note_en"] == "in the new file"


def test_a_full_disk_is_told_and_nothing_half_is_written(town_file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{town_file}", "town")
    before = store.load()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{town_file}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 50_000, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"make room|room left"):
            store.save(noted("long " * 200_000), 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert store.load().story.revision == before.story.revision
    assert store.save(noted("long " * 200_000), 1) == 2
    assert len(DatabaseStore(f"sqlite:///{town_file}", "town").history()) == 2


def test_a_file_that_may_only_be_read_is_read_and_not_saved_to(town_file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{town_file}?mode=ro", "town")
    assert store.load().revision == 1
    for work in (lambda: store.save(noted("two"), 1), lambda: store.keep_draft(draft())):
        with pytest.raises(StoreError, match="is read-only: ask for the right to write"):
            work()
    assert (store.revision(), store.drafts("Ada"), store.defects(noted("two"))) == (1, (), ())
    Database(f"sqlite:///{town_file}?mode=ro").close()


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


def test_a_folder_that_may_not_be_entered_is_told(town_file: Path) -> None:
    store = DatabaseStore(f"sqlite:///{town_file}", "town")
    with powerless(town_file.parent):
        for work in (store.load, lambda: load(town_file.parent / "town", f"sqlite:///{town_file}", "village", "Ada")):
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
