"""How rows of the tables meet: for each participation and claim the row of its event, for each actor the events.

Found once for each Story and kept as long as it lives; what is cut out of a Story inherits them.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.story import Story

Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]
T = TypeVar("T")

_KEPT: "WeakKeyDictionary[Story, dict[str, Any]]" = WeakKeyDictionary()


def keep(story: Story, key: str, compute: Callable[[], T]) -> T:
    """What ``compute`` finds out about ``story``, computed at the first call only."""
    known = _KEPT.setdefault(story, {})
    if key not in known:
        known[key] = compute()
    found: T = known[key]
    return found


def inherit(story: Story, changed: Story) -> Story:
    """``changed``, which has all rows of ``story`` in the same order, with all that is kept about ``story``."""
    _KEPT[changed] = dict(_KEPT.get(story, {}))
    return changed


def forget(story: Story, key: str) -> None:
    """Keep ``key`` no longer: it is large and has served."""
    _KEPT.get(story, {}).pop(key, None)


def find(ids: "pd.Series[str]", wanted: "pd.Series[str]") -> Positions:
    """For each of ``wanted`` the first row of ``ids`` that holds it; −1 if none does."""
    both = pd.concat([ids.astype("str"), wanted.astype("str")], ignore_index=True)
    codes, texts = pd.factorize(both)
    row = np.full(len(texts) + 1, -1, dtype=np.intp)
    row[codes[: len(ids)][::-1]] = np.arange(len(ids))[::-1]
    row[-1] = -1  # code −1 is a missing value
    return row[codes[len(ids) :]]


def positions(story: Story, table: str) -> Positions:
    """For each row of ``table`` ("participants" or "claims") the row of its event in ``story.events``; −1 if none."""
    return keep(story, table, lambda: find(story.events["event_id"], getattr(story, table)["event_id"]))


def actor_positions(story: Story) -> Positions:
    """For each participation the row of its actor in ``story.actors``; −1 if none."""
    return keep(story, "actors", lambda: find(story.actors["actor_id"], story.participants["actor_id"]))


def events_of(story: Story, actor_row: int) -> Positions:
    """Rows of the events in which the actor in row ``actor_row`` takes part; an event may come twice."""
    order, starts = keep(story, "by actor", lambda: _by_actor(story))
    at = order[starts[actor_row] : starts[actor_row + 1]]
    return at[at >= 0]


def subset(story: Story, mask: Mask, claims: Mask | None = None, **changes: Any) -> Story:
    """The story with only the events of ``mask``, their participations and claims; actors and sources stay.

    ``claims`` may leave out further claims. ``changes`` are fields to replace besides, such as the revision.
    """
    number = np.cumsum(mask) - 1
    tables: dict[str, pd.DataFrame] = {"events": story.events[mask].reset_index(drop=True)}
    kept: dict[str, Any] = {}
    for table in ("participants", "claims"):
        rows = positions(story, table)
        here = (rows >= 0) & np.append(mask, False)[rows]
        if table == "claims" and claims is not None:
            here &= claims
        tables[table] = getattr(story, table)[here].reset_index(drop=True)
        kept[table] = number[rows[here]]
        if table == "participants":
            kept["actors"] = actor_positions(story)[here]
    out = story.with_tables(**tables, **changes)
    _KEPT[out] = kept
    return out


def _by_actor(story: Story) -> tuple[Positions, Positions]:
    """Event rows sorted by actor, and where each actor's begin."""
    actor = actor_positions(story)
    count = np.bincount(actor + 1, minlength=len(story.actors) + 1)  # the first place is that of unknown actors
    return positions(story, "participants")[np.argsort(actor, kind="stable")], np.cumsum(count)
