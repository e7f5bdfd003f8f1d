"""What is known of an event on a day, out of its claims. Pure functions of a Story.

Only claims made on or before the day count. asserts and confirms speak for the event, plans announces it, denies speaks
against it, retracts takes the speaker's earlier words back, declines says nothing. The latest word of a speaker stands.
A claim about a part decides nothing, except that an event of which nothing else is said is reported. The status is

disputed     while somebody speaks for it and another denies it, not before the first who ever spoke for it
confirmed    while a party to the event confirms it, or a named speaker who is no actor of the story does without
             hedging, or parties of two camps assert it (``parties.py`` says who is a party, and its camp)
reported     while somebody speaks for it otherwise
planned      while it is only announced (also once its day has passed: nobody said that it happened)
retracted    when all that was said for it has been taken back
denied       when it is only denied
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.evidence import Evidence, gather, spans
from components.events.joins import keep, positions
from components.events.story import Story
from components.events.vocabulary import STATUSES

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
UNKNOWN = -1
CONFIRMED, REPORTED, DISPUTED, DENIED, PLANNED, RETRACTED = range(len(STATUSES))


@dataclass(frozen=True, eq=False)
class History:
    """Every change of every status. Rows are sorted by event, then day; ``start[e]:start[e + 1]`` are event ``e``'s.

    ``status`` is an index in STATUSES, or −1 while nothing is known.
    """

    event: Ints
    day: Floats
    status: Ints
    start: Ints


@dataclass(frozen=True)
class Changes:
    """What became public between two days: ids of the events that are new, (event_id, status before, status after) of
    those that changed, and how many claims about events known before are new.
    """

    events: tuple[str, ...]
    statuses: tuple[tuple[str, str, str], ...]
    claims: int


def status_as_of(story: Story, day: float = math.inf) -> "pd.Series[str]":
    """Status of each event as its claims up to ``day`` support it, aligned to ``story.events``; "" if none does."""
    names = np.array([*STATUSES, ""], dtype=object)
    return pd.Series(names[status_codes(story, day)], index=story.events.index, dtype="str")


def status_codes(story: Story, day: float = math.inf) -> Ints:
    """``status_as_of`` as indices in STATUSES, −1 where nothing is known."""
    past = history(story)
    count = np.bincount(past.event[past.day <= day], minlength=len(past.start) - 1)
    out = np.full(len(count), UNKNOWN, dtype=np.intp)
    some = count > 0
    out[some] = past.status[(past.start[:-1] + count - 1)[some]]
    return out


def shown_codes(story: Story, day: float) -> Ints:
    """Like ``status_codes``, −1 also for events that are not public on ``day`` (see ``first_known``)."""
    return np.where(story.events["known_on"].to_numpy(dtype=float) <= day, status_codes(story, day), UNKNOWN)


def first_known(story: Story) -> Floats:
    """The first day on which each event was public, NaN without claims.

    That is the day of the first claim that asserts, confirms or plans it, or a part of it. A denial makes an event
    public only if nobody ever does: "we have not spoken yet" is no news of the call reported three days later.
    """
    claims = keep(story, "evidence", lambda: gather(story))
    known = np.full(len(story.events), np.nan)
    for use in (np.ones(len(claims.event), dtype=bool), claims.has("asserts", "confirms", "plans")):
        # Claims are in the order of their days, so that the first of each event is the earliest.
        event, first = np.unique(claims.event[use], return_index=True)
        known[event] = claims.day[use][first]
    return known


def changes(story: Story, day_before: float, day: float) -> Changes:
    """What became public after ``day_before``, up to and including ``day``."""
    before, after = shown_codes(story, day_before), shown_codes(story, day)
    ids = story.events["event_id"]
    moved = np.flatnonzero((before != after) & (before != UNKNOWN) & (after != UNKNOWN))
    made, at = story.claims["day"].to_numpy(dtype=float), positions(story, "claims")
    fresh = (made > day_before) & (made <= day) & (at >= 0)
    return Changes(
        tuple(ids[(before == UNKNOWN) & (after != UNKNOWN)]),
        tuple((str(ids.iloc[row]), STATUSES[before[row]], STATUSES[after[row]]) for row in moved.tolist()),
        int((before[at[fresh]] != UNKNOWN).sum()),
    )


def change_days(story: Story) -> Floats:
    """The days on which an event becomes public or changes its status, rising."""
    past, known = history(story), story.events["known_on"].to_numpy(dtype=float)
    judged = (np.diff(past.start) > 0) & np.isfinite(known)
    # A denial of a part makes an event public, but gives it no status: it appears with its first one.
    appears = np.maximum(known[judged], past.day[past.start[:-1][judged]])
    return np.unique(np.concatenate([past.day[past.day > known[past.event]], appears]))


def history(story: Story) -> History:
    """All statuses that the events of ``story`` go through; kept as long as the story lives."""
    return keep(story, "history", lambda: _sweep(keep(story, "evidence", lambda: gather(story)), len(story.events)))


def _sweep(claims: Evidence, size: int) -> History:
    """Count at each moment what stands, then judge."""
    event, day = claims.moments
    counts = {}
    for name, (start, end) in spans(claims).items():
        # What stands for good ends at the first moment of the next event, so that each event counts from 0.
        begun, over = (np.bincount(moments, minlength=len(event) + 1)[: len(event)] for moments in (start, end))
        counts[name] = np.cumsum(begun - over)
    return _changes_only(event, day, _judge(counts), size)


def _judge(count: dict[str, Ints]) -> Ints:
    spoken_for, planned = count["for"] > 0, count["plan"] > 0
    rules = [
        (spoken_for & (count["against"] > 0), DISPUTED),
        (spoken_for & ((count["confirming"] > 0) | (count["camps"] > 1)), CONFIRMED),
        (spoken_for, REPORTED),
        (planned & (count["against_plan"] > 0), DISPUTED),
        (planned, PLANNED),
        (count["ever"] > 0, RETRACTED),
        (count["denial"] > 0, DENIED),
        (count["ever_denied"] > 0, RETRACTED),
        (count["part"] > 0, REPORTED),
    ]
    return np.select([holds for holds, _ in rules], [status for _, status in rules], UNKNOWN)


def _changes_only(event: Ints, day: Floats, status: Ints, size: int) -> History:
    first = np.ones(len(event), dtype=bool)
    first[1:] = event[1:] != event[:-1]
    same = np.zeros(len(event), dtype=bool)
    same[1:] = status[1:] == status[:-1]
    kept = np.where(first, status != UNKNOWN, ~same)
    event, day, status = event[kept], day[kept], status[kept]
    start = np.concatenate(([0], np.cumsum(np.bincount(event, minlength=size))))
    return History(event.astype(np.int32), day, status.astype(np.int8), start)
