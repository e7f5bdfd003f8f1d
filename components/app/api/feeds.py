"""The calendar and the feed of changes, kept by value; what they tell of the past comes from the history's log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from urllib.parse import quote

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from components.app.api.asking import Fault, Wanted, refusal
from components.app.api.media import ATOM, CALENDAR
from components.app.api.shown import ROOM, shown, size
from components.app.api.values import Body
from components.app.widgets.history.log import Log, change_sets, found, log_of
from components.app.widgets.history.words import history_words
from components.events.changes import ChangeSet
from components.events.selection import Selection
from components.events.story import Story
from components.exchange.calendar_feed import Edits, Heading, calendar
from components.exchange.changes_feed import MOST, Source, changes_feed, known_feed
from components.stores.base import Store
from components.stores.folder_store import HAND


def quoted(name: str) -> str:
    """The name of a story in a path."""
    return quote(name, safe="")


def source(name: str, story: Story, asked: Wanted, own: str, page: str) -> Source:
    """What the feed at the address ``own`` is about."""
    title = story.heading(story.title, asked.language) or name
    return Source(name, title, own, page, asked.of)


@lru_cache(maxsize=64)
def _edits(log: Log, until: int) -> Mapping[str, Edits]:
    """What the history up to a revision says of each event: changes of it and of its claims."""
    made: dict[str, Edits] = {}
    for head in (one for one in log.heads if one.number <= until):
        for event in head.events:
            made[event] = Edits(made[event].count + 1 if event in made else 1, head.at)
    return made


def calendar_of(story: Story, revision: int, name: str, asked: Wanted, page: str, store: Store) -> Body:
    """The selected events of ``story``, which is at ``revision``, as a calendar; ``page`` is the address of the same on
    the page. Raises ``StoreError``.
    """
    return _calendar(story, revision, name, asked.selection, asked.language, page, log_of(store))


@cached(LRUCache(ROOM, getsizeof=size), key=hashkey, lock=Lock())
def _calendar(story: Story, revision: int, name: str, selection: Selection, language: str, page: str, log: Log) -> Body:
    heading = Heading(name, selection.describe(story, language), page)
    content = calendar(shown(story, selection), heading, _edits(log, revision), language)
    return Body(content, CALENDAR, filename=f"{name}.ics")


def changes_of(story: Story, source: Source, language: str, store: Store) -> Body:
    """The last changes, for a story without history what became known last.

    Raises ``StoreError``, and ``ProblemError`` (400) for an event that never was in the story.
    """
    log = log_of(store)
    if source.of and source.of not in log.events and not (story.events["event_id"] == source.of).any():
        fault = Fault("of", source.of, "there is no such event", "write an event_id of the story, or leave it out")
        raise refusal([fault])
    if not log.heads:
        return _known(story, source, language)
    numbers = tuple(head.number for head in found(log, of=source.of)[:MOST])
    return _changes(source, language, change_sets(store, numbers, of=source.of) if numbers else ())


@cached(LRUCache(ROOM, getsizeof=size), key=hashkey, lock=Lock())
def _known(story: Story, source: Source, language: str) -> Body:
    return Body(known_feed(source, story, language), ATOM)


def _changes(source: Source, language: str, sets: Sequence[ChangeSet]) -> Body:
    named = [replace(one, by=author(one.by, language)) for one in sets]
    return Body(changes_feed(source, named, language), ATOM)


def author(by: str, language: str) -> str:
    """Whom a feed names: of a signature "Ann Lee <ann@example.org>" the name alone, of an address what is before the @.

    Programs collect addresses out of feeds.
    """
    if by == HAND:
        return history_words(language)("filter.hand")
    name, _, address = by.partition("<")
    return name.strip().partition("@")[0] or address.partition("@")[0].strip(" >")
