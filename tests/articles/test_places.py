import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.gazetteer import LANGUAGES
from components.articles.places import find_places
from components.events.story import Story
from tests.thorough import examples

CASES = tomllib.loads((Path(__file__).parent / "places_cases.toml").read_text(encoding="utf-8"))["cases"]


def told(text, language, story=None):
    return [[text[one.start : one.end], one.name, one.country] for one in find_places(text, language, story)]


def story_of(*rows):
    columns = ["place_en", "place_fr", "country", "lat", "lon"]
    none = pd.DataFrame()
    return Story("s", {"en": "S"}, ("en", "fr"), pd.DataFrame(rows, columns=columns), none, none, none, none)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["t"])
def test_places_of_our_own_sentences_are_found(case):
    assert told(case["t"], case["l"]) == case["e"]


def test_a_place_of_the_story_has_the_coordinates_of_its_event():
    story = story_of(("Novy Rog, Ukraine", "Novy Rog, Ukraine", "UA", 48.5, 30.25))
    town, country = find_places("Novy Rog is in Ukraine.", "en", story)
    assert (town.name, town.country, town.lat, town.lon) == ("Novy Rog", "UA", 48.5, 30.25)
    assert (country.name, country.country, country.lat, country.lon) == ("Ukraine", "UA", None, None)
    assert told("Novy Rog is in Ukraine.", "en") == [["Ukraine", "Ukraine", "UA"]]


def test_an_event_without_coordinates_does_not_take_them_from_another():
    nan = float("nan")
    story = story_of(("Novy Rog, Ukraine", "", "UA", 48.5, 30.25), ("Novy Rog, Ukraine", "", "UA", nan, nan))
    assert find_places("In Novy Rog", "en", story)[0].lat == 48.5


def test_a_region_of_the_story_is_found_with_a_small_letter_in_its_language():
    story = story_of(("Kursk region, Russia", "Région de Koursk, Russie", "RU", float("nan"), float("nan")))
    (found,) = find_places("dans la région de Koursk", "fr", story)
    assert (found.name, found.country, found.lat) == ("Région de Koursk", "RU", None)


def test_a_capital_has_its_coordinates_and_a_city_state_too():
    assert find_places("In Kyiv", "en")[0].lat == pytest.approx(50.45, abs=0.1)
    assert find_places("In Singapore", "en")[0].lon == pytest.approx(103.8, abs=0.1)
    assert find_places("In Ukraine", "en")[0].lat is None


WORDS = {
    "fr": "Washington Post Jordan Bardella Le La au Caire Géorgie Atlanta Côte d’Ivoire États - Unis "
    "U. S. , . Paris Banque de France l' Moscou -Pékin\n",
    "en": "Washington , D.C. Post Jordan Georgia Atlanta Bank of England "
    "The U.S. US - Russia . President Santiago Chile South China Sea 's\n",
}


def check(text, language):
    found = find_places(text, language)
    end = 0
    for place in found:
        assert end <= place.start < place.end <= len(text)
        assert place.name
        assert len(place.country) == 2
        end = place.end


@given(st.sampled_from(LANGUAGES), st.data())
@settings(max_examples=examples(60), deadline=None)
def test_any_words_about_places_are_read_without_an_error(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split(" ")), max_size=12))
    check(data.draw(st.sampled_from([" ", "", "-"])).join(words), language)


@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
@settings(max_examples=examples(60), deadline=None)
def test_any_text_is_searched_for_places_without_an_error(language, text):
    check(text, language)


def test_places_in_an_unknown_language_are_refused():
    with pytest.raises(ValueError, match="'de'"):
        find_places("Berlin", "de")
