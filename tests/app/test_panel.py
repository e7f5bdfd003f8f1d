"""What the panel tells of an event, an actor or a link, and what the bar above it tells of the day known."""

import re

import pytest

from components.app.widgets.known_bar import known_sentence, neighbour_stops
from components.app.widgets.panel import amount_text, panel
from tests.app.trees import CALL, acts_of, day, nodes_of, scene, text_of, ukraine, with_class


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
