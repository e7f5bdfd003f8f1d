"""Days counted from an event: "le lendemain du vote", "the eve of the summit", where its day is known."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from components.articles.dates import Anchor, DateMention, find_dates
from components.articles.dates.folding import folded
from components.articles.proposals.drafts import Draft
from components.articles.proposals.lexicon import load
from components.events.story import Story

RULE = "event_day"
_WHOLE = frozenset({"election", "inauguration"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = 366

Days = Mapping[str, frozenset[datetime.date]]
"""The days of the events that a noun (folded) may mean."""


def pending(mention: DateMention) -> bool:
    """Whether the day of the event that a mention counts from is still to be found."""
    return mention.rule == RULE and not mention.when


def counted(
    mentions: Sequence[DateMention], days: Days, published: datetime.date | None, language: str
) -> list[DateMention]:
    """The mentions, a day counted from an event told where its noun means one event only."""
    return [_counted(one, days, published, language) if pending(one) else one for one in mentions]


def _counted(mention: DateMention, days: Days, published: datetime.date | None, language: str) -> DateMention:
    noun = folded(mention.text).split()[-1].rpartition("'")[2]
    near = [day for day in days.get(noun, ()) if published is None or abs((day - published).days) <= _YEAR]
    if len(near) != 1:
        return mention
    told = find_dates(mention.text, published, language, anchors=[Anchor(noun, near[0])])
    if len(told) != 1 or (told[0].start, told[0].end) != (0, len(mention.text)):
        return mention
    return replace(told[0], start=mention.start, end=mention.end)


@lru_cache(maxsize=8)
def of_story(story: Story | None, language: str) -> Days:
    """The days of a story's events by the nouns for their type; but for elections by those that the title has."""
    if story is None:
        return {}
    titles = story.text("events", "title", language)
    rows = zip(story.events["type"], story.events["when"], titles, strict=True)
    told = ((kind, when, folded(title).replace("'", " ").split()) for kind, when, title in rows)
    return _by_noun(told, language)


def of_events(events: Iterable[Draft], language: str) -> Days:
    """The days of an article's events by the nouns that tell them, and by all nouns for an election."""
    told = ((event.type, event.dated.when, [folded(word) for word in _nouns(event)]) for event in events)
    return _by_noun(told, language)


def _nouns(event: Draft) -> list[str]:
    triggers = (draft.trigger for draft in (event, *event.merged))
    return [word for one in triggers if one.noun is not None for word in (*one.noun.words, one.noun.singular)]


def _by_noun(told: Iterable[tuple[str, str, Sequence[str]]], language: str) -> Days:
    found: dict[str, set[datetime.date]] = {}
    nouns = _by_type(language)
    for kind, when, words in told:
        known = nouns.get(kind, frozenset())
        if _DAY.fullmatch(when) is None:
            continue
        for noun in known if kind in _WHOLE else known & set(words):
            found.setdefault(noun, set()).add(datetime.date.fromisoformat(when))
    return {noun: frozenset(days) for noun, days in found.items()}


@lru_cache(maxsize=4)
def _by_type(language: str) -> Mapping[str, frozenset[str]]:
    """The nouns of one word, folded, by the type of events that they tell."""
    found: dict[str, set[str]] = {}
    for nouns in load(language).nouns.values():
        for noun in nouns:
            if len(noun.words) == 1:
                found.setdefault(noun.label, set()).add(folded(noun.words[0]))
    return {kind: frozenset(words) for kind, words in found.items()}
