"""Rows, defects and stamps, asked of every store."""

import pytest

from components.events.changes import Change
from components.events.errors import Defect, StoryError
from components.stores.base import Store, StoreError
from tests.stores.store_changes import CLAIM, DENIAL, EVENT, SOURCE, Reopen, change, claim, event, filled, second


class Asking:
    """What is asked without changing anything."""

    def test_rows_are_told_as_cells_in_the_order_of_the_story(self, store: Store) -> None:
        store.save(change(events=second(note_en="a, b"), claims=[claim()]), 0)
        assert list(store.rows("events")) == [EVENT, "second"]
        assert list(store.rows("claims")) == [CLAIM, DENIAL, "second-1"]
        assert filled(store.rows("events")["second"]) == second(note_en="a, b")[0]
        assert filled(store.rows("claims", ["second-1"])["second-1"]) == claim()
        assert store.rows("actors")["mayor"]["affiliation"] == "town"

    def test_rows_are_asked_for_by_id_and_those_that_are_not_there_are_passed_over(self, store: Store) -> None:
        assert list(store.rows("claims", [DENIAL, "nothing", CLAIM, DENIAL])) == [CLAIM, DENIAL]
        assert store.rows("claims", []) == {}
        assert store.rows("claims", ["' OR 1=1 --", "a\0b", "\ud800", "x" * 5000, ""]) == {}

    def test_an_event_off_the_timeline_is_among_the_rows(self, store: Store) -> None:
        store.save(change(events=[*second(), {"event_id": EVENT, "removed": "twice"}], claims=[claim()]), 0)
        assert store.rows("events")[EVENT]["removed"] == "twice"

    def test_rows_of_a_table_that_there_is_not_are_refused(self, store: Store) -> None:
        for table in ("people", "participants", "", "events; DROP TABLE rows"):
            with pytest.raises(StoreError, match="no table"):
                store.rows(table)

    # Defects

    def test_a_sound_change_has_no_defects_and_asking_saves_nothing(self, store: Store, reopen: Reopen) -> None:
        assert store.defects(change(events=second(), claims=[claim()])) == ()
        assert store.defects(change()) == ()
        assert (reopen().revision(), list(store.rows("events"))) == (0, [EVENT])

    def test_defects_name_the_row_by_its_place_in_the_change(self, store: Store) -> None:
        wrong = [{"claim_id": CLAIM, "hedged": "yes"}, {"claim_id": DENIAL, "stance": "says"}]
        rows = change(claims=wrong, events=[*second(), {"event_id": EVENT, "when": "2024-02-30", "lat": "5"}])
        found = [(one.file, one.row, one.column, one.value) for one in store.defects(rows)]
        assert sorted(found) == [
            ("claims.csv", 2, "stance", "says"),
            ("events.csv", 1, "event_id", "second"),
            ("events.csv", 2, "lon", ""),
            ("events.csv", 2, "when", "2024-02-30"),
        ]

    def test_a_defect_of_another_row_has_no_place_and_names_its_id(self, store: Store) -> None:
        rows = change(sources=[{"source_id": SOURCE, "published": "2025-01-01"}])
        (one,) = store.defects(rows)
        assert (one.file, one.row, one.column) == ("claims.csv", 0, "asserted_on")
        assert CLAIM in one.problem

    def test_the_defects_are_those_that_a_save_raises(self, store: Store) -> None:
        rows = change(
            events=second(type="xyzzy", participants="nobody-known; mayor:king"),
            claims=[claim(source_id="nowhere", asserted_on="soon")],
            actors=[{"actor_id": "town", "affiliation": "mayor"}],
            sources=[{"source_id": SOURCE, "text": "gone.txt", "url": "ftp://x"}],
        )

        def known(found: tuple[Defect, ...]) -> list[tuple[str, str, str, str]]:
            return sorted((one.file, one.column, one.value, one.remedy) for one in found)

        with pytest.raises(StoryError) as caught:
            store.save(rows, 0)
        assert known(store.defects(rows)) == known(caught.value.defects)
        assert len(caught.value.defects) >= 8
        assert store.revision() == 0

    def test_what_a_save_refuses_for_another_reason_is_refused(self, store: Store) -> None:
        for rows, what in (
            (change(events=[{"title_en": "Without id"}]), "no event_id"),
            (event(xyzzy="1"), "xyzzy"),
            (change("", events=[{"event_id": EVENT}]), "name of who"),
            (Change({}, "Ada", gone={"actors": ("mayor",)}), f"claims|events {EVENT}"),
            (Change({}, "Ada", texts={"../a.txt": "a"}), "plain file name"),
            (Change({}, "Ada", texts={"a.txt": "a"}), "no source names the text"),
        ):
            with pytest.raises(StoreError, match=what):
                store.defects(rows)

    def test_defects_are_asked_about_the_story_as_it_is_now(self, store: Store, reopen: Reopen) -> None:
        rows = change(claims=[claim()])
        assert [one.column for one in store.defects(rows)] == ["event_id"]
        reopen().save(change("Bo", events=second(), claims=[claim("second-2")]), 0)
        assert store.defects(rows) == ()

    # Stamps

    def test_a_stamp_stays_until_something_is_saved(self, store: Store, reopen: Reopen) -> None:
        store.load()
        first = store.stamp()
        store.rows("events")
        assert (store.stamp(), reopen().stamp()) == (first, first)
        store.save(event(note_en="x"), 0)
        second = reopen().stamp()
        assert second != first
        assert store.load().revision == 1
        store.undo(1, "Ada")
        assert len({first, second, store.stamp()}) == 3
