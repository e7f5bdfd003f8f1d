"""Hover cards of events. Plain texts, never markup: the page puts them into the DOM as text."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from cachetools import LRUCache

from components.charts.sides import actor_names
from components.charts.wordings import Wording, wording
from components.events.excerpt import excerpt, rows_of_ids
from components.events.story import Story

Card = dict[str, str]
Row = dict[str, object]
MOST_ACTORS = 3
MOST_KEPT = 10_000
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
    part = excerpt(story, rows_of_ids(story, ids))
    table, words = part.events, wording(language)
    names, told = _actors(part, language), Counter(part.claims["event_id"])
    titles, places = (list(part.text("events", column, language)) for column in ("title", "place"))
    cards = {}
    for k, values in enumerate(zip(*(table[name].tolist() for name in COLUMNS), strict=True)):
        row = dict(zip(COLUMNS, values, strict=True))
        event_id = str(row["event_id"])
        claims = told[event_id]
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


def kept_cards(story: Story, ids: Sequence[str], language: str) -> dict[str, Card]:
    """As ``event_cards``; each card is made once for a story, however many figures show its event."""
    kept = _kept(story, language)
    if missing := [one for one in ids if one not in kept]:
        kept.update(event_cards(story, missing, language))
    found = {one: kept.get(one) for one in ids}
    return {one: card for one, card in found.items() if card is not None}


@lru_cache(maxsize=32)
def _kept(_story: Story, _language: str) -> "LRUCache[str, Card]":
    return LRUCache(MOST_KEPT)


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


def _actors(part: Story, language: str) -> dict[str, list[str]]:
    taking, names = part.participants, actor_names(part, language)
    found: dict[str, list[str]] = {}
    for event_id, actor in dict.fromkeys(zip(taking["event_id"], taking["actor_id"], strict=True)):
        found.setdefault(str(event_id), []).append(names.get(actor, str(actor)))
    return found


def _some(names: Sequence[str], words: Wording) -> str:
    """At most three names, "and 3 more"."""
    if len(names) <= MOST_ACTORS:
        return ", ".join(names)
    return words.here("timeline.card.actors", names=", ".join(names[:MOST_ACTORS]), n=len(names) - MOST_ACTORS)
