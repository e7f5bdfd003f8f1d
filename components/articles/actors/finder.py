"""The way from a text to its cast: spans of every sort, the figures they name, what refers back to them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from components.articles.actors.groups import groups, peoples
from components.articles.actors.joining import apart, joined, unled
from components.articles.actors.known import Index, index
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.names import spans
from components.articles.actors.offices import call
from components.articles.actors.pairs import pairs
from components.articles.actors.people import acronyms, names
from components.articles.actors.references import refer
from components.articles.actors.roster import Placed, Roster
from components.articles.actors.spacy_plug import Ner
from components.articles.actors.span import Span
from components.articles.actors.titles import title_table, titles
from components.articles.actors.tokens import Scene, read
from components.articles.model import ActorMention, Cast

if TYPE_CHECKING:
    from components.events.story import Story

_LABELS = {"PER": "person", "PERSON": "person", "ORG": "organisation"}


def find_actors(text: str, language: str, story: "Story | None" = None, ner: Ner | None = None) -> Cast:
    """Who acts in a text: figures by key, and their mentions in reading order, none overlapping another.

    ``story`` gives the actors that are known; ``ner`` finds further names (labels PER, PERSON and ORG count).
    Raises ``ValueError`` for another language than "fr" and "en".
    """
    scene, known = read(text, language, load(language)), index(language, story)
    heads = titles(scene, known)
    named = [*spans(scene, known, heads), *(_plugged(scene, ner(text)) if ner else ())]
    joint, beside = joined(scene, named, heads)
    short = acronyms(scene)
    bodies = [*unled(scene, groups(scene, known), joint), *peoples(scene, known), *pairs(scene, known)]
    chosen = apart([*joint, *short.values(), *bodies])
    roster = Roster(scene, known, names(known, chosen, short), holders=_holders(story, known))
    call(roster, chosen, beside)
    return _cast(roster, [*roster.placed, *refer(roster)])


def _plugged(scene: Scene, found: Iterable[tuple[int, int, str]]) -> Iterator[Span]:
    """Names that a pipeline found, on whole tokens."""
    starts = {token.start: at for at, token in enumerate(scene.tokens)}
    ends = {token.end: at + 1 for at, token in enumerate(scene.tokens)}
    for start, end, label in found:
        first, last, form = starts.get(start), ends.get(end), _LABELS.get(label)
        if form and first is not None and last is not None and first < last:
            yield Span(first, last, form, scene.slice(first, last), form, score=9)


@lru_cache(maxsize=8)
def _holders(story: "Story | None", known: Index) -> dict[tuple[str, str], list[str]]:
    """Which persons of the story hold an office, by its class and country, as their roles in any language say."""
    found: dict[tuple[str, str], list[str]] = {}
    if story is None:
        return found
    people = {who.key: who for who in known.people}
    for row in story.actors.to_dict("records"):
        who = people.get(str(row["actor_id"]))
        for language in LANGUAGES:
            for office in _offices(str(row.get(f"role_{language}", "")), language, who.country) if who else ():
                keys = found.setdefault((office, who.country), []) if who else []
                keys += [who.key] if who and who.key not in keys else []
    return found


def _offices(role: str, language: str, country: str) -> Iterator[str]:
    """The class of the first title in each part of a role that is not of another country."""
    for part in role.split(","):
        scene, known = read(part, language, load(language)), index(language, None)
        places = range(len(scene.tokens))
        told = {name[1].country for at in places if (name := known.find(scene, at))}
        told |= {people[1] for at in places if (people := known.demonym(scene, at))}
        first = next((match for at in places if (match := title_table(language).longest(scene, at))), None)
        if first and (not told or country in told):
            yield first[1][0]


def _cast(roster: Roster, placed: Iterable[Placed]) -> Cast:
    tokens = roster.scene.tokens
    mentions = sorted(
        (ActorMention(tokens[one.span.first].start, tokens[one.span.last - 1].end, one.key, one.how) for one in placed),
        key=lambda mention: mention.start,
    )
    used = {mention.key for mention in mentions}
    return Cast({key: figure for key, figure in roster.figures.items() if key in used}, tuple(mentions))
