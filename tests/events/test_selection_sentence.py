"""A selection in a sentence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.dates import bounds
from components.events.selection import Selection
from tests.events.event_stories import day, story
from tests.events.selection_values import STORY, selections
from tests.thorough import examples

EMPTY = story(())
NOVEMBER = {"first": day("2024-11-01"), "last": day("2024-11-30")}


@pytest.mark.parametrize(
    ("parts", "english", "french"),
    [
        ({}, "All events.", "Tous les événements."),
        ({"types": ("call",)}, "Calls.", "Appels."),
        ({"families": ("contacts",)}, "Calls and meetings.", "Appels et rencontres."),
        ({"families": ("other",)}, "Other events.", "Autres événements."),
        ({"statuses": ("disputed",)}, "Disputed events.", "Événements contestés."),
        (
            {"statuses": ("denied", "planned"), "types": ("meeting",)},
            "Meetings, denied or planned.",
            "Rencontres, démenties ou prévues.",
        ),
        ({"actors": ("trump",)}, "Events with Donald Trump.", "Événements avec Donald Trump."),
        ({"actors": ("usa", "putin")}, "Events with the United States or Vladimir Putin.", None),
        ({"actors": ("putin", "usa"), "match": "all"}, None, "Événements avec Vladimir Poutine et les États-Unis."),
        ({"places": ("US", "FR")}, "Events in the United States or France.", "Événements aux États-Unis ou en France."),
        (
            {"places": ("Élysée Palace",)},
            "Events in “Élysée Palace”.",
            "Événements à « Palais de l’Élysée ».",
        ),
        ({"text": "Kursk"}, "Events mentioning “Kursk”.", "Événements mentionnant « Kursk »."),
        (NOVEMBER, "Events in November 2024.", "Événements en novembre 2024."),
        ({"first": day("2024-01-01"), "last": day("2024-12-31")}, "Events in 2024.", "Événements en 2024."),
        ({"first": day("2024-11-07"), "last": day("2024-11-07")}, "Events on 7 November 2024.", None),
        ({"first": day("2024-11-07")}, "Events from 7 November 2024 on.", "Événements à partir du 7 novembre 2024."),
        ({"last": day("2024-12-01")}, "Events until 1 December 2024.", "Événements jusqu’au 1er décembre 2024."),
        ({"last": bounds("-0430").latest}, "Events until 31 December 431 BCE.", None),
        (
            {"known_on": day("2024-11-10")},
            "All events, as known on 10 November 2024.",
            "Tous les événements, d’après ce que l’on savait le 10 novembre 2024.",
        ),
        ({"types": ("treaty",)}, "Treaty.", "Treaty."),
        ({"actors": ("nobody",)}, "Events with nobody.", "Événements avec nobody."),
    ],
)
def test_a_selection_is_said_in_both_languages(parts: dict[str, Any], english: str | None, french: str | None) -> None:
    selection = Selection(**parts)
    for language, expected in (("en", english), ("fr", french)):
        assert expected in {None, said(selection, language)}


def said(selection: Selection, language: str) -> str:
    """The sentence, with plain spaces."""
    return selection.describe(STORY, language).replace("\u00a0", " ").replace("\u202f", " ")


def test_all_parts_together_make_one_sentence() -> None:
    selection = Selection(
        families=("contacts",),
        actors=("trump", "putin"),
        match="all",
        first=day("2024-11-01"),
        last=day("2025-01-31"),
        statuses=("disputed",),
        text="Kursk",
        known_on=day("2024-11-10"),
    )
    assert said(selection, "en") == (
        "Calls and meetings with Donald Trump and Vladimir Putin, from 1 November 2024 to 31 January 2025, disputed, "
        "mentioning “Kursk”, as known on 10 November 2024."
    )


def test_the_open_event_is_named() -> None:
    assert said(Selection(event="call"), "en") == "All events, selected: “Trump phones Putin, who denies it”."


def test_the_open_event_is_named_by_what_was_known_of_it() -> None:
    assert said(Selection(event="call", known_on=day("2024-11-10")), "en").endswith("selected: “Trump phones Putin”.")


def test_an_event_that_was_not_public_yet_is_not_named() -> None:
    assert "selected" not in said(Selection(event="call", known_on=day("2024-11-09")), "en")


@settings(max_examples=examples(40))
@given(selections(), st.sampled_from(["en", "fr"]))
def test_every_selection_can_be_said(selection: Selection, language: str) -> None:
    sentence = selection.describe(STORY, language)
    assert sentence.endswith(".")
    assert sentence[0] == sentence[0].upper()
    assert selection.text in sentence


@settings(max_examples=examples(20))
@given(selections(), st.sampled_from(["en", "fr"]))
def test_every_selection_of_an_empty_story_can_be_said(selection: Selection, language: str) -> None:
    assert selection.describe(EMPTY, language).endswith(".")
