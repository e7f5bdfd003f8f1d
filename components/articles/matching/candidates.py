"""Which events of the story come into question for a proposal, with their scores: arrays only, no loop over events."""

from dataclasses import dataclass

import numpy as np

from components.articles.matching import scores
from components.articles.matching.index import Floats, Index, Ints, index_of
from components.articles.matching.scores import Party
from components.articles.model import Proposal
from components.events.dates import Bounds, bounds
from components.events.story import Story
from components.events.vocabulary import STRUCTURAL_TYPES

WHO, WHEN, WHAT = 0.45, 0.35, 0.20
MOST = 24  # so many are compared by place, amount and words, too
YEAR = 366.0
ONLY_ONE = 0.8  # what a date is worth that is not told but can be no other
LEAST_WHO = 0.65


@dataclass(frozen=True)
class Candidate:
    """An event, in row ``row``, and what it is worth by who, when and what; ``only`` if no other fits."""

    row: int
    who: float
    when: float
    what: float
    only: bool = False

    @property
    def base(self) -> float:
        """The score before place, amount and words."""
        return WHO * self.who + WHEN * self.when + WHAT * self.what


def candidates(
    proposal: Proposal, story: Story, published: float | None
) -> tuple[tuple[Party, ...], tuple[Candidate, ...]]:
    """The participants as parties and the best candidates, best first. Raises ``DateError``."""
    index, span = index_of(story), widened(bounds(proposal.when))
    cast = scores.parties(index, proposal.participants, scores.is_told(proposal.type, story.families))
    rows = _rows(index, span, published, planned=proposal.claims[0].stance == "plans")
    what = scores.what(index, rows, proposal.type, story.families)
    rows, what = rows[what > 0], what[what > 0]
    who = scores.who(index, rows, cast)
    if cast:
        rows, what, who = rows[who > 0], what[who > 0], who[who > 0]
    when, only = _when(index, rows, span, published), np.zeros(len(rows), dtype=bool)
    if not proposal.when:
        only = _only(proposal, published, index, rows, who, what)
        when = np.where(only, ONLY_ONE, when)
    best = _best(WHO * who + WHEN * when + WHAT * what)
    found = (Candidate(int(rows[k]), float(who[k]), float(when[k]), float(what[k]), bool(only[k])) for k in best)
    return cast, tuple(found)


def widened(span: Bounds) -> Bounds:
    """A span of "about" reaches as far beyond its ends as reports may lie apart, or half its length if that is more."""
    if not span.approximate or np.isnan(span.earliest):
        return span
    length = span.latest - span.earliest + 1
    more = max(scores.TOLERANCE, length // 2) if np.isfinite(length) else scores.TOLERANCE
    return Bounds(span.earliest - more, span.latest + more, span.precision)


def _rows(index: Index, span: Bounds, published: float | None, planned: bool) -> Ints:
    """Events in reach of the date, and all that have no date themselves.

    Without a date the reach is a year before the publication, or after it for what is planned.
    """
    size = len(index.earliest)
    first, last = span.earliest - scores.TOLERANCE, span.latest + scores.TOLERANCE
    if np.isnan(span.earliest):
        if published is None:
            return np.arange(size)
        before, after = (scores.TOLERANCE, YEAR) if planned else (YEAR, scores.TOLERANCE)
        first, last = published - before, published + after
    dated = slice(0, index.undated)
    inside = np.flatnonzero((index.earliest[dated] <= last) & (index.latest[dated] >= first))
    return np.concatenate((inside, np.arange(index.undated, size)))


def _when(index: Index, rows: Ints, span: Bounds, published: float | None) -> Floats:
    firsts, lasts = index.earliest[rows], index.latest[rows]
    if np.isnan(span.earliest):
        return scores.when_undated(published, firsts, lasts)
    return scores.when(span.earliest, span.latest, firsts, lasts)


def _only(
    proposal: Proposal, published: float | None, index: Index, rows: Ints, who: Floats, what: Floats
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The one election or inauguration of these people within a year of the publication, if there is just one."""
    fits = np.zeros(len(rows), dtype=bool)
    if proposal.type in STRUCTURAL_TYPES and published is not None:
        fits = (what == 1) & (who >= LEAST_WHO) & ~np.isnan(index.earliest[rows])
    return fits if np.count_nonzero(fits) == 1 else np.zeros(len(rows), dtype=bool)


def _best(base: Floats) -> list[int]:
    """Places of the highest scores, highest first, equal ones in the order of the story."""
    some = np.arange(len(base))
    if len(base) > MOST:
        least = np.partition(base, len(base) - MOST)[len(base) - MOST]
        some = np.flatnonzero(base >= least)
    order: list[int] = some[np.argsort(-base[some], kind="stable")][:MOST].tolist()
    return order
