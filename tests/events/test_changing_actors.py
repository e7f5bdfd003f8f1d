"""Two actors become one, one becomes two, and an event's place is that of others: pure functions over rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.changes import ID, Cells, Change
from components.events.changing import applied, row_changes
from components.events.changing_actors import merged, same_place, split
from components.events.vocabulary import ROLES

ACTORS: dict[str, Cells] = {
    "ann": {"actor_id": "ann", "name_en": "Ann Smith", "kind": "person", "aliases": "Annie", "affiliation": "un"},
    "anne": {
        "actor_id": "anne",
        "name_en": "Anne Smith",
        "name_fr": "Anne S.",
        "kind": "person",
        "aliases": "annie; A. Smith",
        "wikidata": "Q1",
        "affiliation": "eu",
        "side": "west",
    },
    "un": {"actor_id": "un", "name_en": "UN", "kind": "organisation"},
    "eu": {"actor_id": "eu", "name_en": "EU", "kind": "organisation"},
    "aide": {"actor_id": "aide", "name_en": "Aide", "kind": "person", "affiliation": "anne", "side": "anne"},
}
EVENTS: dict[str, Cells] = {
    "e1": {"event_id": "e1", "participants": "anne:initiator; un:target; ann"},
    "e2": {"event_id": "e2", "participants": "ann:initiator; anne:source"},
    "e3": {"event_id": "e3", "participants": "un; eu"},
    "e4": {"event_id": "e4", "participants": "ann; anne"},
}
CLAIMS: dict[str, Cells] = {
    "c1": {"claim_id": "c1", "event_id": "e1", "speaker": "anne"},
    "c2": {"claim_id": "c2", "event_id": "e1", "speaker": "Anne Smith"},
    "c3": {"claim_id": "c3", "event_id": "e2", "speaker": "ann"},
}
ROWS = {"actors": ACTORS, "events": EVENTS, "claims": CLAIMS}


def after(rows, changed, gone=()):
    """The rows after a change, as a store makes it."""
    change = Change(changed, "Ann", gone={"actors": tuple(gone)} if gone else {})
    return applied(rows, row_changes(change, rows))


def by_id(changed, table: str) -> dict[str, Cells]:
    return {row[ID[table]]: row for row in changed.get(table, ())}


def test_every_event_and_claim_of_the_one_that_goes_names_the_one_that_stays() -> None:
    changed, gone = merged(ROWS, "ann", "anne")
    assert gone == {"actors": ("anne",)}
    assert by_id(changed, "claims") == {"c1": {"claim_id": "c1", "speaker": "ann"}}
    assert set(by_id(changed, "events")) == {"e1", "e2", "e4"}


def test_a_plain_participant_is_not_named_beside_a_role_that_says_more() -> None:
    events = by_id(merged(ROWS, "ann", "anne")[0], "events")
    assert events["e1"]["participants"] == "ann:initiator; un:target"
    assert events["e2"]["participants"] == "ann:initiator; ann:source"
    assert events["e4"]["participants"] == "ann"


def test_names_become_other_names_once_and_what_is_lacking_is_filled() -> None:
    ann = by_id(merged(ROWS, "ann", "anne")[0], "actors")["ann"]
    assert ann == {
        "actor_id": "ann",
        "name_fr": "Anne S.",
        "wikidata": "Q1",
        "side": "west",
        "aliases": "Annie; Anne Smith; A. Smith",
    }


def test_who_belonged_to_the_one_that_goes_belongs_to_the_one_that_stays() -> None:
    aide = by_id(merged(ROWS, "ann", "anne")[0], "actors")["aide"]
    assert aide == {"actor_id": "aide", "affiliation": "ann", "side": "ann"}


def test_a_side_that_the_story_names_stays_though_an_actor_of_that_name_goes() -> None:
    aide = by_id(merged(ROWS, "ann", "anne", sides=["anne"])[0], "actors")["aide"]
    assert aide == {"actor_id": "aide", "affiliation": "ann"}


def test_a_side_of_its_own_stays_its_own() -> None:
    states: dict[str, Cells] = {id: {"actor_id": id, "side": id} for id in ("us", "usa")}
    changed, _ = merged({"actors": states}, "us", "usa")
    assert changed == {}
    assert (
        by_id(merged({"actors": {**states, "us": {"actor_id": "us"}}}, "us", "usa")[0], "actors")["us"]["side"] == "us"
    )


def test_an_actor_never_comes_to_belong_to_itself() -> None:
    inner = {**ACTORS, "anne": {**ACTORS["anne"], "affiliation": "ann"}}
    assert "affiliation" not in by_id(merged({**ROWS, "actors": inner}, "ann", "anne")[0], "actors")["ann"]
    outer = {**ACTORS, "ann": {**ACTORS["ann"], "affiliation": "anne", "side": "anne"}}
    ann = by_id(merged({**ROWS, "actors": outer}, "ann", "anne")[0], "actors")["ann"]
    assert (ann["affiliation"], ann["side"]) == ("eu", "west")
    round_about = {**ACTORS, "un": {**ACTORS["un"], "affiliation": "anne"}}
    found = by_id(merged({**ROWS, "actors": round_about}, "ann", "anne")[0], "actors")
    assert found["un"]["affiliation"] == "ann"
    assert found["ann"]["affiliation"] == "eu"


def test_an_actor_is_not_merged_with_itself_or_with_nobody() -> None:
    with pytest.raises(ValueError, match="cannot be merged with itself"):
        merged(ROWS, "ann", "ann")
    with pytest.raises(KeyError):
        merged(ROWS, "ann", "nobody")


def test_only_what_changes_is_in_the_rows() -> None:
    changed, _ = merged({"actors": {"a": {"actor_id": "a"}, "b": {"actor_id": "b"}}}, "a", "b")
    assert changed == {}


def test_the_new_half_takes_the_chosen_events_in_the_roles_that_were_there() -> None:
    changed = split(
        ROWS, "anne", {"actor_id": "new", "name_en": "New", "aliases": "A. Smith", "side": ""}, ["e1"], ["c1"]
    )
    assert by_id(changed, "events") == {"e1": {"event_id": "e1", "participants": "new:initiator; un:target; ann"}}
    assert by_id(changed, "claims") == {"c1": {"claim_id": "c1", "speaker": "new"}}
    assert changed["actors"] == (
        {"actor_id": "new", "name_en": "New", "aliases": "A. Smith"},
        {"actor_id": "anne", "aliases": "annie"},
    )


def test_events_and_claims_that_do_not_name_the_actor_stay() -> None:
    changed = split(ROWS, "anne", {"actor_id": "new", "name_en": "New"}, ["e3", "nowhere"], ["c3", "c2"])
    assert set(changed) == {"actors"}
    with pytest.raises(ValueError, match="already"):
        split(ROWS, "anne", {"actor_id": "un"}, ["e1"], [])
    with pytest.raises(KeyError):
        split(ROWS, "nobody", {"actor_id": "new"}, ["e1"], [])


def test_the_same_place_is_written_alike_in_every_language_that_both_have() -> None:
    rows = {
        "a": {"place_en": "Kyiv", "place_fr": "Kiev"},
        "b": {"place_en": "Kyiv"},
        "c": {"place_en": "Kyiv", "place_fr": "Kyïv"},
        "d": {"place_fr": "Kiev"},
        "e": {},
        "f": {"place_en": "Moscow"},
    }
    assert same_place(rows, "a") == ("b", "d")
    assert same_place(rows, "b") == ("a", "c")
    assert same_place(rows, "e") == ()


IDS = st.sampled_from(["a", "b", "c", "d"])
CELLS = st.lists(st.tuples(IDS, st.sampled_from(ROLES)), max_size=5, unique=True).map(
    lambda pairs: "; ".join(f"{actor}:{role}" for actor, role in pairs)
)


@st.composite
def stories(draw: st.DrawFn):
    above = draw(st.fixed_dictionaries({id: st.sampled_from(["", "a", "b", "c", "d", "x"]) for id in "abcd"}))
    actors: dict[str, Cells] = {
        id: {
            "actor_id": id,
            "name_en": id.upper(),
            "affiliation": "" if above[id] in (id, "x") else above[id],
            "side": above[id],
        }
        for id in "abcd"
    }
    events = {f"e{at}": {"event_id": f"e{at}", "participants": draw(CELLS)} for at in range(3)}
    claims = {f"c{at}": {"claim_id": f"c{at}", "event_id": "e0", "speaker": draw(IDS)} for at in range(3)}
    return {"actors": actors, "events": events, "claims": claims}


@given(rows=stories())
def test_after_a_merge_nothing_names_the_one_that_went_and_nobody_is_named_twice(rows) -> None:
    changed, _ = merged(rows, "a", "b")
    now = after(rows, changed, ["b"])
    assert "b" not in now["actors"]
    for event in now["events"].values():
        parts = [part.strip() for part in event.get("participants", "").split(";") if part.strip()]
        assert not [part for part in parts if part.partition(":")[0] == "b"]
        pairs = [(part.partition(":")[0], part.partition(":")[2] or "participant") for part in parts]
        assert len(pairs) == len(set(pairs))
    assert "b" not in {row.get(column) for row in now["actors"].values() for column in ("affiliation", "side")}
    assert "b" not in {row["speaker"] for row in now["claims"].values()}
    assert now["actors"]["a"].get("affiliation") != "a"
    assert "B" in now["actors"]["a"]["aliases"].split("; ")


@given(rows=stories())
def test_whoever_acted_in_an_event_still_does_after_a_split_and_a_merge(rows) -> None:
    def cast(tables) -> list[set[str]]:
        return [
            {part.partition(":")[0].strip() for part in event.get("participants", "").split(";")}
            for event in tables["events"].values()
        ]

    apart = after(rows, split(rows, "a", {"actor_id": "n", "name_en": "N"}, ["e0", "e1", "e2"], ["c0"]))
    changed, gone = merged(apart, "a", "n")
    assert cast(after(apart, changed, gone["actors"])) == cast(rows)
