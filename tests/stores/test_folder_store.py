"""A store over a folder: what every store does (``abstract_store.py``), and what it leaves alone."""

import difflib
import json
from functools import partial
from pathlib import Path

import pytest

from components.stores.base import Store
from components.stores.folder import check_story, list_stories, read_story, story_revision
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.abstract_store import AbstractStore, Reopen
from tests.stores.store_changes import CLAIM, EVENT, change, claim, event, second


class TestFolderStore(AbstractStore):
    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Reopen:
        return partial(FolderStore, new_story(tmp_path, "my-story"))

    @pytest.fixture
    def store(self, reopen: Reopen) -> Store:
        return reopen()


@pytest.fixture
def store(folder: Path) -> FolderStore:
    """The store over it, opened once."""
    found = FolderStore(folder)
    found.load()
    return found


def lines_apart(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that only ``before`` has, and those that only ``after`` has, in order."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = [line for tag, a, b, _, _ in blocks if tag != "equal" for line in old[a:b]]
    return gone, [line for tag, _, _, a, b in blocks if tag != "equal" for line in new[a:b]]


# Characters left alone


def test_a_change_of_one_row_is_a_diff_of_one_line_and_of_one_file(folder: Path, store: FolderStore) -> None:
    before = {file.name: file.read_bytes() for file in folder.glob("*.*") if file.is_file()}
    store.save(change(claims=[{"claim_id": CLAIM, "summary_en": "Short, now."}]), 0)
    after = {file.name: file.read_bytes() for file in folder.glob("*.*") if file.is_file()}
    assert {name for name in after if after[name] != before.get(name)} == {"claims.csv", "history.jsonl"}
    (gone,), (new,) = lines_apart(before["claims.csv"], after["claims.csv"])
    assert new == gone.replace(
        b"Unnamed people at the town hall say that the mayor phoned the minister on Monday.", b'"Short, now."'
    )


ODD = (
    b"\xef\xbb\xbf" b'source_id,"title",publisher,url,published,language,my own column\r\n'
    b'"gazette-2024-05-15","The call, ""that""\r\nnobody announced",The Gazette,,2024-05-15,en,keep me\r\n'
    b",,,,,,\r\n"
    b"\r\n"
    b'gazette-2024-05-16 , Minister: no such call,"The Gazette",,2024-05-16,"en", \r\n'
    b"z,Last,,,,,"
)  # fmt: skip


@pytest.fixture
def odd(folder: Path) -> Path:
    """A story whose sources were written by several programs and hands."""
    (folder / "sources.csv").write_bytes(ODD)
    return folder


def test_quoting_line_ends_mark_blank_rows_and_columns_of_ones_own_stay(odd: Path) -> None:
    before = (odd / "sources.csv").read_bytes()
    FolderStore(odd).save(change(sources=[{"source_id": "gazette-2024-05-16", "title": 'No "such" call'}]), 0)
    assert (odd / "sources.csv").read_bytes() == before.replace(
        b" Minister: no such call,", b'"No ""such"" call",'
    )  # fmt: skip


def test_the_cells_of_a_changed_row_that_keep_their_text_keep_their_quotation_marks(odd: Path) -> None:
    before = (odd / "sources.csv").read_bytes()
    FolderStore(odd).save(change(sources=[{"source_id": "gazette-2024-05-15", "language": "fr"}]), 0)
    assert (odd / "sources.csv").read_bytes() == before.replace(b"2024-05-15,en,keep", b"2024-05-15,fr,keep")


def test_a_new_row_is_added_at_the_end_in_the_manner_of_the_file(odd: Path) -> None:
    before = (odd / "sources.csv").read_bytes()
    store = FolderStore(odd)
    store.save(change(sources=[{"source_id": "new", "title": "A, b", "my own column": "mine"}]), 0)
    assert (odd / "sources.csv").read_bytes() == before + b'\r\nnew,"A, b",,,,,mine'
    store.undo(1, "Ada")
    assert (odd / "sources.csv").read_bytes() == before


def test_a_file_with_everything_in_quotation_marks_stays_one(folder: Path) -> None:
    file = folder / "sources.csv"
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows), encoding="utf-8")
    before = file.read_bytes()
    store = FolderStore(folder)
    store.save(change(sources=[{"source_id": "new", "title": "T"}]), 0)
    assert file.read_bytes() == before + b'"new","T","","","","","",""\n'
    store.save(change(sources=[{"source_id": "gazette-2024-05-15", "title": "U"}]), 1)
    assert b'"gazette-2024-05-15","U","The Gazette"' in file.read_bytes()


def test_a_column_that_the_file_lacks_is_added_to_every_row_and_nothing_else(folder: Path) -> None:
    file = folder / "events.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    assert rows[0].endswith(",removed")
    assert rows[1].endswith(",")
    old = "\n".join((rows[0].removesuffix(",removed"), rows[1][:-1], "")).encode()
    file.write_bytes(old)
    store = FolderStore(folder)
    store.save(change(events=second(), claims=[claim()]), 0)
    assert file.read_bytes().startswith(old)
    store.save(change(events=[{"event_id": "second", "removed": "twice"}]), 1)
    head, first, last = file.read_bytes().splitlines()
    assert head + b"\n" + first[:-1] + b"\n" == old.replace(b"\n", b",removed\n", 1)
    assert (first[-1:], last[-6:]) == (b",", b",twice")


def test_a_save_and_its_undo_leave_every_file_as_it_was(folder: Path, store: FolderStore) -> None:
    names = ("events.csv", "claims.csv", "actors.csv", "sources.csv", "story.toml", "README.md")
    before = [(folder / name).read_bytes() for name in names]
    store.save(change(events=[*second(), {"event_id": EVENT, "note_en": ""}], claims=[claim()]), 0)
    store.undo(1, "Ada")
    assert [(folder / name).read_bytes() for name in names] == before


def test_the_mode_of_a_file_stays(folder: Path, store: FolderStore) -> None:
    (folder / "events.csv").chmod(0o640)
    store.save(event(note_en="x"), 0)
    assert (folder / "events.csv").stat().st_mode & 0o777 == 0o640


def test_the_history_is_one_line_of_json_a_change(folder: Path, store: FolderStore) -> None:
    store.save(event(note_en="a\nb é"), 0)
    store.undo(1, "Bo")
    first, last = (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(first)["rows"][0]["after"]["note_en"], json.loads(last)["undoes"]) == ("a\nb é", 1)
    assert "é" in first


def test_the_dashboard_reads_the_folder_as_before_and_sees_each_save(folder: Path, store: FolderStore) -> None:
    first = story_revision(folder)
    store.save(event(note_en="x"), 0)
    assert story_revision(folder) != first
    assert read_story(folder).events["note_en"].tolist() == ["x"]
    assert check_story(folder) == []
    assert list_stories(folder.parent) == ["my-story"]
    assert (folder / ".whowhen" / ".gitignore").read_text(encoding="utf-8") == "*\n"
