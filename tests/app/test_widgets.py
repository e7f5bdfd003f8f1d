"""What the parts of the page say: the sentence, the chips, the table, the panel; and their words in both languages."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.app.dom import Node
from components.app.view import SORTS, read
from components.app.widgets.charts import graph_pairs, legend_node
from components.app.widgets.event_list import event_list
from components.app.widgets.head import link_query, nav
from components.app.widgets.known_bar import known_sentence, neighbour_stops
from components.app.widgets.panel import amount_text, panel
from components.app.widgets.summary import active_filters, empty_state, family_chips, filter_chips, sentence
from components.app.widgets.table import ROWS, event_table, page_of, table_rows
from components.app.widgets.tabs import crowd_switch
from components.app.widgets.timeline_bar import lane_switch, undated_line
from components.events.selection import Selection
from components.events.vocabulary import STATUSES
from tests.app.trees import CALL, acts_of, day, nodes_of, scene, text_of, ukraine
from tests.events.event_stories import claim, story

COMPONENTS = Path(__file__).parents[2] / "components"
CATALOGUES = sorted(COMPONENTS.glob("*/wording/*en.toml"))
BOTH = Selection(actors=("donald-trump", "vladimir-putin"), match="all", statuses=("disputed",), text="a <b>")


def texts(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a catalogue with its key; the forms of a plural count as one."""
    if "other" in table and isinstance(table["other"], str) and "one" in table:
        yield path, str(table["other"])
        return
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from texts(value, f"{path}.{key}".strip("."))
        else:
            yield f"{path}.{key}".strip("."), str(value)


def catalogue(path: Path) -> dict[str, set[str]]:
    """Keys of a catalogue and the places in each text. How countries and genders are said is each language's own."""
    found = dict(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    own = ("countries.", "selection.statuses_f.")
    return {key: set(re.findall(r"{(\w+)}", text)) for key, text in found.items() if not key.startswith(own)}


def with_class(tree: Node | None, css: str) -> list[str]:
    """What the nodes of a class say."""
    return [text_of(node) for node in nodes_of(tree) if css in node.css.split()]


@pytest.mark.parametrize("english", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_both_languages_have_the_same_texts_with_the_same_places(english: Path) -> None:
    french = english.with_name(english.name.replace("en.toml", "fr.toml"))
    assert catalogue(english) == catalogue(french)


@pytest.mark.parametrize(
    "path", sorted(COMPONENTS.glob("*/wording/*.toml")), ids=lambda path: f"{path.parts[-3]} {path.stem}"
)
def test_no_text_is_empty(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [key for key, text in texts(found) if not text.strip()] == []


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
    assert said.startswith("1 of 215 event")
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


def test_the_panel_tells_the_call_of_7_november_by_its_claims() -> None:
    tree = panel(scene())
    said = text_of(tree)
    assert said.startswith("disputed|call|")
    assert "Reported Trump-Putin phone call, denied by the Kremlin" in said
    assert "Thu 7 Nov 2024| · that it took place is uncertain" in said
    assert "Known since 10 November 2024| (3 days later)" in said
    assert "Donald Trump| → |Vladimir Putin" in said
    assert "11 claims by 8 sources" in said
    assert with_class(tree, "ww-voice") == ["3 say yes", "3 deny", "1 part", "4 will not say"]
    assert len(with_class(tree, "ww-claim")) == 11


def test_on_10_november_the_call_is_reported_and_nothing_tells_what_came_later() -> None:
    tree = panel(scene(known="2024-11-10"))
    said = text_of(tree)
    assert said.startswith("reported|call|")
    assert "Reported Trump-Putin phone call|" in said
    assert len(with_class(tree, "ww-claim")) == 5
    assert not re.search(r"denied by|Kremlin|Peskov|11 Nov|Dec 2024", said)
    assert "Notes are hidden" in said


def test_on_11_november_the_call_is_disputed() -> None:
    current = scene(known="2024-11-11")
    tree = panel(current)
    assert text_of(tree).startswith("disputed|call|")
    assert with_class(tree, "ww-voice")[1:] == ["2 deny", "1 part", "1 will not say"]
    assert "Dmitry Peskov| denies |· 11 Nov 2024" in text_of(tree)
    assert text_of(known_sentence(current)).replace("|", "") == (
        "11 November 2024 ∘ Changed since the day before: Reported Trump-Putin phone call goes from reported to "
        "disputed; 2 events and 2 claims are new."
    )


def test_the_panel_speaks_french() -> None:
    said = text_of(panel(scene(known="2024-11-10", lang="fr")))
    assert said.startswith("rapporté|appel|")
    assert "Appel Trump-Poutine rapporté|jeu. 7 nov. 2024" in said
    assert "Connu depuis le 10 novembre 2024| (3 jours plus tard)" in said
    assert "Donald Trump| → |Vladimir Poutine" in said
    assert "5 déclarations de 5 sources" in said


def test_a_day_without_news_says_so() -> None:
    assert text_of(known_sentence(scene(known="2024-11-09"))) == (
        "As known on 9 November 2024. Nothing changed since the day before."
    )
    assert known_sentence(scene()) is None


def test_the_next_change_after_10_november_is_on_the_11th() -> None:
    before, after = neighbour_stops(ukraine(), day("2024-11-10"), day("2026-11-01"))
    assert before is not None
    assert before < day("2024-11-10")
    assert after == day("2024-11-11")


def test_after_the_last_change_there_is_no_next_one() -> None:
    assert neighbour_stops(ukraine(), None, day("2100-01-01"))[1] is None
    assert neighbour_stops(ukraine(), day("1900-01-01"), day("2100-01-01"))[0] is None


def test_the_panel_steps_to_the_event_before_and_after() -> None:
    ids = ukraine().events["event_id"].tolist()
    at = ids.index(CALL)
    steps = [act["id"] for act in acts_of(panel(scene())) if act["do"] == "event"]
    assert steps == [ids[at - 1], ids[at + 1]]
    assert [act["id"] for act in acts_of(panel(scene(event=ids[0]))) if act["do"] == "event"] == [ids[1]]


def test_a_source_opens_in_a_tab_of_its_own_and_is_not_told_where_the_reader_comes_from() -> None:
    links = [node for node in nodes_of(panel(scene())) if node.tag == "a"]
    assert len(links) == 11
    assert all(node.attrs["target"] == "_blank" and "noreferrer" in node.attrs["rel"] for node in links)
    assert all(node.attrs["href"].startswith("http") for node in links)


def test_an_undisputed_event_says_that_nobody_disputes_it() -> None:
    said = text_of(panel(scene(event="us-election-2024")))
    assert "No source in the data disputes this. |2 sources assert it." in said


def test_an_actor_in_the_panel_is_told_by_those_he_acts_with() -> None:
    tree = panel(scene(focus="actor:vladimir-putin"))
    assert text_of(tree).startswith(
        "‹ Back to the event|person|Russia|Vladimir Putin|President of Russia|55 events, most"
    )
    pairs = [act["id"] for act in acts_of(tree) if act["do"] == "link"]
    assert pairs[0] == "donald-trump|vladimir-putin"
    assert {"do": "narrow"} in acts_of(tree)


def test_a_link_in_the_panel_counts_and_lists_the_shared_events() -> None:
    tree = panel(scene(focus="link:donald-trump|vladimir-putin"))
    assert "Donald Trump – Vladimir Putin|30 shared events: " in text_of(tree)
    assert [act["do"] for act in acts_of(tree)].count("event") == 30


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        (6e9, "USD", "en", "$6 billion"),
        (9e10, "EUR", "en", "€90 billion"),
        (1500, "", "en", "1.5 thousand"),
        (float("nan"), "USD", "en", ""),
        (None, "", "fr", ""),
    ],
)
def test_an_amount_is_said_as_people_say_it(amount: float | None, currency: str, language: str, said: str) -> None:
    text = amount_text({"amount": amount, "currency": currency}, language)
    assert text.replace("bn", " billion").replace("B", " billion") == said


@pytest.mark.parametrize("sort", [sign + column for column in SORTS for sign in ("", "-")])
def test_the_table_holds_every_event_in_every_order(sort: str) -> None:
    assert sorted(table_rows(scene(sort=sort))["event_id"]) == sorted(ukraine().events["event_id"])


def test_the_table_is_sorted_by_time_not_by_the_words_for_it() -> None:
    rows = table_rows(scene(sort="-when"))
    assert rows["earliest"].is_monotonic_decreasing
    assert rows["when"].iloc[-1] == "6 Aug 2024"


def test_accents_and_case_do_not_matter_to_the_order_of_a_table() -> None:
    found = story(
        events=[
            {"event_id": f"e{at}", "title_en": title, "participants": "trump"}
            for at, title in enumerate(("zoo", "Éclair", "apple", "Echo"))
        ],
        claims=[claim("2024-01-01", "asserts", "trump", f"e{at}") for at in range(4)],
    )
    rows = table_rows(scene(found, event="", sort="title"))
    assert rows["title"].tolist() == ["apple", "Echo", "Éclair", "zoo"]


def test_a_row_says_date_status_title_actors_place_and_number_of_claims() -> None:
    current = scene(tab="table")
    row = next(
        node for node in nodes_of(event_table(current, page_of(current))) if node.attrs.get("aria-selected") == "true"
    )
    assert [text_of(cell) for cell in row.children] == [
        "7 Nov 2024?",
        "disputed",
        "Reported Trump-Putin phone call, denied by the Kremlin",
        "Donald Trump, Vladimir Putin, The Washington Post",
        "Florida, United States",
        "11",
    ]
    assert row.act == {"do": "event", "id": CALL}


def test_the_sorted_column_of_the_table_says_so() -> None:
    heads = [node.attrs["aria-sort"] for node in nodes_of(event_table(scene(sort="-title"), 0)) if node.tag == "th"]
    assert heads == ["none", "none", "descending", "none", "none", "none"]


def test_events_without_participants_have_an_empty_cell() -> None:
    found = story(events=[{"event_id": "e"}], claims=[claim("2024-01-01", "asserts", "trump", "e")])
    assert table_rows(scene(found, event=""))["actors"].tolist() == [""]


def test_a_long_table_opens_on_the_page_of_the_open_event() -> None:
    many = range(ROWS + 20)
    found = story(
        events=[{"event_id": f"e{at:04}", "when": f"{1000 + at}", "participants": "trump"} for at in many],
        claims=[claim("2024-01-01", "asserts", "trump", f"e{at:04}") for at in many],
    )
    current = scene(found, event=f"e{ROWS + 3:04}")
    assert page_of(current) == 1
    assert len([node for node in nodes_of(event_table(current, 1)) if node.tag == "tr" and node.act]) == 20


def test_the_list_of_a_phone_has_every_event_under_its_month() -> None:
    tree = event_list(scene(page=358))
    months = [text_of(node) for node in nodes_of(tree) if node.tag == "h3"]
    assert months[0] == "August 2024| · 1 event"
    assert len(months) == len(set(months))
    assert len(acts_of(tree)) == 215


def test_the_list_of_a_phone_keeps_to_the_window() -> None:
    tree = event_list(scene(page=358, window="2024-11-07/2024-11-07T23:59"))
    assert {text_of(node).split("|")[0] for node in nodes_of(tree) if node.tag == "h3"} == {"November 2024"}
    assert CALL in {act["id"] for act in acts_of(tree)}


def test_the_line_of_undated_events_is_there_only_when_there_are_some() -> None:
    found = story(events=[{"event_id": "e", "when": ""}], claims=[claim("2024-01-01", "asserts", "trump", "e")])
    assert text_of(undated_line(scene(found, event=""))) == "1 event without a date ▸"
    assert text_of(panel(scene(found, event="", focus="undated"))).endswith("Events without a date|Event 0")
    assert undated_line(scene()) is None


def test_a_switch_shows_what_is_chosen() -> None:
    for tree, chosen in ((lane_switch(scene(lanes="place")), "place"), (crowd_switch(scene(crowd="all")), "all")):
        pressed = {node.act["id"]: node.attrs["aria-pressed"] for node in nodes_of(tree) if node.act}
        assert [name for name, on in pressed.items() if on == "true"] == [chosen]


def test_lanes_are_those_of_the_story_until_the_reader_chooses() -> None:
    found = story(claims=[claim("2024-11-10", "asserts", "trump")], lanes="place")
    assert scene(found, event="").lanes == "place"
    assert scene(found, event="", lanes="actor").lanes == "actor"


def test_a_phone_shows_twelve_actors_unless_all_are_asked_for() -> None:
    assert [scene(page=358, crowd=crowd).crowd for crowd in ("12", "40", "all")] == ["12", "12", "all"]


def test_fewer_than_three_actors_are_a_list_not_a_picture() -> None:
    found = story(claims=[claim("2024-11-10", "asserts", "trump")])
    assert "Donald Trump – Vladimir Putin" in text_of(graph_pairs(scene(found, event="")))
    assert graph_pairs(scene()) is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_legend_explains_colours_widths_and_shapes(language: str) -> None:
    tree = legend_node(scene(lang=language))
    assert text_of(tree).count("|") >= 9
    assert all("data-svg" in node.attrs for node in nodes_of(tree) if node.tag == "img")


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
    assert [act["id"] for act in acts_of(alone) if "do" in act] == ["read", "en", "fr"]
    assert [act["id"] for act in acts_of(two) if act.get("do") == "story"] == ["a", "ukraine-diplomacy"]
    assert acts_of(alone)[-1] == {"copy": "?x"}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_status_has_its_word_and_its_rule(status: str, language: str) -> None:
    current = scene(lang=language)
    assert current.term("statuses", status)
    assert current.words(f"about.{status}")
    assert current.words(f"summary.status.{status}", n=1) != current.words(f"summary.status.{status}", n=2)


def test_a_filter_that_hides_the_open_event_opens_the_most_salient_of_the_rest() -> None:
    current = scene(selection=Selection(event=CALL, statuses=("planned",)))
    assert current.event in set(current.shown.events["event_id"])
    assert scene(selection=Selection(text="no such words")).event is None


def test_equal_views_share_their_work() -> None:
    assert scene(known="2024-11-10").known is scene(known="2024-11-10", lang="fr").known
    assert scene(selection=BOTH).shown is scene(selection=BOTH, lanes="actor").shown
