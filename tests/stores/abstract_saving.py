"""What a save does in every store, and what is refused."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from components.events.errors import StoryError
from components.stores.base import Store, StoreError
from tests.stores.store_changes import (
    CLAIM,
    DENIAL,
    EVENT,
    SOURCE,
    Reopen,
    Row,
    cell,
    change,
    claim,
    event,
    note,
    second,
)


class Saving:
    """Load and save."""

    def test_a_story_that_was_never_changed_is_at_revision_0(self, store: Store) -> None:
        loaded = store.load()
        assert (loaded.revision, store.revision(), store.history()) == (0, 0, ())
        assert loaded.story.events["event_id"].tolist() == [EVENT]
        assert loaded.story.claims["claim_id"].tolist() == [CLAIM, DENIAL]
        assert loaded.story.name == "my-story"

    def test_a_known_row_is_changed_in_the_cells_given_and_in_no_other(self, store: Store) -> None:
        before = store.load().story.events
        assert store.save(event(note_en="Corrected", importance="0.5"), 0) == 1
        loaded = store.load()
        after = loaded.story.events
        assert (loaded.revision, store.revision()) == (1, 1)
        assert after[["note_en", "importance"]].values.tolist() == [["Corrected", 0.5]]
        rest = before.columns.difference(["note_en", "importance"])
        assert after[rest].equals(before[rest])

    def test_a_cell_is_emptied_by_an_empty_text(self, store: Store) -> None:
        store.save(event(note_en=""), 0)
        assert note(store) == ""

    def test_new_rows_of_all_tables_are_added_in_one_change(self, store: Store, reopen: Reopen) -> None:
        source = {"source_id": "herald", "title": "They met", "published": "2024-06-02"}
        actor = {"actor_id": "bishop", "name_fr": "L’évêque", "kind": "person"}
        rows = change(
            events=second(participants="bishop:initiator; mayor"), claims=[claim(source_id="herald")],
            actors=[actor], sources=[source],
        )  # fmt: skip
        assert store.save(rows, 0) == 1
        story = reopen().load().story
        assert sorted(story.events["event_id"]) == [EVENT, "second"]
        roles = story.participants[story.participants["event_id"] == "second"]
        assert list(zip(roles["actor_id"], roles["role"], strict=True)) == [
            ("bishop", "initiator"),
            ("mayor", "participant"),
        ]
        assert "bishop" in story.actors["actor_id"].tolist()
        assert "herald" in story.sources["source_id"].tolist()
        assert "second-1" in story.claims["claim_id"].tolist()

    def test_a_save_that_changes_nothing_makes_no_revision(self, store: Store) -> None:
        assert store.save(event(type="call"), 0) == 0
        assert store.save(change(events=[]), 0) == 0
        assert store.history() == ()

    def test_a_change_is_there_for_whoever_opens_the_story_next(self, store: Store, reopen: Reopen) -> None:
        store.save(event(note_en="Kept"), 0)
        again = reopen()
        assert (note(again), again.revision()) == ("Kept", 1)
        (one,) = again.history()
        assert (one.number, one.by, one.why, one.undoes) == (1, "Ada", "", 0)

    def test_a_revision_changes_for_who_has_the_story_open(self, store: Store, reopen: Reopen) -> None:
        other = reopen()
        assert other.revision() == 0
        store.save(event(note_en="New"), 0)
        assert (other.revision(), note(other)) == (1, "New")

    def test_an_event_taken_off_the_timeline_leaves_it_with_its_claims_and_comes_back(self, store: Store) -> None:
        store.save(change(events=second(), claims=[claim()]), 0)
        store.save(event(removed="It is in there twice"), 1)
        story = store.load().story
        assert story.events["event_id"].tolist() == ["second"]
        assert story.claims["claim_id"].tolist() == ["second-1"]
        assert set(story.participants["event_id"]) == set()
        store.save(event(removed=""), 2)
        assert cell(store, "claims", DENIAL, "stance") == "denies"
        assert cell(store, "events", EVENT, "status") == "disputed"

    # What is refused

    @pytest.mark.parametrize(
        ("rows", "what"),
        [
            ({"events": [{"event_id": EVENT, "when": "2024-02-30"}]}, "2024-02-30"),
            ({"events": [{"event_id": "second", "type": "call", "title_en": "Of which nobody speaks"}]}, "no claim"),
            ({"claims": [{"claim_id": CLAIM, "source_id": "nowhere"}]}, "nowhere"),
            ({"claims": [{"claim_id": CLAIM, "event_id": "nothing"}]}, "nothing"),
            ({"events": [{"event_id": EVENT, "participants": "nobody-known"}]}, "nobody-known"),
            ({"claims": [{"claim_id": CLAIM, "stance": "plans"}, {"claim_id": DENIAL, "scope": "bit"}]}, "bit"),
            ({"actors": [{"actor_id": "town", "affiliation": "mayor"}]}, "circle"),
            ({"sources": [{"source_id": SOURCE, "published": "2025-01-01"}]}, "before its source"),
            ({"events": [{"event_id": "'; DROP TABLE events; --", "type": "call"}]}, "DROP TABLE"),
            ({"events": [{"event_id": "../../etc/passwd", "type": "call"}]}, "passwd"),
        ],
    )
    def test_a_change_that_breaks_the_story_is_refused_with_its_defects_and_nothing_is_written(
        self, store: Store, reopen: Reopen, rows: Mapping[str, Sequence[Row]], what: str
    ) -> None:
        before = store.load().story
        with pytest.raises(StoryError, match=re.escape(what)):
            store.save(change(**{"sources": [{"source_id": SOURCE, "title": "Half"}], **rows}), 0)
        assert (reopen().revision(), store.history()) == (0, ())
        assert reopen().load().story.sources.equals(before.sources)

    @pytest.mark.parametrize(
        ("rows", "what"),
        [
            ({"people": [{"id": "x"}]}, "no table 'people'"),
            ({"events": [{"title_en": "Without id"}]}, "no event_id"),
            ({"events": [{"event_id": EVENT, "note_en": 3}]}, "no text"),
            ({"events": [{"event_id": EVENT, "note_en": None}]}, "no text"),
            ({"events": [{"event_id": EVENT, "note_en": "a\0b"}]}, "NUL"),
            ({"events": [{"event_id": EVENT, "note_en": "\ud800"}]}, "surrogate"),
            ({"events": [{"event_id": EVENT}, {"event_id": EVENT}]}, "twice"),
        ],
    )
    def test_what_is_no_change_is_refused_in_words(self, store: Store, rows: Any, what: str) -> None:
        with pytest.raises(StoreError, match=what):
            store.save(change(**rows), 0)
        assert store.revision() == 0

    def test_an_actor_that_a_speaker_in_free_text_may_have_meant_is_refused_and_the_story_stays_readable(
        self, store: Store
    ) -> None:
        for name in ("bishops", "clerk", "herald"):
            store.save(change(claims=[claim(f"by-{name}", EVENT, speaker=name)]), store.revision())
        bishop = change(actors=[{"actor_id": "bishop", "name_en": "Bishop", "kind": "person"}])
        with pytest.raises(StoryError, match="unknown actor id"):
            store.save(bishop, 3)
        (one,) = store.defects(bishop)
        assert (one.file, one.row, one.value) == ("claims.csv", 0, "bishops")
        assert "by-bishops" in one.problem
        assert store.save(change(claims=[{"claim_id": "by-bishops", "speaker": "The bishops"}], **bishop.rows), 3) == 4
        assert store.load().revision == 4

    def test_a_column_that_nobody_knows_is_refused(self, store: Store) -> None:
        with pytest.raises((StoreError, StoryError), match="xyzzy"):
            store.save(event(xyzzy="1"), 0)
        assert store.revision() == 0

    @pytest.mark.parametrize("by", ["", "  ", "A\0"])
    def test_a_change_without_the_name_of_a_person_is_refused(self, store: Store, by: str) -> None:
        with pytest.raises(StoreError):
            store.save(change(by, events=[{"event_id": EVENT, "note_en": "x"}]), 0)
        assert store.revision() == 0

    @pytest.mark.parametrize("expected", [-1, 1, 99])
    def test_a_change_to_a_revision_that_is_not_there_is_refused(self, store: Store, expected: int) -> None:
        with pytest.raises(StoreError, match="revision"):
            store.save(event(note_en="x"), expected)
        assert store.revision() == 0
