"""A story as it was at an earlier revision, in every store."""

import pytest
from pandas.testing import assert_frame_equal

from components.events.changes import Change
from components.events.changing_texts import digest
from components.events.story import Story
from components.stores.base import FIRST, Loaded, Store, StoreError
from components.stores.guarded import Guarded
from tests.stores.store_changes import CLAIM, EVENT, Reopen, change, claim, event, second

TABLES = ("events", "participants", "claims", "actors", "sources")
BISHOP = {"actor_id": "bishop", "name_en": "The bishop", "kind": "person"}


def assert_same(found: Story, wanted: Story) -> None:
    """Two stories that are alike in every cell, type and order."""
    for table in TABLES:
        assert_frame_equal(getattr(found, table), getattr(wanted, table))
    heads = ("name", "title", "languages", "description", "eras", "families", "sides", "lanes")
    assert [getattr(found, name) for name in heads] == [getattr(wanted, name) for name in heads]


def asked(number: int) -> int:
    """What ``load`` takes for a revision."""
    return number or FIRST


def changed_often(store: Store) -> list[Loaded]:
    """What ``load`` gave at each revision of a story that was changed in every way."""
    text = "She called.\n"
    source = {"source_id": "herald", "title": "T", "text": "h.txt", "sha256": digest(text.encode())}
    found = [store.load()]
    for step in (
        event(note_en="One", place_en=""),
        change(events=second(), claims=[claim()], actors=[BISHOP]),
        Change({"sources": (source,)}, "Bo", texts={"h.txt": text}),
        change(
            actors=[{"actor_id": "mayor", "aliases": "The old one"}],
            claims=[{"claim_id": CLAIM, "speaker": "bishop"}],
        ),
        Change({"claims": ({"claim_id": CLAIM, "speaker": "town"},)}, "Bo", gone={"actors": ("bishop",)}),
        5,
        event(removed="It never happened."),
        Change({}, "Ada", gone={"claims": ("example-2",)}),
        3,
        8,
        change(events=[{"event_id": EVENT, "removed": "", "participants": "minister:initiator"}]),
    ):
        number = found[-1].revision
        made = store.undo(step, "Ada") if isinstance(step, int) else store.save(step, number)
        assert made == number + 1
        found.append(store.load())
    return found


class Past:
    """``load(at)``."""

    def test_any_revision_loads_as_it_was_whatever_came_later(self, store: Store, reopen: Reopen) -> None:
        then = changed_often(store)
        assert len(then) == 12
        opened = reopen()
        for one in then:
            found = opened.load(asked(one.revision))
            assert found.revision == one.revision
            assert_same(found.story, one.story)
        assert_same(Guarded(store, "no").load(3).story, then[3].story)
        assert_same(store.load().story, then[-1].story)

    def test_an_actor_who_was_taken_out_stands_where_he_stood(self, store: Store) -> None:
        ids = list(store.rows("actors"))
        rows = store.rows("claims")
        free = {"claims": tuple({"claim_id": one, "speaker": "somebody else"} for one in rows)}
        gone = Change(free, "Ada", gone={"actors": ("gazette",)})
        store.save(change(actors=[BISHOP]), 0)
        store.save(gone, 1)
        store.undo(2, "Ada")
        assert list(store.rows("actors")) == [*(one for one in ids if one != "gazette"), "bishop", "gazette"]
        for number in (1, FIRST):
            found = store.load(number).story.actors["actor_id"].tolist()
            assert found == ([*ids, "bishop"] if number == 1 else ids)

    def test_what_is_now_is_the_revision_0_of_a_story_that_nobody_changed(self, store: Store) -> None:
        assert_same(store.load(FIRST).story, store.load(0).story)
        assert store.load(FIRST).revision == store.load().revision == 0

    def test_a_revision_that_there_is_not_is_refused_by_its_number(self, store: Store) -> None:
        store.save(event(note_en="x"), 0)
        for wrong in (2, 10**30, -2, -(10**30)):
            with pytest.raises(StoreError, match="there is no revision") as caught:
                store.load(wrong)
            assert (caught.value.cause, caught.value.values) == ("no_revision", {"number": str(wrong)})

    def test_stories_alike_have_one_revision_and_others_another(self, store: Store) -> None:
        for at, text in enumerate(("x", "y", "x")):
            store.save(event(note_en=text), at)
        store.save(event(note_en="z"), 3)
        one, two, three = (store.load(at).story.revision for at in (1, 2, 3))
        assert one == three
        assert one != two

    def test_history_tells_who_made_a_revision_and_when(self, store: Store) -> None:
        for at, by in enumerate(("Ada", "Bo", "Cy")):
            store.save(event(note_en=by) if by != "Bo" else change("Bo", events=second(), claims=[claim()]), at)
        (one,) = store.history(since=1, until=2)
        assert (one.number, one.by) == (2, "Bo")
        assert one.at.utcoffset() is not None

    def test_looking_back_changes_nothing(self, store: Store) -> None:
        store.save(event(note_en="x"), 0)
        stamp = store.stamp()
        store.load(FIRST)
        assert (store.stamp(), store.revision(), len(store.history())) == (stamp, 1, 1)
