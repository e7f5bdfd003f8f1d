"""How rows of the tables meet: for each participation and claim the row of its event, for each actor the events.

Found once for each Story and kept as long as it lives; what is cut out of a Story has them from there, when asked for.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.cutting import Rows, cut
from components.events.room import Key, held
from components.events.story import Story

Positions = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
T = TypeVar("T")

_KEPT: "WeakKeyDictionary[Story, dict[Any, Any]]" = WeakKeyDictionary()
_CUT = "cut"
_FEW = 4  # of so many events at most one is selected: then its rows are picked, not sought among all


@dataclass(frozen=True, eq=False)
class Cutting:
    """Which rows of the tables of ``story`` another one has, by table."""

    story: Story
    rows: dict[str, Rows]


def keep(story: Story, key: str, compute: Callable[[], T]) -> T:
    """What ``compute`` finds out about ``story``, computed at the first call only, whoever calls meanwhile."""
    known = _KEPT.setdefault(story, {})
    if key not in known:
        with known.setdefault((key,), threading.RLock()):
            if key not in known:
                known[key] = compute()
    found: T = known[key]
    return found


def recall(story: Story, key: str, compute: Callable[[], T]) -> T:
    """As ``keep``; of what was cut out of another story only as long as there is room. For arrays."""
    if cutting(story) is None:
        return keep(story, key, compute)
    return held(keep(story, f"room of {key}", Key), compute)


def cutting(story: Story) -> Cutting | None:
    """What ``story`` was cut out of, if it was."""
    return _KEPT.get(story, {}).get(_CUT)


def inherit(story: Story, changed: Story) -> Story:
    """``changed``, which has all rows of ``story`` in the same order, with all that is kept about ``story``."""
    _KEPT[changed] = dict(_KEPT.get(story, {}))
    return changed


def share(story: Story, changed: Story) -> Story:
    """As ``inherit``; what is found out about one of the two later is known of the other, too."""
    _KEPT[changed] = _KEPT.setdefault(story, {})
    return changed


def know(story: Story, key: str, value: Any) -> None:
    """Keep what was found out about ``story`` in passing."""
    _KEPT.setdefault(story, {})[key] = value


def forget(story: Story, key: str) -> None:
    """Keep ``key`` no longer: it is large and has served."""
    _KEPT.get(story, {}).pop(key, None)


def find(ids: "pd.Series[str]", wanted: "pd.Series[str]") -> Positions:
    """For each of ``wanted`` the first row of ``ids`` that holds it; −1 if none does."""
    if isinstance(wanted.dtype, pd.CategoricalDtype):
        return np.append(find(ids, pd.Series(wanted.cat.categories)), -1)[wanted.cat.codes.to_numpy()].astype(np.int32)
    both = pd.concat([ids.astype("str"), wanted.astype("str")], ignore_index=True)
    codes, texts = pd.factorize(both)
    row = np.full(len(texts) + 1, -1, dtype=np.intp)
    row[codes[: len(ids)][::-1]] = np.arange(len(ids))[::-1]
    row[-1] = -1  # code −1 is a missing value
    return row[codes[len(ids) :]]


def positions(story: Story, table: str) -> Positions:
    """For each row of ``table`` ("participants" or "claims") the row of its event in ``story.events``; −1 if none."""
    part = cutting(story)
    if part is None:
        return keep(story, table, lambda: find(story.events["event_id"], getattr(story, table)["event_id"]))
    return recall(story, table, lambda: _number(story, part)[positions(part.story, table)[part.rows[table].numbers]])


def actor_positions(story: Story) -> Positions:
    """For each participation the row of its actor in ``story.actors``; −1 if none."""
    part = cutting(story)
    if part is None:
        return keep(story, "actors", lambda: find(story.actors["actor_id"], story.participants["actor_id"]))
    return recall(story, "actors", lambda: actor_positions(part.story)[part.rows["participants"].numbers])


def events_of(story: Story, actor_row: int) -> Positions:
    """Rows of the events in which the actor in row ``actor_row`` takes part; an event may come twice."""
    part = cutting(story)
    if part is not None:
        at = _number(story, part)[events_of(part.story, actor_row)]
    else:
        order, starts = keep(story, "by actor", lambda: _by_actor(story))
        at = order[starts[actor_row] : starts[actor_row + 1]]
    return at[at >= 0]


def join(story: Story) -> None:
    """Find all of it now, so that stories with the same rows inherit it."""
    if len(story.actors):
        events_of(story, 0)
    for table in ("participants", "claims"):
        _of_events(story, table)


def rows_of(story: Story, table: str, events: Positions) -> Positions:
    """Rows of ``table`` ("participants" or "claims") that belong to ``events`` (rows, each once), rising."""
    order, starts = _of_events(story, table)
    at = ranges(starts, events)
    return at.astype(np.int32) if not len(order) else np.sort(order[at])


def ranges(starts: Positions, groups: Positions) -> Positions:
    """Numbers from ``starts[k]`` up to ``starts[k + 1]`` for each ``k`` of ``groups``, one after the other."""
    first = starts[groups]
    size = starts[groups + 1] - first
    end = np.cumsum(size)
    return np.asarray(np.repeat(first - end + size, size) + np.arange(end[-1] if len(end) else 0))


def subset(story: Story, mask: Mask, claims: Mask | None = None, **changes: Any) -> Story:
    """The story with only the events of ``mask``, their participations and claims; actors and sources stay.

    ``claims`` may leave out further claims. ``changes`` are fields to replace besides, such as the revision. Tables
    that are large are not cut before somebody asks for them.
    """
    events, made = Rows.where(mask), None if claims is None else (np.packbits(claims), len(claims))
    rows = {
        "events": events,
        "participants": Rows(lambda: _belonging(story, "participants", events)),
        "claims": Rows(lambda: _belonging(story, "claims", events, made)),
    }
    out = story.with_tables(**{table: cut(getattr(story, table), which) for table, which in rows.items()}, **changes)
    _KEPT[out] = {_CUT: Cutting(story, rows)}
    return out


def _number(story: Story, part: Cutting) -> Positions:
    """For each event of what ``story`` was cut out of its row now; −1 if it is left out, and for no event."""

    def compute() -> Positions:
        rows = part.rows["events"].numbers
        number = np.full(len(part.story.events) + 1, -1, dtype=np.int32)
        number[rows] = np.arange(len(rows), dtype=np.int32)
        return number

    return recall(story, "number", compute)


def _belonging(story: Story, table: str, events: Rows, made: tuple[NDArray[np.uint8], int] | None = None) -> Positions:
    """Rows of ``table`` that belong to ``events``, as far as they are ``made`` (one bit each)."""
    size = len(story.events)
    if len(events) * _FEW < size:
        rows = rows_of(story, table, events.numbers)
    else:
        here = np.zeros(size + 1, dtype=bool)  # the last is that of no event
        here[events.numbers] = True
        rows = np.flatnonzero(here[positions(story, table)]).astype(np.int32)
    return rows if made is None else rows[np.unpackbits(made[0], count=made[1]).view(bool)[rows]]


def _of_events(story: Story, table: str) -> tuple[Positions, Positions]:
    return recall(story, f"rows of {table}", lambda: _by_event(story, table))


def _by_event(story: Story, table: str) -> tuple[Positions, Positions]:
    """Rows sorted by their events (none if they are already), and where those of each event begin."""
    at = positions(story, table)
    starts = np.cumsum(np.bincount(at + 1, minlength=len(story.events) + 1))
    rising = bool((at[1:] >= at[:-1]).all()) and not (at[:1] < 0).any()
    return np.zeros(0, np.int32) if rising else np.argsort(at, kind="stable").astype(np.int32), starts


def _by_actor(story: Story) -> tuple[Positions, Positions]:
    """Event rows sorted by actor, and where each actor's begin."""
    actor = actor_positions(story)
    count = np.bincount(actor + 1, minlength=len(story.actors) + 1)  # the first place is that of unknown actors
    return positions(story, "participants")[np.argsort(actor, kind="stable")], np.cumsum(count)
