"""Input that means no good: refused in words, or kept as it is, in every store."""

import json

import pytest

from components.events.changes import Change
from components.events.errors import StoryError, WhowhenError
from components.stores.base import ConflictError, Store, StoreError
from tests.stores.store_changes import CLAIM, EVENT, SOURCE, Reopen, cell, change, claim, event, note, second

IDS = [
    "'; DROP TABLE rows; --",
    '" OR ""="',
    "Robert'); DELETE FROM stories;",
    "../../etc/passwd",
    "a/b",
    "a\\b",
    "%",
    "_",
    "a\nb",
    "\u202ea",
    "=cmd|'/c calc'!A0",
    "<script>",
    "$1",
    "{0}",
    "é",
    "A",
    "a" * 5000,
]  # fmt: skip
UNFIT = ["a\0b", "\ud800", "\0", "x\udfff"]


class Hostile:
    """Hostile ids, cells, names and questions."""

    @pytest.mark.parametrize("table", ["events", "claims", "actors", "sources"])
    def test_an_id_that_is_none_is_refused_in_a_short_line_and_nothing_is_written(
        self, store: Store, reopen: Reopen, table: str
    ) -> None:
        for id in IDS:
            rows = {
                "events": change(events=second(event_id=id), claims=[claim(of=id)]),
                "claims": change(claims=[claim(id, EVENT)]),
                "actors": change(actors=[{"actor_id": id, "name_en": "A", "kind": "person"}]),
                "sources": change(sources=[{"source_id": id, "title": "T"}]),
            }[table]
            with pytest.raises(StoryError if len(id) < 255 else StoreError) as caught:
                store.save(rows, 0)
            assert str(caught.value).replace("\n", "").isprintable()
            assert len(str(caught.value)) < 2000
        assert (reopen().revision(), list(store.rows("events")), store.history()) == (0, [EVENT], ())

    def test_what_is_asked_for_by_a_hostile_word_is_not_there(self, store: Store) -> None:
        store.save(event(note_en="x"), 0)
        for id in [*IDS, *UNFIT]:
            assert store.history(event=id) == store.history(by=id) == ()
            assert store.rows("events", [id]) == {}
            assert store.drafts(id) == ()
            store.drop_draft(id, id)
            with pytest.raises(StoreError, match="has no text"):
                store.text(id)
            with pytest.raises(StoreError, match=r"no row|surrogate|NUL"):
                store.save(Change({}, "Ada", gone={"actors": (id,)}), 1)
        assert (store.revision(), note(store)) == (1, "x")

    @pytest.mark.parametrize("text", UNFIT)
    def test_half_a_character_or_a_nul_is_refused_wherever_it_stands(self, store: Store, text: str) -> None:
        for rows in (
            event(note_en=text),
            change(text, events=[{"event_id": EVENT, "note_en": "x"}]),
            change("Ada", text, events=[{"event_id": EVENT, "note_en": "x"}]),
            change(events=[{"event_id": text, "note_en": "x"}]),
            change(events=[{"event_id": EVENT, text: "x"}]),
            change(**{text: [{"event_id": EVENT}]}),
            Change({}, "Ada", gone={text: ("a",)}),
        ):
            for ask in (lambda rows=rows: store.save(rows, 0), lambda rows=rows: store.defects(rows)):
                with pytest.raises(StoreError) as caught:
                    ask()
                assert str(caught.value).isprintable()
        with pytest.raises(StoreError):
            store.undo(0, text, text)
        assert store.revision() == 0

    def test_an_undo_in_the_name_of_half_a_character_is_refused(self, store: Store) -> None:
        store.save(event(note_en="x"), 0)
        for by, why in (("\ud800", ""), ("Ada", "a\0b"), ("", "")):
            with pytest.raises(StoreError):
                store.undo(1, by, why)
        assert store.revision() == 1

    def test_errors_about_a_megabyte_are_short(self, store: Store, reopen: Reopen) -> None:
        long = "é\u202e" * 500_000
        store.save(event(note_en=long), 0)
        with pytest.raises(ConflictError) as caught:
            reopen().save(change("Bo", events=[{"event_id": EVENT, "note_en": long[1:]}]), 0)
        assert len(str(caught.value)) < 500
        assert str(caught.value).isprintable()
        (clash,) = caught.value.clashes
        assert (clash.theirs, clash.yours) == (long, long[1:])
        for rows in (
            event(when=long),
            change(claims=[{"claim_id": CLAIM, "speaker": "a" * 100_000 + "-b"}]),
            change(events=[{"event_id": long}]),
            change(**{long: []}),
            event(**{long.replace("\u202e", "x"): "x"}),
            change(sources=[{"source_id": SOURCE, "text": long}]),
        ):
            with pytest.raises(WhowhenError) as told:
                store.save(rows, 1)
            assert len(str(told.value)) < 2000, (str(told.value)[:300], [*rows.rows])
        assert store.revision() == 1

    def test_a_thousand_rows_at_once_are_one_change(self, store: Store, reopen: Reopen) -> None:
        claims = [claim(f"c-{at}", EVENT, summary_en="x" * 200) for at in range(1000)]
        assert store.save(change(claims=claims), 0) == 1
        assert len(reopen().rows("claims")) == 1002
        wrong = [{**one, "stance": "says"} if at % 2 else one for at, one in enumerate(claims)]
        assert [one.row for one in store.defects(change(claims=wrong))] == list(range(2, 1001, 2))
        assert store.save(Change({}, "Ada", gone={"claims": tuple(one["claim_id"] for one in claims)}), 1) == 2
        assert len(store.rows("claims")) == 2

    def test_a_draft_of_markup_and_formulas_comes_back_as_it_is(self, store: Store) -> None:
        assert cell(store, "events", EVENT, "type") == "call"
        from tests.stores.abstract_drafts import draft

        one = draft("=HYPERLINK(1)", json.dumps({"<script>": "[x](javascript:y)"}))
        store.keep_draft(one)
        assert store.drafts("Ada") == (one,)
