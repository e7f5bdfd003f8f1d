"""Claims as spans of days: from when to when which kind of support for an event stands. ``status.py`` judges them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.joins import positions
from components.events.parties import parties
from components.events.story import Story
from components.events.vocabulary import STANCES

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Spans:
    """From ``start`` until before ``end`` (days, ``inf`` is for good) something speaks for or against ``event``."""

    event: Ints
    start: Floats
    end: Floats


def is_stance(story: Story, *names: str) -> Mask:
    """Which claims have one of these stances."""
    stance = pd.Index(STANCES).get_indexer(pd.Index(story.claims["stance"]))
    return np.isin(stance, [STANCES.index(name) for name in names])


def first_days(event: Ints, day: Floats, use: Mask, size: int) -> Floats:
    """For each of ``size`` events the first day among the claims of ``use``; ``inf`` where there is none."""
    first = np.full(size + 1, np.inf)
    np.minimum.at(first, event[use], day[use])
    return first[:size]


def spans(story: Story) -> dict[str, Spans]:
    """What stands when:

    for, plan        somebody asserts or confirms, plans the event and has not taken it back
    denial           somebody denies it; against, against_plan: not before anybody spoke for it, announced it
    confirming       a party or a named free-text speaker confirms it
    camps            a camp whose party asserts it (one row for each camp, not for each claim)
    ever, ever_denied, part    for good, once anybody spoke for or planned it, denied it, asserted a part of it
    """
    claims, at = story.claims, positions(story, "claims")
    day = claims["day"].to_numpy(dtype=float)
    sound = (at >= 0) & np.isfinite(day)
    whole = sound & (claims["scope"] != "part").to_numpy(dtype=bool)
    speaks, plans = whole & is_stance(story, "asserts", "confirms"), whole & is_stance(story, "plans")
    denies, retracts = whole & is_stance(story, "denies"), whole & is_stance(story, "retracts")
    taken_back, given_up = _ends(story, at, day, speaks | plans, denies, retracts)
    party, camp = _parties(story)
    asserting = speaks & party & is_stance(story, "asserts")
    confirming = speaks & is_stance(story, "confirms") & (party | _named(story))
    after_word = day >= first_days(at, day, speaks, len(story.events) + 1)[at]
    after_plan = day >= first_days(at, day, plans, len(story.events) + 1)[at]
    never = np.full(len(day), np.inf)

    def span(use: Mask, end: Floats) -> Spans:
        return Spans(at[use], day[use], end[use])

    return {
        "for": span(speaks, taken_back),
        "plan": span(plans, taken_back),
        "denial": span(denies, given_up),
        "against": span(denies & after_word, given_up),
        "against_plan": span(denies & after_plan, given_up),
        "confirming": span(confirming, taken_back),
        "camps": _unions(span(asserting, taken_back), camp[asserting]),
        "ever": span(speaks | plans, never),
        "ever_denied": span(denies, never),
        "part": span(sound & ~whole & is_stance(story, "asserts", "confirms"), never),
    }


def _ends(story: Story, event: Ints, day: Floats, speaks: Mask, denies: Mask, retracts: Mask) -> tuple[Floats, Floats]:
    """Until when a word for the event, and a denial, stand: until the same speaker says the contrary or retracts."""
    voice = _voices(story)
    order = np.lexsort((np.arange(len(day)), day, voice, event))
    group = event[order].astype(np.int64) * (int(voice.max(initial=0)) + 1) + voice[order]
    out = []
    for ending in (denies | retracts, speaks | retracts):
        rows = np.arange(len(order))
        upcoming = np.where(ending[order], rows, len(order))
        following = np.append(np.minimum.accumulate(upcoming[::-1])[::-1][1:], len(order))[: len(order)]
        reached = np.append(group, -1)[following] == group
        end = np.full(len(order), np.inf)
        end[order] = np.where(reached, np.append(day[order], np.inf)[following], np.inf)
        out.append(end)
    return out[0], out[1]


def _voices(story: Story) -> Ints:
    """A number for each speaker: the actor, or what the file calls them."""
    claims = story.claims
    text = claims["speaker_id"].astype("str")
    text = text.where(text != "", "?" + claims["speaker"].astype("str").str.lower())
    return np.asarray(pd.factorize(text)[0], dtype=np.intp)


def _parties(story: Story) -> tuple[Mask, Ints]:
    claims = story.claims
    party, camp = (claims["party"], claims["camp"]) if "party" in claims else parties(story)
    return np.asarray(party, dtype=bool), np.asarray(pd.factorize(camp)[0], dtype=np.intp)


def _named(story: Story) -> Mask:
    claims = story.claims
    free = (claims["speaker_id"].astype("str") == "") & (claims["speaker"].astype("str") != "")
    return np.asarray(free & ~claims["anonymous"].astype(bool) & ~claims["hedged"].astype(bool), dtype=bool)


def _unions(claims: Spans, camp: Ints) -> Spans:
    """Join the overlapping spans of each event and camp."""
    order = np.lexsort((claims.start, camp, claims.event))
    event, camp, start, end = claims.event[order], camp[order], claims.start[order], claims.end[order]
    if not event.size:
        return claims
    new = np.ones(len(event), dtype=bool)
    new[1:] = (event[1:] != event[:-1]) | (camp[1:] != camp[:-1])
    # The furthest end so far of the same camp: a running maximum over (group, end), which no later group falls below.
    ranks = np.unique(end, return_inverse=True)[1]
    group = np.cumsum(new) - 1
    furthest = np.maximum.accumulate(group * (ranks.max() + 1) + ranks) % (ranks.max() + 1)
    reach = np.unique(end)[furthest]
    new[1:] |= start[1:] > reach[:-1]
    first = np.flatnonzero(new)
    return Spans(event[first], start[first], np.maximum.reduceat(end, first))
