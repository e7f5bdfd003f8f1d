"""Links: who acts with whom, how strongly, in which family and in which direction."""

from itertools import combinations

import numpy as np
import pytest

from components.charts.links import MIXED, acts, event_counts, family_codes, links
from components.events.vocabulary import FAMILIES
from tests.charts.graph_stories import crowd, only, story


def one(*events, **more):
    """The only link of a story."""
    found = links(story(events, **more))
    assert len(found) == 1
    return found


@pytest.mark.parametrize("type_", ["call", "meeting", "aid", "agreement", "sanction", "strike"])
def test_a_source_is_not_linked_in_contacts_support_and_pressure(type_):
    found = links(story([{"type": type_, "who": "anna:initiator ben:target peskov:source"}]))
    assert len(found) == 1
    assert found.between("anna", "ben") == 0
    assert found.between("anna", "peskov") == -1


@pytest.mark.parametrize("role", ["initiator", "target", "participant", "mediator", "host"])
def test_every_other_role_links_in_contacts_even_one_of_the_story_s_own(role):
    assert links(story([{"type": "call", "who": f"anna:initiator ben:{role}"}])).between("anna", "ben") == 0


def test_a_source_who_also_acts_has_acted():
    assert len(links(story([{"type": "call", "who": "anna:source anna:participant ben:participant"}]))) == 1


@pytest.mark.parametrize("speaker", ["initiator", "source"])
@pytest.mark.parametrize("type_", ["statement", "election"])
def test_a_statement_or_institution_links_who_speaks_to_whom_it_is_about_and_weighs_half(type_, speaker):
    found = one({"type": type_, "who": f"anna:{speaker} ben:target"})
    assert found.strength[0] == 0.5
    assert found.direction[0] == 1


def test_in_a_statement_neither_two_targets_nor_two_speakers_nor_participants_are_linked():
    found = links(
        story([{"type": "statement", "who": "anna:initiator ben:target cleo:target dan:source eve:participant"}])
    )
    pairs = {(found.actors[a], found.actors[b]) for a, b in zip(found.a, found.b, strict=True)}
    assert pairs == {("anna", "ben"), ("anna", "cleo"), ("ben", "dan"), ("cleo", "dan")}


@pytest.mark.parametrize("n", [2, 3, 5])
def test_an_event_of_n_actors_gives_each_pair_one_over_the_root_of_n_minus_one(n):
    found = links(story([{"who": " ".join(f"a{k}" for k in range(n))}]))
    assert len(found) == n * (n - 1) / 2
    assert found.strength == pytest.approx(1 / np.sqrt(n - 1))


def test_an_actor_named_twice_in_an_event_counts_once():
    tale = story([{"who": "anna:initiator anna:participant ben:target"}])
    assert event_counts(tale).tolist() == [1, 1]
    assert links(tale).count.tolist() == [1]


def test_the_colour_is_the_family_with_at_least_45_percent_of_the_weight():
    calls, strikes = ({"type": "call", "who": "anna ben"}, {"type": "strike", "who": "anna ben"})
    assert FAMILIES[one(calls, strikes, strikes).family[0]] == "pressure"
    even = [{"type": kind, "who": "anna ben"} for kind in ("call", "aid", "strike")]
    assert one(*even).family[0] == MIXED


def test_statements_count_half_when_the_dominant_family_is_sought():
    said = {"type": "statement", "who": "anna:initiator ben:target"}
    found = one(said, said, {"type": "call", "who": "anna ben"}, {"type": "call", "who": "anna ben"})
    assert FAMILIES[found.family[0]] == "contacts"
    assert found.counts[0].tolist() == [0, 2, 2, 0, 0, 0]


def test_a_type_without_a_family_links_its_actors_as_other():
    assert FAMILIES[one({"type": "auction", "who": "anna ben"}).family[0]] == "other"


def strikes(there: int, back: int, plain: int):
    way = ["anna:initiator ben:target"] * there + ["anna:target ben:initiator"] * back + ["anna ben"] * plain
    return one(*({"type": "strike", "who": who} for who in way))


@pytest.mark.parametrize(
    ("there", "back", "plain", "direction"),
    [(2, 0, 0, 1), (0, 2, 0, -1), (2, 1, 0, 1), (3, 2, 0, 0), (3, 0, 2, 1), (1, 0, 1, 0), (0, 0, 3, 0)],
)
def test_a_direction_needs_60_percent_directed_events_and_one_way_twice_as_often(there, back, plain, direction):
    assert strikes(there, back, plain).direction[0] == direction


def test_the_direction_is_that_of_the_dominant_family_alone():
    sanctions = [{"type": "sanction", "who": "anna:initiator ben:target"}] * 3
    found = one(*sanctions, {"type": "statement", "who": "ben:initiator anna:target"})
    assert found.direction[0] == 1


def test_a_link_is_found_in_either_order_and_unknown_actors_have_none():
    found = one({"who": "anna ben"})
    assert found.between("ben", "anna") == found.between("anna", "ben") == 0
    assert found.between("anna", "nobody") == -1


def test_participations_in_unknown_events_or_of_unknown_actors_are_left_out():
    tale = story([{"id": "known", "who": "anna ben"}])
    people = tale.participants
    stray = people.assign(event_id=["known", "lost"])
    assert len(acts(tale.with_tables(participants=stray)).event) == 1


def test_an_empty_story_has_no_links():
    found = links(story([]))
    assert len(found) == 0
    assert found.family.tolist() == found.direction.tolist() == []


def test_links_are_what_counting_pair_by_pair_gives():
    tale = crowd(30, 120)
    family = [FAMILIES[k] for k in family_codes(tale)]
    people = tale.participants.groupby("event_id")
    expected: dict[tuple[str, str], list[float]] = {}
    for name, kind in zip(tale.events["event_id"], family, strict=True):
        roles = dict(zip(people.get_group(name)["actor_id"], people.get_group(name)["role"], strict=True))
        about = kind in ("statements", "institutions")
        allowed = ("initiator", "source", "target") if about else ("initiator", "target", "participant", "mediator")
        acting = {actor: role for actor, role in roles.items() if role in allowed}
        for a, b in combinations(sorted(acting, key=lambda actor: int(actor[1:])), 2):
            if not about or [acting[a], acting[b]].count("target") == 1:
                pair = expected.setdefault((a, b), [0, 0])
                pair[0] += 1
                pair[1] += (0.5 if about else 1) / (len(acting) - 1) ** 0.5
    found = links(tale)
    got = {
        (found.actors[a], found.actors[b]): [n, w]
        for a, b, n, w in zip(found.a, found.b, found.count, found.strength, strict=True)
    }
    assert got.keys() == expected.keys()
    assert all(got[pair] == pytest.approx(expected[pair]) for pair in expected)


def test_shared_events_are_listed_by_link():
    tale = story([{"id": "x", "who": "anna ben"}, {"id": "y", "who": "ben cleo"}, {"id": "z", "who": "anna ben cleo"}])
    found = links(tale)
    shared = tale.events["event_id"].iloc[found.events_of(found.between("anna", "ben"))].tolist()
    assert shared == ["x", "z"]
    assert links(only(tale, ["y"])).between("anna", "ben") == -1
