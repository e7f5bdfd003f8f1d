"""Places in a text: those of the story, countries, capitals and some other towns. ``find_places`` finds them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from components.articles.gazetteer import LANGUAGES, Land, cities, gazetteer, lands
from components.articles.model import PlaceMention

if TYPE_CHECKING:
    from components.events.story import Story

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[,.'’]?[ \u00a0\u202f-]?")
_SPACED_NAME = re.compile(r"[ \u00a0]([^\W\d_]+)")
_NAME_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_CURRENCY = re.compile(r"\s?[$€£]")
_HYPHENED_BEHIND = re.compile(r"-([^\W\d_]+)")
_HYPHENED_AHEAD = re.compile(r"([^\W\d_]+)-\Z")
_STARTS = re.compile(r"(?:^|[.!?…:;\n(«“\"–—-])\s{0,2}[«“\"]?\s?\Z")


@dataclass(frozen=True)
class Place:
    """What the words of a place stand for. ``name`` is "" for names that hold a place and are none."""

    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class _Index:
    """Places by the words of their names, as written, and how many words a name can have by its first."""

    places: Mapping[tuple[str, ...], Place]
    longest: Mapping[str, int]


@dataclass(frozen=True)
class _Rules:
    """What tells a place from a person or an organisation, from the lexicon of a language."""

    given: frozenset[str]
    people: frozenset[str]
    beside: frozenset[str]
    head: re.Pattern[str]
    needed: Mapping[str, re.Pattern[str]]
    homonyms: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    place: Place


def find_places(text: str, language: str, story: "Story | None" = None) -> list[PlaceMention]:
    """The places that a text names, in reading order, none overlapping another; the longest name wins.

    Case counts ("turkey" is none). A place inside the name of somebody or something ("Washington Post", "Jordan
    Bardella") is none. ``name`` is the usual name in ``language``, ``lat`` and ``lon`` degrees; a place of the story
    has its coordinates. Raises ``ValueError`` for a language without a gazetteer.
    """
    index, rules = _index(language, story), _rules(language)
    hits = list(_hits(text, index))
    elsewhere = _elsewhere(text, rules, {hit.place.name for hit in hits})
    return [
        PlaceMention(hit.start, hit.end, hit.place.name, hit.place.country, hit.place.lat, hit.place.lon)
        for hit in hits
        if hit.place.name and hit.place.name not in elsewhere and _is_place(text, hit, index, rules)
    ]


def _hits(text: str, index: _Index) -> Iterator[_Hit]:
    at = 0
    while match := _WORD.search(text, at):
        hit = _longest(text, match, index) if match[0] in index.longest else None
        at = hit.end if hit else match.end()
        if hit:
            yield hit


def _longest(text: str, first: re.Match[str], index: _Index) -> _Hit | None:
    words: list[str] = []
    found: _Hit | None = None
    match: re.Match[str] | None = first
    while match:
        words.append(match[0])
        if place := index.places.get(tuple(words)):
            stop = len(match[0]) == 1 and text.startswith(".", match.end())  # "U.S.", "Washington, D.C."
            found = _Hit(first.start(), match.end() + stop, place)
        if len(words) >= index.longest[first[0]]:
            break
        separator = _SEPARATOR.match(text, match.end())
        match = _WORD.match(text, separator.end()) if separator and separator.end() > match.end() else None
    return found


def _elsewhere(text: str, rules: _Rules, names: set[str]) -> set[str]:
    """Names that mean something else in this text: Georgia with Atlanta, Victoria without the Seychelles."""
    found = {name for name, country in rules.needed.items() if name in names and not country.search(text)}
    for name, (other, own) in rules.homonyms.items():
        if name in names and other.search(text) and not own.search(text):
            found.add(name)
    return found


def _is_place(text: str, hit: _Hit, index: _Index, rules: _Rules) -> bool:
    if (
        _CURRENCY.match(text, hit.end)
        or _tied(text, hit, index)
        or rules.head.search(text, max(0, hit.start - 30), hit.start)
    ):
        return False
    after = _SPACED_NAME.match(text, hit.end)
    if after and after[1][0].isupper() and after[1] not in rules.beside:
        if text[hit.start : hit.end] in rules.given:
            return False
        if not _headline(text, hit):
            return after[1] in index.longest
    before = _NAME_BEFORE.search(text, max(0, hit.start - 30), hit.start)
    if before is None or not before[1][0].isupper() or before[1] in rules.beside or _headline(text, hit):
        return True
    if _STARTS.search(text, max(0, before.start() - 4), before.start()) or before.start() == 0:
        return before[1] not in rules.people
    return before[1] in index.longest


def _tied(text: str, hit: _Hit, index: _Index) -> bool:
    """Whether a hyphen ties it to a capitalised word that is no place ("Paris-Roubaix"; not "Moscou-Pékin")."""
    behind = _HYPHENED_BEHIND.match(text, hit.end)
    ahead = _HYPHENED_AHEAD.search(text, max(0, hit.start - 30), hit.start)
    return any(match and match[1][0].isupper() and match[1] not in index.longest for match in (behind, ahead))


def _headline(text: str, hit: _Hit) -> bool:
    """Whether nearly all words around are capitalised, so that a capital tells nothing."""
    line = text[max(0, hit.start - 60) : hit.start].rpartition("\n")[2], text[hit.end : hit.end + 60].partition("\n")[0]
    words = [word for part in line for word in _WORD.findall(part) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


@lru_cache(maxsize=8)
def _index(language: str, story: "Story | None") -> _Index:
    places = dict(_known(language))
    if story is not None:
        places |= _of_story(story, language)
    longest: dict[str, int] = {}
    for words in places:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return _Index(places, longest)


def _known(language: str) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The gazetteer: countries last, so that "Mexico" is the country where it is one; names that are none first."""
    for town in cities(language):
        yield from _written(town.names, Place(town.names[0], town.country, town.lat, town.lon))
    for land in lands(language):
        yield from _written(land.capitals, Place(land.capital, land.code, land.lat, land.lon))
    for land in lands(language):
        yield from _written(land.names, _country(land))
    yield from _written(tuple(gazetteer(language)["places"]["names"]), Place(""))


def _country(land: Land) -> Place:
    """A country that is its own capital lies where that does; another has no one point."""
    return Place(land.name, land.code) if land.capital else Place(land.name, land.code, land.lat, land.lon)


def _written(names: tuple[str, ...], place: Place) -> Iterator[tuple[tuple[str, ...], Place]]:
    for name in names:
        yield tuple(_WORD.findall(name)), place
        if len(name) > 3:
            yield tuple(_WORD.findall(name.upper())), place


def _of_story(story: "Story", language: str) -> dict[tuple[str, ...], Place]:
    """The places of a story: of "Washington, United States" the town lies where the event does.

    Where several events name a place, the first that knows where it lies says so.
    """
    found: dict[tuple[str, ...], Place] = {}
    events = story.events
    for written, country, lat, lon in zip(
        story.text("events", "place", language), events["country"], events["lat"], events["lon"], strict=True
    ):
        first, *rest = [part.strip() for part in str(written).split(",")]
        places = [Place(first, str(country), _degrees(lat), _degrees(lon))]
        places += [Place(part, str(country)) for part in rest[:-1]]
        for words, place in (pair for one in places for pair in _both_cases(one)):
            if words not in found or found[words].lat is None:
                found[words] = place
    return found


def _both_cases(place: Place) -> Iterator[tuple[tuple[str, ...], Place]]:
    """A place by its words; "Région de Koursk" also with a small letter."""
    words = tuple(_WORD.findall(place.name))
    if words:
        yield words, place
    if len(words) > 1:
        yield (words[0][0].lower() + words[0][1:], *words[1:]), place


def _degrees(value: float) -> float | None:
    return None if value != value else float(value)


@lru_cache(maxsize=len(LANGUAGES))
def _rules(language: str) -> _Rules:
    data = gazetteer(language)["places"]
    heads = "|".join(map(re.escape, data["heads"]))
    of = "|".join(re.escape(word) + ("" if word.endswith("'") else r"\s") for word in data["of"]).replace("'", "['’]")
    of_capital = {land.capital: land for land in lands(language)}
    return _Rules(
        given=frozenset(data["given"]),
        people=frozenset(data["people"]),
        beside=frozenset(data["beside"]),
        head=re.compile(rf"(?<!\w)(?:{heads})\s(?:{of})\Z"),
        needed={
            land.capital: _any_of((*land.names, *land.demonyms))
            for name in data["needs_country"]
            if (land := of_capital.get(name))
        },
        homonyms={
            name: (_any_of(tuple(table["other"])), _any_of(tuple(table["own"])))
            for name, table in data["homonyms"].items()
        },
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
