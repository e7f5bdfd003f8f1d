"""The page as Streamlit runs it shows something for every address.

What the browser does with it is a matter of tests/browser.
"""

import pytest

from components.events.vocabulary import STATUSES
from tests.app.pages import MEDIUM, PHONE, WIDE, Open, drawn, said

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


def test_the_page_says_how_each_status_comes_about(open_page: Open) -> None:
    rules = open_page(popovers=True).text[-1].value
    assert all(f"{status.capitalize()}: " in rules for status in STATUSES)


def test_nothing_matches_offers_to_take_off_each_filter(open_page: Open) -> None:
    page = open_page({"actor": "vladimir-putin", "q": "no such words"})
    assert "Remove Vladimir Putin" in said(page, "empty")
    assert "Clear all filters" in said(page, "empty")
    assert said(page, "panel") is None
