"""What was added to a story or changed in it, newest first, as an Atom feed (RFC 4287). All texts are plain text."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from components.events.changes import ChangeSet
from components.events.changing_words import told
from components.events.date_words import when_words
from components.events.dates import to_date
from components.events.story import Story
from components.events.words import Words, load_words, terms
from components.exchange.texts import plain

MOST = 50
"""Entries in one feed."""
ROWS = 50
"""Rows of one change set that are told; the others are counted."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_OWN = uuid.UUID("6f1d0b3c-0d0a-4d3e-9a55-1f2b7c8e4a10")  # the namespace of our ids, drawn once
_LINKS = 10  # events that an entry leads to
ElementTree.register_namespace("", _ATOM)


@dataclass(frozen=True)
class Source:
    """Where a feed stands: ``story`` is the name of the story, ``title`` its title, ``of`` the one event it tells of.

    ``own`` is the address of the feed, ``page`` the one of the story's page with a query, to which more is added.
    """

    story: str
    title: str
    own: str
    page: str
    of: str = ""

    def id(self, *parts: str) -> str:
        """An id that stays, also on another server."""
        return uuid.uuid5(_OWN, plain("\n".join((self.story, *parts)))).urn


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    at: datetime.datetime
    author: str
    lines: tuple[str, ...]
    page: str
    events: tuple[str, ...] = ()


def changes_feed(source: Source, change_sets: Iterable[ChangeSet], language: str) -> bytes:
    """The newest of ``change_sets`` (given newest first) in words of ``language`` ("en" or "fr")."""
    words = load_words(Path(__file__).parent, language, "feeds")
    entries = [_changed(source, one, words) for one, _ in zip(change_sets, range(MOST), strict=False)]
    return _feed(source, words("feed.changes", title=source.title), entries, words)


def known_feed(source: Source, story: Story, language: str) -> bytes:
    """For a story without history: its events, the one that became known last first.

    Events that nobody made a claim about, and those known before the year 1, have no place in a feed.
    """
    words = load_words(Path(__file__).parent, language, "feeds")
    events = story.events[["event_id", "when", "status", "known_on"]].assign(
        title=story.text("events", "title", language), note=story.text("events", "note", language)
    )
    if source.of:
        events = events[events["event_id"] == source.of]
    events = events.sort_values(["known_on", "event_id"], ascending=[False, True], kind="stable")
    found: list[_Entry] = []
    for row in events.itertuples():
        if (day := to_date(row.known_on)) is not None and len(found) < MOST:  # type: ignore[arg-type]
            found.append(_known(source, row, datetime.datetime.combine(day, datetime.time(), datetime.UTC), words))
    return _feed(source, words("feed.known", title=source.title), found, words)


def _changed(source: Source, one: ChangeSet, words: Words) -> _Entry:
    sentences = told(replace(one, rows=one.rows[:ROWS]), words.language)
    rest = len(one.rows) - ROWS
    lines = [*sentences, *([words("feed.rest", n=rest)] if rest > 0 else [])]
    if one.undoes:
        lines.append(words("feed.undoes", number=str(one.undoes)))
    if one.why:
        lines.append(words("feed.why", why=one.why))
    first = sentences[0] if sentences else words("feed.number", number=str(one.number))
    more = len(one.rows) + len(one.texts) - 1
    title = words("feed.more", first=first, n=more) if more > 0 else first
    page = f"{source.page}&page=history"
    author = one.by or words("feed.nobody")
    return _Entry(source.id("change", str(one.number)), title, one.at, author, tuple(lines), page, _touched(one))


def _touched(one: ChangeSet) -> tuple[str, ...]:
    """The events that a change set touched, themselves or by their claims."""
    rows = (row for row in one.rows if row.table in ("events", "claims"))
    return tuple(dict.fromkeys(cells["event_id"] for row in rows if (cells := row.after or row.before)))[:_LINKS]


def _known(source: Source, event: object, at: datetime.datetime, words: Words) -> _Entry:
    id, when, status, note = (str(getattr(event, name)) for name in ("event_id", "when", "status", "note"))
    date, shown = when_words(when, words.language), terms(words.language).get(f"statuses.{status}", "")
    lines = [words("calendar.status", status=shown)] if shown else []
    lines += [words("calendar.when", when=date)] if date else []
    title, page = str(getattr(event, "title", "")) or id, f"{source.page}&event={quote(id)}"
    return _Entry(source.id("event", id), title, at, "whowhen", (*lines, *([note] if note else [])), page)


def _feed(source: Source, title: str, entries: Sequence[_Entry], words: Words) -> bytes:
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {_LANG: words.language})
    _add(root, "id", source.id("feed", source.of))
    _add(root, "title", title, type="text")
    _add(root, "updated", _time(max((one.at for one in entries), default=_NEVER)))
    _author(root, "whowhen")
    _add(root, "generator", "whowhen")
    _add(root, "link", rel="self", type="application/atom+xml", href=source.own)
    _add(root, "link", rel="alternate", type="text/html", href=source.page)
    for one in entries:
        entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title, type="text")
        _add(entry, "updated", _time(one.at))
        _author(entry, one.author)
        _add(entry, "content", "\n".join(one.lines), type="text")
        _add(entry, "link", rel="alternate", type="text/html", href=one.page)
        for event in one.events:
            _add(entry, "link", rel="related", type="text/html", href=f"{source.page}&event={quote(event)}")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    found.text = plain(text) or None
    return found


def _author(parent: ElementTree.Element, name: str) -> None:
    _add(_add(parent, "author"), "name", name)


def _time(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
