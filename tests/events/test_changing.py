"""Changes as values: what they do, whom they contradict, how they are taken back, and what they say."""

import datetime
import json
from dataclasses import replace

import pytest

from components.events.changes import Change, ChangeSet, RowChange
from components.events.changing import (
    ChangeError,
    applied,
    blockers,
    inverse,
    merge,
    row_changes,
    signed,
    told,
    touches,
)
from components.events.changing_json import change_of, from_json, line, rows_of
from components.events.changing_words import told_head
from components.events.schema import SCHEMA
from components.events.words import LANGUAGES

ROWS = {"events": {"a": {"event_id": "a", "when": "2024", "note_en": "old"}}, "claims": {}}
AT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def asked(*rows: dict[str, str], table: str = "events") -> Change:
    return Change({table: rows}, "Ada")


def made(number: int, *rows: RowChange, by: str = "Ada", undoes: int = 0) -> ChangeSet:
    return ChangeSet(number, AT, by, "why", rows, undoes)


def note(before: str, after: str, column: str = "note_en") -> RowChange:
    return RowChange("events", "a", {"event_id": "a", column: before}, {"event_id": "a", column: after})


def test_a_known_row_is_changed_and_a_new_one_added_and_the_rest_drops_out() -> None:
    found = row_changes(
        asked({"event_id": "a", "note_en": "new"}, {"event_id": "b", "when": " 2025 ", "tags": ""}), ROWS
    )
    assert found == (
        RowChange("events", "a", ROWS["events"]["a"], {"event_id": "a", "when": "2024", "note_en": "new"}),
        RowChange("events", "b", None, {"event_id": "b", "when": "2025"}),
    )
    assert row_changes(asked({"event_id": "a", "when": "2024", "tags": ""}), ROWS) == ()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"people": ()}, "no table 'people'"),
        ({"events": {"event_id": "a"}}, "no list of rows"),
        ({"events": "a"}, "no list of rows"),
        ({"events": ("a",)}, "row 1: it is no row"),
        ({"events": ({"note_en": "x"},)}, "row 1: it has no event_id"),
        ({"events": ({"event_id": " "},)}, "row 1: it has no event_id"),
        ({"claims": ({"event_id": "a"},)}, "row 1: it has no claim_id"),
        ({"events": ({"event_id": "a"}, {"event_id": "a "})}, "row 2: 'a' is there twice"),
        ({"events": ({"event_id": "a", "lat": 1.5},)}, "column lat: 1.5 is no text"),
        ({"events": ({"event_id": "a", "note_en": "\0"},)}, "NUL"),
        ({"events": ({"event_id": "a", "note_en": "x\udfff"},)}, "surrogate"),
        ({"events": ({"event_id": "a", "": "x"},)}, "no name of a column"),
        ({"events": ({"event_id": "a", 3: "x"},)}, "no name of a column"),
        ([], "table of tables"),
    ],
)
def test_what_is_no_change_is_told(rows: object, problem: str) -> None:
    with pytest.raises(ChangeError, match=problem):
        row_changes(Change(rows, "Ada"), ROWS)  # type: ignore[arg-type]


def test_only_a_cell_that_was_set_to_another_text_since_is_a_clash() -> None:
    since = [made(1, note("older", "old"), by="Bo")]
    (one,) = merge(asked({"event_id": "a", "note_en": "new", "when": "2025"}), ROWS, since)
    assert one == ("events", "a", "note_en", "old", "new", "Bo")
    assert merge(asked({"event_id": "a", "note_en": "old", "when": "2025"}), ROWS, since) == ()
    assert merge(asked({"event_id": "a", "note_en": "new"}), ROWS, []) == ()


def test_the_last_who_set_a_cell_is_named() -> None:
    since = [made(1, note("", "x"), by="Bo"), made(2, note("x", "old"), by="Cy")]
    assert [one.by for one in merge(asked({"event_id": "a", "note_en": "new"}), ROWS, since)] == ["Cy"]


def test_an_inverse_leaves_later_cells_alone() -> None:
    now = {"events": {"a": {"event_id": "a", "note_en": "new", "note_fr": "tard"}}}
    (back,) = inverse(made(1, note("old", "new")), now)
    assert back.after == {"event_id": "a", "note_en": "old", "note_fr": "tard"}
    assert applied(now, [back])["events"]["a"] == back.after


def test_the_inverse_of_an_addition_takes_the_row_out_and_that_of_a_removal_puts_it_back() -> None:
    added = RowChange("events", "a", None, ROWS["events"]["a"])
    (out,) = inverse(made(1, added), ROWS)
    assert (out.before, out.after) == (ROWS["events"]["a"], None)
    (again,) = inverse(made(2, out), {"events": {}})
    assert again == added


def test_later_changes_of_the_same_cells_stand_in_the_way_and_others_do_not() -> None:
    one = made(1, note("", "x"))
    assert blockers(one, [made(2, note("", "x", "note_fr"))]) == ()
    later = made(2, note("x", "y"))
    assert blockers(one, [later]) == (later,)


def test_a_change_that_was_taken_back_stands_in_nobodys_way_until_it_is_done_again() -> None:
    one, later = made(1, note("", "x")), made(2, note("x", "y"))
    taken_back, again = made(3, note("y", "x"), undoes=2), made(4, note("x", "y"), undoes=3)
    assert blockers(one, [later, taken_back]) == ()
    assert blockers(one, [later, taken_back, again]) == (later,)


def test_a_change_that_was_taken_back_is_not_taken_back_twice() -> None:
    one, undo = made(1, note("", "x")), made(2, note("x", ""), undoes=1)
    assert blockers(one, [undo]) == (undo,)


def test_any_change_of_a_row_that_was_added_stands_in_the_way() -> None:
    one = made(1, RowChange("events", "a", None, {"event_id": "a"}))
    later = made(2, note("", "y"))
    assert blockers(one, [later]) == (later,)


def test_a_change_touches_its_event_and_that_of_its_claims_before_and_after() -> None:
    moved = RowChange("claims", "c", {"claim_id": "c", "event_id": "a"}, {"claim_id": "c", "event_id": "b"})
    assert [touches(made(1, moved), event) for event in ("a", "b", "c")] == [True, True, False]
    assert touches(made(1, note("", "x")), "a")
    assert not touches(made(1, RowChange("actors", "a", None, {"actor_id": "a"})), "a")


@pytest.mark.parametrize(("by", "why"), [("", "x"), (" ", "x"), ("A\0", "x"), ("A", "\ud800")])
def test_a_change_is_signed_with_texts(by: str, why: str) -> None:
    with pytest.raises(ChangeError):
        signed(by, why)


def test_a_change_set_is_the_same_after_a_line_of_json() -> None:
    one = made(3, note("a\nb", "é \u2028 \x85 «»"), RowChange("claims", "c", None, {"claim_id": "c"}), undoes=2)
    content = line(one)
    assert content.count(b"\n") == 1
    assert "é".encode() in content
    assert from_json(json.loads(content)) == one


def test_a_change_set_tells_its_texts_and_one_without_is_written_as_before() -> None:
    one = made(1, note("a", "b"))
    assert b"texts" not in line(one)
    assert from_json(json.loads(line(one))).texts == ()
    more = replace(one, texts=("a.txt", "é.md"))
    assert from_json(json.loads(line(more))) == more


@pytest.mark.parametrize("text", ["{", "[]", '{"events": 3}', '{"a": 1, "a": 2}', "[" * 100_000, '{"events": {}}'])
def test_a_text_that_holds_no_change_is_told(text: str) -> None:
    with pytest.raises(ChangeError):
        rows_of(text)


def test_a_change_out_of_json_has_rows_those_to_take_out_and_texts() -> None:
    found = change_of(
        '{"claims": [{"claim_id": "c"}], "gone": {"actors": ["x"]}, "texts": {"a.txt": "A"}}', "Ada", "why"
    )
    assert found == Change({"claims": ({"claim_id": "c"},)}, "Ada", "why", {"actors": ("x",)}, {"a.txt": "A"})
    for text in ('{"gone": ["x"]}', '{"gone": {"actors": "x"}}'):
        with pytest.raises(ChangeError, match=r"gone|actors"):
            change_of(text, "Ada", "")


# Rows to take out

ACTORS = {"actors": {"x": {"actor_id": "x", "kind": "person"}}}


def taking(*ids: object, table: str = "actors", **rows: tuple[dict[str, str], ...]) -> Change:
    return Change(rows, "Ada", gone={table: ids})  # type: ignore[dict-item]


def test_a_row_is_taken_out_and_one_that_is_not_there_drops_out() -> None:
    assert row_changes(taking("x", " x", "y"), ACTORS) == (RowChange("actors", "x", ACTORS["actors"]["x"], None),)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (taking("a", table="events"), "an event is never taken out"),
        (taking("a", table="people"), "no table 'people'"),
        (taking(""), "an id is empty"),
        (taking("x\0"), "NUL"),
        (taking("\udc00"), "surrogate"),
        (taking(3), "no text"),
        (taking("x", actors=({"actor_id": "x", "kind": "state"},)), "changed and to be taken out"),
        (Change({}, "Ada", gone={"actors": "x"}), "no list of ids"),  # type: ignore[dict-item]
        (Change({}, "Ada", gone=["x"]), "tables of ids"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_taken_out_is_told(change: Change, problem: str) -> None:
    with pytest.raises(ChangeError, match=problem):
        row_changes(change, ACTORS)


def test_who_takes_out_what_another_changed_is_told_so_and_who_takes_out_the_same_is_not() -> None:
    touched = made(1, RowChange("actors", "x", {"actor_id": "x"}, {"actor_id": "x", "kind": "person"}), by="Bo")
    assert merge(taking("x"), ACTORS, [touched]) == (("actors", "x", "actor_id", "x", "", "Bo"),)
    away = made(2, RowChange("actors", "x", {"actor_id": "x"}, None), by="Bo")
    assert merge(taking("x"), {}, [away]) == ()
    with pytest.raises(ChangeError, match="no row 'nobody'"):
        merge(taking("nobody"), ACTORS, [touched])


def test_each_row_is_told_in_words() -> None:
    before = {"event_id": "a", "title_en": "A call", "title_fr": "Un appel", "note_en": "x", "tags": "t"}
    after = {"event_id": "a", "title_en": "A call", "title_fr": "Un appel", "note_en": "y", "place_fr": "Ici"}
    rows = (
        RowChange("events", "a", before, after),
        RowChange("claims", "c", None, {"claim_id": "c", "event_id": "a"}),
        RowChange("sources", "s", {"source_id": "s", "title": "S"}, None),
        RowChange("events", "a", before, {**before, "removed": "twice"}),
        RowChange("events", "a", {**before, "removed": "twice"}, before),
    )
    assert told(made(1, *rows), "en") == [
        "event “A call” (a): note (en) “y”, was “x”; tags emptied, was “t”; place (fr) “Ici”",
        "claim c about a: added",
        "source “S” (s): taken out",
        "event “A call” (a): taken off the timeline, because: twice",
        "event “A call” (a): put back on the timeline",
    ]
    assert told(made(1, *rows), "fr") == [
        "événement « Un appel » (a) : note (en) « y », auparavant « x » ; mots-clés : vide, auparavant « t » ; "
        "lieu (fr) « Ici »",
        "déclaration c sur a : ajout",
        "source « S » (s) : retrait",
        "événement « Un appel » (a) : ôté de la chronologie, motif : twice",
        "événement « Un appel » (a) : remis dans la chronologie",
    ]
    assert told_head(made(1, undoes=2), "fr") == (
        "1 · 2026-01-02 03:04:05 UTC · Ada · annule la modification 2 · motif : why"
    )


def test_what_an_undo_takes_out_or_puts_back_and_the_texts_that_came_are_told() -> None:
    source = {"source_id": "s", "title": "S"}
    rows = (RowChange("sources", "s", source, None), RowChange("claims", "c", None, {"claim_id": "c", "event_id": "a"}))
    assert told(made(2, *rows, undoes=1), "en") == ["source “S” (s): taken out again", "claim c about a: put back"]
    assert told(made(2, *rows, undoes=1), "fr") == [
        "source « S » (s) : ajout annulé",
        "déclaration c sur a : retrait annulé",
    ]
    came = replace(made(1, RowChange("sources", "s", None, source)), texts=("a.txt", "b\u202e.txt"))
    assert told(came, "en") == ["source “S” (s): added", "text “a.txt”: added", "text “b .txt”: added"]
    assert told(came, "fr")[1] == "texte « a.txt » : ajout"


def test_hostile_texts_are_told_on_one_line_and_cut() -> None:
    (sentence,) = told(made(1, note("{x}\n\x1b[31m\u202e", "b" * 500)), "en")
    assert sentence.isprintable()
    assert "{x}" in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["events", "claims", "actors", "sources"])
def test_every_column_has_words(table: str, language: str) -> None:
    names = [f"{one.name}_xx" if one.translated else one.name for one in SCHEMA[table][1:]]
    row = RowChange(table, "a", {}, dict.fromkeys(names, "x"))
    (sentence,) = told(made(1, row), language)
    assert [name for name in names if "_" in name and name in sentence] == []
