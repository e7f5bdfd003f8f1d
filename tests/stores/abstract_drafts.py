"""Work that is not part of the story yet, in every store."""

import datetime
import json

import pytest

from components.stores.base import Draft, Store, StoreError
from tests.stores.store_changes import Reopen, event

AT = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
ODD = "a/../b\\ ' OR 1=1; -- \u202e {x} é\n" + "k" * 3000


def draft(key: str = "k", content: str = '{"a": 1}', owner: str = "Ada", minutes: float = 0) -> Draft:
    """A draft of Ada's."""
    return Draft(owner, key, f"about {key[:40]}", content, AT + datetime.timedelta(minutes=minutes))


class Drafts:
    """Drafts."""

    def test_a_draft_is_there_for_its_owner_whoever_opens_the_story_next(self, store: Store, reopen: Reopen) -> None:
        assert store.drafts("Ada") == ()
        store.keep_draft(draft())
        assert reopen().drafts("Ada") == (draft(),)
        assert reopen().drafts("Bo") == reopen().drafts("") == reopen().drafts("A%") == ()

    def test_a_draft_takes_the_place_of_the_one_of_its_owner_and_key(self, store: Store, reopen: Reopen) -> None:
        store.keep_draft(draft(content="[1]"))
        reopen().keep_draft(draft(content="[2]", minutes=1))
        store.keep_draft(draft(content="[3]", owner="Bo"))
        assert [one.content for one in store.drafts("Ada")] == ["[2]"]
        assert [one.content for one in store.drafts("Bo")] == ["[3]"]

    def test_the_last_draft_comes_first(self, store: Store) -> None:
        for key, minutes in (("a", 2), ("b", 9.5), ("c", 9), ("d", 1 / 3)):
            store.keep_draft(draft(key, minutes=minutes))
        assert [one.key for one in store.drafts("Ada")] == ["b", "c", "a", "d"]

    def test_a_draft_is_dropped_once_and_for_all(self, store: Store, reopen: Reopen) -> None:
        store.keep_draft(draft("a"))
        store.keep_draft(draft("b"))
        store.drop_draft("Ada", "a")
        store.drop_draft("Ada", "a")
        store.drop_draft("Bo", "b")
        assert [one.key for one in reopen().drafts("Ada")] == ["b"]
        store.keep_draft(draft("a", "[4]"))
        assert [one.content for one in reopen().drafts("Ada") if one.key == "a"] == ["[4]"]

    def test_drafts_are_no_part_of_the_story(self, store: Store) -> None:
        store.load()
        stamp = store.stamp()
        store.keep_draft(draft())
        assert (store.revision(), store.history(), store.stamp()) == (0, (), stamp)
        store.save(event(note_en="x"), 0)
        store.undo(1, "Ada")
        assert store.drafts("Ada") == (draft(),)

    def test_a_draft_holds_any_text_under_any_key(self, store: Store, reopen: Reopen) -> None:
        content = json.dumps({"a": "é \u202e 電話 \0 \ud800 <b>" + "x" * 1_000_000})
        one = Draft(f"Zoé «'\"; --» {ODD}"[:400], ODD, ODD, content, AT)
        store.keep_draft(one)
        assert reopen().drafts(one.owner) == (one,)
        store.drop_draft(one.owner, ODD)
        assert reopen().drafts(one.owner) == ()

    def test_a_draft_that_not_every_store_can_hold_is_refused_in_words(self, store: Store) -> None:
        for wrong in (
            Draft("", "k", "t", "{}", AT),
            Draft("A" * 401, "k", "t", "{}", AT),
            Draft("Ada\0", "k", "t", "{}", AT),
            Draft("Ada", "k\ud800", "t", "{}", AT),
            Draft("Ada", "k" * 10_001, "t", "{}", AT),
            Draft("Ada", "k", "\0", "{}", AT),
            Draft("Ada", "k", "t", "\udfff", AT),
        ):
            with pytest.raises(StoreError, match="a draft"):
                store.keep_draft(wrong)
            assert store.drafts(wrong.owner) == ()
            store.drop_draft(wrong.owner, wrong.key)

    def test_a_day_in_another_zone_is_told_in_utc(self, store: Store) -> None:
        there = AT.astimezone(datetime.timezone(datetime.timedelta(hours=5)))
        store.keep_draft(Draft("Ada", "k", "t", "{}", there))
        (one,) = store.drafts("Ada")
        assert (one.at, one.at.utcoffset()) == (AT, datetime.timedelta(0))
