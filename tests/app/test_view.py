"""The view as an address and back: nothing is lost, and nothing in an address can break the page."""

from dataclasses import fields
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.app.scene import window_days
from components.app.view import (
    CHOICES,
    CROWDS,
    DEFAULTS,
    LANES,
    LANGUAGES,
    OWN,
    PAGES,
    SORTS,
    TABS,
    View,
    is_window,
    read,
)
from components.events.dates import iso
from components.events.selection import FIRST_DAY, LAST_DAY, Selection
from components.events.selection_query import KEYS
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, STATUSES
from tests.app.trees import day
from tests.events.event_stories import ACTORS, CALL, claim, story

STORY = story(
    events=[CALL, {"event_id": "talk", "type": "meeting", "country": "US", "place_en": "Geneva"}],
    claims=[claim("2024-11-10", "asserts", "trump"), claim("2024-11-10", "asserts", "trump", "talk")],
)
IDS = [actor["actor_id"] for actor in ACTORS]
PARAMETERS = sorted({*KEYS, *CHOICES, "story", "sort", "focus", "window", "article"})

days = st.integers(int(FIRST_DAY), int(LAST_DAY)).map(float)
texts = st.text(max_size=40)
moments = st.builds(lambda one, time: iso(one) + time, days, st.sampled_from(["", "T00:00", "T13:37"]))


def some(values: object) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=3).map(tuple)  # type: ignore[call-overload]


selections = st.builds(
    Selection,
    actors=some(IDS),
    match=st.sampled_from(["any", "all"]),
    first=st.none() | days,
    last=st.none() | days,
    families=some(FAMILIES),
    types=some(FAMILY_OF_TYPE),
    statuses=some(STATUSES),
    places=some(["US", "Geneva"]),
    text=texts,
    known_on=st.none() | days,
    event=st.none() | st.sampled_from(["call", "talk"]),
)
views = st.builds(
    View,
    story=texts,
    selection=selections,
    lang=st.sampled_from(LANGUAGES),
    lanes=st.sampled_from(LANES),
    tab=st.sampled_from(["", *TABS]),
    crowd=st.sampled_from(CROWDS),
    sort=st.sampled_from(SORTS).flatmap(lambda column: st.sampled_from([column, f"-{column}"])),
    focus=st.sampled_from(["", "undated", "actor:trump", "link:putin|trump"]),
    window=st.just("") | st.lists(moments, min_size=2, max_size=2, unique=True).map("/".join),
    page=st.sampled_from(PAGES),
    article=st.sampled_from(["", OWN, "a-text-2024-11-10"]),
)


def address(view: View) -> str:
    return urlencode(view.to_query(), doseq=True)


def opened(text: str, lang: str = "en") -> tuple[View, tuple[str, ...]]:
    view, problems = read(parse_qs(text, keep_blank_values=True), STORY, lang)
    return view, tuple(problem.key for problem in problems)


@given(views)
def test_an_address_opens_the_view_it_was_made_of(view: View) -> None:
    assert opened(address(view)) == (view, ())


@given(views, views)
def test_different_views_have_different_addresses(one: View, other: View) -> None:
    assert (address(one) == address(other)) == (one == other)


def test_the_first_view_needs_no_parameter() -> None:
    assert View().to_query() == {}


def test_every_part_of_a_view_is_in_its_address() -> None:
    kept = {*DEFAULTS, "story", "focus", "window", "article", "by", "of", "days", "rev", "near", "selection"}
    assert kept == {field.name for field in fields(View)}


def test_an_address_without_a_language_follows_the_reader() -> None:
    assert opened("", "fr")[0].lang == "fr"
    assert opened("lang=en", "fr")[0].lang == "en"


def test_of_several_values_for_one_the_last_counts() -> None:
    assert opened("lanes=actor&lanes=place&q=a&q=b") == (View(lanes="place", selection=Selection(text="b")), ())


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("lang", "de"),
        ("lanes", "spiral"),
        ("lanes", "TYPE"),
        ("view", "graph"),
        ("crowd", "13"),
        ("sort", "-"),
        ("sort", "--when"),
        ("sort", "event_id"),
        ("window", "2024-11-01"),
        ("window", "2024-11-01/2024-11-01"),
        ("window", "2024-11-01/../2024-12-01"),
        ("window", "2024-11/2024-12"),
        ("focus", "actor:nobody"),
        ("focus", "actor:trump|putin"),
        ("focus", "link:trump"),
        ("focus", "link:trump|putin|usa"),
        ("focus", "event:call"),
        ("actor", "nobody"),
        ("status", "true"),
        ("family", "gossip"),
        ("type", "quarrel"),
        ("place", "Atlantis"),
        ("event", "nothing"),
        ("match", "some"),
        ("from", "soon"),
        ("to", "2024-02-30"),
        ("known_on", "10/11/2024"),
        ("q", "x" * 1001),
    ],
)
def test_what_an_address_cannot_mean_is_reported_and_shows_the_default(parameter: str, value: str) -> None:
    assert opened(urlencode({parameter: value})) == (View(), (parameter,))


def test_one_bad_value_does_not_cost_the_good_ones() -> None:
    view, problems = opened("actor=nobody&actor=putin&lanes=place&sort=1&known_on=2024-11-10")
    assert view == View(lanes="place", selection=Selection(actors=("putin",), known_on=day("2024-11-10")))
    assert problems == ("actor", "sort")


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(st.text(max_size=20), max_size=3)))
def test_what_garbage_opens_can_be_shared(query: dict[str, list[str]]) -> None:
    view, _ = read(query, STORY)
    assert opened(address(view)) == (view, ())


@given(moments, moments)
def test_a_zoom_of_the_address_is_one_on_the_axis(one: str, other: str) -> None:
    if one != other:
        assert is_window(f"{one}/{other}")
        found = window_days(f"{one}/{other}")
        assert found is not None
        assert found[0] <= found[1]


def test_a_zoom_may_be_written_from_back_to_front() -> None:
    assert window_days("2024-12-01/2024-11-01T12:00") == (day("2024-11-01") + 0.5, day("2024-12-01"))


@pytest.mark.parametrize("window", ["2024-13-01/2024-14-01", "2024-02-30/2024-03-01", "-0000-01-01/2024-01-01"])
def test_a_zoom_to_days_that_do_not_exist_is_no_zoom(window: str) -> None:
    assert not is_window(window)
