"""The past of a story as the page of history knows it: what matches, what stands, what was taken off the timeline."""

import datetime
import shutil
from pathlib import Path

import pytest

from components.app.widgets.history.log import Gone, Log, change_sets, found, log_of, longer, titles_of
from components.events.changes import Change, ChangeSet, RowChange
from components.stores.folder_store import FolderStore
from tests.app.trees import STORY

CALL = "trump-putin-call-2024-11-07"
OTHER = "kursk-incursion-2024"


def one(number: int, by: str = "Ada", day: int = 1, undoes: int = 0, **rows: RowChange) -> ChangeSet:
    at = datetime.datetime(2026, 11, day, 23, 59, tzinfo=datetime.UTC)
    return ChangeSet(number, at, by, "", tuple(rows.values()), undoes)


def event(id: str, before: str = "", after: str = "x", column: str = "note_en") -> RowChange:
    return RowChange("events", id, {"event_id": id, column: before}, {"event_id": id, column: after})


def claim(id: str, event: str) -> RowChange:
    return RowChange("claims", id, None, {"claim_id": id, "event_id": event})


def numbers(log: Log, **filters: str) -> list[int]:
    return [head.number for head in found(log, **filters)]


PAST = longer(
    Log(),
    [
        one(1, "Ada", 1, a=event("a")),
        one(2, "Bob", 2, b=claim("b-1", "b")),
        one(3, "Ada", 2, a=claim("a-1", "a"), b=event("b")),
        one(4, "bea", 5, a=event("c")),
    ],
)


def test_the_newest_change_comes_first() -> None:
    assert numbers(PAST) == [4, 3, 2, 1]


def test_a_person_an_event_with_its_claims_and_days_filter_together() -> None:
    assert numbers(PAST, by="Ada") == [3, 1]
    assert numbers(PAST, of="b") == [3, 2]
    assert numbers(PAST, days="2026-11-02") == [3, 2]
    assert numbers(PAST, days="2026-11-02/2026-11-05") == numbers(PAST, days="2026-11-05/2026-11-02") == [4, 3, 2]
    assert numbers(PAST, by="Ada", of="b", days="2026-11-02") == [3]
    assert numbers(PAST, by="nobody") == []


def test_people_and_events_are_those_there_are() -> None:
    assert PAST.people == ("Ada", "bea", "Bob")
    assert PAST.events == ("c", "a", "b")


def test_a_change_is_taken_back_unless_its_undo_was_taken_back_too() -> None:
    past = longer(PAST, [one(5, undoes=1), one(6, undoes=2), one(7, undoes=5), one(8, undoes=1)])
    assert past.taken_back == {1: 8, 5: 7, 2: 6}
    assert longer(PAST, [one(5, undoes=1), one(6, undoes=5)]).taken_back == {5: 6}


def test_events_come_off_the_timeline_and_go_back() -> None:
    off = longer(PAST, [one(5, a=event("a", "", "told twice", "removed"), b=event("b", "", "wrong", "removed"))])
    assert off.gone == {"a": Gone("told twice", 5), "b": Gone("wrong", 5)}
    assert longer(off, [one(6, a=event("a", "told twice", "", "removed"))]).gone == {"b": Gone("wrong", 5)}


def test_the_log_follows_the_store_without_reading_all_of_it_again(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert log_of(store).heads == ()
    store.save(Change({"events": ({"event_id": CALL, "note_en": "x"},)}, "Ada"), 0)
    first = log_of(store)
    assert (numbers(first), log_of(store) is first) == ([1], True)
    asked = []
    history = store.history
    monkeypatch.setattr(store, "history", lambda *args, since=0: (asked.append(since), history(*args, since=since))[1])
    store.save(Change({"events": ({"event_id": OTHER, "removed": "told twice"},)}, "Bob"), 1)
    assert numbers(log_of(store)) == [2, 1]
    assert asked == [0]
    assert log_of(store).gone == {OTHER: Gone("told twice", 2)}
    store.undo(2, "Ada")
    assert (numbers(log_of(store)), asked) == ([3, 2, 1], [0, 1])
    assert log_of(store).gone == {}


def test_another_past_in_the_same_place_is_read_anew(store: FolderStore, tmp_path: Path) -> None:
    store.save(Change({"events": ({"event_id": CALL, "note_en": "x"},)}, "Ada"), 0)
    assert log_of(store).people == ("Ada",)
    history = tmp_path / STORY / "history.jsonl"
    text = history.read_text(encoding="utf-8")
    history.write_text((text + text.replace('"number":1', '"number":2')).replace("Ada", "Eve"), encoding="utf-8")
    assert log_of(store).people == ("Eve",)


def test_events_off_the_timeline_before_any_change_are_known(store: FolderStore, tmp_path: Path) -> None:
    store.save(Change({"events": ({"event_id": OTHER, "removed": "told twice"},)}, "Bob"), 0)
    (tmp_path / STORY / "history.jsonl").unlink()
    shutil.rmtree(tmp_path / STORY / ".whowhen")
    assert log_of(FolderStore(tmp_path / STORY)).gone == {OTHER: Gone("told twice", 0)}


def test_change_sets_come_with_their_rows_in_the_order_asked_for(store: FolderStore) -> None:
    for at in range(4):
        store.save(Change({"events": ({"event_id": CALL, "note_en": f"x{at}"},)}, "AB"[at % 2]), at)
    assert [one.number for one in change_sets(store, (4, 2))] == [4, 2]
    assert [row.after["note_en"] for one in change_sets(store, (3, 1), by="A") for row in one.rows] == ["x2", "x0"]
    assert change_sets(store, ()) == ()


def test_titles_are_those_of_the_tables_in_the_readers_language(store: FolderStore) -> None:
    store.save(Change({"events": ({"event_id": OTHER, "removed": "told twice"},)}, "Bob"), 0)
    assert titles_of(store, [OTHER], "fr") == {OTHER: "Les forces ukrainiennes entrent dans la région russe de Koursk"}
    assert titles_of(store, [], "fr") == {}
