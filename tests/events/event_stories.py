"""Small stories for tests, built from rows given as dicts the way a story's files would hold them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.events.dates import to_day
from components.events.derive import build
from components.events.participants import explode
from components.events.story import Story

Row = Mapping[str, str]
META: Mapping[str, Any] = {"title": {"en": "Test", "fr": "Essai"}, "languages": ["en", "fr"]}
ACTORS: Sequence[Row] = (
    {"actor_id": "trump", "name_en": "Donald Trump", "kind": "person", "affiliation": "usa", "aliases": "Potus"},
    {"actor_id": "usa", "name_en": "United States", "name_fr": "États-Unis", "kind": "state", "country": "US"},
    {
        "actor_id": "putin",
        "name_en": "Vladimir Putin",
        "name_fr": "Vladimir Poutine",
        "kind": "person",
        "affiliation": "russia",
    },
    {"actor_id": "russia", "name_en": "Russia", "name_fr": "Russie", "kind": "state", "country": "RU"},
    {"actor_id": "kremlin", "name_en": "Kremlin", "kind": "government", "affiliation": "russia"},
    {"actor_id": "peskov", "name_en": "Dmitry Peskov", "kind": "person", "affiliation": "kremlin"},
    {"actor_id": "kyiv", "name_en": "Ministry", "kind": "government", "country": "UA"},
)
CALL = {"event_id": "call", "when": "2024-11-07?", "type": "call", "participants": "trump:initiator; putin:target"}


def day(text: str) -> float:
    """Day number of an ISO date of our era."""
    return to_day(date.fromisoformat(text))


def claim(asserted_on: str, stance: str, speaker: str, event: str = "call", **more: str) -> dict[str, str]:
    """A claim about ``event``."""
    return {
        "event_id": event,
        "asserted_on": asserted_on,
        "stance": stance,
        "speaker": speaker,
        "source_id": "s",
        **more,
    }


def tables(
    events: Sequence[Row] = (CALL,),
    claims: Sequence[Row] = (),
    actors: Sequence[Row] = ACTORS,
    sources: Sequence[Row] = (),
) -> dict[str, pd.DataFrame]:
    """Tables of texts as a store reads them; ids, titles and the like are filled in where a row leaves them out."""
    data = {
        "events": [
            {"event_id": f"e{at}", "when": "", "type": "call", "title_en": f"Event {at}", **row}
            for at, row in enumerate(events)
        ],
        "claims": [{"claim_id": f"c{at:03}", **row} for at, row in enumerate(claims)],
        "actors": list(actors),
        "sources": list(sources) or [{"source_id": "s", "title": "A source"}],
    }
    frames = {name: _frame(rows) for name, rows in data.items()}
    if not claims:
        frames["claims"] = _frame([{"claim_id": "", **claim("", "", "")}]).iloc[:0]
    frames["participants"] = explode(frames["events"])
    return frames


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(rows).fillna("").astype("str")
    return frame.set_axis(range(2, len(frame) + 2))


def story(
    events: Sequence[Row] = (CALL,), claims: Sequence[Row] = (), actors: Sequence[Row] = ACTORS, **meta: Any
) -> Story:
    """A Story of these rows."""
    return build("test", tables(events, claims, actors), {**META, **meta})


def ids(found: Story) -> list[str]:
    """Ids of the events of a story, in their order."""
    return found.events["event_id"].tolist()
