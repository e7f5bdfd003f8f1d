"""A few events out of a story, whatever its size: found by their ids, with their participations and claims."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.events.joins import cutting, subset
from components.events.story import Story

Rows = NDArray[np.integer[Any]]


def row_of(story: Story, event_id: str) -> int:
    """The row of the event ``event_id`` in ``story.events``; −1 where it is not there."""
    part = cutting(story)
    if part is None:
        return _sought(story, event_id)
    at, rows = row_of(part.story, event_id), part.rows["events"].numbers
    here = int(np.searchsorted(rows, at))
    return here if at >= 0 and here < len(rows) and int(rows[here]) == at else -1


def rows_of_ids(story: Story, ids: Sequence[str]) -> Rows:
    """The rows of the events ``ids``, rising; what is not there is left out."""
    events = story.events["event_id"]
    return np.flatnonzero(events.isin(list(ids)).to_numpy(dtype=bool)) if len(ids) else np.zeros(0, dtype=np.intp)


def excerpt(story: Story, rows: Rows | Sequence[int]) -> Story:
    """The story with the events in ``rows`` only, in the order they have, their participations and claims."""
    mask = np.zeros(len(story.events), dtype=bool)
    mask[np.asarray(rows, dtype=np.intp)] = True
    return subset(story, mask)


@lru_cache(maxsize=1024)
def _sought(story: Story, event_id: str) -> int:
    found = np.flatnonzero((story.events["event_id"] == event_id).to_numpy(dtype=bool))
    return int(found[0]) if len(found) else -1
