"""What the page keeps of former revisions of a story has an end."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from components.app import memory
from components.app import stories as shelves
from components.app.scene import compose, known_story, shown_story
from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.app.pages import Open, ran, said
from tests.app.trees import DATA


@pytest.fixture
def library(tmp_path: Path) -> Path:
    copytree(DATA / "ukraine-diplomacy", tmp_path / "talks")
    return tmp_path


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    pace = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*pace)


def test_the_caches_that_hold_a_story_are_found() -> None:
    found = set(memory.by_story())
    assert {compose, known_story, shown_story} <= found
    assert memory.settle not in found


def test_a_former_revision_is_let_go_once_they_take_too_much_room(
    open_page: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(stories=library)
    store, sizes = FolderStore(library / "talks"), []
    event = next(iter(store.rows("events")))
    former = []
    for most, title in ((10**6, "One"), (0, "Two")):
        monkeypatch.setattr(memory, "MOST_EVENTS", most)
        loaded = shelves.load_at("talks")
        assert isinstance(loaded, shelves.Sound)
        former.append(weakref.ref(loaded.story.events))
        del loaded
        store.save(Change({"events": ({"event_id": event, "title_en": title},)}, "Ann", "why"), store.revision())
        assert said(ran(page), "summary")
        gc.collect()
        sizes.append([one() is not None for one in former])
    assert sizes == [[True], [False, False]]
