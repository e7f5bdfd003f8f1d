"""``propose``: the events of an article."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.articles.actors import Ner, find_actors
from components.articles.amounts import find_amounts
from components.articles.claims import find_attributions
from components.articles.dates import DateMention, find_dates
from components.articles.model import Article, Cast, Proposal, Reason, Sentence
from components.articles.places import find_places
from components.articles.proposals.accents import restored
from components.articles.proposals.build import Builder
from components.articles.proposals.drafting import Drafting
from components.articles.proposals.drafts import Draft
from components.articles.proposals.event_days import counted, of_events, of_story, pending
from components.articles.proposals.head import Head, head_of, without_wire
from components.articles.proposals.lexicon import load
from components.articles.proposals.merge import merged
from components.articles.proposals.reports import linked
from components.articles.proposals.scene import Found, scenes
from components.articles.proposals.select import DONE
from components.articles.proposals.when import Dated
from components.articles.sentences import sentences
from components.events.story import Story

_LONGEST, _PIECE = 1600, 800


def propose(article: Article, story: Story | None = None, ner: Ner | None = None) -> tuple[Proposal, ...]:
    """The events that the article tells, in reading order, not yet compared with what the story has.

    ``story`` lends its actors and places, ``ner`` finds further names. A language other than "fr" and "en" is a
    ``ValueError``; any text gives proposals or none.
    """
    language = article.language
    load(language)
    read = replace(article, text=restored(article.text, language))
    cast = find_actors(read.text, language, story, ner)
    mentions = [one for one in find_dates(read.text, article.published, language) if not one.part]
    mentions = without_wire(read.text, mentions)
    mentions = counted(mentions, of_story(story, language), article.published, language)
    reading = _Reading(read, story, cast)
    events = reading.events(mentions)
    if any(pending(one) for one in mentions):
        days = of_events(events, language)
        told = counted(mentions, days, article.published, language)
        events = events if told == mentions else reading.events(told)
    build = Builder(article, cast, read.text)
    return tuple(build.proposal(event) for event in events)


class _Reading:
    """One article being read; its dates may have to be read twice."""

    def __init__(self, article: Article, story: Story | None, cast: Cast) -> None:
        self.article, self.cast = article, cast
        text, language = article.text, article.language
        self.parts = tuple(_bounded(text, sentences(text)))
        self.amounts, self.places = find_amounts(text, language), find_places(text, language, story)
        self.attributions = find_attributions(text, language, self.parts, cast)

    def events(self, mentions: Sequence[DateMention]) -> list[Draft]:
        """The events of the article, given its dates."""
        text, language = self.article.text, self.article.language
        found = Found(self.cast, mentions, self.amounts, self.places)
        read = list(scenes(text, self.parts, language, load(language), found))
        drafting = Drafting(self.article, self.cast, self.attributions)
        head = head_of(read)
        drafts = [draft for scene in read if scene.number not in head.titles for draft in drafting.drafts(scene)]
        for draft in drafts:
            _lead(draft, head)
        return linked(merged(drafts))


def _bounded(text: str, parts: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, those without an end in sight cut at spaces: reading one takes more than its length in time."""
    for part in parts:
        start = part.start
        while part.end - part.start > _LONGEST and part.end - start > _PIECE:
            space = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
            end = space if space > 0 else start + _PIECE
            yield Sentence(start, end, part.paragraph)
            start = end + (space > 0)
        if start < part.end:
            yield Sentence(start, part.end, part.paragraph)


def _lead(draft: Draft, head: Head) -> None:
    """What the lead tells as done, without a day of its own, is of the day that stands above it.

    Not what it tells by hearsay ("aurait parlé"), whose day is for the sentences that follow.
    """
    verb, mention = draft.trigger.verb, head.date
    if mention is None or draft.scene.number != head.lead or draft.score <= 0 or draft.dated.mention is not None:
        return
    if (
        verb is not None
        and verb.tense in DONE
        and verb.tense != "reported"
        and draft.scene.clause(verb.at).kind == "main"
    ):
        draft.dated = Dated(mention.when, mention, Reason("date_dateline", {"words": mention.text}))
