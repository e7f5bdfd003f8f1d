"""A folder that another program keeps locked: who looks waits for a moment, who saves for a while, nobody for ever."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.stores import folder_access
from components.stores.base import StoreError
from components.stores.folder_access import READING, WRITING
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.abstract_drafts import draft
from tests.stores.store_changes import event, note

HOLD = "import sys; from pathlib import Path; from components.stores.locking import locked\n"
HOLD += "with locked(Path(sys.argv[1]), 1): print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A story, changed once."""
    store = FolderStore(new_story(tmp_path, "my-story"))
    store.save(event(note_en="one"), 0)
    assert store.revision() == 1
    return store


@pytest.fixture
def holder(store: FolderStore, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of the story until it is let go."""
    lock = tmp_path / "my-story" / ".whowhen" / "lock"
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_looks_gives_up_before_who_saves() -> None:
    assert READING == 10
    assert WRITING == 30


def test_a_locked_folder_is_told_to_be_busy_and_used_again_once_it_is_free(
    store: FolderStore, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    taken = folder_access.locked

    def soon(file: Path, patience: float) -> object:
        waited.append(patience)
        return taken(file, 0.05)

    monkeypatch.setattr(folder_access, "locked", soon)
    looks: tuple[Callable[[], object], ...] = (
        store.load,
        store.history,
        lambda: store.rows("events"),
        lambda: store.defects(event(note_en="two")),
        lambda: store.text("gone.txt"),
        lambda: store.undoing(1),
    )
    saves: tuple[Callable[[], object], ...] = (
        lambda: store.save(event(note_en="two"), 1),
        lambda: store.undo(1, "Ada"),
        lambda: store.keep_draft(draft("other")),
    )
    for ask in (*looks, *saves):
        with pytest.raises(StoreError, match="in use by another program") as caught:
            ask()
        assert caught.value.cause == "busy"
    assert waited == [READING] * len(looks) + [WRITING] * len(saves)
    assert store.revision() == 1  # of a folder that is as it was, nothing needs to be read
    assert holder.stdin is not None
    holder.stdin.close()
    holder.wait()
    assert store.save(event(note_en="two"), 1) == 2
    assert note(store) == "two"
