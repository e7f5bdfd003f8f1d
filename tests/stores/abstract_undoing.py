"""What is taken back, and when that is refused, in every store."""

import pytest

from components.stores.base import Clash, ConflictError, Store, StoreError
from tests.stores.store_changes import CLAIM, DENIAL, EVENT, Reopen, cell, change, claim, event, filled, note, second


class Undoing:
    """Undo."""

    def test_an_undo_gives_the_cells_back_and_is_a_change_itself(self, store: Store, reopen: Reopen) -> None:
        before = note(store)
        store.save(event(note_en="Wrong", place_en="Town"), 0)
        assert store.undo(1, "Bo", "it was right") == 2
        assert (note(store), cell(store, "events", EVENT, "place_en")) == (before, "")
        last = reopen().history()[-1]
        assert (last.number, last.by, last.why, last.undoes) == (2, "Bo", "it was right", 1)

    def test_an_undo_leaves_other_cells_as_later_changes_made_them(self, store: Store) -> None:
        store.save(event(note_en="Wrong"), 0)
        store.save(event(note_fr="Juste"), 1)
        store.undo(1, "Bo")
        assert (note(store), cell(store, "events", EVENT, "note_fr")) != ("Wrong", "Juste")
        assert cell(store, "events", EVENT, "note_fr") == "Juste"

    def test_an_undo_is_refused_with_the_change_that_touched_the_same_cells_later(self, store: Store) -> None:
        store.save(event(note_en="One"), 0)
        store.save(change("Bo", events=[{"event_id": EVENT, "note_en": "Two"}]), 1)
        with pytest.raises(StoreError, match="change 2 of Bo"):
            store.undo(1, "Ada")
        assert (store.revision(), note(store)) == (2, "Two")

    def test_changes_are_undone_one_after_the_other_and_done_again(self, store: Store) -> None:
        before = note(store)
        store.save(event(note_en="One"), 0)
        store.save(event(note_en="Two"), 1)
        assert store.undo(2, "Ada") == 3
        assert note(store) == "One"
        assert store.undo(1, "Ada") == 4
        assert note(store) == before
        assert store.undo(4, "Ada") == 5
        assert note(store) == "One"
        with pytest.raises(StoreError, match="taken back already, by change 3"):
            store.undo(2, "Ada")

    def test_undo_takes_an_added_row_out_and_another_undo_brings_it_back(self, store: Store) -> None:
        store.save(change(events=second(), claims=[claim()]), 0)
        store.undo(1, "Ada")
        story = store.load().story
        assert (story.events["event_id"].tolist(), story.claims["claim_id"].tolist()) == ([EVENT], [CLAIM, DENIAL])
        assert filled(store.history()[0].rows[0].after) == second()[0]
        assert store.history()[1].rows[-1].after is None
        store.undo(2, "Ada")
        assert cell(store, "events", "second", "title_en") == "They meet"

    def test_an_added_row_stays_while_others_refer_to_it(self, store: Store) -> None:
        store.save(change(actors=[{"actor_id": "bishop", "name_en": "Bishop", "kind": "person"}]), 0)
        store.save(change(claims=[{"claim_id": CLAIM, "speaker": "bishop"}]), 1)
        with pytest.raises(StoreError, match=f"claims {CLAIM} refers to actors bishop"):
            store.undo(1, "Ada")
        store.save(change(claims=[{"claim_id": CLAIM, "speaker": "mayor"}]), 2)
        assert store.undo(1, "Ada") == 4
        assert cell(store, "actors", "bishop", "kind") is None

    def test_a_participant_holds_an_added_actor_too(self, store: Store) -> None:
        store.save(change(actors=[{"actor_id": "bishop", "name_en": "Bishop", "kind": "person"}]), 0)
        store.save(event(participants="mayor:initiator; bishop:target"), 1)
        with pytest.raises(StoreError, match=f"events {EVENT} refers to actors bishop"):
            store.undo(1, "Ada")

    def test_a_change_of_a_row_that_was_taken_out_meanwhile_is_a_conflict(self, store: Store) -> None:
        store.save(change(actors=[{"actor_id": "bishop", "name_en": "Bishop", "kind": "person"}]), 0)
        store.undo(1, "Bo")
        with pytest.raises(ConflictError) as caught:
            store.save(change(actors=[{"actor_id": "bishop", "aliases": "B"}]), 1)
        assert caught.value.clashes == (Clash("actors", "bishop", "aliases", "", "B", "Bo"),)

    @pytest.mark.parametrize("number", [-1, 0, 2])
    def test_what_was_never_done_is_not_undone(self, store: Store, number: int) -> None:
        store.save(event(note_en="One"), 0)
        with pytest.raises(StoreError, match="no change"):
            store.undo(number, "Ada")
        assert store.revision() == 1
