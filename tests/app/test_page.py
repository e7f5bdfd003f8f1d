"""The page as Streamlit runs it: it shows something for every address and every folder of stories.

What the browser does with it is a matter of tests/browser.
"""

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.events.vocabulary import STATUSES
from components.stores.template import new_story
from tests.app.trees import DATA, sent_text

MAIN = Path(__file__).parents[2] / "components" / "app" / "main.py"
POPOVERS = ("pop-actors", "pop-status", "pop-dates", "pop-places", "pop-known", "pop-download", "pop-about")
WIDE, MEDIUM, PHONE = 1360, 800, 358

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open an address: ``open_page({"q": "x"}, stories=<folder>, width=358, popovers=True)``."""

    def open_page(
        query: Mapping[str, str] | None = None, *, stories: Path = DATA, width: int = WIDE, popovers: bool = False
    ) -> AppTest:
        monkeypatch.setenv("WHOWHEN_STORIES", str(stories))
        page = AppTest.from_file(str(MAIN), default_timeout=60)
        page.session_state["page_width"] = width
        for key in (*POPOVERS, "pop-filters") if popovers else ():
            page.session_state[key] = True
        for key, value in (query or {}).items():
            page.query_params[key] = value
        return ran(page)

    return open_page


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with the story of the house and one of a reader's own, called mine."""
    copytree(DATA / "ukraine-diplomacy", tmp_path / "ukraine-diplomacy")
    new_story(tmp_path, "mine")
    return tmp_path


def ran(page: AppTest) -> AppTest:
    """``page`` after a run, which must not end in an exception."""
    page.run()
    assert not page.exception, [one.value for one in page.exception]
    return page


def said(page: AppTest, key: str) -> str | None:
    """What the part ``key`` of the page says; ``None`` when it is not there or empty."""
    parts = {one.key: one.proto for one in page.get("bidi_component")}
    return (sent_text(parts[key]) or None) if key in parts else None


def drawn(page: AppTest, key: str = "timeline") -> int:
    """How many events the chart ``key`` stands for."""
    parts = {one.key: one.proto for one in page.get("bidi_component")}
    return int(json.loads(json.loads(parts[key].json)["figure"])["layout"]["meta"]["events"])


ADDRESSES = [
    {"known_on": "1900-01-01", "lang": "fr"},
    {"known_on": "9999"},
    {"from": "-0430", "to": "0476"},
    {"from": "2025-01-01", "to": "2024-01-01"},
    {"view": "table", "sort": "-actors"},
    {"view": "events", "lanes": "place", "crowd": "12"},
    {"lanes": "actor", "crowd": "all"},
    {"focus": "actor:vladimir-putin"},
    {"focus": "actor:vladimir-putin", "q": "no such words"},
    {"focus": "link:donald-trump|vladimir-putin", "known_on": "1900-01-01"},
    {"focus": "undated", "q": "\x00<script>*_$"},
    {"window": "2024-11-01/2024-12-01"},
    {"window": "0001-01-01/9999-12-31"},
]
ON_PHONES = [
    {},
    {"q": "no such words"},
    {"view": "actors"},
    {"focus": "actor:vladimir-putin", "window": "2024-11-01/2024-12-01"},
]


@pytest.mark.parametrize(
    ("query", "width"),
    [*((query, WIDE) for query in ADDRESSES), *((query, PHONE) for query in ON_PHONES)],
    ids=lambda value: str(value).replace("'", ""),
)
def test_every_address_shows_a_page(open_page: Open, query: dict[str, str], width: int) -> None:
    page = open_page(query, width=width)
    assert said(page, "summary")
    assert said(page, "notices") is None


def test_the_first_page_shows_the_whole_story(open_page: Open) -> None:
    page = open_page()
    assert drawn(page) == 215
    assert said(page, "summary").startswith("215 events")
    assert said(page, "known-sentence") is None
    assert not page.query_params


def test_the_page_speaks_french_when_asked(open_page: Open) -> None:
    page = open_page({"lang": "fr"}, popovers=True)
    assert "215 événements" in said(page, "summary")
    assert page.multiselect(key="actors").label == "Acteurs"
    assert said(page, "tabs") == "Acteurs|Tableau"


@pytest.mark.parametrize("width", [WIDE, MEDIUM, PHONE])
def test_an_earlier_day_shows_only_what_was_public(open_page: Open, width: int) -> None:
    page = open_page({"known_on": "2024-11-10"}, width=width)
    assert drawn(page) == 22
    assert "6 events are new" in said(page, "known-sentence")


@pytest.mark.parametrize("width", [WIDE, MEDIUM, PHONE])
def test_every_popover_can_be_opened(open_page: Open, width: int) -> None:
    page = open_page({"lang": "fr", "known_on": "2025-03-01"}, width=width, popovers=True)
    assert {one.key for one in page.multiselect} == {"actors", "places"}
    assert {one.key for one in page.date_input} == {"first", "last", "known"}


def test_what_is_in_a_closed_popover_is_not_worked_out(open_page: Open) -> None:
    page = open_page()
    assert [one.key for one in page.text_input] == ["search"]
    assert not page.multiselect
    assert not page.button


def test_garbage_shows_the_default_and_says_what_it_passed_over(open_page: Open) -> None:
    page = open_page(
        {"actor": "nobody", "known_on": "soon", "lanes": "spiral", "window": "x", "sort": "1", "event": "e"}
    )
    assert drawn(page) == 215
    for part in ("actor=nobody", "known_on=soon", "lanes=spiral", "window=x", "sort=1", "event=e"):
        assert part in said(page, "notices")


def test_a_zoom_to_days_that_do_not_exist_shows_the_whole(open_page: Open) -> None:
    page = open_page({"window": "2024-13-01/2024-14-01"})
    assert "window=2024-13-01" in said(page, "notices")


def test_a_story_that_is_not_there_is_named_beside_the_one_that_is(open_page: Open) -> None:
    page = open_page({"story": "atlantis"})
    assert "atlantis" in said(page, "notices")
    assert drawn(page) == 215


def test_without_stories_the_page_says_where_it_looked(open_page: Open, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        page = open_page(stories=folder)
        assert str(folder) in page.text[0].value
        assert "whowhen new" in page.text[0].value
        assert not page.get("bidi_component")


def test_a_new_story_opens_at_once(open_page: Open, stories: Path) -> None:
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert said(page, "header").startswith("Mine|")
    assert drawn(page) == 1
    assert "The mayor is said to have phoned" in said(page, "panel")
    assert "Mine|Talks on the war in Ukraine" in said(page, "nav")


def test_a_broken_story_shows_its_defects_and_the_way_to_the_others(open_page: Open, stories: Path) -> None:
    events = stories / "mine" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("2024-05-13?", "13/05/2024"), encoding="utf-8")
    shown = said(open_page({"story": "mine"}, stories=stories), "defects")
    assert "1 defect|" in shown
    assert "events.csv|2|when|13/05/2024|" in shown
    assert shown.endswith("mine|ukraine-diplomacy")


def test_a_broken_story_does_not_stand_in_the_way_of_a_sound_one(open_page: Open, stories: Path) -> None:
    (stories / "mine" / "claims.csv").unlink()
    page = open_page(stories=stories)
    assert drawn(page) == 215
    assert "mine" in said(page, "nav")


def test_a_story_that_is_mended_is_read_again(open_page: Open, stories: Path) -> None:
    events = stories / "mine" / "events.csv"
    sound = events.read_text(encoding="utf-8")
    events.write_text(sound.replace("2024-05-13?", "soon"), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories)
    assert said(page, "defects")
    events.write_text(sound, encoding="utf-8")
    assert said(ran(page), "defects") is None


def test_a_story_of_years_before_our_era_is_filtered_by_typed_days(open_page: Open, stories: Path) -> None:
    for file in ("events.csv", "claims.csv", "sources.csv"):
        path = stories / "mine" / file
        path.write_text(path.read_text(encoding="utf-8").replace(",2024-05-", ",-0430-05-"), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert "431 BCE" in said(page, "panel")
    page.text_input(key="first-text").set_value("-0430-05-14")
    assert ran(page).query_params == {"story": "mine", "from": "-0430-05-14"}
    assert said(page, "summary").startswith("0 of 1 event")


def test_markup_of_a_story_is_shown_as_it_is_written(open_page: Open, stories: Path) -> None:
    for file in ("events.csv", "story.toml", "actors.csv"):
        path = stories / "mine" / file
        text = path.read_text(encoding="utf-8").replace("The mayor", "**The** <b>mayor</b> :smile:")
        path.write_text(text.replace('en = "Mine"', 'en = "# <i>Mine</i>"'), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert said(page, "header").startswith("# <i>Mine</i>|")
    assert "**The** <b>mayor</b> :smile: is said" in said(page, "panel")
    assert not [one for one in (*page.markdown, *page.caption) if "mayor" in one.value]


def test_the_search_is_in_the_address_until_it_is_emptied(open_page: Open) -> None:
    page = open_page()
    page.text_input(key="search").set_value("  Kursk ")
    assert ran(page).query_params == {"q": "Kursk"}
    assert drawn(page) < 215
    assert "mentions “Kursk”" in said(page, "chips")
    page.text_input(key="search").set_value("")
    assert not ran(page).query_params


def test_actors_of_the_list_filter_by_any_or_all_of_them(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.multiselect(key="actors").set_value(["donald-trump", "vladimir-putin"])
    assert ran(page).query_params == {"actor": ["donald-trump", "vladimir-putin"]}
    either = drawn(page)
    page.segmented_control(key="match").set_value("all")
    assert ran(page).query_params == {"actor": ["donald-trump", "vladimir-putin"], "match": "all"}
    assert 0 < drawn(page) < either


def test_statuses_and_types_are_picked_together(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.pills(key="statuses").set_value(["disputed"])
    ran(page)
    page.pills(key="types").set_value(["call"])
    assert ran(page).query_params == {"status": "disputed", "type": "call"}
    assert drawn(page) == 1


def test_first_and_last_day_and_place_filter(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.date_input(key="first").set_value(datetime.date(2024, 11, 5))
    ran(page)
    page.date_input(key="last").set_value(datetime.date(2024, 11, 6))
    ran(page)
    page.multiselect(key="places").set_value(["US"])
    assert ran(page).query_params == {"from": "2024-11-05", "to": "2024-11-06", "place": "US"}
    page.date_input(key="first").set_value(None)
    assert "from" not in ran(page).query_params


def test_the_day_of_knowledge_moves_to_the_next_change_and_back_to_today(open_page: Open) -> None:
    page = open_page({"known_on": "2024-11-10"}, popovers=True)
    page.button(key="known-next").click()
    assert ran(page).query_params == {"known_on": "2024-11-11"}
    page.button(key="known-back").click()
    assert ran(page).query_params == {"known_on": "2024-11-10"}
    assert page.date_input(key="known").value == datetime.date(2024, 11, 10)
    page.button(key="known-reset").click()
    assert not ran(page).query_params
    assert page.button(key="known-forward").disabled


def test_the_present_day_is_no_day_of_knowledge(open_page: Open) -> None:
    page = open_page({"known_on": "2024-11-10"}, popovers=True)
    page.date_input(key="known").set_value(datetime.datetime.now(datetime.UTC).date())
    assert not ran(page).query_params


def test_the_fields_show_what_the_address_says(open_page: Open) -> None:
    query = {"actor": "vladimir-putin", "status": "disputed", "q": "call", "from": "2024-11-01", "place": "RU"}
    page = open_page(query, popovers=True)
    assert page.multiselect(key="actors").value == ["vladimir-putin"]
    assert page.pills(key="statuses").value == ["disputed"]
    assert page.text_input(key="search").value == "call"
    assert page.date_input(key="first").value == datetime.date(2024, 11, 1)
    assert page.multiselect(key="places").value == ["RU"]
    page.query_params.clear()
    ran(page)
    assert page.multiselect(key="actors").value == []
    assert page.text_input(key="search").value == ""


def test_a_filter_keeps_the_rest_of_the_address(open_page: Open) -> None:
    rest = {"lang": "fr", "view": "table", "sort": "-title", "window": "2024-11-01/2024-12-01", "embed": "true"}
    page = open_page(rest)
    page.text_input(key="search").set_value("Kursk")
    assert ran(page).query_params == {**rest, "q": "Kursk"}


def test_the_page_says_how_each_status_comes_about(open_page: Open) -> None:
    rules = open_page(popovers=True).text[-1].value
    assert all(f"{status.capitalize()}: " in rules for status in STATUSES)


def test_nothing_matches_offers_to_take_off_each_filter(open_page: Open) -> None:
    page = open_page({"actor": "vladimir-putin", "q": "no such words"})
    assert "Remove Vladimir Putin" in said(page, "empty")
    assert "Clear all filters" in said(page, "empty")
    assert said(page, "panel") is None
