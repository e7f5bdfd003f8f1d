"""Salience: which events deserve a label. Computed once on the whole story, never on a filtered one."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.charts.coded import Coded
from components.charts.takes_part import takes_part
from components.events.joins import positions
from components.events.story import Story
from components.events.vocabulary import STRUCTURAL_TYPES

Floats = NDArray[np.floating]

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
    kinds = Coded(events["type"])
    busy, crowd, first = _by_actors(story, kinds.codes)
    parts = {
        "uncertain": _uncertain(Coded(events["status"])),
        "claims": np.minimum(1, _claim_counts(story) / 4),
        "actors": busy,
        "rarity": rarity(kinds.codes),
        "amount": _amounts(events),
        "crowd": crowd,
        "first": first,
        "structural": (kinds.places(structural) >= 0).astype(float),
        "importance": _numbers(events, "importance").clip(0, 1),
    }
    return pd.Series(sum(WEIGHTS[name] * part for name, part in parts.items()), index=events.index)


def rarity(kinds: "NDArray[np.intp]") -> Floats:
    """−log2 of each event's type's share, divided by its largest value (0 where there is one type only)."""
    counts = np.bincount(kinds)
    bits = -np.log2(np.maximum(counts, 1) / len(kinds)) * (counts > 0)
    return np.asarray((bits / bits.max() if bits.max() > 0 else bits)[kinds], dtype=float)


def _uncertain(status: Coded) -> Floats:
    return np.array([*(UNCERTAIN.get(word, 0.0) for word in status.words), 0.0])[status.codes]


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
    rows = positions(story, "claims")
    return np.bincount(rows[rows >= 0], minlength=len(story.events)).astype(float)


def _by_actors(story: Story, kinds: "NDArray[np.intp]") -> tuple[Floats, Floats, Floats]:
    """Per event: mean weight of its two busiest actors, how many actors (0 to 1), and whether it is a first.

    Weight of an actor = their events / events of the busiest actor. A first = the first event of its type between
    its two busiest actors.
    """
    size, pairs = len(story.events), takes_part(story)
    if not len(pairs.event):
        return np.zeros(size), np.zeros(size), np.zeros(size)
    # Busiest actors first within each event; events stay ascending.
    place = np.argsort(np.argsort(-pairs.events_of, kind="stable"), kind="stable")
    order = np.argsort(pairs.event.astype(np.int64) * len(place) + place[pairs.actor])
    actor, weight = pairs.actor[order], pairs.events_of / pairs.events_of.max()
    count = np.bincount(pairs.event, minlength=size)
    start = np.concatenate(([0], np.cumsum(count)))[:-1]
    top, second = (np.minimum(start + k, len(actor) - 1) for k in (0, 1))
    busy = np.where(count > 0, weight[actor[top]], 0.0)
    busy = np.where(count > 1, (busy + weight[actor[second]]) / 2, busy)
    first = np.zeros(size)
    two = np.flatnonzero(count > 1)
    low, high = np.minimum(actor[top[two]], actor[second[two]]), np.maximum(actor[top[two]], actor[second[two]])
    _, earliest = np.unique((kinds[two] * len(place) + low) * len(place) + high, return_index=True)
    first[two[earliest]] = 1
    return busy, np.clip((count - 1) / 5, 0, 1), first
