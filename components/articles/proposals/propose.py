"""``propose``: the events of an article."""

from collections.abc import Iterator, Sequence

from components.articles.actors import Ner, find_actors
from components.articles.amounts import find_amounts
from components.articles.claims import find_attributions
from components.articles.dates import find_dates
from components.articles.model import Article, Proposal, Reason, Sentence
from components.articles.places import find_places
from components.articles.proposals.build import Builder
from components.articles.proposals.drafting import Drafting
from components.articles.proposals.drafts import Draft
from components.articles.proposals.head import Head, head_of
from components.articles.proposals.lexicon import load
from components.articles.proposals.merge import merged
from components.articles.proposals.reports import linked
from components.articles.proposals.scene import Found, scenes
from components.articles.proposals.select import DONE
from components.articles.proposals.when import Dated
from components.articles.sentences import sentences
from components.events.story import Story

_LONGEST = 1600


def propose(article: Article, story: Story | None = None, ner: Ner | None = None) -> tuple[Proposal, ...]:
    """The events that the article tells, in reading order, not yet compared with what the story has.

    ``story`` lends its actors and places, ``ner`` finds further names. A language other than "fr" and "en" is a
    ``ValueError``; any text gives proposals or none.
    """
    text, language = article.text, article.language
    lexicon = load(language)
    cast = find_actors(text, language, story, ner)
    found = Found(
        cast,
        [mention for mention in find_dates(text, article.published, language) if not mention.part],
        find_amounts(text, language),
        find_places(text, language, story),
    )
    parts = tuple(_bounded(text, sentences(text)))
    read = list(scenes(text, parts, language, lexicon, found))
    drafting = Drafting(article, cast, find_attributions(text, language, parts, cast))
    head = head_of(read)
    drafts = [draft for scene in read if scene.number not in head.titles for draft in drafting.drafts(scene)]
    for draft in drafts:
        _lead(draft, head)
    build = Builder(article, cast)
    return tuple(build.proposal(event) for event in linked(merged(drafts)))


def _bounded(text: str, parts: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, those without an end in sight cut at spaces: reading one takes more than its length in time."""
    for part in parts:
        start = part.start
        while part.end - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            end = space if space > 0 else start + _LONGEST
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
