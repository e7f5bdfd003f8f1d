"""Events and claims as CSV for a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.selection import Selection
from components.events.story import Story
from components.exchange.csv_export import FORMULA, claims_csv, events_csv, harmless
from tests.events.event_stories import CALL, claim, ids, story
from tests.events.selection_values import STORY
from tests.thorough import examples


def rows(content: bytes) -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one(**event: str) -> dict[str, str]:
    """The row of one event."""
    found = story([{**CALL, **event}], [claim("2024-11-10", "asserts", "Axios")])
    (row,) = rows(events_csv(found, "en"))
    return row


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_begins_like_a_formula_is_made_harmless(sign: str) -> None:
    text = f'{sign}HYPERLINK("http://example.org")'
    row = one(title_en=text, note_en=text, place_en=text)
    assert [row[column] for column in ("title", "note", "place")] == [f"'{text}"] * 3


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_so_is_what_is_said_in_claims(sign: str) -> None:
    found = story([CALL], [claim("2024-11-10", "asserts", f"{sign}1", summary_en=f"{sign}1")])
    (row,) = rows(claims_csv(found, "en"))
    assert (row["speaker"], row["summary"]) == (f"'{sign}1", f"'{sign}1")


@given(st.text())
def test_no_text_begins_like_a_formula_and_others_are_left_alone(text: str) -> None:
    safe = str(harmless(text))
    assert not safe.startswith(FORMULA)
    assert safe.removeprefix("'") == text.removeprefix("'")
    assert safe == text or text.startswith(FORMULA)


def test_numbers_stay_numbers_even_below_zero() -> None:
    row = one(lat="-33.87", lon="151.2", amount="-1240")
    assert [float(row[name]) for name in ("lat", "lon", "amount")] == [-33.87, 151.2, -1240]
    assert row["lat"] == "-33.87"


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert events_csv(STORY, "fr").startswith(b"\xef\xbb\xbfevent_id,when,")


def test_an_event_is_one_row_with_all_that_is_known_of_it() -> None:
    assert rows(events_csv(STORY, "fr"))[1] == {
        "event_id": "call",
        "when": "2024-11-07?",
        "first_day": "2024-11-07",
        "last_day": "2024-11-07",
        "known_on": "2024-11-10",
        "status": "disputed",
        "type": "call",
        "title": "Trump téléphone à Poutine, qui dément",
        "participants": "trump:initiator; putin:target",
        "place": "Mar-a-Lago",
        "country": "US",
        "lat": "",
        "lon": "",
        "amount": "",
        "currency": "",
        "claims": "2",
        "note": "",
    }


def test_open_ends_and_missing_dates_are_empty() -> None:
    days = {row["event_id"]: (row["first_day"], row["last_day"]) for row in rows(events_csv(STORY, "en"))}
    assert days["treaty"] == ("2026-01-01", "")
    assert days["vote"] == ("", "")
    assert days["war"] == ("'-0430-01-01", "'-0430-12-31")


def test_a_claim_is_one_row_with_its_source() -> None:
    found = rows(claims_csv(STORY, "en"))
    assert [row["claim_id"] for row in found] == STORY.claims["claim_id"].tolist()
    (denial,) = (row for row in found if row["stance"] == "denies")
    assert denial == {
        "claim_id": "c001",
        "event_id": "call",
        "speaker": "peskov",
        "stance": "denies",
        "scope": "whole",
        "asserted_on": "2024-11-11",
        "anonymous": "False",
        "hedged": "False",
        "summary": "",
        "publisher": "",
        "url": "",
    }


def test_only_what_is_selected_is_exported() -> None:
    found = Selection(types=("call",), known_on=20037.0).apply(STORY)  # 10 November 2024
    assert [row["status"] for row in rows(events_csv(found, "en"))] == ["reported"]
    assert [row["stance"] for row in rows(claims_csv(found, "en"))] == ["asserts"]


@pytest.mark.parametrize("empty", [story(()), Selection(types=("nothing",)).apply(STORY)])
def test_nothing_selected_is_a_header_alone(empty: Story) -> None:
    for content in (events_csv(empty, "en"), claims_csv(empty, "en")):
        assert len(content.splitlines()) == 1


@settings(max_examples=examples(25))
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_texts_survive_the_way_into_a_file_and_back(titles: list[str]) -> None:
    found = story([{**CALL, "event_id": f"e{at}", "title_en": title} for at, title in enumerate(titles)])
    back = rows(events_csv(found, "en"))
    assert [row["event_id"] for row in back] == ids(found)
    assert [row["title"] for row in back] == [harmless(title) for title in titles]


def test_events_without_participants_and_claims_have_empty_cells() -> None:
    found = story([{"event_id": "a", "title_en": "A"}])
    (row,) = rows(events_csv(found, "en"))
    assert (row["participants"], row["claims"], row["status"], row["known_on"]) == ("", "0", "", "")


def test_a_claim_of_no_source_has_empty_cells() -> None:
    sourceless = STORY.with_tables(sources=STORY.sources.iloc[:0])
    assert {row["publisher"] for row in rows(claims_csv(sourceless, "en"))} == {""}
