"""Claims as spans of moments: from when to when which kind of support for an event stands. ``status.py`` judges them.

A moment is a day on which at least one claim about an event is made. Moments are numbered by event, then day.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import codes_of
from components.events.joins import positions
from components.events.parties import parties
from components.events.story import Story
from components.events.vocabulary import STANCES

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Spans = tuple[Ints, Ints]  # the moments from which, and before which, something stands


@dataclass(frozen=True, eq=False)
class Evidence:
    """The claims of a story by event and day (rows of ``story.claims`` in ``rows``), and their moments."""

    story: Story
    rows: Ints
    event: Ints
    day: Floats

    @cached_property
    def moment(self) -> Ints:
        """The moment of each claim."""
        return np.cumsum(self._begins) - 1

    @cached_property
    def _begins(self) -> Mask:
        return _changes(self.event) | _changes(self.day)

    @cached_property
    def moments(self) -> tuple[Ints, Floats]:
        """Event and day of each moment."""
        return self.event[self._begins], self.day[self._begins]

    @cached_property
    def after(self) -> Ints:
        """For each claim the first moment after all those of its event: the end of what stands for good."""
        count = np.bincount(self.moments[0], minlength=len(self.story.events))
        return np.cumsum(count)[self.event]

    @cached_property
    def stance(self) -> Ints:
        """Index of each claim in STANCES."""
        codes, names = codes_of(self.story.claims["stance"])
        return np.asarray(pd.Index(STANCES).get_indexer(names))[codes][self.rows]

    def has(self, *names: str) -> Mask:
        """Which claims have one of these stances."""
        return np.isin(self.stance, [STANCES.index(name) for name in names])

    def column(self, name: str) -> "pd.Series[str]":
        """A column of the claims in the order of the evidence."""
        return self.story.claims[name].iloc[self.rows]

    def first(self, use: Mask) -> Ints:
        """For each claim the first moment of its event at which a claim of ``use`` is made; none is the end of all."""
        first = np.full(len(self.story.events), len(self.moments[0]), dtype=np.intp)
        np.minimum.at(first, self.event[use], self.moment[use])
        return first[self.event]


def gather(story: Story) -> Evidence:
    """The claims of ``story`` that are about one of its events and have a day."""
    event, day = positions(story, "claims"), story.claims["day"].to_numpy(dtype=float)
    sound = np.flatnonzero((event >= 0) & np.isfinite(day))
    rows = sound[np.lexsort((day[sound], event[sound]))]
    return Evidence(story, rows, event[rows], day[rows])


def spans(claims: Evidence) -> dict[str, Spans]:
    """What stands when:

    for, plan        somebody asserts or confirms, plans the event and has not taken it back
    denial           somebody denies it; against, against_plan: not before anybody spoke for it, announced it
    confirming       a party or a named free-text speaker confirms it
    camps            a camp whose party asserts it (one span for each camp, not for each claim)
    ever, ever_denied, part    for good, once anybody spoke for or planned it, denied it, asserted a part of it
    """
    part = (claims.column("scope") == "part").to_numpy(dtype=bool)
    speaks, plans = ~part & claims.has("asserts", "confirms"), ~part & claims.has("plans")
    denies, retracts = ~part & claims.has("denies"), ~part & claims.has("retracts")
    taken_back, given_up = _ends(claims, denies | retracts), _ends(claims, speaks | plans | retracts)
    party, camp = _parties(claims)
    asserting = speaks & party & claims.has("asserts")
    confirming = speaks & claims.has("confirms") & (party | _named(claims))

    def span(use: Mask, end: Ints) -> Spans:
        return claims.moment[use], end[use]

    return {
        "for": span(speaks, taken_back),
        "plan": span(plans, taken_back),
        "denial": span(denies, given_up),
        "against": span(denies & (claims.moment >= claims.first(speaks)), given_up),
        "against_plan": span(denies & (claims.moment >= claims.first(plans)), given_up),
        "confirming": span(confirming, taken_back),
        "camps": _unions(span(asserting, taken_back), claims.event[asserting], camp[asserting]),
        "ever": span(speaks | plans, claims.after),
        "ever_denied": span(denies, claims.after),
        "part": span(part & claims.has("asserts", "confirms"), claims.after),
    }


def _changes(values: "Ints | Floats") -> Mask:
    """Where a value differs from the one before; the first always does."""
    out = np.ones(len(values), dtype=bool)
    out[1:] = values[1:] != values[:-1]
    return out


def _ends(claims: Evidence, ending: Mask) -> Ints:
    """For each claim the moment of the next claim of ``ending`` by the same speaker on the same event."""
    voice = _voices(claims)
    order = np.lexsort((voice, claims.event))  # stable: claims of one speaker stay in their order
    size = len(order)
    last = np.flatnonzero(np.append((_changes(claims.event[order]) | _changes(voice[order]))[1:], True))
    group_end = np.repeat(last, np.diff(last, prepend=-1))
    upcoming = np.where(ending[order], np.arange(size), size)
    following = np.append(np.minimum.accumulate(upcoming[::-1])[::-1][1:], size)[:size]
    reached = following <= group_end
    end = claims.after.copy()
    end[order[reached]] = claims.moment[order[following[reached]]]
    return end


def _voices(claims: Evidence) -> Ints:
    """A number for each speaker: the actor, or what the file calls them."""
    actor, text = codes_of(claims.column("speaker_id")), codes_of(claims.column("speaker"))
    name = pd.factorize(pd.Series(text[1], dtype="str").str.lower())[0][text[0]]
    unnamed = np.asarray(actor[1] == "")[actor[0]] if len(actor[1]) else np.zeros(0, dtype=bool)
    return np.asarray(np.where(unnamed, len(actor[1]) + name, actor[0]), dtype=np.intp)


def _parties(claims: Evidence) -> tuple[Mask, Ints]:
    """Whether each speaker is a party, and the number of their camp. ``derive`` has it ready; else it is found out."""
    table = claims.story.claims
    party, camp = (table["party"], table["camp"]) if "party" in table else parties(claims.story)
    return np.asarray(party, dtype=bool)[claims.rows], np.asarray(codes_of(camp)[0], dtype=np.intp)[claims.rows]


def _named(claims: Evidence) -> Mask:
    table = claims.story.claims
    free = (table["speaker_id"] == "") & (table["speaker"] != "")
    return np.asarray(free & ~table["anonymous"].astype(bool) & ~table["hedged"].astype(bool), dtype=bool)[claims.rows]


def _unions(spans: Spans, event: Ints, camp: Ints) -> Spans:
    """Join the overlapping spans of each event and camp."""
    order = np.lexsort((spans[0], camp, event))
    start, end = spans[0][order], spans[1][order]
    if not order.size:
        return spans
    new = _changes(event[order]) | _changes(camp[order])
    # The furthest end so far of the same camp: a running maximum over (group, end), above which every later group is.
    width = int(end.max()) + 1
    furthest = np.maximum.accumulate((np.cumsum(new) - 1) * width + end) % width
    new[1:] |= start[1:] > furthest[:-1]
    first = np.flatnonzero(new)
    return start[first], np.maximum.reduceat(end, first)
