"""Rows that are taken out because nothing needs them any more, in every store."""

import pytest

from components.events.changes import Change
from components.events.changing import told
from components.stores.base import Clash, ConflictError, Store, StoreError
from tests.stores.store_changes import CLAIM, DENIAL, EVENT, SOURCE, Reopen, cell, change, claim, event, numbers, second

BISHOP = {"actor_id": "bishop", "name_en": "The bishop", "kind": "person"}


def taking(by: str = "Ada", rows: Change | None = None, **gone: tuple[str, ...]) -> Change:
    """A change that takes rows out, and does what ``rows`` does."""
    return Change(rows.rows if rows else {}, by, gone=gone)


class TakingOut:
    """``Change.gone``."""

    def test_a_row_that_nothing_refers_to_is_taken_out_and_put_back_by_an_undo(
        self, store: Store, reopen: Reopen
    ) -> None:
        store.save(change(actors=[BISHOP]), 0)
        assert store.save(taking(actors=("bishop",)), 1) == 2
        assert list(reopen().rows("actors", ["bishop"])) == []
        last = reopen().history()[-1]
        assert [(row.table, row.id, row.after) for row in last.rows] == [("actors", "bishop", None)]
        assert told(last, "en") == ["actor “The bishop” (bishop): taken out"]
        assert store.undo(2, "Bo") == 3
        assert dict(store.rows("actors")["bishop"]) == BISHOP
        assert told(store.history()[-1], "en") == ["actor “The bishop” (bishop): put back"]

    def test_an_actor_becomes_part_of_another_in_one_change(self, store: Store, reopen: Reopen) -> None:
        rows = change(
            actors=[BISHOP, {"actor_id": "clerk", "name_en": "Clerk", "kind": "person", "affiliation": "bishop"}],
            claims=[{"claim_id": CLAIM, "speaker": "bishop"}],
            events=[{"event_id": EVENT, "participants": "bishop:initiator; minister:target"}],
        )
        store.save(rows, 0)
        follow = change(
            actors=[{"actor_id": "mayor", "aliases": "The bishop"}, {"actor_id": "clerk", "affiliation": "mayor"}],
            claims=[{"claim_id": CLAIM, "speaker": "mayor"}],
            events=[{"event_id": EVENT, "participants": "mayor:initiator; minister:target"}],
        )
        assert store.save(taking(rows=follow, actors=("bishop",)), 1) == 2
        assert cell(reopen(), "claims", CLAIM, "speaker") == "mayor"
        assert "bishop" not in store.rows("actors")
        assert store.undo(2, "Bo") == 3
        assert (cell(store, "claims", CLAIM, "speaker"), cell(store, "actors", "clerk", "affiliation")) == (
            "bishop",
            "bishop",
        )

    def test_a_row_that_others_refer_to_stays(self, store: Store, reopen: Reopen) -> None:
        before = {table: store.rows(table) for table in ("actors", "sources")}
        for gone, said in (
            ({"actors": ("mayor",)}, f"actors mayor cannot be taken out: events {EVENT} refers to it .1 in all"),
            ({"actors": ("town",)}, "actors town cannot be taken out: actors mayor refers to it"),
            ({"actors": ("gazette",)}, f"actors gazette cannot be taken out: claims {CLAIM} refers to it"),
            ({"sources": (SOURCE,)}, f"sources {SOURCE} cannot be taken out: claims {CLAIM} refers to it"),
        ):
            with pytest.raises(StoreError, match=said):
                store.save(taking(**gone), 0)
            with pytest.raises(StoreError, match=said):
                store.defects(taking(**gone))
        assert {table: reopen().rows(table) for table in before} == before
        assert store.revision() == 0

    def test_what_others_meanwhile_made_refer_to_a_row_keeps_it(self, store: Store, reopen: Reopen) -> None:
        store.save(change(actors=[BISHOP]), 0)
        reopen().save(change("Bo", claims=[{"claim_id": CLAIM, "speaker": "bishop"}]), 1)
        with pytest.raises(StoreError, match=f"claims {CLAIM} refers to it"):
            store.save(taking(actors=("bishop",)), 1)

    def test_who_takes_out_what_somebody_changed_meanwhile_is_told(self, store: Store, reopen: Reopen) -> None:
        store.save(change(actors=[BISHOP]), 0)
        reopen().save(change("Bo", actors=[{"actor_id": "bishop", "aliases": "B"}]), 1)
        with pytest.raises(ConflictError, match="actors bishop: Bo changed it, you take it out") as caught:
            store.save(taking(actors=("bishop",)), 1)
        (clash,) = caught.value.clashes
        assert clash == Clash("actors", "bishop", "actor_id", "bishop", "", "Bo")
        assert clash.taken_out
        assert store.save(taking(actors=("bishop",)), 2) == 3

    def test_who_changes_what_somebody_took_out_meanwhile_is_told(self, store: Store, reopen: Reopen) -> None:
        store.save(change(actors=[BISHOP]), 0)
        reopen().save(taking("Bo", actors=("bishop",)), 1)
        with pytest.raises(ConflictError) as caught:
            store.save(change(actors=[{"actor_id": "bishop", "aliases": "B"}]), 1)
        assert caught.value.clashes == (Clash("actors", "bishop", "aliases", "", "B", "Bo"),)
        assert not caught.value.clashes[0].taken_out

    def test_who_refers_to_what_somebody_took_out_meanwhile_is_told_also_in_free_text(
        self, store: Store, reopen: Reopen
    ) -> None:
        store.save(change(actors=[BISHOP]), 0)
        reopen().save(taking("Bo", actors=("bishop",)), 1)
        for rows in (
            change(claims=[{"claim_id": CLAIM, "speaker": "bishop"}]),
            change(events=[{"event_id": EVENT, "participants": "mayor; bishop:target"}]),
            change(actors=[{"actor_id": "mayor", "affiliation": "bishop"}]),
        ):
            with pytest.raises(StoreError, match="Bo took actors bishop out meanwhile"):
                store.save(rows, 1)
        assert store.save(change(actors=[BISHOP], claims=[{"claim_id": CLAIM, "speaker": "bishop"}]), 2) == 3

    def test_two_may_take_out_the_same(self, store: Store, reopen: Reopen) -> None:
        store.save(change(actors=[BISHOP]), 0)
        reopen().save(taking("Bo", actors=("bishop",)), 1)
        assert store.save(taking(actors=("bishop",)), 1) == 2
        assert numbers(store.history()) == [1, 2]

    def test_the_last_claim_of_an_event_stays(self, store: Store) -> None:
        store.save(change(events=second(), claims=[claim(), claim("second-2")]), 0)
        assert store.save(taking(claims=("second-1",)), 1) == 2
        (one,) = store.defects(taking(claims=("second-2",)))
        assert (one.file, one.row, one.column) == ("events.csv", 0, "event_id")
        with pytest.raises(Exception, match="no claim says that the event took place"):
            store.save(taking(claims=("second-2",)), 2)
        assert numbers(store.history(event="second")) == [1, 2]

    def test_a_source_goes_with_its_claims(self, store: Store) -> None:
        gone = {"claims": (DENIAL,), "sources": ("gazette-2024-05-16",)}
        assert store.save(taking(**gone), 0) == 1
        assert store.load().story.claims["claim_id"].tolist() == [CLAIM]
        assert store.undo(1, "Ada") == 2
        assert cell(store, "claims", DENIAL, "stance") == "denies"

    def test_what_cannot_be_taken_out_is_told(self, store: Store) -> None:
        for gone, what in (
            ({"events": (EVENT,)}, "an event is never taken out"),
            ({"people": ("x",)}, "no table 'people'"),
            ({"actors": ("nobody",)}, "no row 'nobody'"),
            ({"actors": ("",)}, "an id is empty"),
        ):
            with pytest.raises(StoreError, match=what):
                store.save(taking(**gone), 0)
        assert store.revision() == 0

    def test_a_change_and_the_taking_out_of_another_row_are_one(self, store: Store) -> None:
        store.save(change(actors=[BISHOP]), 0)
        assert store.save(taking(rows=event(note_en="x"), actors=("bishop",)), 1) == 2
        assert [(row.table, row.after is None) for row in store.history()[-1].rows] == [
            ("events", False),
            ("actors", True),
        ]
