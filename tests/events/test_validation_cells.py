"""What is wrong with the cells of a story, where, and what to do about it."""

from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.errors import Defect
from components.events.participants import explode
from components.events.schema import FILES, header
from components.events.validation import check
from tests.events.event_stories import META
from tests.events.spoilt_tables import places, sound, spoilt
from tests.thorough import examples


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


def test_half_of_the_coordinates_is_told_at_the_other_half() -> None:
    (defect,) = spoilt("events", "lon", "")
    assert places([defect]) == [("events.csv", 3, "lon", "")]
    assert defect.remedy == "give lat and lon, or neither"


def test_a_claim_of_a_month_may_be_as_old_as_a_source_of_a_day_in_it() -> None:
    frames = sound()
    frames["sources"]["published"] = "2024-11-30"
    frames["claims"]["asserted_on"] = "2024-11"
    assert check(frames, META) == []


def _cells() -> st.SearchStrategy[Mapping[str, tuple[str, str]]]:
    names = [(table, name) for table in ("events", "claims", "actors", "sources") for name in header(table, ["en"])]
    text = st.text(max_size=12) | st.sampled_from(["²", "call", "putin", "2024-11", "-0430/..", "1e400", "9" * 5000])
    return st.dictionaries(st.sampled_from(names), text, max_size=8)


@settings(max_examples=examples(50))
@given(_cells())
def test_whatever_stands_in_the_cells_is_a_defect_and_no_error(cells: Mapping[tuple[str, str], str]) -> None:
    frames = sound()
    for (table, column), value in cells.items():
        frames[table][column] = value
    frames["participants"] = explode(frames["events"])
    assert all(str(defect).isprintable() and defect.remedy for defect in check(frames, META))
