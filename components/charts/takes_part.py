"""Who takes part in which event: each pair of event and actor once, whatever their roles. Kept as long as the Story."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from components.events.joins import actor_positions, positions
from components.events.story import Story

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Pairs:
    """Rows of the events (ascending) and of the actors in their tables; ``events_of`` counts events per actor."""

    event: Rows
    actor: Rows
    events_of: NDArray[np.int64]


_KEPT: "WeakKeyDictionary[Story, Pairs]" = WeakKeyDictionary()


def takes_part(story: Story) -> Pairs:
    """The pairs of a story; participations of unknown events or actors are left out."""
    if story not in _KEPT:
        _KEPT[story] = _pairs(story)
    return _KEPT[story]


def _pairs(story: Story) -> Pairs:
    event, actor, size = positions(story, "participants"), actor_positions(story), max(len(story.actors), 1)
    kept = (event >= 0) & (actor >= 0)
    pairs = distinct(event[kept].astype(np.int64) * size + actor[kept])
    event, actor = (pairs // size).astype(np.intp), (pairs % size).astype(np.intp)
    return Pairs(event, actor, np.bincount(actor, minlength=len(story.actors)))


def distinct(values: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Each value once, ascending. (np.unique hashes by now, which takes four times as long for millions.)"""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered
