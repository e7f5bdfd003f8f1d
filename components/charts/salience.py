"""Salience: which events deserve a label. Computed once on the whole story, never on a filtered one."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.story import Story
from components.events.vocabulary import STRUCTURAL_TYPES

Floats = NDArray[np.float64]

UNCERTAIN = {"disputed": 1.0, "denied": 1.0, "reported": 0.5, "planned": 0.3}
WEIGHTS = {
    "uncertain": 1.3,
    "claims": 1.5,
    "actors": 1.5,
    "rarity": 1.0,
    "amount": 0.75,
    "crowd": 0.75,
    "first": 0.5,
    "structural": 2.0,
    "importance": 3.0,
}
MONEY = ("USD", "EUR", "")


def salience(story: Story, structural: tuple[str, ...] = STRUCTURAL_TYPES) -> "pd.Series[float]":
    """Salience of every event, aligned to ``story.events``: float64, 0 or more, higher is more worth a label."""
    events = story.events
    if events.empty:
        return pd.Series(np.zeros(0), index=events.index)
    kinds, kind_names = pd.factorize(events["type"].astype("str"))
    busy, crowd, first = _by_actors(story, kinds)
    parts = {
        "uncertain": events["status"].astype("str").map(UNCERTAIN).fillna(0).to_numpy(float),
        "claims": np.minimum(1, _claim_counts(story) / 4),
        "actors": busy,
        "rarity": rarity(kinds),
        "amount": _amounts(events),
        "crowd": crowd,
        "first": first,
        "structural": np.isin(kind_names, structural)[kinds].astype(float),
        "importance": _numbers(events, "importance").clip(0, 1),
    }
    return pd.Series(sum(WEIGHTS[name] * part for name, part in parts.items()), index=events.index)


def rarity(kinds: "NDArray[np.intp]") -> Floats:
    """−log2 of each event's type's share, divided by its largest value (0 where there is one type only)."""
    bits = -np.log2(np.bincount(kinds) / len(kinds))
    return np.asarray((bits / bits.max() if bits.max() > 0 else bits)[kinds], dtype=float)


def _numbers(events: pd.DataFrame, column: str) -> Floats:
    if column not in events:
        return np.zeros(len(events))
    return pd.to_numeric(events[column], errors="coerce").fillna(0).to_numpy(float)


def _amounts(events: pd.DataFrame) -> Floats:
    amount = _numbers(events, "amount")
    if "currency" in events:
        amount = np.where(events["currency"].fillna("").astype("str").isin(MONEY), amount, 0)
    return np.asarray(np.clip((np.log10(np.maximum(amount, 1)) - 8) / 3, 0, 1))


def _claim_counts(story: Story) -> Floats:
    counts = np.zeros(len(story.events))
    at = pd.Index(story.events["event_id"]).get_indexer(story.claims["event_id"])
    np.add.at(counts, at[at >= 0], 1)
    return counts


def _by_actors(story: Story, kinds: "NDArray[np.intp]") -> tuple[Floats, Floats, Floats]:
    """Per event: mean weight of its two busiest actors, how many actors (0 to 1), and whether it is a first.

    Weight of an actor = their events / events of the busiest actor. A first = the first event of its type between
    its two busiest actors.
    """
    size = len(story.events)
    event = pd.Index(story.events["event_id"]).get_indexer(story.participants["event_id"])
    actor, names = pd.factorize(story.participants["actor_id"])
    kept = (event >= 0) & (actor >= 0)
    pairs = np.unique(event[kept].astype(np.int64) * max(len(names), 1) + actor[kept])
    if not len(pairs):
        return np.zeros(size), np.zeros(size), np.zeros(size)
    event, actor = pairs // len(names), pairs % len(names)
    weight = np.bincount(actor, minlength=len(names)) / np.bincount(actor).max()
    order = np.lexsort((actor, -weight[actor], event))
    event, actor = event[order], actor[order]
    count = np.bincount(event, minlength=size)
    start = np.concatenate(([0], np.cumsum(count)))[:-1]
    top = np.minimum(start, len(actor) - 1)
    second = np.minimum(start + 1, len(actor) - 1)
    busy = np.where(count > 0, weight[actor[top]], 0.0)
    busy = np.where(count > 1, (busy + weight[actor[second]]) / 2, busy)
    first = np.zeros(size)
    two = np.flatnonzero(count > 1)
    low, high = np.minimum(actor[top[two]], actor[second[two]]), np.maximum(actor[top[two]], actor[second[two]])
    _, earliest = np.unique((kinds[two] * len(names) + low) * len(names) + high, return_index=True)
    first[two[earliest]] = 1
    return busy, np.clip((count - 1) / 5, 0, 1), first
