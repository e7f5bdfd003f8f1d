"""Hover cards of events. Plain texts, never markup: the page puts them into the DOM as text."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.charts.wordings import Wording, wording
from components.events.story import Story

Card = dict[str, str]
MOST_ACTORS = 3


def event_cards(story: Story, ids: Sequence[str], language: str) -> dict[str, Card]:
    """Per event_id: ``picture`` ("<type>|<status>", a glyph's key), ``head``, ``title``, ``actors``, ``foot``, ``known``, ``hint``.

    Ids that the story does not have are left out.
    """
    words = wording(language)
    rows = pd.Index(story.events["event_id"]).get_indexer(list(ids))
    part = story.with_tables(events=story.events.iloc[np.unique(rows[rows >= 0])])
    table = part.events
    names = _actors(story, set(table["event_id"]), language)
    told = story.claims["event_id"][story.claims["event_id"].isin(table["event_id"])].value_counts()
    titles, places = list(part.text("events", "title", language)), list(part.text("events", "place", language))
    columns = ("event_id", "type", "status", "when", "precision", "approximate", "uncertain", "earliest", "latest", "known_on")
    cards = {}
    for k, values in enumerate(zip(*(table[name].tolist() for name in columns), strict=True)):
        row = dict(zip(columns, values, strict=True))
        event_id, known = str(row["event_id"]), float(row["known_on"])
        kind, status = str(row["type"]), str(row["status"])
        later = np.isfinite(known) and known > float(row["latest"])
        claims = int(told.get(event_id, 0))
        foot = (places[k], words.here("timeline.card.claims", n=claims) if claims else "")
        cards[event_id] = {
            "picture": f"{kind}|{status}",
            "head": " · ".join(part for part in (_capital(words.kind(kind)), words.status(status), _date(row, words)) if part),
            "title": titles[k],
            "actors": _some(names.get(event_id, []), words),
            "foot": " · ".join(text for text in foot if text),
            "known": words.here("timeline.card.known", date=words.day(known)) if later else "",
            "hint": words.here("timeline.card.keep"),
        }
    return cards


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _date(row: dict[str, object], words: Wording) -> str:
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
