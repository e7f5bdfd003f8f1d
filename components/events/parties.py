"""Who is a party to an event: its participants, and all who share an affiliation with one of them."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from components.events.coding import numbered
from components.events.joins import actor_positions, find, positions
from components.events.story import Story

Ints = NDArray[np.integer[Any]]
DEEPEST = 32  # affiliations of affiliations; a check forbids circles, this only keeps them from running for ever


def parties(story: Story) -> tuple[NDArray[np.bool_], "pd.Series[str]"]:
    """For each claim whether its speaker is a party to the event, and the camp of the speaker ("" for free text).

    A camp is the first ``side`` along the chain of affiliations, else the actor at its end.
    """
    claims = story.claims
    speaker, event = find(story.actors["actor_id"], claims["speaker_id"]), positions(story, "claims")
    party = np.zeros(len(claims), dtype=bool)
    rows = np.flatnonzero((speaker >= 0) & (event >= 0))
    steps = _chains(story)
    if rows.size:
        party[rows] = _shares(story, steps, event[rows], speaker[rows])
    codes, camps = pd.factorize(_camps(story, steps))
    camp = numbered(np.append(codes, -1)[speaker], pd.Index(camps, dtype="str"))
    return party, pd.Series(camp, index=claims.index)


def _chains(story: Story) -> list[Ints]:
    """Step by step up the affiliations: first each actor itself, then its affiliation, and so on (−1 past the end)."""
    steps: list[Ints] = [np.arange(len(story.actors))]
    if "affiliation" not in story.actors:
        return steps
    parent = np.append(find(story.actors["actor_id"], story.actors["affiliation"].fillna("")), -1)
    while len(steps) < DEEPEST and (steps[-1] >= 0).any():
        steps.append(parent[steps[-1]])
    return steps


def _shares(story: Story, steps: list[Ints], event: Ints, speaker: Ints) -> NDArray[np.bool_]:
    """Whether the chain of the speaker meets that of any participant, for pairs of event and speaker."""
    size = len(story.actors)
    child = np.concatenate([np.flatnonzero(step >= 0) for step in steps])
    above = np.concatenate([step[step >= 0] for step in steps])
    chain = sparse.csr_array((np.ones(len(child), np.int32), (child, above)), shape=(size, size))
    actor, of_event = actor_positions(story), positions(story, "participants")
    use = (actor >= 0) & (of_event >= 0)
    shape = (len(story.events), size)
    taking = sparse.csr_array((np.ones(int(use.sum()), np.int32), (of_event[use], actor[use])), shape=shape)
    circles = taking @ chain
    return np.asarray(chain[speaker].multiply(circles[event]).sum(axis=1)).ravel() > 0


def _camps(story: Story, steps: list[Ints]) -> NDArray[np.object_]:
    ids = story.actors["actor_id"].to_numpy(dtype=object)
    camp, root = np.full(len(ids), "", dtype=object), np.arange(len(ids))
    side = np.append(story.actors["side"].fillna("").to_numpy(dtype=object), "") if "side" in story.actors else None
    for step in steps:
        root = np.where(step >= 0, step, root)
        if side is not None:
            camp = np.where(camp == "", side[step], camp)
    out: NDArray[np.object_] = np.where(camp == "", ids[root], camp)
    return out
