"""Nothing lost, nothing half there: a program that dies at any step of a save, a full disk, a folder that is closed."""

import contextlib
import errno
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from components.stores.base import StoreError
from components.stores.folder import check_story
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.killing import kill_often
from tests.stores.store_changes import change, claim, event, note, numbers, second

FILES = ("events.csv", "claims.csv", "actors.csv", "sources.csv")
TEXT = "She called.\n"
WHOLE = replace(
    change(
        "Bo", "whole", events=[*second(), {"event_id": "mayor-calls-minister-2024-05-13", "note_en": "new"}],
        claims=[claim()], sources=[{"source_id": "herald", "title": "T", "text": "h.txt"}],
    ),
    texts={"h.txt": TEXT},
)  # fmt: skip


class CrashError(BaseException):
    """The end of the program, as far as a test can have it: nothing catches it."""


def steps_of_a_save() -> list[str]:
    """The steps of a save of two files, as they are done."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        FolderStore(new_story(Path(folder), "s")).save(event(place_en="Town"), 0)
        FolderStore(Path(folder) / "s", found.append).save(WHOLE, 1)
    return found


STEPS = steps_of_a_save()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound story with one change."""
    found = new_story(tmp_path, "my-story")
    FolderStore(found).save(event(place_en="Town"), 0)
    return found


def failing_at(number: int, error: BaseException) -> Callable[[str], None]:
    """What raises ``error`` after that many steps."""
    done = itertools.count()

    def step(_: str) -> None:
        if next(done) == number:
            raise error

    return step


def tables(folder: Path) -> list[bytes]:
    """The tables of a story."""
    return [(folder / name).read_bytes() for name in FILES]


def is_whole(folder: Path, before: list[bytes], after: list[bytes]) -> bool:
    """Whether the story is sound, and all new or all old, with a history that says the same; and can be saved to."""
    store = FolderStore(folder)
    saved = store.load().revision == 2
    assert numbers(store.history()) == ([1, 2] if saved else [1])
    assert tables(folder) == (after if saved else before)
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("articles/*")]
    assert texts == ([TEXT] if saved else [])
    assert not list((folder / ".whowhen").glob("next-*"))
    assert not (folder / ".whowhen" / "journal").exists()
    assert check_story(folder) == []
    assert store.save(event(note_fr="encore"), store.revision()) == (3 if saved else 2)
    return saved


def test_a_save_has_the_steps_that_these_tests_break_off() -> None:
    assert STEPS[0] == "staged next-articles+h.txt"
    assert STEPS[-1] == "journal removed"
    order = ["journal in place", "half of the history", "history", "moved articles/h.txt", "moved events.csv"]
    assert [step for step in STEPS if step in order] == order
    assert len(STEPS) == 21


@pytest.fixture
def both(folder: Path, tmp_path: Path) -> tuple[list[bytes], list[bytes]]:
    """The tables before and after the change."""
    other = tmp_path / "other"
    other.mkdir()
    for file in folder.glob("*.*"):
        if file.is_file():
            (other / file.name).write_bytes(file.read_bytes())
    FolderStore(other).save(WHOLE, 1)
    return tables(folder), tables(other)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=STEPS)
def test_a_program_that_dies_after_a_step_leaves_all_or_nothing(
    folder: Path, both: tuple[list[bytes], list[bytes]], number: int
) -> None:
    with pytest.raises(CrashError):
        FolderStore(folder, failing_at(number, CrashError())).save(WHOLE, 1)
    assert is_whole(folder, *both) == (number >= STEPS.index("history"))


RECOVERED = [
    step
    for step in STEPS
    if step in {"history", "moved articles/h.txt", "moved events.csv", "known events.csv", "half of the history"}
]


@pytest.mark.parametrize("second_end", range(5))
@pytest.mark.parametrize("step", RECOVERED)
def test_a_program_that_dies_while_it_recovers_leaves_all_or_nothing(
    folder: Path, both: tuple[list[bytes], list[bytes]], step: str, second_end: int
) -> None:
    with pytest.raises(CrashError):
        FolderStore(folder, failing_at(STEPS.index(step), CrashError())).save(WHOLE, 1)
    with contextlib.suppress(CrashError):  # a recovery that has fewer steps ends well
        FolderStore(folder, failing_at(second_end, CrashError())).load()
    is_whole(folder, *both)


@pytest.mark.parametrize("number", range(len(STEPS)), ids=STEPS)
def test_a_disk_that_is_full_at_a_step_refuses_the_save_and_changes_nothing(
    folder: Path, both: tuple[list[bytes], list[bytes]], number: int
) -> None:
    store = FolderStore(folder, failing_at(number, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    if STEPS[number].startswith(("known", "journal removed")):
        assert store.save(WHOLE, 1) == 2  # it holds already: what is left to do is done at the next opening
        assert is_whole(folder, *both)
        return
    with pytest.raises(StoreError, match=r"the disk is full.*Nothing was changed"):
        store.save(WHOLE, 1)
    assert tables(folder) == both[0]
    assert not is_whole(folder, *both)


@pytest.mark.parametrize("step", ["history", "moved events.csv"])
@pytest.mark.parametrize("file", ["events.csv", "claims.csv"])
def test_a_file_that_is_edited_after_a_crash_keeps_its_edit(folder: Path, step: str, file: str) -> None:
    with pytest.raises(CrashError):
        FolderStore(folder, failing_at(STEPS.index(step), CrashError())).save(WHOLE, 1)
    old = {"events.csv": "Reported call from the mayor", "claims.csv": "there was no such call"}[file]
    content = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(content.replace(old, "Edited"), encoding="utf-8")
    store = FolderStore(folder)
    revision = store.load().revision
    assert numbers(store.history()) == list(range(1, revision + 1))
    assert "Edited" in (folder / file).read_text(encoding="utf-8")
    assert any("Edited" in str(row.after) for row in store.history()[-1].rows)
    known = store.load().story.claims["event_id"].tolist()
    assert ("second" in known) == ("second" in store.load().story.events["event_id"].tolist())


@pytest.mark.parametrize("step", ["history", "moved articles/h.txt", "moved events.csv"])
@pytest.mark.parametrize("error", [CrashError(), OSError(errno.EIO, "broken")], ids=["crash", "disk"])
def test_a_text_that_hands_wrote_after_a_crash_stays_as_it_is(folder: Path, step: str, error: BaseException) -> None:
    text = folder / "articles" / "h.txt"

    def edit(name: str) -> None:
        if name == step:
            text.parent.mkdir(exist_ok=True)
            text.write_text("By hand.", encoding="utf-8")
            raise error

    with pytest.raises((CrashError, StoreError)):
        FolderStore(folder, edit).save(WHOLE, 1)
    FolderStore(folder).load()
    assert text.read_text(encoding="utf-8") == "By hand."
    with pytest.raises(StoreError, match="another text"):
        FolderStore(folder).save(WHOLE, FolderStore(folder).revision())


def test_a_text_that_hands_put_there_in_the_middle_of_a_save_stays(folder: Path) -> None:
    text = folder / "articles" / "h.txt"

    def put(name: str) -> None:
        if name == "journal in place" and not text.exists():
            text.parent.mkdir(exist_ok=True)
            text.write_text("By hand.", encoding="utf-8")

    with pytest.raises(StoreError, match="another text"):
        FolderStore(folder, put).save(WHOLE, 1)
    assert text.read_text(encoding="utf-8") == "By hand."
    assert (FolderStore(folder).revision(), check_story(folder)) == (1, [])
    text.write_text(TEXT, encoding="utf-8")
    assert FolderStore(folder).save(WHOLE, 1) == 2


def test_a_damaged_journal_is_told_and_not_obeyed(folder: Path) -> None:
    (folder / ".whowhen" / "journal").write_text('{"files": 3}\n', encoding="utf-8")
    with pytest.raises(StoreError, match="journal is damaged"):
        FolderStore(folder).load()


def test_a_story_is_read_from_a_full_disk_and_edits_are_put_down_when_there_is_room(folder: Path) -> None:
    file = folder / "claims.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("there was no such call", "No"), encoding="utf-8")
    full = FolderStore(folder, failing_at(0, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    assert full.load().story.claims["summary_en"].tolist()[-1] == "Says that No."
    assert numbers(FolderStore(folder).history()) == [1, 2]


def test_the_lock_of_a_program_that_was_killed_holds_nobody_up(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from components.stores.locking import locked\n"
        "with locked(Path(sys.argv[1]), 1): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, folder / ".whowhen" / "lock"], check=False)
    assert done.returncode == -9
    assert FolderStore(folder).save(event(note_en="x"), 1) == 2


def test_a_story_that_another_program_keeps_locked_is_told_after_a_while(folder: Path) -> None:
    from components.stores.locking import locked

    lock = folder / ".whowhen" / "lock"
    with locked(lock, 1), pytest.raises(StoreError, match="in use by another program"), locked(lock, 0.05):
        pass


def test_nothing_is_lost_or_half_there_when_writers_are_killed_at_random_moments(tmp_path: Path) -> None:
    story = new_story(tmp_path, "my-story")
    found = kill_often(partial(FolderStore, story), 15)
    assert found["kills"] == 15
    assert found["acknowledged"] >= 15
    assert note(FolderStore(story)).startswith("writer14-")
