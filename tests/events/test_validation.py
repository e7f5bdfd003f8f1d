"""What is wrong with a story, where, and what to do about it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.errors import Defect
from components.events.participants import explode
from components.events.schema import FILES, header
from components.events.validation import check
from tests.events.event_stories import ACTORS, CALL, META, claim, tables

EVENTS = (CALL, {**CALL, "event_id": "talks", "when": "2025-02-11/2025-02-14", "lat": "50.45", "lon": "30.5"})
CLAIMS = (
    claim("2024-11-10", "asserts", "Axios", claim_id="c1"),
    claim("2025-02-12", "asserts", "Axios", "talks", claim_id="c0"),
    claim("2025-02-15", "confirms", "putin", "talks", claim_id="c2", start_char="3", end_char="9"),
)
SOURCES = ({"source_id": "old", "title": "Old"}, {"source_id": "s", "title": "New", "published": "2024-11"})


def sound() -> dict[str, pd.DataFrame]:
    """Tables without a defect."""
    return tables(EVENTS, CLAIMS, ACTORS, SOURCES)


def spoilt(table: str, column: str, value: str, **meta: Any) -> list[Defect]:
    """The defects after ``value`` was written into the last row of a column."""
    frames = sound()
    frame = frames[table]
    before = frame[column] if column in frame else [""] * len(frame)
    frame[column] = [*before[:-1], value]
    frames["participants"] = explode(frames["events"])
    return check(frames, {**META, **meta})


def places(defects: list[Defect]) -> list[tuple[str, int, str, str]]:
    """File, row, column and value of defects."""
    return [(defect.file, defect.row, defect.column, defect.value) for defect in defects]


def test_a_sound_story_has_no_defect() -> None:
    assert check(sound(), META) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "problem", "remedy"),
    [
        ("events", "when", "7 November 2024", "it is not an EDTF date", "write an EDTF date such as 2024-11-07"),
        ("events", "when", "2024-02-30", "no such day: the month has 29 days", "correct the day"),
        ("events", "when", "2024-13", "there is no month 13", "months go from 01 to 12"),
        ("events", "when", "07/11/2024", "it is not clear which number is the month", "2024-11-07"),
        (
            "events",
            "when",
            "2025-01-20/2024-11-10",
            "the end lies before the start",
            "write 2024-11-10/2025-01-20, or correct one of the two",
        ),
        ("events", "type", "cal", "unknown type", "write call (known are election,"),
        ("events", "type", "treaty", "unknown type", "give it a family under [families] in story.toml"),
        ("events", "type", "", "the value is missing", "fill in the cell"),
        ("events", "lat", "90.5", "it is out of range", "write a number from -90 to 90"),
        ("events", "lon", "-181", "it is out of range", "write a number from -180 to 180"),
        ("events", "lat", "50,45", "it is not a number", "with a point for decimals"),
        ("events", "amount", "nan", "it is not a number", "write digits only"),
        ("events", "amount", "1e999", "the number is too large", "write fewer digits"),
        ("events", "country", "usa", "not a country code", "write two capital letters such as US"),
        ("events", "currency", "$", "not a currency code", "write three capital letters such as USD"),
        ("claims", "stance", "assert", "unknown stance", "write asserts (known are asserts, confirms,"),
        ("claims", "stance", "", "the value is missing", "write one of asserts, confirms,"),
        ("claims", "scope", "all", "unknown scope", "write one of whole, part"),
        ("claims", "event_id", "tolks", "unknown event id", "write talks, or add a row with this id to events.csv"),
        ("claims", "event_id", "", "the value is missing", "write an id from events.csv"),
        ("claims", "source_id", "gone", "unknown source id", "add a row with this id to sources.csv"),
        ("claims", "speaker", "vladimir-putin", "unknown actor id", "a name that is no id is written with a capital"),
        ("claims", "speaker", "kremlim", "unknown actor id", "write kremlin, or add a row with this id to actors.csv"),
        ("claims", "asserted_on", "", "the value is missing", "write a day such as 2024-11-10"),
        ("claims", "asserted_on", "2025-02-15~", "not a day, month or year", "without ~ or ?"),
        (
            "claims",
            "asserted_on",
            "2024-10-31",
            "the claim was made before its source appeared on 2024-11-01",
            "correct asserted_on, correct published in sources.csv, or name a source that existed on that day",
        ),
        ("claims", "hedged", "maybe", "neither yes nor no", "write yes or no; an empty cell means no"),
        ("claims", "end_char", "2", "the quote ends before it starts", "write start_char or more"),
        ("claims", "start_char", "-1", "it is out of range", "write 0 or more"),
        ("claims", "start_char", "²", "it is not a whole number", "write digits only"),
        ("actors", "kind", "human", "unknown kind", "write one of person, state,"),
        ("actors", "affiliation", "rusia", "unknown actor id", "write russia, or add a row with this id to actors.csv"),
        ("actors", "affiliation", "kyiv", "the affiliations go round in a circle", "empty one of them"),
        ("actors", "side", "east", "unknown side", "name the side in story.toml: [sides.east]"),
        ("actors", "wikidata", "22686", "not a Wikidata id", "such as Q22686"),
        ("sources", "title", "", "the value is missing", "fill in the cell"),
        ("sources", "url", "javascript:alert(1)", "not a web address", "starts with https://"),
        ("sources", "published", "soon", "not a day, month or year", "write it as 2024-11-10"),
        ("sources", "text", "../secret", "not a plain file name", "without a folder in front"),
        ("sources", "sha256", "abc", "not a SHA-256 checksum", "write 64 hexadecimal digits"),
    ],
)
def test_a_bad_cell_is_one_defect_with_its_place_and_a_remedy(
    table: str, column: str, value: str, problem: str, remedy: str
) -> None:
    (defect,) = spoilt(table, column, value)
    assert places([defect]) == [(FILES[table], len(sound()[table]) + 1, column, value)]
    assert problem in defect.problem
    assert remedy in defect.remedy


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("events", "when", ""),
        ("events", "when", "-0430"),
        ("events", "when", "2024-11-07?"),
        ("events", "lat", "-90"),
        ("events", "lon", "180"),
        ("claims", "speaker", "axios"),
        ("claims", "speaker", "Sergey Lavrov"),
        ("claims", "hedged", "YES"),
        ("claims", "asserted_on", "2024-11"),
        ("actors", "side", "russia"),
        ("sources", "published", "2024-11-10"),
    ],
)
def test_a_good_cell_is_no_defect(table: str, column: str, value: str) -> None:
    assert spoilt(table, column, value) == []


@pytest.mark.parametrize(
    ("cell", "column_value", "problem", "remedy"),
    [
        ("trump:initiator; putln:target", "putln", "unknown actor id", "write putin, or add a row with this id"),
        ("trump:victim", "victim", "unknown role", "write one of initiator, target"),
        (":target", ":target", "a participant has no actor", "write actor_id:role"),
        ("putin; putin", "putin", "the participant is named twice", "remove one of the two"),
    ],
)
def test_a_bad_participant_is_told_at_its_event(cell: str, column_value: str, problem: str, remedy: str) -> None:
    (defect,) = spoilt("events", "participants", cell)
    assert places([defect]) == [("events.csv", 3, "participants", column_value)]
    assert defect.problem == problem
    assert remedy in defect.remedy


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("events", "event_id", "call"), ("claims", "claim_id", "c1"), ("actors", "actor_id", "trump")],
)
def test_an_id_that_is_there_twice_is_told_at_the_second_row(table: str, column: str, value: str) -> None:
    frames = sound()
    frames[table] = pd.concat([frames[table], frames[table].iloc[:1].set_axis([99])])
    frames["participants"] = explode(frames["events"])
    assert check(frames, META) == [
        Defect(FILES[table], 99, column, value, "duplicate id", "row 2 has it too: rename one of the two")
    ]


def test_a_source_that_is_there_twice_is_told() -> None:
    (defect,) = spoilt("sources", "source_id", "old")[-1:]
    assert (places([defect]), defect.problem) == ([("sources.csv", 3, "source_id", "old")], "duplicate id")


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


def test_a_claim_of_a_month_may_be_as_old_as_a_source_of_a_day_in_it() -> None:
    frames = sound()
    frames["sources"]["published"] = "2024-11-30"
    frames["claims"]["asserted_on"] = "2024-11"
    assert check(frames, META) == []


def test_half_of_the_coordinates_is_told_at_the_other_half() -> None:
    (defect,) = spoilt("events", "lon", "")
    assert places([defect]) == [("events.csv", 3, "lon", "")]
    assert defect.remedy == "give lat and lon, or neither"


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


def _cells() -> st.SearchStrategy[Mapping[str, tuple[str, str]]]:
    names = [(table, name) for table in ("events", "claims", "actors", "sources") for name in header(table, ["en"])]
    text = st.text(max_size=12) | st.sampled_from(["²", "call", "putin", "2024-11", "-0430/..", "1e400", "9" * 5000])
    return st.dictionaries(st.sampled_from(names), text, max_size=8)


@settings(max_examples=80)
@given(_cells())
def test_whatever_stands_in_the_cells_is_a_defect_and_no_error(cells: Mapping[tuple[str, str], str]) -> None:
    frames = sound()
    for (table, column), value in cells.items():
        frames[table][column] = value
    frames["participants"] = explode(frames["events"])
    assert all(str(defect).isprintable() and defect.remedy for defect in check(frames, META))


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80)
@given(
    st.dictionaries(
        st.sampled_from(["title", "languages", "lanes", "eras", "families", "sides", "x"]), _values, max_size=4
    )
)
def test_whatever_stands_in_the_headings_is_a_defect_and_no_error(meta: Mapping[str, Any]) -> None:
    assert all(str(defect).isprintable() for defect in check(sound(), meta))
