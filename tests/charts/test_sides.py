"""Sides: who belongs together, which colour slot that has, and what it is called."""

import pytest

from components.charts.sides import actor_names, bloc_name, blocs, sides
from tests.charts.graph_stories import only, story


def bloc_of(*actors, of):
    return blocs(story([], actors).actors)[of]


def test_the_side_column_wins_over_affiliation_and_country():
    actor = {"id": "macron", "side": "europe", "affiliation": "france", "country": "FR"}
    assert bloc_of({"id": "france", "kind": "state", "country": "FR"}, actor, of="macron") == "europe"


def test_the_side_of_whom_one_belongs_to_is_inherited():
    eu, chief = {"id": "eu", "kind": "organisation", "side": "europe"}, {"id": "kallas", "affiliation": "eu"}
    assert bloc_of(eu, chief, of="kallas") == "europe"


def test_a_chain_of_affiliations_ends_at_its_root():
    chain = [
        {"id": "usa", "kind": "state", "country": "US"},
        {"id": "white-house", "kind": "government", "affiliation": "usa"},
        {"id": "leavitt", "affiliation": "white-house"},
    ]
    assert bloc_of(*chain, of="leavitt") == "usa"


def test_a_citizen_without_office_is_of_the_same_bloc_as_the_state():
    assert bloc_of({"id": "usa", "kind": "state", "country": "US"}, {"id": "musk", "country": "US"}, of="musk") == "usa"


def test_without_side_affiliation_and_state_the_country_decides_and_without_country_oneself():
    assert bloc_of({"id": "lula", "country": "BR"}, of="lula") == "country:BR"
    assert bloc_of({"id": "who", "kind": "organisation"}, of="who") == "who"


def test_a_company_with_people_is_a_bloc_of_its_own_even_in_a_country():
    firm, boss = {"id": "acme", "kind": "organisation", "country": "FR"}, {"id": "boss", "affiliation": "acme"}
    assert bloc_of(firm, boss, {"id": "france", "kind": "state", "country": "FR"}, of="boss") == "acme"


def test_media_and_those_who_work_for_them_are_media_whatever_their_country():
    post, reporter = {"id": "post", "kind": "media", "country": "US"}, {"id": "woodward", "affiliation": "post"}
    assert bloc_of(post, reporter, of="woodward") == "media"


def test_a_circle_of_affiliations_does_not_hang():
    assert bloc_of({"id": "a", "affiliation": "b"}, {"id": "b", "affiliation": "a"}, of="a") in {"a", "b"}


def test_an_affiliation_that_is_no_actor_is_ignored():
    assert bloc_of({"id": "a", "affiliation": "nowhere", "country": "FR"}, of="a") == "country:FR"


@pytest.fixture
def six():
    actors = [{"id": name, "side": name} for name in ("north", "south", "east", "west", "middle")]
    actors.append({"id": "post", "kind": "media"})
    times = {"east": 9, "north": 7, "middle": 5, "south": 3, "west": 1, "post": 20}
    return story([{"who": name} for name, n in times.items() for _ in range(n)], actors)


def test_the_four_busiest_blocs_have_slots_in_order_of_their_events(six):
    assert sides(six).owner == {"1": "east", "2": "north", "3": "middle", "4": "south"}


def test_media_never_take_a_slot_and_the_fifth_bloc_is_of_the_others(six):
    slot = sides(six).slot
    assert slot["post"] == "media"
    assert slot["west"] == "others"


def test_equally_busy_blocs_are_ordered_by_name():
    tale = story([{"who": "b"}, {"who": "a"}], [{"id": "b", "side": "bb"}, {"id": "a", "side": "aa"}])
    assert sides(tale).owner == {"1": "aa", "2": "bb"}


def test_an_actor_without_events_has_a_side_too(six):
    assert sides(only(six, [])).slot.keys() == set(six.actors["actor_id"])


def test_a_side_is_called_as_story_toml_says_else_like_its_actor_else_like_the_country():
    tale = story(
        [],
        [{"id": "russia", "name_en": "Russia", "name_fr": "Russie"}],
        sides={"europe": {"en": "Europe", "fr": "L’Europe"}},
    )
    named = {language: actor_names(tale, language) for language in ("en", "fr")}
    assert [bloc_name(tale, "europe", code, named[code]) for code in ("en", "fr")] == ["Europe", "L’Europe"]
    assert [bloc_name(tale, "russia", code, named[code]) for code in ("en", "fr")] == ["Russia", "Russie"]
    assert [bloc_name(tale, "country:DE", code, named[code]) for code in ("en", "fr")] == ["Germany", "Allemagne"]


def test_an_actor_without_a_name_is_called_by_its_id():
    assert actor_names(story([], [{"id": "x-1", "name_en": ""}]), "en") == {"x-1": "x-1"}
