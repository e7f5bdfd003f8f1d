"""What is wrong with the columns and headings of a story or with all of it, and how a defect is told."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.errors import Defect
from components.events.schema import FILES
from components.events.validation import check
from tests.events.event_stories import ACTORS, META, tables
from tests.events.spoilt_tables import CLAIMS, EVENTS, places, sound, spoilt
from tests.thorough import examples


def test_a_sound_story_has_no_defect() -> None:
    assert check(sound(), META) == []


@pytest.mark.parametrize(
    ("column", "remedy"),
    [
        ("titel_en", "rename it to title_en"),
        ("When", "rename it to when"),
        ("title_de", "add de to languages in story.toml, or remove the column"),
        ("xyzzy", "remove it, or use one of event_id, when,"),
    ],
)
def test_a_column_that_the_file_does_not_know_is_told_at_the_header(column: str, remedy: str) -> None:
    frames = sound()
    frames["events"][column] = ""
    (defect,) = check(frames, META)
    assert (places([defect]), defect.problem) == ([("events.csv", 1, column, "")], "unknown column")
    assert remedy in defect.remedy


@pytest.mark.parametrize(
    ("table", "column"), [("events", "when"), ("claims", "stance"), ("actors", "kind"), ("sources", "title")]
)
def test_a_column_that_is_needed_and_not_there_is_told_at_the_header(table: str, column: str) -> None:
    frames = sound()
    frames[table] = frames[table].drop(columns=column)
    remedy = f"add a column {column} to the header"
    assert Defect(FILES[table], 1, column, "", "the column is missing", remedy) in check(frames, META)


def test_a_title_is_needed_in_one_language_only() -> None:
    frames = sound()
    frames["events"]["title_fr"], frames["events"]["title_en"] = "Titre", ""
    assert check(frames, META) == []
    frames["events"]["title_fr"] = ["Titre", ""]
    remedy = "write a title in one language at least"
    assert check(frames, META) == [Defect("events.csv", 3, "title_en", "", "the value is missing", remedy)]


@pytest.mark.parametrize(
    ("stance", "scope", "silent"), [("declines", "", True), ("denies", "part", True), ("denies", "", False)]
)
def test_an_event_that_no_claim_speaks_of_is_told(stance: str, scope: str, silent: bool) -> None:
    frames = tables(EVENTS[:1], [{**CLAIMS[0], "stance": stance, "scope": scope}])
    defects = check(frames, META)
    assert places(defects) == ([("events.csv", 2, "event_id", "call")] if silent else [])
    assert all("asserts, confirms, plans or denies" in defect.remedy for defect in defects)


@pytest.mark.parametrize(
    ("key", "value", "column", "problem"),
    [
        ("languages", "en", "languages", "it is not a list of languages"),
        ("languages", ["en", "fr", "EN"], "languages", "it is not a language code"),
        ("languages", ["en", "fr", "fr"], "languages", "the language is named twice"),
        ("title", "A story", "title", "it is not a text for each language"),
        ("titel", {"en": "x"}, "titel", "unknown key"),
        ("lanes", "colour", "lanes", "unknown lanes"),
        ("families", {"treaty": "peace"}, "families.treaty", "unknown family"),
        ("families", ["treaty"], "families", "it is not a table"),
        ("sides", {"east": "East"}, "sides.east", "it is not a text for each language"),
        ("eras", [{"en": "War", "start": "soon"}], "eras[1].start", "it is not an EDTF date"),
        ("eras", [{"en": "War", "start": "2025", "end": "2024"}], "eras[1].end", "the end lies before the start"),
        ("eras", {"en": "War"}, "eras", "it is not a list of eras"),
    ],
)
def test_a_bad_heading_is_told_at_its_key(key: str, value: object, column: str, problem: str) -> None:
    (defect,) = (one for one in check(sound(), {**META, key: value}) if one.file == "story.toml")
    assert (defect.row, defect.column, defect.problem) == (0, column, problem)
    assert defect.remedy


def test_a_heading_that_is_missing_is_told() -> None:
    assert check(sound(), {"languages": ["en", "fr"]}) == [
        Defect("story.toml", 0, "title", "", "the key is missing", 'add it, as in title = { en = "My story" }')
    ]


def test_a_type_with_a_family_and_a_side_with_a_name_are_known() -> None:
    assert spoilt("events", "type", "treaty", families={"treaty": "support"}) == []
    assert spoilt("actors", "side", "east", sides={"east": {"en": "East"}}) == []


def test_all_defects_are_told_at_once_in_the_order_of_files_and_rows() -> None:
    frames = sound()
    frames["events"]["when"] = ["soon", "2024-02-30"]
    frames["claims"]["stance"] = ["asserts", "asserts", "says"]
    frames["actors"]["kind"] = "x"
    found = [(defect.file, defect.row) for defect in check(frames, {**META, "lanes": "x"})]
    assert found[:4] == [("story.toml", 0), ("events.csv", 2), ("events.csv", 3), ("claims.csv", 4)]
    assert found[4:] == [("actors.csv", row) for row in range(2, len(ACTORS) + 2)]


def test_a_defect_says_on_one_line_where_it_is_and_what_to_do() -> None:
    assert str(Defect("events.csv", 3, "when", "soon", "it is no date", "write one")) == (
        "events.csv, row 3, column when, value “soon”: it is no date; write one"
    )
    assert str(Defect("story.toml", 0, "", "", "it is missing", "add it")) == "story.toml: it is missing; add it"


@pytest.mark.parametrize("text", ["a\nb", "\x1b[31m", "a\u2028b"])
def test_a_defect_stays_on_its_line_whatever_cell_and_header_hold(text: str) -> None:
    assert str(Defect("actors.csv", 2, text, text, "unknown side", f"name it: [sides.{text}]")).isprintable()


def test_of_a_value_without_end_a_defect_shows_the_beginning() -> None:
    assert f"value “{'x' * 80}…”: unknown" in str(Defect("actors.csv", 2, "side", "x" * 500, "unknown side", "name it"))


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=examples(50))
@given(
    st.dictionaries(
        st.sampled_from(["title", "languages", "lanes", "eras", "families", "sides", "x"]), _values, max_size=4
    )
)
def test_whatever_stands_in_the_headings_is_a_defect_and_no_error(meta: Mapping[str, Any]) -> None:
    assert all(str(defect).isprintable() for defect in check(sound(), meta))
