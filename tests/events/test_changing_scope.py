"""What a change touches: small tables find the defects that the whole story would."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.changes import ID, Cells, Change, RowChange
from components.events.changing import Held, applied, by_id, neighbourhood, referrers, row_changes
from components.events.changing_scope import _frame
from components.events.derive import build
from components.events.errors import Defect
from components.events.participants import explode
from components.events.schema import header
from components.events.validation import check

META: Mapping[str, Any] = {"title": {"en": "T"}, "languages": ["en", "fr"], "sides": {"east": {"en": "East"}}}
LANGUAGES = META["languages"]
Rows = dict[str, dict[str, Cells]]


def rows_of(size: int) -> Rows:
    """A sound story: each event has two claims, each source carries claims of several events."""
    sources = {
        f"s{at}": {"source_id": f"s{at}", "title": "S", "published": "2024-01-01"} for at in range(size // 3 + 1)
    }
    actors = {
        f"a{at}": {"actor_id": f"a{at}", "name_en": "A", "kind": "person"}
        | ({"affiliation": f"a{at - 1}"} if at % 4 else {})
        for at in range(size)
    }  # fmt: skip
    events = {
        f"e{at}": {"event_id": f"e{at}", "type": "call", "title_en": "E", "participants": f"a{at}:initiator"}
        for at in range(size)
    }
    claims = {
        f"c{at}-{n}": {
            "claim_id": f"c{at}-{n}", "event_id": f"e{at}", "source_id": f"s{at // 3}",
            "speaker": f"a{(at + n) % size}", "stance": ("asserts", "denies")[n], "asserted_on": "2024-02-01",
        }
        for at in range(size) for n in range(2)
    }  # fmt: skip
    return {"events": events, "claims": claims, "actors": actors, "sources": sources}


def whole(rows: Rows, extra: set[str] = frozenset()) -> dict[str, Any]:
    """The tables of all rows."""
    tables: dict[str, Any] = {table: _frame(rows.get(table, {}), header(table, LANGUAGES), extra) for table in ID}
    return {**tables, "participants": explode(tables["events"])}


def named(defects: list[Defect]) -> set[tuple[str, str, str, str]]:
    """Defects without what depends on the rows at hand: numbers, and likely spellings."""
    return {(one.file, one.column, one.value, one.problem) for one in defects}


STORY = rows_of(12)
cells = st.sampled_from(
    [
        ("events", "when", "2024-13"), ("events", "when", "2024"), ("events", "participants", "a1; nobody-here"),
        ("events", "participants", "a2:target; a3"), ("events", "lat", "5"), ("events", "type", "xx"),
        ("events", "title_en", ""), ("claims", "event_id", "e3"), ("claims", "event_id", "gone"),
        ("claims", "stance", "declines"), ("claims", "scope", "part"), ("claims", "speaker", "a99-x"),
        ("claims", "speaker", "An official"), ("claims", "asserted_on", "2023-01-01"), ("claims", "source_id", "s9"),
        ("claims", "source_id", "s1"), ("actors", "affiliation", "a2"), ("actors", "affiliation", "a11"),
        ("actors", "affiliation", ""), ("actors", "side", "west"), ("actors", "side", "a0"), ("actors", "side", "east"),
        ("sources", "published", "2024-03-01"), ("sources", "published", ""), ("sources", "url", "x"),
        ("claims", "speaker", "a123456"), ("actors", "kind", "god"), ("claims", "start_char", "9"),
    ]
)  # fmt: skip
IDS = {"events": "e{}", "claims": "c{}-1", "actors": "a{}", "sources": "s{}"}


@given(st.lists(st.tuples(cells, st.integers(0, 13)), min_size=1, max_size=4))
def test_the_neighbourhood_has_the_defects_that_the_whole_story_has(wishes: Any) -> None:
    asked: dict[str, dict[str, dict[str, str]]] = {}
    for (table, column, text), at in wishes:
        id = IDS[table].format(at)
        asked.setdefault(table, {}).setdefault(id, {ID[table]: id})[column] = text
    changes = row_changes(Change({table: tuple(rows.values()) for table, rows in asked.items()}, "Ada"), STORY)
    small = neighbourhood(changes, Held(STORY), LANGUAGES)
    large = whole(applied(STORY, changes))
    assert named(by_id(check(small, META), small)) == named(by_id(check(large, META), large))


@given(st.sets(st.sampled_from(["e1", "c1-0", "c2-1", "a5", "a3", "s1", "s2"]), min_size=1, max_size=4))
def test_rows_that_are_taken_out_are_missed_by_who_refers_to_them(ids: set[str]) -> None:
    tables = {"e": "events", "c": "claims", "a": "actors", "s": "sources"}
    changes = [RowChange(tables[id[0]], id, STORY[tables[id[0]]][id], None) for id in sorted(ids)]
    small = neighbourhood(changes, Held(STORY), LANGUAGES)
    large = whole(applied(STORY, changes))
    # A speaker who is no actor any more may be free text: referrers finds him, validation need not.
    found, expected = named(by_id(check(small, META), small)), named(by_id(check(large, META), large))
    assert found == expected
    missed = {(id, which) for _, id, _, which in referrers(changes, Held(STORY))}
    left = applied(STORY, changes)
    assert missed == {
        (id, text.partition(":")[0])
        for table, columns in {"claims": ("event_id", "source_id", "speaker"), "events": ("participants",),
                               "actors": ("affiliation",)}.items()
        for id, row in left[table].items() for column in columns
        if (text := row.get(column, "")) and text.partition(":")[0] in ids
    }  # fmt: skip


@pytest.mark.parametrize("table", ["events", "claims", "actors", "sources"])
def test_the_neighbourhood_does_not_grow_with_the_story(table: str) -> None:
    sizes = []
    for size in (40, 400):
        rows = rows_of(size)
        id = IDS[table].format(8)
        text = {"events": "title_en", "claims": "summary_en", "actors": "aliases", "sources": "published"}[table]
        change = row_changes(Change({table: ({ID[table]: id, text: "2023"},)}, "Ada"), rows)
        sizes.append(sum(len(frame) for frame in neighbourhood(change, Held(rows), LANGUAGES).values()))
    assert sizes[0] == sizes[1]
    assert sizes[0] < 50


def test_a_name_that_resembles_an_actor_is_found_however_far_the_actor_is() -> None:
    rows = rows_of(5)
    rows["actors"]["minister"] = {"actor_id": "minister", "name_en": "M", "kind": "person"}
    changes = row_changes(Change({"claims": ({"claim_id": "c1-1", "speaker": "ministre"},)}, "Ada"), rows)
    tables = neighbourhood(changes, Held(rows), LANGUAGES)
    (one,) = by_id(check(tables, META), tables)
    assert (one.row, one.value, one.problem) == (0, "ministre", "c1-1: unknown actor id")


def test_a_column_that_nobody_knows_is_a_defect_of_the_change_that_sets_it() -> None:
    changes = row_changes(Change({"events": ({"event_id": "e1", "xyzzy": "1"},)}, "Ada"), STORY)
    (one,) = check(neighbourhood(changes, Held(STORY), LANGUAGES), META)
    assert (one.column, one.problem) == ("xyzzy", "unknown column")


def test_a_removed_event_is_left_out_of_the_story_with_its_claims_and_is_checked_all_the_same() -> None:
    changes = row_changes(Change({"events": ({"event_id": "e1", "removed": "There twice"},)}, "Ada"), STORY)
    tables = whole(applied(STORY, changes))
    assert check(tables, META) == []
    story = build("s", tables, META)
    assert "e1" not in set(story.events["event_id"]) | set(story.claims["event_id"]) | set(
        story.participants["event_id"]
    )
    assert len(story.events) == 11
    assert len(story.claims) == 22
    assert "removed" not in story.events
    bad = applied(STORY, row_changes(Change({"events": ({"event_id": "e1", "removed": "x", "lat": "5"},)}, "A"), STORY))
    assert [one.column for one in check(whole(bad), META)] == ["lon"]
