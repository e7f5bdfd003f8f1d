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
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.evidence import Spans, first_days, is_stance, spans
from components.events.joins import positions
from components.events.story import Story
from components.events.vocabulary import STATUSES

Ints = NDArray[np.intp]
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


_HISTORIES: "WeakKeyDictionary[Story, History]" = WeakKeyDictionary()


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
    size, at = len(story.events), positions(story, "claims")
    day = story.claims["day"].to_numpy(dtype=float)
    sound = (at >= 0) & np.isfinite(day)
    told = first_days(at, day, sound & is_stance(story, "asserts", "confirms", "plans"), size)
    known = np.where(np.isfinite(told), told, first_days(at, day, sound, size))
    return np.where(np.isfinite(known), known, np.nan)


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
    appears = known[(np.diff(past.start) > 0) & np.isfinite(known)]
    return np.unique(np.concatenate([past.day[past.day > known[past.event]], appears]))


def history(story: Story) -> History:
    """All statuses that the events of ``story`` go through; kept as long as the story lives."""
    if story not in _HISTORIES:
        _HISTORIES[story] = _sweep(spans(story), len(story.events))
    return _HISTORIES[story]


def _sweep(evidence: dict[str, Spans], size: int) -> History:
    """Count what stands on each day on which anything changes, then judge."""
    ends = [days for span in evidence.values() for days in (span.start, span.end)]
    calendar = np.unique(np.concatenate([*ends, [np.inf]]))
    # One key for each event and day. All that stands for good ends on the event's day "inf", so counts return to 0.
    keys = {
        name: tuple(span.event * len(calendar) + np.searchsorted(calendar, days) for days in (span.start, span.end))
        for name, span in evidence.items()
    }
    points = np.unique(np.concatenate([key for pair in keys.values() for key in pair]))
    counts = {name: _running(points, start, end) for name, (start, end) in keys.items()}
    event, day = np.divmod(points, len(calendar))
    return _changes_only(event.astype(np.intp), calendar[day], _judge(counts), size)


def _running(points: Ints, start: Ints, end: Ints) -> Ints:
    """How many spans stand at each point."""
    begun, over = (np.bincount(np.searchsorted(points, keys), minlength=len(points)) for keys in (start, end))
    return np.cumsum(begun - over)


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
    event, day, status = (values[np.isfinite(day)] for values in (event, day, status))
    first = np.ones(len(event), dtype=bool)
    first[1:] = event[1:] != event[:-1]
    same = np.zeros(len(event), dtype=bool)
    same[1:] = status[1:] == status[:-1]
    kept = np.where(first, status != UNKNOWN, ~same)
    event, day, status = event[kept], day[kept], status[kept]
    start = np.concatenate(([0], np.cumsum(np.bincount(event, minlength=size))))
    return History(event, day, status, start)
