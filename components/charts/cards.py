"""Hover cards of events. Plain texts, never markup: the page puts them into the DOM as text."""

from collections.abc import Sequence

import numpy as np

from components.charts.wordings import Wording, wording
from components.events.story import Story

Card = dict[str, str]
Row = dict[str, object]
MOST_ACTORS = 3
COLUMNS = (
    "event_id",
    "type",
    "status",
    "when",
    "precision",
    "approximate",
    "uncertain",
    "earliest",
    "latest",
    "known_on",
)


def event_cards(story: Story, ids: Sequence[str], language: str) -> dict[str, Card]:
    """Per event_id: ``picture`` ("<type>|<status>", a glyph's key), ``head``, ``title``, ``actors``, ``foot``, ``hint``
    and ``known`` where it became known later than it happened. What is empty is left out, as are unknown ids.
    """
    part = story.with_tables(events=story.events[story.events["event_id"].isin(list(ids)).to_numpy(bool)])
    table, words = part.events, wording(language)
    names = _actors(story, set(table["event_id"]), language)
    told = story.claims["event_id"]
    told = told[told.isin(table["event_id"])].value_counts()
    titles, places = (list(part.text("events", column, language)) for column in ("title", "place"))
    cards = {}
    for k, values in enumerate(zip(*(table[name].tolist() for name in COLUMNS), strict=True)):
        row = dict(zip(COLUMNS, values, strict=True))
        event_id = str(row["event_id"])
        claims = int(told.get(event_id, 0))
        foot = (places[k], words.here("timeline.card.claims", n=claims) if claims else "")
        card = {
            "picture": f"{row['type']}|{row['status']}",
            "head": _head(row, words),
            "title": titles[k],
            "actors": _some(names.get(event_id, []), words),
            "foot": " · ".join(text for text in foot if text),
            "known": _known(row, words),
            "hint": words.here("timeline.card.keep"),
        }
        cards[event_id] = {name: text for name, text in card.items() if text}
    return cards


def _head(row: Row, words: Wording) -> str:
    """As in "Meeting · confirmed · Fri 15 Aug 2025"."""
    kind = words.kind(str(row["type"]))
    parts = (kind[:1].upper() + kind[1:], words.status(str(row["status"])), _date(row, words))
    return " · ".join(part for part in parts if part)


def _known(row: Row, words: Wording) -> str:
    known, latest = float(str(row["known_on"])), float(str(row["latest"]))
    return words.here("timeline.card.known", date=words.day(known)) if np.isfinite(known) and known > latest else ""


def _date(row: Row, words: Wording) -> str:
    """The date as written; a plain day with its weekday."""
    if str(row["precision"]) == "none":
        return words.here("timeline.undated")
    plain_day = str(row["precision"]) == "day" and not row["approximate"] and not row["uncertain"]
    if plain_day:
        return words.day(float(str(row["earliest"])), "weekday")
    return words.when(str(row["when"])) if row["when"] else ""


def _actors(story: Story, ids: set[str], language: str) -> dict[str, list[str]]:
    pairs = story.participants[story.participants["event_id"].isin(ids)].drop_duplicates(["event_id", "actor_id"])
    names = dict(zip(story.actors["actor_id"], story.text("actors", "name", language), strict=True))
    found: dict[str, list[str]] = {}
    for event_id, actor in zip(pairs["event_id"], pairs["actor_id"], strict=True):
        found.setdefault(str(event_id), []).append(names.get(actor, str(actor)))
    return found


def _some(names: Sequence[str], words: Wording) -> str:
    """At most three names, "and 3 more"."""
    if len(names) <= MOST_ACTORS:
        return ", ".join(names)
    return words.here("timeline.card.actors", names=", ".join(names[:MOST_ACTORS]), n=len(names) - MOST_ACTORS)
