"""Who is a party to an event: its participants, and all who share an affiliation with one of them."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from components.events.story import Story

Ints = NDArray[np.intp]
DEEPEST = 32  # affiliations of affiliations; a check forbids circles, this only keeps them from running for ever


def parties(story: Story) -> tuple[NDArray[np.bool_], "pd.Series[str]"]:
    """For each claim whether its speaker is a party to the event, and the camp of the speaker ("" for free text).

    A camp is the first ``side`` along the chain of affiliations, else the actor at its end.
    """
    claims, actors = story.claims, pd.Index(story.actors["actor_id"])
    speaker = np.asarray(actors.get_indexer(pd.Index(claims["speaker_id"])), dtype=np.intp)
    event = _find(story.events["event_id"], claims["event_id"])
    party = np.zeros(len(claims), dtype=bool)
    rows = np.flatnonzero((speaker >= 0) & (event >= 0))
    steps = _chains(story)
    if rows.size:
        party[rows] = _shares(story, steps, event[rows], speaker[rows])
    camps = np.append(_camps(story, steps), "")
    return party, pd.Series(camps[speaker], index=claims.index, dtype="str")


def _find(ids: "pd.Series[str]", wanted: "pd.Series[str]") -> Ints:
    return np.asarray(pd.Index(ids).get_indexer(pd.Index(wanted)), dtype=np.intp)


def _chains(story: Story) -> list[Ints]:
    """Step by step up the affiliations: first each actor itself, then its affiliation, and so on (−1 past the end)."""
    size = len(story.actors)
    if "affiliation" not in story.actors:
        return [np.arange(size)]
    parent = np.append(_find(story.actors["actor_id"], story.actors["affiliation"].fillna("")), -1)
    steps: list[Ints] = [np.arange(size)]
    while len(steps) < DEEPEST and (steps[-1] >= 0).any():
        steps.append(parent[steps[-1]])
    return steps


def _shares(story: Story, steps: list[Ints], event: Ints, speaker: Ints) -> NDArray[np.bool_]:
    size = len(story.actors)
    child = np.concatenate([np.flatnonzero(step >= 0) for step in steps])
    above = np.concatenate([step[step >= 0] for step in steps])
    chain = sparse.csr_matrix((np.ones(len(child), np.int32), (child, above)), shape=(size, size))
    asked, row = np.unique(event, return_inverse=True)
    of_event = _find(story.events["event_id"], story.participants["event_id"])
    actor = _find(story.actors["actor_id"], story.participants["actor_id"])
    slot = np.full(len(story.events) + 1, -1)
    slot[asked] = np.arange(len(asked))
    use = (actor >= 0) & (slot[of_event] >= 0)
    shape = (len(asked), size)
    taking = sparse.csr_matrix((np.ones(int(use.sum()), np.int32), (slot[of_event[use]], actor[use])), shape=shape)
    circles = taking @ chain
    return np.asarray(chain[speaker].multiply(circles[row]).sum(axis=1)).ravel() > 0


def _camps(story: Story, steps: list[Ints]) -> NDArray[np.object_]:
    ids = story.actors["actor_id"].to_numpy(dtype=object)
    camp = np.full(len(ids), "", dtype=object)
    if "side" in story.actors:
        side = np.append(story.actors["side"].fillna("").to_numpy(dtype=object), "")
        for step in steps:
            camp = np.where(camp == "", side[step], camp)
    root = np.arange(len(ids))
    for step in steps:
        root = np.where(step >= 0, step, root)
    out: NDArray[np.object_] = np.where(camp == "", ids[root], camp) if len(ids) else camp
    return out
