"""Tables and single events as content, kept by value."""

from dataclasses import replace
from functools import lru_cache
from threading import Lock

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from components.app.api.asking import Wanted
from components.app.api.media import CSV, JSON
from components.app.api.values import Body
from components.events.selection import Selection
from components.events.story import Story
from components.exchange.tables import as_csv, as_json, columns, concerned, one_event, rows

ROOM = 16_000_000
"""Bytes of tables and of single events that are kept, each."""


def size(body: Body | None) -> int:
    """What ``body`` takes up, about."""
    return len(body.content) + 500 if body else 500


@lru_cache(maxsize=64)
def shown(story: Story, selection: Selection) -> Story:
    """What ``selection`` keeps of ``story``."""
    return selection.apply(story)


@cached(LRUCache(ROOM, getsizeof=size), key=hashkey, lock=Lock())
def listed(story: Story, revision: int, name: str, table: str, asked: Wanted, form: str) -> Body:
    """A page of ``table`` as ``form`` (JSON or CSV); ``name`` and ``revision`` are those of the story."""
    found = shown(story, asked.selection)
    if found is not story and table in ("actors", "sources"):
        found = concerned(found)
    total, page = len(getattr(found, table)), rows(found, table, asked.offset, asked.limit)
    if form == CSV:
        return Body(as_csv(columns(table, found.languages), page), CSV, total, f"{name}-{table}.csv")
    data = {
        "story": name,
        "revision": revision,
        "table": table,
        "selection": asked.selection.describe(story, asked.language),
        "total": total,
        "limit": asked.limit,
        "offset": asked.offset,
        "rows": page,
    }
    return Body(as_json(data), JSON, total)


@cached(LRUCache(ROOM, getsizeof=size), key=hashkey, lock=Lock())
def single(story: Story, revision: int, name: str, event_id: str, selection: Selection) -> Body | None:
    """One event as known on the day that ``selection`` names; ``None`` if there is none of that id."""
    data = one_event(shown(story, replace(Selection(), known_on=selection.known_on)), event_id)
    return None if data is None else Body(as_json({"story": name, "revision": revision, **data}), JSON)
