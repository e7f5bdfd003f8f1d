"""What a reader does makes the next view."""

from dataclasses import replace

import pytest

from components.app.actions import act
from components.app.view import View
from components.events.selection import Selection

VIEW = View(story="s", focus="actor:a", window="2024-11-01/2024-12-01", selection=Selection(event="e"))


def test_choosing_an_event_leaves_the_actor_that_was_in_the_panel() -> None:
    after = act(VIEW, {"do": "event", "id": "f"})
    assert (after.selection.event, after.focus) == ("f", "")


def test_choosing_an_actor_keeps_the_event_for_the_way_back() -> None:
    after = act(VIEW, {"do": "actor", "id": "b"})
    assert (after.focus, after.selection.event) == ("actor:b", "e")


def test_an_actor_narrows_the_selection_only_on_demand() -> None:
    looked = act(VIEW, {"do": "actor", "id": "b"})
    assert looked.selection.actors == ()
    assert act(looked, {"do": "narrow"}).selection.actors == ("b",)


def test_a_link_narrows_to_the_events_of_both() -> None:
    selection = act(replace(VIEW, focus="link:a|b"), {"do": "narrow"}).selection
    assert (selection.actors, selection.match) == (("a", "b"), "all")


def test_a_family_clicked_twice_no_longer_filters() -> None:
    once = act(VIEW, {"do": "family", "id": "contacts"})
    assert once.selection.families == ("contacts",)
    assert act(once, {"do": "family", "id": "contacts"}).selection.families == ()


def test_filters_keep_the_zoom() -> None:
    assert act(VIEW, {"do": "status", "id": "disputed"}).window == VIEW.window


def test_clearing_filters_keeps_the_event_and_the_day_of_knowledge() -> None:
    filtered = replace(VIEW, selection=Selection(event="e", known_on=20000.0, text="x", statuses=("denied",)))
    assert act(filtered, {"do": "reset"}).selection == Selection(event="e", known_on=20000.0)


def test_one_filter_can_be_dropped_alone() -> None:
    filtered = replace(VIEW, selection=Selection(actors=("a", "b"), text="x"))
    assert act(filtered, {"do": "drop", "id": "actors:a"}).selection == Selection(actors=("b",), text="x")
    assert act(filtered, {"do": "drop", "id": "text"}).selection == Selection(actors=("a", "b"))


def test_the_same_column_clicked_again_turns_the_order_round() -> None:
    once = act(VIEW, {"do": "sort", "id": "title"})
    assert (once.sort, act(once, {"do": "sort", "id": "title"}).sort) == ("title", "-title")


def test_another_story_starts_afresh_in_the_same_language() -> None:
    assert act(replace(VIEW, lang="fr"), {"do": "story", "id": "t"}) == View(story="t", lang="fr")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "explode"},
        {"do": "status", "id": "true"},
        {"do": "lanes", "id": "spiral"},
        {"do": "drop", "id": "__class__"},
        {"do": "sort", "id": "1"},
        {"do": "known", "id": "soon"},
        {"do": ["event"]},
    ],
)
def test_a_message_that_means_nothing_changes_nothing(message: dict[str, object]) -> None:
    assert act(VIEW, message) == VIEW
