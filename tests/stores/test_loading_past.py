"""Revisions that were, where a kind of store matters: edits by hand, headings that changed, what a look back reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, rule, run_state_machine_as_test
from sqlalchemy import Engine, delete, event, update

from components.events.changes import Change
from components.events.errors import StoryError
from components.stores import folder_store
from components.stores.base import FIRST, StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.tables import files, stories
from components.stores.database.transfer import dump, load
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.abstract_past import assert_same, changed_often
from tests.stores.store_changes import change, claim, second
from tests.stores.store_changes import event as event_change
from tests.stores.test_database_machine import DatabaseMachine
from tests.thorough import examples

HEIST = '\n[families]\nheist = "pressure"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound story."""
    return new_story(tmp_path, "my-story")


def unsound_past(store: FolderStore | DatabaseStore) -> None:
    """Give the story a type of its own, and take it away again."""
    store.save(change(events=second(type="heist"), claims=[claim()]), store.revision())
    store.save(change(events=[{"event_id": "second", "type": "meeting"}]), store.revision())


def test_a_revision_that_the_headings_of_now_do_not_fit_tells_its_defects(folder: Path) -> None:
    meta = folder / "story.toml"
    plain = meta.read_text(encoding="utf-8")
    meta.write_text(plain + HEIST, encoding="utf-8")
    unsound_past(FolderStore(folder))
    assert "heist" in FolderStore(folder).load(1).story.events["type"].tolist()
    meta.write_text(plain, encoding="utf-8")
    with pytest.raises(StoryError, match="heist"):
        FolderStore(folder).load(1)
    assert FolderStore(folder).load().revision == 2


def test_a_revision_that_the_headings_of_a_database_do_not_fit_tells_its_defects(
    database_url: str, folder: Path
) -> None:
    meta = folder / "story.toml"
    plain = meta.read_bytes()
    meta.write_bytes(plain + HEIST.encode())
    load(folder, database_url, "my-story", "Ada")
    store = DatabaseStore(database_url, "my-story")
    unsound_past(store)
    assert "heist" in store.load(1).story.events["type"].tolist()
    with Database(database_url).writing() as connection:
        connection.execute(update(files).where(files.c.name == "story.toml").values(content=plain))
    with pytest.raises(StoryError, match="heist"):
        store.load(1)
    assert store.load().revision == 2


def test_rows_and_columns_that_hands_took_out_or_added_are_as_they_were(folder: Path) -> None:
    store = FolderStore(folder)
    store.save(change(actors=[{"actor_id": "bishop", "name_en": "The bishop", "kind": "person", "aliases": "B"}]), 0)
    before = store.load()
    file = folder / "actors.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    head, *rest = [line for line in lines if not line.startswith(("bishop,", "government,"))]
    kept = [f"{line},mine" for line in rest]
    aunt = {"actor_id": "aunt", "name_en": "The aunt", "kind": "person", "my own column": "mine"}
    kept.insert(1, ",".join(aunt.get(name, "") for name in (*head.split(","), "my own column")))
    file.write_text("\n".join((f"{head},my own column", *kept, "")), encoding="utf-8")
    after = store.load()
    assert after.revision == 2
    assert "bishop" not in after.story.actors["actor_id"].tolist()
    assert "aunt" in after.story.actors["actor_id"].tolist()
    assert_same(store.load(1).story, before.story)


def test_a_history_that_went_to_a_database_and_back_tells_the_same_past(
    database_url: str, folder: Path, tmp_path: Path
) -> None:
    then = changed_often(FolderStore(folder))
    load(folder, database_url, "my-story", "Ada")
    dump(database_url, "my-story", tmp_path / "back" / "my-story")
    for store in (DatabaseStore(database_url, "my-story"), FolderStore(tmp_path / "back" / "my-story")):
        for one in then:
            assert_same(store.load(one.revision or FIRST).story, one.story)


def test_a_look_back_reads_the_change_sets_since_and_no_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(folder)
    for at in range(6):
        store.save(event_change(note_en=str(at)), at)
    asked: list[tuple[int, int]] = []
    real = folder_store.sets_after

    def counted(file: Path, number: int, *more: int) -> object:
        found = real(file, number, *more)
        asked.append((number, len(found)))
        return found

    monkeypatch.setattr(folder_store, "sets_after", counted)
    store.load(4)
    store.load(6)
    store.load()
    assert asked == [(4, 2)]


def test_a_look_back_asks_a_database_as_often_however_long_its_past(database_url: str, folder: Path) -> None:
    load(folder, database_url, "my-story", "Ada")
    store = DatabaseStore(database_url, "my-story")
    for at in range(6):
        store.save(event_change(note_en=str(at)), at)
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        store.load(FIRST)
        whole = len(asked)
        asked.clear()
        store.load(5)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(asked) == whole < 20


def test_a_folder_without_its_history_has_no_past(folder: Path) -> None:
    FolderStore(folder).save(event_change(note_en="x"), 0)
    (folder / "history.jsonl").unlink()
    with pytest.raises(StoreError, match="no revision 1"):
        FolderStore(folder).load(1)


class PostgresMachine(DatabaseMachine):
    """That of SQLite on a server."""

    address = ""

    @initialize()
    def begin(self) -> None:
        super().begin()
        Database(self.url).close()
        self.url = self.address
        with Database(self.url).writing() as connection:
            connection.execute(delete(stories).where(stories.c.name == "my-story"))
        load(self.folder, self.url, "my-story", "Ada")
        self.store = DatabaseStore(self.url, "my-story")

    @rule()
    def forget_what_is_hidden(self) -> None:
        self.store = DatabaseStore(self.url, "my-story")


@pytest.fixture
def address(postgres_url: str) -> Iterator[str]:
    """The server, without the story of the machine afterwards."""
    yield postgres_url
    with Database(postgres_url).writing() as connection:
        connection.execute(delete(stories).where(stories.c.name == "my-story"))


def test_any_order_of_changes_on_a_server_leaves_every_revision_as_it_was(address: str) -> None:
    class Machine(PostgresMachine):
        pass

    Machine.address = address
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples(4),
            stateful_step_count=10,
            suppress_health_check=[HealthCheck.too_slow],
            deadline=None,
        ),
    )


def test_a_change_that_takes_rows_out_in_any_order_is_looked_back_at_in_theirs(folder: Path) -> None:
    store = FolderStore(folder)
    names = ["ann", "bob", "cyd", "dan"]
    store.save(change(actors=[{"actor_id": one, "name_en": one, "kind": "person"} for one in names]), 0)
    ids = list(store.rows("actors"))
    store.save(Change({}, "Ada", gone={"actors": ("dan", "ann", "cyd")}), 1)
    store.save(change(actors=[{"actor_id": "ann", "name_en": "Anna", "kind": "person"}]), 2)
    assert store.load(1).story.actors["actor_id"].tolist() == ids
    assert store.load(2).story.actors["actor_id"].tolist() == [id for id in ids if id not in ("ann", "cyd", "dan")]
