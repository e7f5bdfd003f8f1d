"""What the reader chose, as the page says and sends it: the sentence, the chips, the switches, the link."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from components.app.dom import Node
from components.app.scene import Scene
from components.app.view import read
from components.app.widgets.head import link_query, nav
from components.app.widgets.summary import active_filters, empty_state, family_chips, filter_chips, sentence
from components.app.widgets.tabs import crowd_switch
from components.app.widgets.timeline_bar import lane_switch
from components.events.selection import Selection
from tests.app.trees import CALL, acts_of, day, nodes_of, scene, text_of, ukraine, with_class
from tests.events.event_stories import claim, story

BOTH = Selection(actors=("donald-trump", "vladimir-putin"), match="all", statuses=("disputed",), text="a <b>")


def test_the_sentence_counts_events_actors_days_and_statuses() -> None:
    said = text_of(sentence(scene())).replace("|", "")
    assert said == (
        "215 events with 96 actors between 6 August 2024 and 15 June 2026. "
        "198 are confirmed, 8 are only reported, 8 are disputed, 1 was planned."
    )


def test_the_sentence_in_french_writes_the_first_of_a_month_and_plurals_its_way() -> None:
    said = text_of(sentence(scene(lang="fr"))).replace("|", "")
    assert said.startswith("215 événements avec 96 acteurs entre le 6 août 2024 et le 15 juin 2026. 198 sont confirmés")


def test_the_sentence_of_a_selection_says_of_how_many() -> None:
    said = text_of(sentence(scene(selection=Selection(statuses=("planned",))))).replace("|", "")
    assert said.startswith("1 of 215 events")
    assert said.endswith("1 was planned.")


def test_each_status_of_the_sentence_is_a_switch_that_says_whether_it_is_on() -> None:
    tree = sentence(scene(selection=Selection(statuses=("disputed", "denied"))))
    pressed = {node.act["id"]: node.attrs["aria-pressed"] for node in nodes_of(tree) if node.act}
    assert pressed == {"disputed": "true", "denied": "true"}


def test_a_narrow_page_says_the_sentence_in_few_words() -> None:
    said = text_of(sentence(scene(page=358))).replace("|", "")
    assert (
        said
        == "215 events with 96 actors, August 2024 – June 2026. 8 are only reported, 8 are disputed, 1 was planned."
    )


def test_every_filter_has_a_chip_and_two_of_them_one_that_clears_all() -> None:
    one, more = scene(selection=Selection(text="call")), scene(selection=BOTH)
    assert with_class(filter_chips(one), "ww-filter") == ["mentions “call”|×"]
    assert [act["do"] for act in acts_of(filter_chips(one))] == ["drop"]
    assert [act.get("id") for act in acts_of(filter_chips(more))] == [
        "actors:donald-trump",
        "actors:vladimir-putin",
        "statuses:disputed",
        "text",
        None,
    ]
    assert filter_chips(scene()) is None


def test_dropping_every_chip_leaves_no_filter() -> None:
    selection = Selection(
        actors=("donald-trump",),
        first=day("2024-11-01"),
        last=day("2025-01-01"),
        families=("contacts",),
        types=("call",),
        statuses=("disputed",),
        places=("US",),
        text="x",
    )
    for key, _ in active_filters(scene(selection=selection)):
        part, _, value = key.partition(":")
        selection = selection.without(part, value or None)
    assert not selection.is_filtering


def test_chips_speak_french() -> None:
    selection = Selection(places=("US",), first=day("2024-11-01"), statuses=("disputed",))
    said = [words for _, words in active_filters(scene(selection=selection, lang="fr"))]
    assert said[1] == "États-Unis"
    assert "1er nov. 2024" in said[2]


def test_a_family_counts_its_events_under_the_other_filters() -> None:
    assert with_class(family_chips(scene()), "ww-count") == ["10", "85", "59", "37", "24"]
    chosen = scene(selection=Selection(families=("contacts",), statuses=("disputed",)))
    counts = with_class(family_chips(chosen), "ww-count")
    assert len(counts) == 5
    assert sum(map(int, counts)) == 8


def test_an_empty_selection_says_what_to_take_off() -> None:
    assert empty_state(scene()) is None
    nothing = scene(selection=Selection(text="no such words", statuses=("denied",)))
    assert text_of(empty_state(nothing)) == (
        "No event matches.|Remove denied|Remove mentions “no such words”|Clear all filters"
    )


def test_before_the_first_event_the_page_says_when_it_was() -> None:
    assert text_of(empty_state(scene(known="2024-01-01"))) == "Nothing was known yet. First event: 6 August 2024."


@pytest.mark.parametrize(
    ("switch", "chosen"), [(lane_switch, {"lanes": "place"}), (crowd_switch, {"crowd": "all"})], ids=["lanes", "crowd"]
)
def test_a_switch_shows_what_is_chosen(switch: Callable[[Scene], Node], chosen: dict[str, str]) -> None:
    pressed = {node.act["id"]: node.attrs["aria-pressed"] for node in nodes_of(switch(scene(**chosen))) if node.act}
    assert [name for name, on in pressed.items() if on == "true"] == list(chosen.values())


def test_lanes_are_those_of_the_story_until_the_reader_chooses() -> None:
    found = story(claims=[claim("2024-11-10", "asserts", "trump")], lanes="place")
    assert scene(found, event="").lanes == "place"
    assert scene(found, event="", lanes="actor").lanes == "actor"


def test_a_phone_shows_twelve_actors_unless_all_are_asked_for() -> None:
    assert [scene(page=358, crowd=crowd).crowd for crowd in ("12", "40", "all")] == ["12", "12", "all"]


def test_the_shared_link_opens_this_very_view_for_readers_of_any_language() -> None:
    selection = Selection(actors=("vladimir-putin",), text="a&b=c", known_on=day("2024-12-24"))
    current = scene(selection=selection, lanes="actor", window="2024-11-01/2024-12-01")
    query = parse_qs(link_query(current).removeprefix("?"))
    view, problems = read(query, ukraine(), "fr")
    assert problems == ()
    assert (view.lang, view.story, view.lanes, view.window) == ("en", "ukraine-diplomacy", "actor", current.view.window)
    assert view.selection.without("event") == selection
    assert view.selection.event == current.event


def test_the_head_offers_other_stories_only_where_there_are_some() -> None:
    alone, two = nav(scene(), [], "?x"), nav(scene(), [("a", "A"), ("ukraine-diplomacy", "U")], "?x")
    assert [act["id"] for act in acts_of(alone) if "id" in act] == ["read", "history", "en", "fr"]
    assert [act["id"] for act in acts_of(two) if act.get("do") == "story"] == ["a", "ukraine-diplomacy"]
    assert acts_of(alone)[-1] == {"do": "share"}


def test_the_table_for_edits_is_offered_to_those_who_may_edit() -> None:
    assert [act.get("id") for act in acts_of(nav(scene(), [], "?x", may_edit=True))][:3] == ["read", "history", "edit"]
    assert {"do": "page", "id": "edit"} not in acts_of(nav(scene(), [], "?x"))


def test_a_filter_that_hides_the_open_event_opens_the_most_salient_of_the_rest() -> None:
    current = scene(selection=Selection(event=CALL, statuses=("planned",)))
    assert current.event in set(current.shown.events["event_id"])
    assert scene(selection=Selection(text="no such words")).event is None


def test_equal_views_share_their_work() -> None:
    assert scene(known="2024-11-10").known is scene(known="2024-11-10", lang="fr").known
    assert scene(selection=BOTH).shown is scene(selection=BOTH, lanes="actor").shown
