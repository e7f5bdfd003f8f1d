"""Unsaved edits of a table: folded out of what the grid tells, kept by ids, and made into one change."""

from dataclasses import replace
from typing import Any

from components.app.widgets.table_editor.desk import (
    Desk,
    Grid,
    change_of,
    columns_of,
    edited,
    folded,
    forgotten,
    laid_out,
    listed,
    made_ids,
    new_ids,
    shown,
    taken_ids,
    with_new,
    without,
)

ROWS = {
    "a": {"event_id": "a", "title_en": "A", "when": "2025"},
    "b": {"event_id": "b", "title_en": "B"},
    "c": {"event_id": "c", "title_en": "C"},
}
COLUMNS = ("event_id", "when", "title_en")


def grid(desk: Desk = Desk(), table: str = "events") -> Grid:  # noqa: B008 (a value that nobody can change)
    return Grid(table, listed(desk, ROWS), COLUMNS, desk)


def told(desk: Desk = Desk(), **state: Any) -> Desk:  # noqa: B008
    return folded(grid(desk), state, ROWS)[0]


def test_cells_that_were_typed_are_edits_of_their_row() -> None:
    desk = told(edited_rows={0: {"title_en": "A2"}, "2": {"when": "2026"}})
    assert desk.cells == {"a": {"title_en": "A2"}, "c": {"when": "2026"}}
    assert desk.rows == 2


def test_a_cleared_cell_is_set_to_nothing() -> None:
    assert told(edited_rows={0: {"when": None}}).cells == {"a": {"when": ""}}


def test_a_cell_that_says_again_what_is_saved_is_no_edit() -> None:
    assert told(edited_rows={0: {"title_en": " A "}, 1: {"when": None}}) == Desk()
    once = told(edited_rows={0: {"title_en": "A2"}})
    assert edited(once, "a", {"title_en": "A"}, ROWS) == Desk()


def test_an_id_of_a_saved_row_stays_and_that_is_told() -> None:
    desk, renamed = folded(grid(), {"edited_rows": {0: {"event_id": "z", "when": "2026"}, 1: {"event_id": "b"}}}, ROWS)
    assert (desk.cells, renamed) == ({"a": {"when": "2026"}}, ("a",))


def test_rows_typed_below_are_new_ones_and_empty_ones_are_none() -> None:
    desk = told(added_rows=[{"title_en": "N", "when": None}, {}, {"title_en": " "}])
    assert list(desk.added.values()) == [{"title_en": "N", "when": ""}]


def test_the_state_of_the_grid_is_counted_from_when_it_was_laid_out() -> None:
    first = told(added_rows=[{"title_en": "N"}], edited_rows={0: {"title_en": "A2"}})
    again = grid(first)
    assert again.keys == ("+0", "a", "b", "c")
    desk = folded(again, {"edited_rows": {0: {"when": "2027", "event_id": "n"}, 2: {"when": "2"}}}, ROWS)[0]
    assert desk.added == {"+0": {"title_en": "N", "when": "2027", "event_id": "n"}}
    assert desk.cells == {"a": {"title_en": "A2"}, "b": {"when": "2"}}
    assert folded(again, {}, ROWS)[0] == first


def test_positions_beyond_the_grid_change_nothing() -> None:
    assert told(edited_rows={99: {"when": "1"}}, deleted_rows=[99]) == Desk()


def test_rows_taken_out_are_no_longer_listed_and_new_ones_are_forgotten() -> None:
    desk = told(with_new(Desk(), {"title_en": "N"}), deleted_rows=[0, 2], edited_rows={2: {"when": "1"}})
    assert (desk.added, desk.cells, desk.gone) == ({}, {}, ("b",))
    assert listed(desk, ROWS) == ("a", "c")


def test_one_row_can_be_left_as_it_was() -> None:
    desk = without(edited(with_new(Desk(), {"title_en": "N"}), "a", {"when": "1"}, ROWS), ["b"])
    assert forgotten(forgotten(forgotten(desk, "a"), "b"), "+0") == replace(Desk(), count=1)


def test_pasted_rows_change_known_ids_and_add_the_others() -> None:
    rows = [{"event_id": "a", "when": ""}, {"event_id": "b", "title_en": "B"}, {"event_id": "n", "title_en": "N"}, {}]
    desk, same = laid_out(Desk(gone=("a",)), "events", rows, ROWS)
    assert desk.cells == {"a": {"when": ""}}
    assert list(desk.added.values()) == [{"event_id": "n", "title_en": "N"}]
    assert (desk.gone, same) == ((), 1)


def test_rows_pasted_again_correct_what_was_pasted_before() -> None:
    desk, _ = laid_out(Desk(), "events", [{"event_id": "n", "title_en": "N", "when": "1"}, {"title_en": "M"}], ROWS)
    desk, _ = laid_out(desk, "events", [{"event_id": "n", "title_en": "N2"}, {"event_id": "a", "when": "9"}], ROWS)
    assert sorted(map(str, desk.added.values())) == sorted(
        map(str, [{"event_id": "n", "title_en": "N2", "when": "1"}, {"title_en": "M"}])
    )
    assert desk.cells == {"a": {"when": "9"}}


def test_the_grid_shows_what_is_saved_with_the_edits() -> None:
    desk = edited(with_new(Desk(), {"title_en": "N"}), "a", {"when": ""}, ROWS)
    assert shown("a", desk, ROWS) == {"event_id": "a", "title_en": "A", "when": ""}
    assert shown("+0", desk, ROWS) == {"title_en": "N"}


def test_columns_are_those_of_the_schema_and_then_the_storys_own() -> None:
    found = columns_of("sources", ("en",), [{"source_id": "x", "shelf": "3"}, {"archive": "y"}])
    assert found[:3] == ("source_id", "title", "publisher")
    assert found[-2:] == ("archive", "shelf")


def test_saving_asks_for_edits_new_rows_and_events_marked_as_removed() -> None:
    desk = without(
        edited(
            with_new(Desk(), {"title_en": "Ünsal’s visit", "when": "2025-02-03", "note_en": ""}),
            "a",
            {"when": ""},
            ROWS,
        ),
        ["b"],
    )
    change = change_of(desk, "events", ROWS, "told twice")
    assert change.rows == {
        "events": (
            {"event_id": "a", "when": ""},
            {"title_en": "Ünsal’s visit", "when": "2025-02-03", "event_id": "unsals-visit-2025-02-03"},
            {"event_id": "b", "removed": "told twice"},
        )
    }
    assert change.gone == {}


def test_rows_of_other_tables_are_taken_out() -> None:
    change = change_of(without(Desk(), ["b"]), "sources", {"b": {"source_id": "b"}})
    assert (change.rows, change.gone) == ({}, {"sources": ("b",)})


def test_new_rows_get_ids_of_their_own() -> None:
    rows = {"event-c04": {}, "other-c01": {}, "claim": {}}
    desk = Desk()
    for cells in ({"event_id": "event"}, {"event_id": "event"}, {"event_id": "new"}, {}, {}, {"claim_id": "given"}):
        desk = with_new(desk, {"stance": "asserts", **cells})
    assert list(new_ids(desk, "claims", rows).values()) == [
        "event-c05",
        "event-c06",
        "new-c01",
        "claim-2",
        "claim-3",
        "given",
    ]
    assert "given" not in made_ids(desk, "claims", rows)
    same = with_new(with_new(Desk(), {"name_en": "Ada"}), {"name_en": "Ada"})
    assert list(new_ids(same, "actors", {"ada": {}}).values()) == ["ada-2", "ada-3"]
    source = with_new(Desk(), {"title": "T", "publisher": "Le Monde", "published": "2025-01-02"})
    assert list(new_ids(source, "sources", {}).values()) == ["le-monde-2025-01-02"]


def test_an_id_that_is_taken_is_told() -> None:
    desk = Desk()
    for id in ("a", "n", "n", "m", ""):
        desk = with_new(desk, {"event_id": id, "title_en": "T"})
    assert taken_ids(desk, "events", ROWS) == ("a", "n")
