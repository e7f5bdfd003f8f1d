"""What is compared with the few events that come into question only: place, amount, words and claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from components.articles.matching.index import Ints, index_of
from components.articles.model import Proposal
from components.events.dates import bounds
from components.events.errors import DateError
from components.events.joins import keep, positions
from components.events.search import fold
from components.events.story import Story

SAME_AMOUNT, NEAR_AMOUNT, OTHER_AMOUNT = 0.12, 0.06, -0.15
SAME_PLACE, SAME_COUNTRY, OTHER_COUNTRY = 0.05, 0.03, -0.08
SAME_WORDS = 0.06
EXACTLY, ABOUT, APART = 0.02, 0.15, 0.4  # how far amounts may differ, as shares of the larger
LEAST_SHARED, LEAST_SHARE = 2, 0.3
SHORTEST_WORD, STEM = 4, 6

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Known:
    """What is told of one event. ``cast`` has row and name of each participant, ``names`` those in all languages."""

    event_id: str
    title: str
    when: str
    type: str
    place: str
    country: str
    amount: float | None
    currency: str
    cast: tuple[tuple[int, str], ...]
    names: tuple[str, ...]


@lru_cache(maxsize=8192)
def known(story: Story, row: int, language: str) -> Known:
    """The event in ``row``, its texts in ``language``. The same few events come into question again and again."""
    event = story.events.iloc[row]

    def cell(name: str) -> str:
        value = event.get(name, "")
        return value if isinstance(value, str) else ""

    def text(name: str) -> str:
        order = dict.fromkeys((language, *story.languages))
        return next((found for code in order if (found := cell(f"{name}_{code}"))), "")

    rows = _actors_of(story, row)
    return Known(
        cell("event_id"),
        text("title"),
        cell("when"),
        str(event["type"]),
        text("place"),
        cell("country"),
        _number(event.get("amount")),
        cell("currency"),
        tuple(zip(rows, _names(story, rows, language), strict=True)),
        tuple(name for code in story.languages for name in _names(story, rows, code)),
    )


def amounts(proposal: Proposal, event: Known) -> tuple[float, str]:
    """What the amounts are worth, and in a word: "same_amount", "near_amount", "other_amount" or "" for neither."""
    if not proposal.amount or not event.amount:
        return 0.0, ""
    if proposal.currency and event.currency and proposal.currency != event.currency:
        return 0.0, ""  # rates are not known here
    apart = abs(proposal.amount - event.amount) / max(abs(proposal.amount), abs(event.amount))
    if apart <= EXACTLY:
        return SAME_AMOUNT, "same_amount"
    if apart <= ABOUT:
        return NEAR_AMOUNT, "near_amount"
    return (OTHER_AMOUNT, "other_amount") if apart > APART else (0.0, "")


def places(proposal: Proposal, event: Known) -> tuple[float, str]:
    """What the places are worth, and in a word: "same_place", "same_country", "other_country" or ""."""
    own, theirs = fold(proposal.place), fold(event.place)
    if own and theirs and set(_WORD.findall(own)) <= set(_WORD.findall(theirs)):
        return SAME_PLACE, "same_place"
    if not proposal.country or not event.country:
        return 0.0, ""
    if proposal.country == event.country:
        return SAME_COUNTRY, "same_country"
    return OTHER_COUNTRY, "other_country"


def words_agree(proposal: Proposal, event: Known) -> bool:
    """Whether the texts of both share words beside the names of who takes part: at least two, and a third of them."""
    names = stems((*event.names, *(one.name for one in proposal.participants)))
    own = stems(claim.quote for claim in proposal.claims[:2]) - names  # its title is made of the same words
    theirs = stems((event.title,)) - names
    shared = own & theirs
    return len(shared) >= LEAST_SHARED and len(shared) >= LEAST_SHARE * min(len(own), len(theirs))


def claim_known(story: Story, proposal: Proposal, row: int) -> bool:
    """Whether the story holds the first claim already: of the same speaker, on the same day, with the same stance."""
    claim = proposal.claims[0]
    day = _day(claim.asserted_on)
    if not claim.speaker_id or day is None:
        return False
    claims = story.claims.iloc[_claims_of(story, row)]
    same = (claims["speaker_id"] == claim.speaker_id) & (claims["stance"] == claim.stance) & (claims["day"] == day)
    return bool(same.any())


def stems(texts: Iterable[str]) -> set[str]:
    """The beginnings of the longer words, without accents and case, so that most forms of a word agree."""
    found = (word for text in texts for word in _WORD.findall(fold(text)))
    return {word[:STEM] for word in found if len(word) >= SHORTEST_WORD}


def _claims_of(story: Story, row: int) -> Ints:
    """Rows of the claims about the event in ``row``."""
    order, of_event = keep(story, "claims by event", lambda: _by_event(positions(story, "claims")))
    first, last = np.searchsorted(of_event, [row, row + 1])
    return order[first:last]


def _by_event(event: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(event, kind="stable")
    return order, event[order]


def _actors_of(story: Story, row: int) -> list[int]:
    index = index_of(story)
    return [at for at in index.actor[index.starts[row] : index.starts[row + 1]].tolist() if at >= 0]


def _names(story: Story, rows: list[int], language: str) -> list[str]:
    cut = story.with_tables(actors=story.actors.iloc[rows])
    return cut.text("actors", "name", language).tolist()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None


def _day(text: str) -> float | None:
    try:
        found = bounds(text)
    except DateError:
        return None
    return found.earliest if found.precision == "day" else None
