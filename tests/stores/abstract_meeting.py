"""Two people who save on one revision, and the history of it, in every store."""

import datetime

import pytest

from components.events.errors import StoryError
from components.stores.base import Clash, ConflictError, Store
from tests.stores.store_changes import (
    CLAIM,
    DENIAL,
    EVENT,
    Reopen,
    cell,
    change,
    claim,
    event,
    filled,
    note,
    numbers,
    second,
)


class Meeting:
    """Merge, conflict, history."""

    def test_changes_to_different_rows_merge(self, store: Store, reopen: Reopen) -> None:
        store.save(event(note_en="Mine"), 0)
        rows = change("Bo", claims=[{"claim_id": CLAIM, "summary_en": "Theirs"}])
        assert reopen().save(rows, 0) == 2
        assert (note(store), cell(store, "claims", CLAIM, "summary_en")) == ("Mine", "Theirs")

    def test_changes_to_different_fields_of_one_row_merge(self, store: Store, reopen: Reopen) -> None:
        store.save(event(note_en="Mine"), 0)
        assert reopen().save(change("Bo", events=[{"event_id": EVENT, "note_fr": "Leur"}]), 0) == 2
        assert (note(store), cell(store, "events", EVENT, "note_fr")) == ("Mine", "Leur")

    def test_the_same_field_shows_both_values_and_nothing_of_the_second_is_saved(
        self, store: Store, reopen: Reopen
    ) -> None:
        store.save(event(note_en="First", place_en="Here"), 0)
        rows = change(
            "Bo", events=[{"event_id": EVENT, "note_en": "Second", "note_fr": "Deux"}],
            claims=[{"claim_id": CLAIM, "summary_en": "New"}],
        )  # fmt: skip
        with pytest.raises(ConflictError) as caught:
            reopen().save(rows, 0)
        assert caught.value.clashes == (Clash("events", EVENT, "note_en", "First", "Second", "Ada"),)
        assert (store.revision(), note(store)) == (1, "First")
        assert cell(store, "events", EVENT, "note_fr") != "Deux"
        assert reopen().save(rows, 1) == 2
        assert note(store) == "Second"

    def test_both_may_write_the_same(self, store: Store, reopen: Reopen) -> None:
        store.save(event(note_en="Same"), 0)
        assert reopen().save(change("Bo", events=[{"event_id": EVENT, "note_en": "Same", "note_fr": "Pareil"}]), 0) == 2
        assert reopen().save(change("Bo", events=[{"event_id": EVENT, "note_en": "Same"}]), 0) == 2

    def test_two_new_rows_with_one_id_are_a_conflict_where_they_differ(self, store: Store) -> None:
        store.save(change(events=second(title_en="One"), claims=[claim()]), 0)
        with pytest.raises(ConflictError) as caught:
            store.save(change("Bo", events=second(title_en="Two"), claims=[claim("second-2")]), 0)
        assert [(one.column, one.theirs, one.yours) for one in caught.value.clashes] == [("title_en", "One", "Two")]

    def test_two_merged_changes_that_only_together_break_the_story_are_refused(self, store: Store) -> None:
        store.save(change(claims=[{"claim_id": CLAIM, "stance": "declines"}]), 0)
        with pytest.raises(StoryError, match="no claim says"):
            store.save(change("Bo", claims=[{"claim_id": DENIAL, "scope": "part"}]), 0)
        assert store.revision() == 1

    # History

    def test_the_history_tells_who_when_why_and_the_rows_before_and_after(self, store: Store) -> None:
        start = datetime.datetime.now(datetime.UTC)
        store.save(change("Ada", "I looked it up", events=[{"event_id": EVENT, "place_en": "Town"}]), 0)
        (one,) = store.history()
        assert (one.number, one.by, one.why, one.undoes) == (1, "Ada", "I looked it up", 0)
        assert start <= one.at <= datetime.datetime.now(datetime.UTC)
        assert one.at.utcoffset() == datetime.timedelta(0)
        (row,) = one.rows
        assert (row.table, row.id, row.fields) == ("events", EVENT, frozenset({"place_en"}))
        before, after = filled(row.before), filled(row.after)
        assert before is not None
        assert after == {**before, "place_en": "Town"}
        assert before["type"] == "call"

    def test_the_history_of_a_new_row_has_nothing_before_it(self, store: Store) -> None:
        store.save(change(events=second(), claims=[claim()]), 0)
        (one,) = store.history()
        assert [(row.table, row.id, row.before) for row in one.rows] == [
            ("events", "second", None),
            ("claims", "second-1", None),
        ]
        assert filled(one.rows[0].after) == second()[0]

    def test_the_history_is_filtered_by_event_person_and_revision(self, store: Store) -> None:
        store.save(event(note_en="1"), 0)
        store.save(change("Bo", events=second(), claims=[claim()]), 1)
        store.save(change("Bo", claims=[{"claim_id": CLAIM, "summary_en": "3"}]), 2)
        store.save(change(actors=[{"actor_id": "town", "aliases": "T"}]), 3)
        assert numbers(store.history()) == [1, 2, 3, 4]
        assert numbers(store.history(event=EVENT)) == [1, 3]
        assert numbers(store.history(event="second")) == [2]
        assert numbers(store.history(by="Bo")) == [2, 3]
        assert numbers(store.history(since=2)) == [3, 4]
        assert numbers(store.history(event=EVENT, by="Bo", since=1)) == [3]
        assert store.history(by="bo' OR '1'='1") == ()
        assert store.history(since=4) == ()

    def test_a_claim_that_moved_to_another_event_is_in_the_history_of_both(self, store: Store) -> None:
        store.save(change(events=second(), claims=[claim(), claim("second-2")]), 0)
        store.save(change(claims=[{"claim_id": "second-2", "event_id": EVENT}]), 1)
        assert numbers(store.history(event=EVENT)) == [2]
        assert numbers(store.history(event="second")) == [1, 2]
