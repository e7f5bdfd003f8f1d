"""A story of made-up countries, proposals about it, and what the one makes of the other."""

import datetime
from dataclasses import replace
from typing import Any

import pandas as pd

from components.articles.matching import matched
from components.articles.model import NEW, ClaimFound, Match, Participant, Proposal
from components.events.derive import build
from components.events.participants import explode
from components.events.story import Story

ACTORS = [
    {"actor_id": "norland", "name_en": "Norland", "name_fr": "Norlande", "kind": "state", "country": "NO"},
    {"actor_id": "palace", "name_en": "Palace", "kind": "government", "affiliation": "norland", "country": "NO"},
    {"actor_id": "berg", "name_en": "Ada Berg", "kind": "person", "affiliation": "norland", "country": "NO"},
    {"actor_id": "lind", "name_en": "Per Lind", "kind": "person", "affiliation": "palace", "country": "NO"},
    {"actor_id": "sudia", "name_en": "Sudia", "kind": "state", "country": "ES"},
    {"actor_id": "vega", "name_en": "Luz Vega", "kind": "person", "affiliation": "sudia", "country": "ES"},
    {"actor_id": "courier", "name_en": "The Courier", "kind": "media"},
    {"actor_id": "cabinet", "name_en": "Cabinet of Sudia", "kind": "government", "country": "ES"},
]


EVENTS = [
    {
        "event_id": "call",
        "when": "2031-03-06",
        "type": "call",
        "title_en": "Berg phones Vega",
        "title_fr": "Berg appelle Vega",
        "participants": "berg:initiator; vega:target",
    },
    {
        "event_id": "other-call",
        "when": "2031-03-07",
        "type": "call",
        "title_en": "Berg phones Lind",
        "participants": "berg:initiator; lind:target",
    },
    {
        "event_id": "grant",
        "when": "2031-03-20",
        "type": "aid",
        "title_en": "Norland grants Sudia 40 million for its harbour",
        "participants": "norland:initiator; sudia:target",
        "amount": "40000000",
        "currency": "EUR",
        "place_en": "Bilbao, Sudia",
        "country": "ES",
    },
    {
        "event_id": "speech",
        "when": "2031-03-09",
        "type": "statement",
        "title_en": "The palace calls the fishing treaty outdated",
        "participants": "palace:source",
    },
    {
        "event_id": "vote-won",
        "when": "2031-01-15",
        "type": "election",
        "title_en": "Ada Berg wins the election",
        "participants": "berg:participant; vega:participant",
    },
    {
        "event_id": "rumour",
        "when": "",
        "type": "meeting",
        "title_en": "Berg is said to have met Vega in secret",
        "participants": "berg:participant; vega:participant",
    },
]


CLAIMS = [
    {"event_id": "call", "stance": "asserts", "speaker": "courier", "asserted_on": "2031-03-10"},
    *(
        {"event_id": one["event_id"], "stance": "asserts", "speaker": "courier", "asserted_on": "2031-04-01"}
        for one in EVENTS[1:]
    ),
]


PUBLISHED = datetime.date(2031, 3, 10)


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    """A table of texts as a store reads it."""
    found = pd.DataFrame(rows).fillna("").astype("str")
    return found.set_axis(range(2, len(found) + 2))


def story(events: list[dict[str, str]] = EVENTS, **meta: Any) -> Story:
    """A story of these events and of the claims about them."""
    claims = [{"claim_id": f"c{at}", "source_id": "s", **one} for at, one in enumerate(CLAIMS)]
    tables = {
        "events": frame(events),
        "claims": frame([one for one in claims if one["event_id"] in {event["event_id"] for event in events}]),
        "actors": frame(ACTORS),
        "sources": frame([{"source_id": "s", "title": "A source", "published": ""}]),
    }
    tables["participants"] = explode(tables["events"])
    return build("test", tables, {"title": {"en": "Test"}, "languages": ["en", "fr"], **meta}, "r")


STORY = story()


def proposal(kind: str, when: str, *actors: str, quote: str = "", **more: Any) -> Proposal:
    """A proposal with one claim in the words ``quote``; ``actors`` are ids, or names that the story does not know."""
    claim = ClaimFound("", "asserts", quote, 0, len(quote))
    return Proposal(
        more.pop("title", ""),
        when,
        kind,
        tuple(Participant(one if any(one == known["actor_id"] for known in ACTORS) else "", one) for one in actors),
        more.pop("claims", (claim,)),
        **more,
    )


def match(one: Proposal, whole: Story = STORY, published: datetime.date | None = PUBLISHED) -> Match:
    """What ``whole`` makes of one proposal, of which nothing else may change."""
    (found,) = matched([one], whole, published, "en")
    assert replace(found, match=NEW) == one
    return found.match


def keys(found: Match) -> list[str]:
    """The reasons of a match, in their order."""
    return [one.key for one in found.reasons]
