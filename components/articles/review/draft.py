"""A review that is under way: an article, what it proposes, and what a person has decided so far. Values only."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.articles.actors import find_actors
from components.articles.model import Article, Participant, Proposal
from components.articles.review.ids import slug
from components.events.changes import Cells
from components.events.story import Story

DECISIONS = ("open", "accepted", "edited", "joined", "dismissed")
ACTOR_DECISIONS = ("open", "confirmed", "joined", "left_out")


@dataclass(frozen=True)
class Decision:
    """What becomes of a proposal. ``what`` is one of ``DECISIONS``.

    ``cells`` are all of the event as edited, ``claims`` for each claim those that a person changed (none: ``()``);
    ``event_id`` is the known event that it is joined to, ``reason`` why it is dismissed.
    """

    what: str = "open"
    cells: Cells = field(default_factory=dict)
    claims: tuple[Cells, ...] = ()
    event_id: str = ""
    reason: str = ""


OPEN = Decision()


@dataclass(frozen=True)
class ActorDecision:
    """What becomes of a new actor. ``what`` is one of ``ACTOR_DECISIONS``.

    ``cells`` are those of the actor as edited, ``actor_id`` the known actor that it is.
    """

    what: str = "open"
    cells: Cells = field(default_factory=dict)
    actor_id: str = ""


UNDECIDED = ActorDecision()


@dataclass(frozen=True)
class NewActor:
    """Somebody of the article whom the story lacks; ``key`` as in ``Figure``, ``id`` the id it would get."""

    key: str
    id: str
    name: str
    kind: str
    country: str = ""
    role: str = ""


@dataclass(frozen=True)
class Draft:
    """A review under way. ``decisions`` go with ``proposals``, ``actor_decisions`` with ``actors``.

    ``source`` are the cells of the source as a person changed them, ``{}`` as the article says. An article of very many
    events is reviewed in parts: this is the ``part``-th (from 0), and the article tells ``total`` events in all.
    """

    article: Article
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    actors: tuple[NewActor, ...] = ()
    actor_decisions: tuple[ActorDecision, ...] = ()
    source: Cells = field(default_factory=dict)
    part: int = 0
    total: int = 0


def begun(article: Article, proposals: tuple[Proposal, ...], story: Story, part: int = 0, total: int = 0) -> Draft:
    """The draft of an article of which nothing is decided. ``story`` is the one the proposals were made for."""
    actors = _new_actors(article, proposals, story)
    decisions, undecided = (OPEN,) * len(proposals), (UNDECIDED,) * len(actors)
    return Draft(article, proposals, decisions, actors, undecided, {}, part, total or len(proposals))


def key_of(article: Article, part: int = 0) -> str:
    """The SHA-256 of the article's text, by which a draft is found again, and the number of a later part."""
    text = hashlib.sha256(article.text.encode()).hexdigest()
    return f"{text}-{part + 1}" if part else text


def progress(draft: Draft, given: Mapping[int, str]) -> tuple[int, int]:
    """How many proposals are decided, of how many; ``given`` are those that the timeline has, which need nothing."""
    asked = [one for number, one in enumerate(draft.decisions) if number not in given]
    return sum(one.what != "open" for one in asked), len(asked)


def taken(draft: Draft, given: Mapping[int, str]) -> tuple[int, ...]:
    """The numbers of the proposals that become events of their own."""
    return tuple(
        number
        for number, one in enumerate(draft.decisions)
        if one.what in ("accepted", "edited") and number not in given
    )


def _new_actors(article: Article, proposals: tuple[Proposal, ...], story: Story) -> tuple[NewActor, ...]:
    """Those who take part and are figures of the article; mere words ("a spokesman") are no actors."""
    people: dict[str, Participant] = {}
    for proposal in proposals:
        for one in proposal.participants:
            if one.key and not one.actor_id:
                people.setdefault(one.key, one)
    if not people:
        return ()
    figures = find_actors(article.text, article.language, story).figures
    ids = set(story.actors["actor_id"])
    found = []
    for key, one in people.items():
        figure = figures.get(key)
        id = slug(one.name) or "actor"
        while id in ids:
            id = _next(id)
        ids.add(id)
        told = (figure.kind, figure.country, figure.role) if figure else ("organisation", "", "")
        found.append(NewActor(key, id, one.name, *told))
    return tuple(found)


def _next(id: str) -> str:
    head, _, tail = id.rpartition("-")
    return f"{head}-{int(tail) + 1}" if head and tail.isdecimal() else f"{id}-2"
