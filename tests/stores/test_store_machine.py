"""Any order of saves, merges of changes and of actors, texts, undos, edits by hand and new openings does to a folder
what it does to a plain model.
"""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from components.events.changes import Change
from components.events.changing_texts import digest
from components.events.errors import StoryError
from components.events.story import Story
from components.stores.base import FIRST, ConflictError, StoreError
from components.stores.folder import check_story
from components.stores.folder_store import HAND, FolderStore
from components.stores.template import new_story
from tests.stores.abstract_past import assert_same
from tests.stores.store_changes import CLAIM, EVENT, claim
from tests.thorough import examples

Cell = tuple[str, str, str]
CELLS: tuple[Cell, ...] = (
    ("events", EVENT, "note_en"),
    ("events", EVENT, "place_en"),
    ("events", EVENT, "removed"),
    ("claims", CLAIM, "summary_en"),
    ("actors", "town", "aliases"),
)
SPEAKER: Cell = ("claims", CLAIM, "speaker")
KEY = {"events": "event_id", "claims": "claim_id", "actors": "actor_id", "sources": "source_id"}
texts = st.sampled_from(["", "a", "b", 'c "d", e\nf', "=é"])
wishes = st.dictionaries(st.sampled_from(CELLS), texts, min_size=1, max_size=3)
people = st.sampled_from(["Ada", "Bo"])
back = st.integers(0, 4)


@dataclass
class Made:
    """A change set of the model: cells as they were and became, the id of a row that it added or took out (``gone``),
    the name of the text that came with it.
    """

    by: str
    cells: dict[Cell, tuple[str, str]] = field(default_factory=dict)
    added: str = ""
    gone: str = ""
    text: str = ""
    undoes: int = 0

    def touches(self, id: str) -> bool:
        return id in {self.added, self.gone, *(of for _, of, _ in self.cells)}


def changes(wish: dict[Cell, str], by: str) -> Change:
    """A wish as a change."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for (table, id, column), text in wish.items():
        rows.setdefault(table, {}).setdefault(id, {KEY[table]: id})[column] = text
    return Change({table: tuple(found.values()) for table, found in rows.items()}, by)


class FolderMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.folder = new_story(self.root, "my-story")
        self.store = FolderStore(self.folder)
        self.now = dict.fromkeys(CELLS, "")
        frames = {table: self.store.load().story for table in KEY}
        for table, id, column in CELLS:
            if column != "removed":
                frame = getattr(frames[table], table)
                self.now[table, id, column] = frame.loc[frame[KEY[table]] == id, column].item()
        self.now[SPEAKER] = frames["claims"].claims.set_index("claim_id").loc[CLAIM, "speaker"]
        self.made: list[Made] = []
        self.rows: set[str] = set()
        self.texts: dict[str, str] = {}
        self.past: dict[int, Story] = {}

    def teardown(self) -> None:
        for number, story in getattr(self, "past", {}).items():
            assert_same(self.store.load(number or FIRST).story, story)
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    def become(self, one: Made) -> None:
        self.made.append(one)
        self.now.update({cell: new for cell, (_, new) in one.cells.items()})

    def try_to_save(self, wish: dict[Cell, str], by: str, expected: int) -> None:
        """Save, and expect what a plain reading of the rules expects."""
        since = self.made[expected:]
        clashes = {
            cell for cell, text in wish.items() if any(cell in one.cells for one in since) and self.now[cell] != text
        }
        if clashes:
            with pytest.raises(ConflictError) as caught:
                self.store.save(changes(wish, by), expected)
            found = {(one.table, one.id, one.column): (one.theirs, one.yours) for one in caught.value.clashes}
            assert found == {cell: (self.now[cell], wish[cell]) for cell in clashes}
            return
        differing = {cell: (self.now[cell], text) for cell, text in wish.items() if self.now[cell] != text}
        number = self.store.save(changes(wish, by), expected)
        if differing:
            self.become(Made(by, differing))
        assert number == len(self.made)

    @rule(wish=wishes, by=people, late=back)
    def save(self, wish: dict[Cell, str], by: str, late: int) -> None:
        self.try_to_save(wish, by, max(0, len(self.made) - late))

    @rule(first=wishes, second=wishes)
    def two_save_on_one_revision(self, first: dict[Cell, str], second: dict[Cell, str]) -> None:
        expected = len(self.made)
        self.try_to_save(first, "Ada", expected)
        self.try_to_save(second, "Bo", expected)

    @rule()
    def add_a_source(self) -> None:
        id = f"s{len(self.made)}"
        row = {"source_id": id, "title": id}
        assert self.store.save(Change({"sources": (row,)}, "Ada"), len(self.made)) == len(self.made) + 1
        self.become(Made("Ada", added=id))
        self.rows.add(id)

    @rule(name=st.sampled_from(["a.txt", "é.md"]), text=st.sampled_from(["A\n", "Ë"]))
    def add_a_source_with_a_text(self, name: str, text: str) -> None:
        id = f"s{len(self.made)}"
        row = {"source_id": id, "title": id, "text": name, "sha256": digest(text.encode())}
        asked = Change({"sources": (row,)}, "Ada", texts={name: text})
        if self.texts.get(name, text) != text:
            with pytest.raises(StoreError, match="another text"):
                self.store.save(asked, len(self.made))
            return
        assert self.store.save(asked, len(self.made)) == len(self.made) + 1
        self.become(Made("Ada", added=id, text="" if name in self.texts else name))
        self.rows.add(id)
        self.texts[name] = text

    @rule()
    def add_an_actor(self) -> None:
        id = f"a{len(self.made)}"
        row = {"actor_id": id, "name_en": id, "kind": "person"}
        assert self.store.save(Change({"actors": (row,)}, "Ada"), len(self.made)) == len(self.made) + 1
        self.become(Made("Ada", added=id))
        self.rows.add(id)

    def an_actor(self, data: st.DataObject) -> str:
        actors = sorted(id for id in self.rows if id.startswith("a"))
        return data.draw(st.sampled_from(actors)) if actors else ""

    @rule(data=st.data(), by=people)
    def let_an_actor_speak(self, data: st.DataObject, by: str) -> None:
        if id := self.an_actor(data):
            self.try_to_save({SPEAKER: id}, by, len(self.made))

    @rule(data=st.data(), text=texts)
    def rename_an_actor(self, data: st.DataObject, text: str) -> None:
        if id := self.an_actor(data):
            self.now.setdefault(("actors", id, "aliases"), "")
            self.try_to_save({("actors", id, "aliases"): text}, "Bo", len(self.made))

    @rule(data=st.data(), late=st.sampled_from([0, 0, 1, 2]), follow=st.sampled_from([True, True, False]))
    def make_an_actor_part_of_the_mayor(self, data: st.DataObject, late: int, follow: bool) -> None:
        id = self.an_actor(data)
        if not id:
            return
        expected = max(0, len(self.made) - late)
        since = self.made[expected:]
        speaks = self.now[SPEAKER] == id
        wish = {SPEAKER: "mayor"} if speaks and follow else {}
        asked = replace(changes(wish, "Ada"), gone={"actors": (id,)})
        if any(one.touches(id) for one in since) or (wish and any(SPEAKER in one.cells for one in since)):
            with pytest.raises(ConflictError):
                self.store.save(asked, expected)
        elif speaks and not follow:
            with pytest.raises(StoreError, match=f"claims {CLAIM} refers to it"):
                self.store.save(asked, expected)
        else:
            assert self.store.save(asked, expected) == len(self.made) + 1
            self.become(Made("Ada", dict.fromkeys(wish, (id, "mayor")), gone=id))
            self.rows.remove(id)

    @rule(data=st.data())
    def add_a_claim_of_such_a_source(self, data: st.DataObject) -> None:
        sources = sorted(id for id in self.rows if id.startswith("s"))
        if sources:
            source = data.draw(st.sampled_from(sources))
            id = f"c{len(self.made)}-{source}"
            row = claim(id, EVENT, source_id=source)
            assert self.store.save(Change({"claims": (row,)}, "Bo"), len(self.made)) == len(self.made) + 1
            self.become(Made("Bo", added=id))
            self.rows.add(id)

    @rule(late=back)
    def undo(self, late: int) -> None:
        number = len(self.made) - late
        if number < 1:
            return
        one, later = self.made[number - 1], self.made[number:]
        if one.gone or one.added:
            self.undo_rows(number, one)
            return
        untouched = not any(one.cells.keys() & other.cells.keys() for other in later)
        changed = any(self.now[cell] != new for cell, (_, new) in one.cells.items())
        try:
            made = self.store.undo(number, "Ada", "no")
        except StoreError:
            assert not untouched, "refused, though nobody touched it"
            return
        assert not changed, "undone over a later change"
        assert made == len(self.made) + 1
        self.become(Made("Ada", {cell: (new, old) for cell, (old, new) in one.cells.items()}, undoes=number))

    def undo_rows(self, number: int, one: Made) -> None:
        id, later = one.gone or one.added, self.made[number:]
        back = {cell: (new, old) for cell, (old, new) in one.cells.items()}
        free = (id in self.rows) == bool(one.added) and all(self.now[cell] == old for cell, (old, _) in back.items())
        if one.added:
            free = free and self.now[SPEAKER] != id and not any(other.endswith(f"-{id}") for other in self.rows)
        else:
            free = free and {id.partition("-")[2]} - {""} <= self.rows
        try:
            made = self.store.undo(number, "Ada", "no")
        except (StoreError, StoryError):
            cells = one.cells.keys()
            touched = any(other.touches(id) or cells & other.cells.keys() for other in later)
            assert not free or touched, "refused, though nobody touched it"
            return
        assert free, "undone over a later change"
        assert made == len(self.made) + 1
        self.become(Made("Ada", back, added=one.gone, gone=one.added, undoes=number))
        self.rows ^= {id}

    @rule(text=st.sampled_from(["By hand.", "By hand, twice."]))
    def edit_by_hand(self, text: str) -> None:
        cell: Cell = ("claims", CLAIM, "summary_en")
        old = self.now[cell]
        file = self.folder / "claims.csv"
        content = file.read_text(encoding="utf-8")
        if old in ("By hand.", "By hand, twice.") and content.count(old) == 1 and text != old:
            file.write_text(content.replace(f'"{old}"', old).replace(old, f'"{text}"'), encoding="utf-8")
            self.become(Made(HAND, {cell: (old, text)}))
        elif old not in ("By hand.", "By hand, twice."):
            self.try_to_save({cell: "By hand."}, "Ada", len(self.made))

    @rule()
    def open_anew(self) -> None:
        self.store = FolderStore(self.folder)

    @rule()
    def forget_what_is_hidden(self) -> None:
        self.store.load()
        shutil.rmtree(self.folder / ".whowhen")

    @invariant()
    def the_folder_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "made"):
            return
        loaded = self.store.load()
        self.past[loaded.revision] = loaded.story
        assert loaded.revision == self.store.revision() == len(self.made)
        assert check_story(self.folder) == []
        history = self.store.history()
        assert [(one.number, one.by, one.undoes) for one in history] == [
            (at, one.by, one.undoes) for at, one in enumerate(self.made, start=1)
        ]
        for one, found in zip(self.made, history, strict=True):
            assert found.texts == ((one.text,) if one.text else ())
            whole = {row.id: row.after is not None for row in found.rows if row.before is None or row.after is None}
            assert {*whole} == {one.added, one.gone} - {""}
            parts = [row for row in found.rows if row.id not in whole]
            assert {(row.table, row.id, column) for row in parts for column in row.fields} == one.cells.keys()
        assert {name: self.store.text(name) for name in self.texts} == self.texts
        actors = self.store.rows("actors")
        assert {id for id in actors if id[1:].isdigit()} == {id for id in self.rows if id.startswith("a")}
        assert self.store.rows("claims")[CLAIM]["speaker"] == self.now[SPEAKER]
        story = loaded.story
        gone = bool(self.now["events", EVENT, "removed"])
        assert story.events["event_id"].tolist() == ([] if gone else [EVENT])
        if not gone:
            assert story.events["note_en"].item() == self.now["events", EVENT, "note_en"]
            assert {id for id in story.claims["claim_id"] if id.startswith("c")} == {
                id for id in self.rows if id.startswith("c")
            }
        assert {id for id in story.sources["source_id"] if id.startswith("s")} == {
            id for id in self.rows if id.startswith("s")
        }


FolderMachine.TestCase.settings = settings(
    max_examples=examples(8), stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
TestFolderMachine = FolderMachine.TestCase
