"""Facts for the panel: one actor, one link, the few pairs that are left."""

import pytest

from components.charts.facts import actor_facts, link_facts, pairs
from tests.charts.graph_stories import only, story


@pytest.fixture
def tale():
    actors = [
        {"id": "anna", "name_fr": "Anne", "role_en": "Envoy", "role_fr": "Émissaire", "side": "north"},
        {"id": "post", "kind": "media"},
    ]
    return story(
        [
            {"id": "call", "who": "anna:initiator ben:target", "salience": 2, "when": "2024-01-05"},
            {"id": "deal", "type": "agreement", "who": "ben anna", "salience": 9, "when": "2024-02-05~"},
            {"id": "told", "type": "report", "who": "post:source anna:target", "salience": 5, "when": "2024-03-01"},
            {"id": "lost", "type": "meeting", "who": "anna ben", "salience": 0.1, "when": ""},
            *({"id": f"m{k}", "type": "meeting", "who": "anna cleo", "salience": 1} for k in range(4)),
        ],
        actors,
        sides={"north": {"en": "The North", "fr": "Le Nord"}},
    )


def test_an_actor_s_facts_are_in_the_language_asked_for(tale):
    facts = actor_facts(tale, tale, "anna", "fr")
    assert [facts[key] for key in ("name", "role", "side", "kind", "events")] == [
        "Anne",
        "Émissaire",
        "Le Nord",
        "person",
        8,
    ]
    assert actor_facts(tale, tale, "anna", "en")["side"] == "The North"
    assert facts["slot"] in {"1", "2", "3", "4"}


def test_partners_are_ordered_by_shared_events_and_split_by_family(tale):
    partners = actor_facts(tale, tale, "anna", "en")["partners"]
    assert [(p["actor_id"], p["events"]) for p in partners] == [("cleo", 4), ("ben", 3), ("post", 1)]
    assert partners[1]["families"] == {"contacts": 2, "support": 1}
    assert all(sum(p["families"].values()) == p["events"] for p in partners)


def test_at_most_eight_partners_are_named():
    busy = story([{"who": f"hub p{k}"} for k in range(11)])
    assert len(actor_facts(busy, busy, "hub", "en")["partners"]) == 8


def test_main_events_are_the_five_most_salient_in_order_of_date(tale):
    main = actor_facts(tale, tale, "anna", "en")["main_events"]
    assert [row["event_id"] for row in main] == ["call", "deal", "told", "m0", "m1"]
    assert main[1] == {
        "event_id": "deal",
        "type": "agreement",
        "status": "confirmed",
        "when": "2024-02-05~",
        "title": "Event 1",
    }


def test_facts_are_those_of_the_selection_but_the_side_is_that_of_the_whole(tale):
    facts = actor_facts(only(tale, ["told"]), tale, "anna", "en")
    assert facts["events"] == 1
    assert facts["side"] == "The North"
    assert actor_facts(only(tale, []), tale, "anna", "en")["partners"] == []


def test_a_link_s_facts_count_by_family_and_name_the_last_dated_event(tale):
    facts = link_facts(tale, "ben", "anna", "en")
    assert facts["actors"] == ["anna", "ben"]
    assert facts["families"] == {"contacts": 2, "support": 1}
    assert facts["counts"] == "2 contacts, 1 deal or aid"
    assert facts["last"] == "2024-02-05~"
    assert [row["event_id"] for row in facts["shared"]] == ["call", "deal", "lost"]


def test_two_actors_without_a_link_share_nothing(tale):
    facts = link_facts(tale, "ben", "post", "fr")
    assert (facts["events"], facts["families"], facts["counts"], facts["last"], facts["shared"]) == (0, {}, "", "", [])


def test_an_unknown_actor_is_named_in_the_error(tale):
    with pytest.raises(KeyError, match="'test' has no actor 'ghost'"):
        actor_facts(tale, tale, "ghost", "en")
    with pytest.raises(KeyError, match="'test' has no actor 'ghost'"):
        link_facts(tale, "anna", "ghost", "en")


def test_pairs_list_the_strongest_links_first(tale):
    assert [(p["names"], p["events"]) for p in pairs(tale, "en")][:2] == [(["Anna", "Cleo"], 4), (["Anna", "Ben"], 3)]
    assert pairs(story([{"who": "alone"}]), "en") == []
