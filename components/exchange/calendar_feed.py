"""The events of a story as a calendar to subscribe to (iCalendar, RFC 5545 and 7986), each as a span of whole days.

A calendar knows no doubt and no vague days. So a date that is only a month fills it, an open end stands on the day that
is known, and title, description and ``X-WHOWHEN-WHEN`` (the date as EDTF) tell what is meant. Calendars begin with the
year 1; what they have no place for is left out, and the description of the calendar counts it.
"""

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from components.events.date_words import when_words
from components.events.dates import to_date
from components.events.story import Story
from components.events.words import Words, load_words, terms
from components.exchange.texts import plain

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MOST = 2000
"""Events in one calendar; programs that show calendars grow slow with more."""
AGAIN = datetime.timedelta(hours=1)
"""How often whoever subscribes may ask anew."""
STATUS: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": "CONFIRMED",
        "reported": "TENTATIVE",
        "disputed": "TENTATIVE",
        "planned": "TENTATIVE",
        "denied": "CANCELLED",
        "retracted": "CANCELLED",
    }
)
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_VAGUE = ("month", "season", "year", "decade", "open-start", "open-end")


@dataclass(frozen=True)
class Edits:
    """What the history says of an event: how many changes touched it, and when the last one did (UTC)."""

    count: int
    last: datetime.datetime


@dataclass(frozen=True)
class Heading:
    """``story`` is the name of the story, ``sentence`` what is selected of it.

    ``page`` is the address of this view on the page, with a query, to which the id of an event is added.
    """

    story: str
    sentence: str
    page: str


def calendar(story: Story, heading: Heading, edits: Mapping[str, Edits], language: str) -> bytes:
    """The events of ``story`` as a calendar in ``language`` ("en" or "fr"), UTF-8.

    The same arguments give the same bytes; an event keeps its UID whatever is selected.
    """
    from icalendar import Calendar

    words = load_words(Path(__file__).parent, language, "feeds")
    spans = [_span(*ends) for ends in zip(story.events["earliest"], story.events["latest"], strict=True)]
    found = Calendar()
    found.add("prodid", "-//whowhen//whowhen//EN")
    found.add("version", "2.0")
    _head(found, story, heading, _left_out(story, spans, words), language)
    placed = [row for row, span in enumerate(spans) if span is not None]
    for one in _events(story, heading, edits, placed[-MOST:], words):
        found.add_component(one)
    return bytes(found.to_ical())


def _head(found: "Calendar", story: Story, heading: Heading, left_out: Iterable[str], language: str) -> None:
    title = plain(story.heading(story.title, language) or heading.story)
    about = "\n".join([plain(heading.sentence), *left_out])
    for name, text in (("name", title), ("x-wr-calname", title), ("description", about), ("x-wr-caldesc", about)):
        found.add(name, _text(text))
    found.add("url", heading.page)
    found.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", _text("PT1H"))


def _left_out(story: Story, spans: list[Any], words: Words) -> Iterator[str]:
    """What the calendar has no place for, a sentence each."""
    undated = int((story.events["precision"] == "none").sum())
    placed = sum(span is not None for span in spans)
    counts = {"undated": undated, "beyond": len(spans) - placed - undated, "later": max(placed - MOST, 0)}
    for name, n in counts.items():
        if n:
            yield words(f"calendar.{name}", n=n, most=MOST)


def _span(earliest: float, latest: float) -> tuple[datetime.date, datetime.date] | None:
    """First day, and the day after the last; an open end is the day of the other one. ``None``: not in a calendar."""
    first = to_date(earliest if math.isfinite(earliest) else latest)
    end = to_date((latest if math.isfinite(latest) else earliest) + 1)
    return None if first is None or end is None else (first, end)


def _events(
    story: Story, heading: Heading, edits: Mapping[str, Edits], placed: list[int], words: Words
) -> Iterator["Event"]:
    language = words.language
    texts = {name: story.text("events", name, language).tolist() for name in ("title", "place", "note")}
    names = _names(story, language)
    columns = ("event_id", "when", "type", "earliest", "latest", "precision", "approximate", "uncertain")
    table = story.events[[*columns, "known_on", "status", "lat", "lon"]].to_dict("records")
    for at in placed:
        event: dict[Any, Any] = {**table[at], **{name: plain(column[at]) for name, column in texts.items()}}
        event["names"] = names.get(event["event_id"], "")
        yield _event(event, heading, edits.get(event["event_id"]), words)


def _event(event: Mapping[Any, Any], heading: Heading, edits: Edits | None, words: Words) -> "Event":
    from icalendar import Event

    found, id, status = Event(), event["event_id"], event["status"]
    span = _span(event["earliest"], event["latest"])
    assert span is not None
    known = to_date(event["known_on"])
    stamp = (
        edits.last if edits else datetime.datetime.combine(known, datetime.time(), datetime.UTC) if known else _NEVER
    )
    found.add("uid", f"{id}@{quote(heading.story)}.whowhen")
    found.add("dtstamp", stamp)
    found.add("sequence", edits.count if edits else 0)
    if edits:
        found.add("last-modified", edits.last)
    found.add("dtstart", span[0])
    found.add("dtend", span[1])
    found.add("summary", _summary(event, words))
    found.add("description", _description(event, words))
    found.add("categories", [plain(terms(words.language).get(f"types.{event['type']}", event["type"]))])
    found.add("status", STATUS.get(status, "TENTATIVE"))
    found.add("transp", "TRANSPARENT")
    found.add("url", f"{heading.page}&event={quote(id)}")
    if event["place"]:
        found.add("location", event["place"])
    if math.isfinite(event["lat"]) and math.isfinite(event["lon"]):
        found.add("geo", (event["lat"], event["lon"]))
    found.add("x-whowhen-when", _text(event["when"]))
    if status in STATUS:
        found.add("x-whowhen-status", _text(status))
    return found


def _summary(event: Mapping[Any, Any], words: Words) -> str:
    """The title; behind it the status, unless it is confirmed, and the date, unless the calendar shows it truly."""
    remarks = []
    if event["status"] in STATUS and event["status"] != "confirmed":
        remarks.append(terms(words.language)(f"statuses.{event['status']}"))
    if event["approximate"] or event["uncertain"] or event["precision"] in _VAGUE:
        remarks.append(when_words(event["when"], words.language))
    told = words("calendar.between").join(remarks)
    return words("calendar.summary", title=event["title"], remarks=told) if told else str(event["title"])


def _description(event: Mapping[Any, Any], words: Words) -> str:
    language, lines = words.language, []
    if event["status"] in STATUS:
        lines.append(words("calendar.status", status=terms(language)(f"statuses.{event['status']}")))
    lines.append(words("calendar.when", when=when_words(event["when"], language)))
    lines += [words(f"note.{event['precision']}")] if event["precision"] in _VAGUE else []
    lines += [words(f"note.{doubt}") for doubt in ("approximate", "uncertain") if event[doubt]]
    if event["names"]:
        lines.append(words("calendar.with", names=event["names"]))
    return "\n".join([*lines, *([event["note"]] if event["note"] else [])])


def _names(story: Story, language: str) -> Mapping[str, str]:
    """Who takes part in each event, by name."""
    name_of = dict(zip(story.actors["actor_id"], story.text("actors", "name", language), strict=True))
    found: dict[str, list[str]] = {}
    for event, actor in zip(story.participants["event_id"], story.participants["actor_id"], strict=True):
        found.setdefault(event, []).append(plain(name_of.get(actor, actor)))
    return {event: ", ".join(names) for event, names in found.items()}


def _text(text: str) -> Any:
    """A text that is escaped, also under a name of ours."""
    from icalendar import vText

    return vText(text)
