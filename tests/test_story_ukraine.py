"""The story that comes with the house: its counts, its derived statuses, its texts in both languages."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from components.events.dates import iso, to_day
from components.events.known import as_known_on
from components.events.schema import SCHEMA
from components.events.status import changes, history, shown_codes, status_as_of
from components.events.story import Story
from components.stores.folder import check_story, read_story

FOLDER = Path(__file__).parents[1] / "data" / "ukraine-diplomacy"
CALL = "trump-putin-call-2024-11-07"
DISPUTED = {
    "woodward-trump-putin-calls-2024-10-08",
    CALL,
    "trump-claims-putin-call-nypost",
    "chernobyl-drone-2025-02-14",
    "kursk-retaken-claim-2025-04-26",
    "trump-claims-recent-putin-call-2025-12-15",
    "valdai-residence-claim-2025-12-29",
    "three-day-ceasefire-2026-05-09",
}
REPORTED = {
    "politico-6bn-report",
    "atacms-permission",
    "witkoff-putin-2025-02-11",
    "witkoff-ushakov-call-2025-10-14",
    "witkoff-dmitriev-miami-2025-10",
    "umerov-witkoff-miami-2025-11-16",
    "trump-approves-28-point-plan",
    "abu-dhabi-contacts-2025-11-25",
}


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story(FOLDER)


def pages_of(story: Story) -> pd.DataFrame:
    """The sources but for the texts that the story keeps itself."""
    return story.sources[story.sources["text"] == ""]


def day(text: str) -> float:
    return to_day(datetime.date.fromisoformat(text))


def shown(story: Story, text: str) -> Mapping[str, str]:
    """Status of each event that was public at the end of a day."""
    known = as_known_on(story, day(text)).events
    return dict(zip(known["event_id"], known["status"].astype(str), strict=True))


def call_claims(story: Story, until: str) -> pd.DataFrame:
    claims = story.claims
    return claims[(claims["event_id"] == CALL) & (claims["day"] <= day(until))]


def voices(claims: pd.DataFrame) -> Counter[str]:
    stances = claims["stance"].astype(str)
    return Counter(stances.where((stances != "denies") | (claims["scope"] != "part"), "denies a part"))


def test_the_check_finds_no_defect() -> None:
    assert check_story(FOLDER) == []


def test_it_has_215_events_98_actors_and_the_93_curated_claims(story: Story) -> None:
    assert (len(story.events), len(story.actors)) == (215, 98)
    assert len(story.claims) >= 93 + 215 - 44
    assert set(story.languages) == {"en", "fr"}


def test_every_event_has_a_claim_with_a_source_page_and_a_day(story: Story) -> None:
    pages = dict(zip(pages_of(story)["source_id"], pages_of(story)["url"], strict=True))
    assert set(story.events["event_id"]) == set(story.claims["event_id"])
    assert all(pages[source].startswith("http") for source in story.claims["source_id"])
    assert story.claims["day"].notna().all()
    assert set(pages) == set(story.claims["source_id"])


def test_no_page_is_listed_twice(story: Story) -> None:
    assert pages_of(story)["url"].is_unique


def test_our_own_texts_are_three_or_more_in_each_language_and_carry_no_claim(story: Story) -> None:
    texts = story.sources[story.sources["text"] != ""]
    assert len(texts) >= 7
    assert (texts["language"].value_counts() >= 3).to_dict() == {"fr": True, "en": True}
    assert set(texts["publisher"]) == {"whowhen"}
    assert not (set(texts["source_id"]) & set(story.claims["source_id"]))
    assert texts["sha256"].str.len().eq(64).all()
    assert texts["published"].str.len().eq(10).all()
    files = {file.name for file in (FOLDER / "articles").glob("*.txt")}
    assert files == set(texts["text"])
    for file in files:
        assert 120 <= len((FOLDER / "articles" / file).read_text(encoding="utf-8").split()) <= 300, file


def test_every_participant_and_every_actor_but_two_affiliations_acts(story: Story) -> None:
    idle = set(story.actors["actor_id"]) - set(story.participants["actor_id"])
    assert idle <= set(story.actors["affiliation"])
    assert len(idle) == 2


def test_on_the_last_day_the_claims_give_198_confirmed_8_reported_8_disputed_and_1_planned(story: Story) -> None:
    status = status_as_of(story)
    assert Counter(status) == {"confirmed": 198, "reported": 8, "disputed": 8, "planned": 1}
    of = {name: set(story.events["event_id"][status == name]) for name in ("reported", "disputed", "planned")}
    assert of == {"reported": REPORTED, "disputed": DISPUTED, "planned": {"g7-kananaskis-missed-meeting"}}


def test_the_call_of_7_november_is_unknown_then_reported_then_disputed(story: Story) -> None:
    assert CALL not in shown(story, "2024-11-07")
    assert CALL not in shown(story, "2024-11-09")
    assert shown(story, "2024-11-10")[CALL] == "reported"
    assert shown(story, "2024-11-11")[CALL] == "disputed"
    assert iso(story.events.set_index("event_id").loc[CALL, "known_on"]) == "2024-11-10"


def test_the_call_has_eleven_claims_by_eight_speakers(story: Story) -> None:
    claims = call_claims(story, "2026-06-30")
    assert voices(claims) == {"asserts": 3, "denies": 3, "denies a part": 1, "declines": 4}
    assert claims["speaker"].nunique() == 8
    names = dict(zip(story.actors["actor_id"], story.actors["name_en"], strict=True))
    given = claims["speaker_label_en"].astype("str")
    labels = given.where(given != "", claims["speaker"].astype("str").replace(names))
    assert set(labels) == {
        "Donald Trump",
        "Washington Post",
        "Kyiv foreign ministry",
        "Reuters",
        "Axios",
        "Dmitry Peskov",
        "Steven Cheung",
        "Vladimir Putin",
    }


def test_on_10_november_three_say_yes_one_has_denied_and_one_denies_a_part(story: Story) -> None:
    assert voices(call_claims(story, "2024-11-10")) == {"asserts": 3, "denies": 1, "denies a part": 1}
    assert voices(call_claims(story, "2024-11-11")) == {"asserts": 3, "denies": 2, "denies a part": 1, "declines": 1}


def test_between_10_and_11_november_two_events_and_two_claims_are_new_and_the_call_changes(story: Story) -> None:
    news = changes(story, day("2024-11-10"), day("2024-11-11"))
    assert set(news.events) == {"cheung-no-comment-trump-putin-call", "peskov-denies-trump-call"}
    assert news.statuses == ((CALL, "reported", "disputed"),)
    assert news.claims == 2


def test_a_summit_announced_is_planned_until_it_takes_place(story: Story) -> None:
    assert "anchorage-summit-2025-08-15" not in shown(story, "2025-08-07")
    assert shown(story, "2025-08-09")["anchorage-summit-2025-08-15"] == "planned"
    assert shown(story, "2025-08-15")["anchorage-summit-2025-08-15"] == "confirmed"


@pytest.mark.parametrize("table", SCHEMA)
def test_every_translated_text_is_there_in_both_languages_or_in_none(story: Story, table: str) -> None:
    frame: pd.DataFrame = getattr(story, table)
    for column in (column for column in SCHEMA[table] if column.translated):
        english, french = frame[f"{column.name}_en"] != "", frame[f"{column.name}_fr"] != ""
        assert frame.index[english != french].empty, column.name
        if column.filled:
            assert english.all(), column.name


def test_headings_eras_and_sides_have_both_languages(story: Story) -> None:
    texts = [story.title, story.description, *(era.name for era in story.eras), *story.sides.values()]
    assert all(text.get("en") and text.get("fr") for text in texts)
    assert iso(story.eras[1].start) == "2025-01-20"
    assert set(story.sides) == set(story.actors["side"]) - {""}


def test_french_texts_have_french_spaces_and_names(story: Story) -> None:
    breakable = re.compile(r" [:;!?%»]|« |'|\d \d{3}")
    foreign = re.compile(r"\b(Putin|Ushakov|Lukashenko|Umerov|Yermak|Kyiv|(?<!The )Moscow|Zelenskyy)\b")
    for table in ("events", "claims", "actors"):
        frame: pd.DataFrame = getattr(story, table)
        for column in (name for name in frame if name.endswith("_fr")):
            for text in frame[column]:
                assert not breakable.search(text), text
                assert not foreign.search(text), text


def test_an_event_whose_status_changes_in_public_has_a_short_title(story: Story) -> None:
    past = history(story)
    changing = {
        str(story.events["event_id"].iloc[event])
        for event in set(past.event)
        if len(set(past.status[(past.event == event) & (past.day >= story.events["known_on"].iloc[event])])) > 1
    }
    assert CALL in changing
    titled = set(story.events["event_id"][story.events["short_title_en"] != ""])
    assert changing | DISPUTED | {"g7-kananaskis-missed-meeting"} <= titled


def test_titles_of_the_known_on_mode_are_whole_phrases_that_tell_no_outcome(story: Story) -> None:
    titles = as_known_on(story, day("2026-06-30")).events
    telling = re.compile(
        r"both camps|denied by|which denies|; Kyiv|falls through|, démenti|les deux camps|qui dément|; Kiev"
    )
    for column in ("title_en", "title_fr"):
        assert (titles[column].str.len() >= 18).all()
        assert not titles[column].str.contains(telling).any()
        assert not titles[column].str.contains(r"\s$").any()


def test_nothing_is_public_before_the_first_event_and_everything_on_the_last_day(story: Story) -> None:
    assert (shown_codes(story, day("2024-08-05")) < 0).all()
    assert iso(story.events["earliest"].max()) == "2026-06-15"
    assert (shown_codes(story, day("2026-06-15")) >= 0).all()
