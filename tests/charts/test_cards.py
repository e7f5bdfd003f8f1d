"""Hover cards and glyphs."""

import re

import pytest

from components.charts.cards import event_cards
from components.charts.glyphs import CLAIMS, claim_svg, glyph_svg
from components.charts.theme import DARK, LIGHT
from components.events.vocabulary import FAMILY_OF_TYPE, STATUSES
from tests.charts.timeline_stories import day, story

ROWS = [
    {
        "id": "a",
        "when": "2025-08-15",
        "type": "meeting",
        "title": "They <b>meet</b>",
        "actors": ("ann", "bob", "cyd", "dan", "eve"),
        "place": "Anchorage",
    },
    {
        "id": "b",
        "when": "2024-11-07?",
        "first": day("2024-11-07"),
        "uncertain": True,
        "type": "call",
        "status": "disputed",
        "known": day("2024-11-10"),
    },
    {"id": "c", "type": "fishing", "status": "reported"},
]


def card(event_id, language="en"):
    return event_cards(story(ROWS, [{"event": "a"}, {"event": "a"}]), [event_id], language)[event_id]


def test_the_card_says_what_when_who_where_and_how_many_claims():
    found = card("a")
    assert found["head"] == "Meeting · confirmed · Fri 15 Aug 2025"
    assert found["title"] == "They <b>meet</b>"  # the page sets it as text
    assert found["actors"] == "Ann, Bob, Cyd and 2 more"
    assert found["foot"] == "Anchorage · 2 claims"
    assert found["picture"] == "meeting|confirmed"
    assert "known" not in found


def test_a_date_that_is_not_a_plain_day_is_said_as_written():
    assert card("b")["head"].endswith("7 Nov 2024?")
    assert "2024" not in card("c")["head"]


def test_the_card_says_when_an_event_became_known_later():
    assert card("b")["known"] == "known since 10 Nov 2024"
    assert card("b", "fr")["known"].startswith("connu depuis le 10 nov")


def test_unknown_events_have_no_card():
    assert event_cards(story(ROWS), ["a", "zzz"], "en").keys() == {"a"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.scheme)
@pytest.mark.parametrize("kind", [*FAMILY_OF_TYPE, "contacts", "status", "fishing"])
def test_glyphs_are_well_formed_pictures_that_differ_by_status(kind, theme):
    pictures = [glyph_svg(kind, status, theme) for status in STATUSES]
    assert len(set(pictures)) == len(STATUSES)
    for picture in pictures:
        assert re.fullmatch(
            r'<svg [^<>]+ width="16" height="16"[^<>]*>(<[^<>]+>)*<path [^<>]+/>(<[^<>]+/>)*</svg>', picture
        )


def test_the_neutral_glyph_has_no_family_colour():
    for status in STATUSES:
        assert not any(
            colour in glyph_svg("status", status, LIGHT) for name, colour in LIGHT.families.items() if name != "other"
        )


def test_no_text_of_a_story_gets_into_a_picture():
    assert "script" not in glyph_svg("<script>", "confirmed", LIGHT)
    with pytest.raises(ValueError, match="unknown status"):
        glyph_svg("call", '"><script>', LIGHT)


def test_claims_have_pictures_of_their_own():
    assert len({claim_svg(name, LIGHT) for name in CLAIMS}) == len(CLAIMS)
    with pytest.raises(KeyError):
        claim_svg("nonsense", LIGHT)
