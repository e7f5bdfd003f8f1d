"""What rows were before later change sets."""

import datetime
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from components.events.changes import ChangeSet, RowChange
from components.events.changing import applied
from components.events.changing_json import as_json, from_json
from components.events.changing_past import before, placed

AT = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
IDS = "abcdef"
Rows = Mapping[str, Mapping[str, Mapping[str, str]]]


def rows(*ids: str) -> Rows:
    """Actors of those ids."""
    return {"actors": {id: {"actor_id": id} for id in ids}}


def taken(*ids: str) -> list[RowChange]:
    """Changes that take actors out."""
    return [RowChange("actors", id, {"actor_id": id}, None) for id in ids]


def made(number: int, changed: Sequence[RowChange], now: Rows) -> ChangeSet:
    """A change set as a store writes it down."""
    return ChangeSet(number, AT, "Ada", "", placed(changed, now))


def order(found: Rows) -> str:
    """The ids of actors in their order."""
    return "".join(found["actors"])


def test_rows_that_were_changed_are_as_they_were_and_where_they_stand() -> None:
    now = {"actors": {"a": {"actor_id": "a", "kind": "new"}, "b": {"actor_id": "b"}}}
    old = {"actor_id": "a", "kind": "old", "role": "x"}
    since = [made(1, [RowChange("actors", "a", old, now["actors"]["a"])], rows("a", "b"))]
    assert before(now, since) == {"actors": {"a": old, "b": {"actor_id": "b"}}}
    assert order(before(now, since)) == "ab"


def test_rows_that_were_added_since_are_not_there() -> None:
    since = [made(1, [RowChange("actors", "b", None, {"actor_id": "b"})], rows("a"))]
    assert before(rows("a", "b"), since) == rows("a")


def test_rows_that_were_taken_out_since_stand_where_they_did() -> None:
    for ids in ("a", "c", "f", "abc", "cab", "def", "ace", "fedcba"):
        now = applied(rows(*IDS), taken(*ids))
        assert order(before(now, [made(1, taken(*ids), rows(*IDS))])) == IDS, ids


def test_a_row_whose_place_nobody_noted_comes_last() -> None:
    since = [ChangeSet(1, AT, "Ada", "", tuple(taken("b")))]
    assert order(before(rows("a", "c"), since)) == "acb"


def test_a_place_that_there_is_not_any_more_loses_no_row() -> None:
    gone = RowChange("actors", "b", {"actor_id": "b"}, None, follows="nobody")
    assert order(before(rows("a", "c"), [ChangeSet(1, AT, "Ada", "", (gone,))])) == "acb"
    around = [
        RowChange("actors", "a", {"actor_id": "a"}, None, follows="b"),
        RowChange("actors", "b", {"actor_id": "b"}, None, follows="a"),
    ]
    assert order(before(rows("c"), [ChangeSet(1, AT, "Ada", "", tuple(around))])) == "cab"


def test_the_place_of_a_row_survives_the_file_of_the_history() -> None:
    one = made(
        1, [*taken("b"), RowChange("actors", "a", {"actor_id": "a"}, {"actor_id": "a", "kind": "x"})], rows("a", "b")
    )
    assert [row.follows for row in from_json(as_json(one)).rows] == ["a", None]
    assert "follows" not in as_json(one)["rows"][1]


def test_nothing_since_is_the_rows_now_and_the_rows_given_stay_as_they_are() -> None:
    now = rows("a", "b")
    assert before(now, []) == now
    before(now, [made(1, [RowChange("actors", "b", None, {"actor_id": "b"})], rows("a"))])
    assert now == rows("a", "b")


steps = st.lists(
    st.lists(
        st.tuples(st.sampled_from(IDS), st.sampled_from(["x", "y", ""])),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    max_size=12,
)


@given(steps)
def test_every_revision_comes_back_cell_by_cell_and_in_its_order(asked: list[list[tuple[str, str]]]) -> None:
    """A step gives an actor another kind, adds him if there is none, or takes him out ("")."""
    now: Rows = rows("a", "b", "c")
    past, sets = [now], []
    for number, step in enumerate(asked, start=1):
        changed = []
        for id, kind in step:
            old = now["actors"].get(id)
            new = {"actor_id": id, "kind": kind} if kind else None
            if old != new:
                changed.append(RowChange("actors", id, old, new))
        sets.append(made(number, changed, now))
        now = applied(now, changed)
        past.append(now)
    for number, then in enumerate(past):
        found = before(now, sets[number:])
        assert [*found["actors"].items()] == [*then["actors"].items()]
