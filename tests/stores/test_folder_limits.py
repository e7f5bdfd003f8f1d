"""Folders that are closed or full for real, tried by programs of their own: words, and nothing half written."""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.stores.base import Draft, StoreError
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.store_changes import change, event

FILES = ("events.csv", "claims.csv", "actors.csv", "sources.csv")
DRAFT = Draft("Ada", "../k", "t", json.dumps("x" * 2000), datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound story with one change."""
    found = new_story(tmp_path, "my-story")
    FolderStore(found).save(event(place_en="Town"), 0)
    return found


def tables(folder: Path) -> list[bytes]:
    """The tables of a story."""
    return [(folder / name).read_bytes() for name in FILES]


SAVE = """
import datetime, os, resource, signal, sys
from pathlib import Path
from components.events.changes import Change
from components.events.errors import WhowhenError
from components.stores.base import Draft
from components.stores.folder_store import FolderStore
from tests.stores.store_changes import event
store = FolderStore(Path(sys.argv[1]))
store.save(event(type="call"), store.load().revision)  # all modules are loaded now, wherever they lie
{setting}
try:
    print(store.load().revision, len(store.history()))
    {work}
except WhowhenError as error:
    print(type(error).__name__, error)
"""
NOTE = 'print(store.save(event(note_en="new " * 500), store.revision()))'
KEEP = """
    at = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    print(len(store.drafts("Ada")))
    store.keep_draft(Draft("Ada", "../k", "other", "y" * 2000, at))
"""
TEXT = """
    row = {"source_id": "herald", "title": "T", "text": "h.txt"}
    print(store.save(Change({"sources": (row,)}, "Ada", texts={"h.txt": "long " * 2000}), store.revision()))
"""
NOBODY = "os.setgid(65534); os.setuid(65534)" if os.geteuid() == 0 else ""


def tried(folder: Path, setting: str, work: str = NOTE) -> list[str]:
    """What a program says that tries to save under a limit."""
    script = SAVE.replace("{setting}", setting).replace("{work}", work.strip())
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def closed() -> Iterator[Path]:
    """A story with one change in a folder that may be read only."""
    with tempfile.TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        folder = new_story(Path(root), "s")
        FolderStore(folder).save(event(place_en="Town"), 0)
        for path in (folder, folder / ".whowhen"):
            path.chmod(0o555)
        yield folder
        for path in (folder, folder / ".whowhen"):
            path.chmod(0o755)


def test_a_folder_that_may_only_be_read_is_read_and_says_what_to_do_when_saved_to(closed: Path) -> None:
    before = {path: path.read_bytes() for path in closed.rglob("*") if path.is_file()}
    first, last = tried(closed, NOBODY)
    assert first == "1 1"
    assert last.startswith("StoreError ")
    assert "ask for the right to write the folder" in last
    assert {path: path.read_bytes() for path in closed.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("limit", [1, 300, 900, 1500, 2500, 3500])
def test_a_limit_of_the_size_of_files_refuses_the_save_and_changes_nothing(folder: Path, limit: int) -> None:
    before = tables(folder), (folder / "history.jsonl").read_bytes()
    setting = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    _, last = tried(folder, setting)
    assert last.startswith("StoreError ")
    assert "make room" in last
    assert (tables(folder), (folder / "history.jsonl").read_bytes()) == before
    assert FolderStore(folder).save(event(note_en="x"), 1) == 2


@pytest.mark.parametrize("limit", [1, 500, 1900])
def test_a_limit_of_the_size_of_files_leaves_the_draft_before_as_it_was(folder: Path, limit: int) -> None:
    FolderStore(folder).keep_draft(DRAFT)
    setting = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    _, count, last = tried(folder, setting, KEEP)
    assert count == "1"
    assert last.startswith("StoreError ")
    assert "make room" in last
    assert FolderStore(folder).drafts("Ada") == (DRAFT,)
    assert [file.suffix for file in (folder / ".whowhen" / "drafts").iterdir()] == [".json"]


def test_a_limit_of_the_size_of_files_refuses_a_text_and_leaves_nothing_of_it(folder: Path) -> None:
    before = tables(folder), (folder / "history.jsonl").read_bytes()
    _, last = tried(folder, "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))", TEXT)
    assert last.startswith("StoreError ")
    assert "make room" in last
    assert (tables(folder), (folder / "history.jsonl").read_bytes()) == before
    assert not list(folder.glob("articles/*"))
    assert not list((folder / ".whowhen").glob("next-*"))


def test_a_folder_that_may_only_be_read_tells_its_drafts_and_keeps_no_other(closed: Path) -> None:
    _, count, last = tried(closed, NOBODY, KEEP)
    assert (count, last.startswith("StoreError "), "ask for the right to write" in last) == ("0", True, True)


# Drafts as files


def test_a_draft_is_a_file_whose_name_tells_nothing(folder: Path) -> None:
    FolderStore(folder).keep_draft(DRAFT)
    (file,) = (folder / ".whowhen" / "drafts").iterdir()
    assert set(file.stem) <= set("0123456789abcdef-")
    assert json.loads(file.read_bytes())["key"] == "../k"


def test_a_program_that_died_over_a_draft_leaves_the_one_before(folder: Path) -> None:
    FolderStore(folder).keep_draft(DRAFT)
    (file,) = (folder / ".whowhen" / "drafts").iterdir()
    file.with_suffix(".half").write_bytes(file.read_bytes()[:100])
    assert FolderStore(folder).drafts("Ada") == (DRAFT,)
    FolderStore(folder).keep_draft(DRAFT)
    assert list((folder / ".whowhen" / "drafts").iterdir()) == [file]


def test_a_draft_that_is_damaged_is_told_with_its_file(folder: Path) -> None:
    FolderStore(folder).keep_draft(DRAFT)
    (file,) = (folder / ".whowhen" / "drafts").iterdir()
    for content in (b"{", b"[]", b'{"owner": "Ada"}', b"[" * 100_000):
        file.write_bytes(content)
        with pytest.raises(StoreError, match=f"{file.name} is no draft"):
            FolderStore(folder).drafts("Ada")
    FolderStore(folder).drop_draft("Ada", DRAFT.key)
    assert FolderStore(folder).drafts("Ada") == ()


def test_a_folder_that_is_gone_has_no_drafts_and_keeps_none(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "gone")
    assert store.drafts("Ada") == ()
    with pytest.raises(StoreError, match="is no folder"):
        store.keep_draft(DRAFT)
    store.drop_draft("Ada", "k")
    assert not (tmp_path / "gone").exists()


# Who only looks


def contents(folder: Path) -> dict[Path, bytes]:
    """All files of a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_who_only_looks_leaves_nothing_in_a_folder(tmp_path: Path) -> None:
    story = new_story(tmp_path, "my-story")
    before = contents(story)
    store = FolderStore(story, looking=True)
    assert (store.load().revision, store.revision(), store.history(), store.drafts("Ada")) == (0, 0, (), ())
    assert (len(store.rows("claims")), store.defects(event(note_en="x"))) == (2, ())
    for work in (
        lambda: store.save(event(note_en="x"), 0),
        lambda: store.undo(1, "Ada"),
        lambda: store.keep_draft(DRAFT),
    ):
        with pytest.raises(StoreError, match="to look at it only"):
            work()
    assert contents(story) == before
    assert not (story / ".whowhen").exists()


def test_who_only_looks_sees_an_edit_by_hand_and_leaves_it_to_others_to_put_down(folder: Path) -> None:
    store = FolderStore(folder, looking=True)
    stamp = store.stamp()
    file = folder / "claims.csv"
    file.write_bytes(file.read_bytes().replace(b"there was no such call", b"No"))
    before = contents(folder)
    assert store.stamp() != stamp
    assert store.load().story.claims["summary_en"].tolist()[-1] == "Says that No."
    assert (store.revision(), len(store.history()), contents(folder)) == (1, 1, before)
    assert FolderStore(folder).revision() == 2
    assert store.revision() == 2


def test_who_only_looks_waits_for_a_save_and_is_no_hindrance_after_a_crash(folder: Path) -> None:
    class CrashError(BaseException):
        pass

    def crash(step: str) -> None:
        if step == "history":
            raise CrashError

    with pytest.raises(CrashError):
        FolderStore(folder, crash).save(change(actors=[{"actor_id": "town", "aliases": "T"}]), 1)
    store = FolderStore(folder, looking=True)
    assert store.load().revision == 2
    assert store.rows("actors")["town"]["aliases"] == "T"
