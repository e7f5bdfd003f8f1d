"""How rows of the tables meet: for each participation and claim the row of its event, for each actor the events.

Computed once for each Story and kept as long as the Story lives; a subset of a Story inherits them.
"""

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.story import Story

Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]

_KEPT: "WeakKeyDictionary[Story, dict[str, Positions]]" = WeakKeyDictionary()


def positions(story: Story, table: str) -> Positions:
    """For each row of ``table`` ("participants" or "claims") the row of its event in ``story.events``; −1 if none."""
    return _kept(story, table, lambda: _find(story.events["event_id"], getattr(story, table)["event_id"]))


def actor_positions(story: Story) -> Positions:
    """For each participation the row of its actor in ``story.actors``; −1 if none."""
    return _kept(story, "actors", lambda: _find(story.actors["actor_id"], story.participants["actor_id"]))


def events_of(story: Story, actor_row: int) -> Positions:
    """Rows of the events in which the actor in row ``actor_row`` takes part; an event may come twice."""
    order = _kept(story, "order", lambda: np.argsort(actor_positions(story), kind="stable"))
    starts = _kept(story, "starts", lambda: _starts(actor_positions(story), len(story.actors)))
    found: Positions = positions(story, "participants")[order[starts[actor_row] : starts[actor_row + 1]]]
    return found


def subset(story: Story, mask: Mask, **changes: Any) -> Story:
    """The story with only the events of ``mask``, their participations and claims; actors and sources stay.

    ``changes`` are fields to replace besides (a ``revision``, tables are not among them).
    """
    number = np.cumsum(mask) - 1
    tables: dict[str, pd.DataFrame] = {"events": story.events[mask].reset_index(drop=True)}
    kept: dict[str, Positions] = {}
    for table in ("participants", "claims"):
        rows = positions(story, table)
        here = (rows >= 0) & mask[rows] if len(mask) else np.zeros(len(rows), dtype=bool)
        tables[table] = getattr(story, table)[here].reset_index(drop=True)
        kept[table] = number[rows[here]]
        if table == "participants":
            kept["actors"] = actor_positions(story)[here]
    out = story.with_tables(**tables, **changes)
    _KEPT[out] = kept
    return out


def inherit(story: Story, changed: Story) -> Story:
    """``changed``, which has the rows of ``story``'s tables in the same order, with the joins of ``story``."""
    _KEPT[changed] = _KEPT.setdefault(story, {})
    return changed


def _kept(story: Story, key: str, compute: Any) -> Positions:
    known = _KEPT.setdefault(story, {})
    if key not in known:
        known[key] = compute()
    return known[key]


def _find(ids: "pd.Series[str]", wanted: "pd.Series[str]") -> Positions:
    return np.asarray(pd.Index(ids).get_indexer(pd.Index(wanted)), dtype=np.intp)


def _starts(rows: Positions, size: int) -> Positions:
    """Where each value begins in ``rows`` once sorted; −1 comes first and belongs to nobody."""
    return np.concatenate(([0], np.cumsum(np.bincount(rows + 1, minlength=size + 1)))).astype(np.intp)[1:]
