"""A folder that is edited by hand, before, between and in the middle of saves: noticed, kept, never written over."""

import shutil
from pathlib import Path

import pytest

from components.events.errors import StoryError
from components.stores.base import ConflictError, StoreError
from components.stores.folder_store import HAND, FolderStore
from tests.stores.abstract_texts import with_text
from tests.stores.store_changes import CLAIM, change, event, note


@pytest.fixture
def store(folder: Path) -> FolderStore:
    """The store over it, opened once."""
    found = FolderStore(folder)
    found.load()
    return found


def edit(file: Path, old: str, new: str) -> None:
    """Edit a file by hand."""
    content = file.read_bytes()
    assert old.encode() in content
    file.write_bytes(content.replace(old.encode(), new.encode()))


def test_an_edit_by_hand_becomes_a_change_set_of_its_own(folder: Path, store: FolderStore) -> None:
    edit(folder / "claims.csv", "Says that there was no such call.", "Says no.")
    assert store.revision() == 1
    (one,) = store.history()
    assert (one.by, one.why, one.rows[0].fields) == (HAND, "edited by hand: claims.csv", {"summary_en"})
    assert store.load().revision == 1
    store.undo(1, "Ada")
    assert b"Says that there was no such call." in (folder / "claims.csv").read_bytes()


def test_an_edit_by_hand_merges_with_a_change_made_before_it_was_seen(folder: Path, store: FolderStore) -> None:
    edit(folder / "claims.csv", "Says that there was no such call.", "Says no.")
    assert store.save(event(note_en="Mine"), 0) == 2
    assert [one.by for one in store.history()] == [HAND, "Ada"]
    assert b"Says no." in (folder / "claims.csv").read_bytes()


def test_an_edit_by_hand_of_the_same_cell_is_a_conflict_and_stays(folder: Path, store: FolderStore) -> None:
    edit(folder / "events.csv", "Replace it with your own events.", "By hand.")
    edited = (folder / "events.csv").read_bytes()
    with pytest.raises(ConflictError, match="By hand"):
        store.save(event(note_en="Mine"), 0)
    assert (folder / "events.csv").read_bytes() == edited


def test_an_edit_by_hand_that_breaks_the_story_is_told_and_nothing_is_saved_over_it(
    folder: Path, store: FolderStore
) -> None:
    sound = (folder / "claims.csv").read_bytes()
    edit(folder / "claims.csv", "denies", "says")
    for act in (store.load, lambda: store.save(event(note_en="Mine"), 0), lambda: store.undo(1, "Ada")):
        with pytest.raises(StoryError, match=r"claims\.csv, row 3, column stance, value “says”"):
            act()
    assert b",says," in (folder / "claims.csv").read_bytes()
    assert (store.revision(), store.history()) == (0, ())
    (folder / "claims.csv").write_bytes(sound)
    assert store.save(event(note_en="Mine"), 0) == 1


def test_a_file_that_is_no_table_any_more_is_told_and_stays(folder: Path, store: FolderStore) -> None:
    (folder / "actors.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(StoryError, match="UTF-8"):
        store.save(event(note_en="Mine"), 0)
    (folder / "actors.csv").unlink()
    with pytest.raises(StoryError, match=r"actors\.csv: the file is missing"):
        store.save(event(note_en="Mine"), 0)
    assert not (folder / "actors.csv").exists()


def test_an_edit_that_changes_no_cell_is_no_change(folder: Path, store: FolderStore) -> None:
    edit(folder / "claims.csv", "\n", "\r\n")
    assert (store.load().revision, store.history()) == (0, ())
    store.save(change(claims=[{"claim_id": CLAIM, "hedged": "yes"}]), 0)
    assert (folder / "claims.csv").read_bytes().count(b"\r\n") == 3


@pytest.mark.parametrize("step", ["staged next-events.csv", "journal in place", "history"])
def test_an_edit_by_hand_in_the_middle_of_a_save_is_kept(folder: Path, step: str) -> None:
    edits = iter(["Edited in the middle."])

    def meanwhile(name: str) -> None:
        if name == step and (text := next(edits, "")):
            edit(folder / "events.csv", "Replace it with your own events.", text)

    store = FolderStore(folder, meanwhile)
    store.load()
    assert store.save(event(place_en="Town"), 0) == 2
    assert [one.by for one in store.history()] == [HAND, "Ada"]
    assert note(store).endswith("Edited in the middle.")


def test_what_others_saved_and_git_brought_is_not_taken_for_an_edit(folder: Path, tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        shutil.copytree(folder, tmp_path / name)
    ours, theirs = FolderStore(tmp_path / "ours"), FolderStore(tmp_path / "theirs")
    ours.load()
    theirs.save(event(note_en="From elsewhere"), 0)
    for name in ("events.csv", "history.jsonl"):
        shutil.copy(tmp_path / "theirs" / name, tmp_path / "ours" / name)
    assert (ours.revision(), note(ours)) == (1, "From elsewhere")
    assert [one.by for one in ours.history()] == ["Ada"]
    assert ours.save(event(note_fr="Ici"), 1) == 2


def test_a_stamp_tells_edits_by_hand_also_those_that_break_the_story_or_a_text(
    folder: Path, store: FolderStore
) -> None:
    store.save(with_text(), 0)
    seen = [store.stamp()]
    for edited, old, new in (
        ("claims.csv", "denies", "says"),
        ("claims.csv", "says", "denies"),
        ("story.toml", "[title]", "[titles]"),
        ("articles/herald.txt", "Deux", "Trois"),
    ):
        edit(folder / edited, old, new)
        seen.append(store.stamp())
    (folder / "articles" / "herald.txt").unlink()
    seen.append(store.stamp())
    shutil.rmtree(folder / "articles")
    seen.append(store.stamp())
    assert len({*seen}) == len(seen) == 7
    assert seen[-1] == store.stamp() == FolderStore(folder).stamp()


def test_headings_that_were_edited_are_looked_at_with_the_whole_story(folder: Path, store: FolderStore) -> None:
    toml = folder / "story.toml"
    toml.write_bytes(toml.read_bytes() + b'\n[families]\ntreaty = "support"\n')
    assert store.save(event(type="treaty"), 0) == 1
    far = change(actors=[{"actor_id": "town", "aliases": "T"}])  # nothing near it has to do with the headings
    edit(toml, 'treaty = "support"', 'pact = "support"')
    with pytest.raises(StoryError, match="unknown type"):
        store.save(far, 1)
    edit(toml, 'pact = "support"', 'treaty = "support"\npact = "support"')
    assert store.save(far, 1) == 2
    assert [one.by for one in store.history()] == ["Ada", "Ada"]


def test_a_text_that_is_no_text_any_more_is_told(folder: Path, store: FolderStore) -> None:
    store.save(with_text(), 0)
    (folder / "articles" / "herald.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match=r"herald\.txt is not in UTF-8"):
        store.text("herald.txt")
    (folder / "articles" / "herald.txt").unlink()
    (folder / "articles" / "herald.txt").mkdir()
    with pytest.raises(StoreError, match="has no text"):
        store.text("herald.txt")
    with pytest.raises(StoreError, match="another text"):
        store.save(with_text(id="other"), 1)


def test_a_history_that_is_damaged_is_told_with_its_line(folder: Path, store: FolderStore) -> None:
    store.save(event(note_en="x"), 0)
    with (folder / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    with pytest.raises(StoreError, match="<<<<<<< HEAD"):
        store.save(event(note_en="y"), 1)
