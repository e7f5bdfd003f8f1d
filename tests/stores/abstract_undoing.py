"""What is taken back, and when that is refused, in every store."""

import pytest

from components.stores.base import Clash, ConflictError, Store, StoreError, UndoError
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
        with pytest.raises(StoreError, match="undone already, by change 3"):
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

    # What stands in the way, as data

    def test_what_an_undo_would_do_is_told_and_nothing_is_saved(self, store: Store, reopen: Reopen) -> None:
        before = note(store)
        store.save(event(note_en="Wrong", place_en="Town"), 0)
        (row,) = store.undoing(1)
        assert (row.table, row.id, row.fields) == ("events", EVENT, {"note_en", "place_en"})
        assert (row.after or {})["note_en"] == before
        assert (reopen().revision(), note(store)) == (1, "Wrong")
        store.save(event(note_en=before, place_en=""), 1)
        with pytest.raises(UndoError):
            store.undoing(1)

    def test_an_undo_that_is_refused_has_the_later_changes_oldest_first(self, store: Store) -> None:
        store.save(event(note_en="One", place_en="Town"), 0)
        store.save(change("Bo", events=[{"event_id": EVENT, "note_en": "Two"}]), 1)
        store.save(event(note_fr="Autre"), 2)
        store.save(change("Eve", events=[{"event_id": EVENT, "place_en": "Village"}]), 3)
        for ask in (lambda: store.undoing(1), lambda: store.undo(1, "Ada")):
            with pytest.raises(UndoError) as caught:
                ask()
            error = caught.value
            assert (error.number, numbers(error.later), error.referring) == (1, [2, 4], ())
            assert (error.cause, error.values) == ("touched", {"number": "1", "later": "2", "by": "Bo"})
        store.undo(4, "Eve")
        store.undo(2, "Bo")
        assert numbers(store.history())[-1] == 6
        assert {name for row in store.undoing(1) for name in row.fields} == {"note_en", "place_en"}

    def test_an_undo_of_what_was_taken_back_names_the_undo(self, store: Store) -> None:
        store.save(event(note_en="One"), 0)
        store.undo(1, "Bo")
        with pytest.raises(UndoError) as caught:
            store.undoing(1)
        assert (caught.value.cause, numbers(caught.value.later), caught.value.later[0].undoes) == ("undone", [2], 1)

    def test_an_undo_that_would_leave_somebody_alone_names_all_of_them(self, store: Store) -> None:
        store.save(change(actors=[{"actor_id": "bishop", "name_en": "Bishop", "kind": "person"}]), 0)
        store.save(
            change(claims=[{"claim_id": CLAIM, "speaker": "bishop"}, {"claim_id": DENIAL, "speaker": "bishop"}]), 1
        )
        with pytest.raises(UndoError) as caught:
            store.undoing(1)
        assert caught.value.referring == (
            ("claims", CLAIM, "actors", "bishop"),
            ("claims", DENIAL, "actors", "bishop"),
        )
        assert caught.value.cause == "undo_needed"
        assert (caught.value.values["id"], caught.value.values["which"]) == (CLAIM, "bishop")

    @pytest.mark.parametrize("number", [-1, 0, 1])
    def test_what_was_never_done_cannot_be_asked_about(self, store: Store, number: int) -> None:
        with pytest.raises(StoreError, match="no change") as caught:
            store.undoing(number)
        assert caught.value.cause == "no_change"

    # Parts of the past

    def test_a_part_of_the_past_is_asked_for_by_its_ends_and_its_size(self, store: Store) -> None:
        for at in range(6):
            name = "Bo" if at % 2 else "Ada"
            store.save(change(name, events=[{"event_id": EVENT, "note_en": str(at)}]), at)
        assert numbers(store.history()) == [1, 2, 3, 4, 5, 6]
        assert numbers(store.history(since=1, until=4)) == [2, 3, 4]
        assert numbers(store.history(until=3)) == [1, 2, 3]
        assert numbers(store.history(most=2)) == [5, 6]
        assert numbers(store.history(since=1, until=5, most=2)) == [4, 5]
        assert numbers(store.history(by="Ada", until=4)) == [1, 3]
        assert numbers(store.history(by="Ada", most=2)) == [3, 5]
        assert numbers(store.history(EVENT, "Bo", until=5, most=1)) == [4]
        assert numbers(store.history(since=5, until=3)) == []
        assert numbers(store.history(until=10**30)) == [1, 2, 3, 4, 5, 6]
        assert numbers(store.history(since=10**30)) == []
