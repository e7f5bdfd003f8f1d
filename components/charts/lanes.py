"""Which lanes there are and which events they hold: by family, type, actor or place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.story import Story
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE

By = Literal["type", "detail", "actor", "place"]
Rows = NDArray[np.intp]

BUSIEST_ACTORS = 12
BUSIEST_PLACES = 10
LEAST_ROWS: Mapping[By, int] = {"type": 2, "detail": 1, "actor": 2, "place": 2}


@dataclass(frozen=True)
class Lane:
    """One lane. ``key`` is a family, type, actor or country; "" collects what has no lane of its own."""

    key: str
    kind: Literal["family", "type", "actor", "others", "place", "elsewhere", "nowhere"]
    count: int = 0


@dataclass(frozen=True)
class Lanes:
    """The lanes from top to bottom, and pairs of (row of the event, lane): one per mark that is drawn.

    ``home`` is the lane in which an event carries its label.
    """

    lanes: tuple[Lane, ...]
    event: Rows
    lane: Rows
    home: Rows

    def rows(self, number: int) -> Rows:
        """Rows of the events in one lane, ascending."""
        return self.event[self.lane == number]


def lanes(story: Story, whole: Story, by: By, sides: Sequence[str] = ()) -> Lanes:
    """The lanes of ``whole`` with the events of ``story``: a filter empties lanes, it never removes one.

    ``sides`` orders actors' sides (see ``charts.sides``): one side per actor of ``whole.actors``, "" for none.
    """
    if by == "actor":
        return _by_actor(story, whole, sides)
    if by == "place":
        return _by_place(story, whole)
    return _by_type(story, whole, detail=by == "detail")


def _by_type(story: Story, whole: Story, detail: bool) -> Lanes:
    column = "type" if detail else "family"
    counts = whole.events[column].astype("str").value_counts()
    if detail:
        family = dict(zip(whole.events["type"].astype("str"), whole.events["family"].astype("str"), strict=True))
        known = list(FAMILY_OF_TYPE)
        rank = {kind: known.index(kind) if kind in known else len(known) for kind in family}
        keys = sorted(family, key=lambda kind: (FAMILIES.index(family[kind]), rank[kind], kind))
    else:
        keys = [family for family in FAMILIES if family != "other" or counts.get("other", 0)]
    found = tuple(Lane(key, "type" if detail else "family", int(counts.get(key, 0))) for key in keys)
    return _single(found, pd.Index(keys).get_indexer(story.events[column].astype("str")))


def _single(found: tuple[Lane, ...], lane: Rows) -> Lanes:
    rows = np.flatnonzero(lane >= 0)
    return Lanes(found, rows, lane[rows], lane)


def _by_place(story: Story, whole: Story) -> Lanes:
    counts = _country(whole).value_counts()
    nowhere, places = int(counts.get("", 0)), counts.drop("", errors="ignore")
    order = sorted(places.index, key=lambda place: (-int(places[place]), str(place)))
    found = [Lane(str(place), "place", int(places[place])) for place in order[:BUSIEST_PLACES]]
    if len(order) > BUSIEST_PLACES:
        found.append(Lane("", "elsewhere", int(sum(places[place] for place in order[BUSIEST_PLACES:]))))
    found.append(Lane("", "nowhere", nowhere))
    country = _country(story)
    lane = pd.Index(order[:BUSIEST_PLACES]).get_indexer(country)
    lane = np.where(lane >= 0, lane, np.where(country == "", len(found) - 1, BUSIEST_PLACES))
    return _single(tuple(found), lane.astype(np.intp))


def _country(story: Story) -> "pd.Series[str]":
    if "country" not in story.events:
        return pd.Series("", index=story.events.index, dtype="str")
    return story.events["country"].fillna("").astype("str")


def _by_actor(story: Story, whole: Story, sides: Sequence[str]) -> Lanes:
    counts = whole.participants.drop_duplicates(["event_id", "actor_id"])["actor_id"].value_counts()
    busiest = sorted(counts.index, key=lambda actor: (-int(counts[actor]), str(actor)))[:BUSIEST_ACTORS]
    side = dict(zip(whole.actors["actor_id"], sides or [""] * len(whole.actors), strict=True))
    weight: dict[str, int] = {}
    for actor, count in counts.items():
        weight[side.get(actor, "")] = weight.get(side.get(actor, ""), 0) + int(count)
    busiest.sort(key=lambda actor: (-weight[side.get(actor, "")], side.get(actor, ""), -int(counts[actor]), actor))
    found = [Lane(str(actor), "actor", int(counts[actor])) for actor in busiest]
    pairs = story.participants.drop_duplicates(["event_id", "actor_id"])
    event = pd.Index(story.events["event_id"]).get_indexer(pairs["event_id"])
    lane = pd.Index(busiest).get_indexer(pairs["actor_id"])
    kept = (event >= 0) & (lane >= 0)
    event, lane = event[kept], lane[kept]
    rest = np.setdiff1d(np.arange(len(story.events)), event)
    total = len(whole.events) - int(whole.participants.loc[whole.participants["actor_id"].isin(busiest), "event_id"].nunique())
    found.append(Lane("", "others", total))
    event, lane = np.concatenate([event, rest]), np.concatenate([lane, np.full(len(rest), len(busiest))])
    order = np.lexsort((lane, event))
    event, lane = event[order], lane[order]
    return Lanes(tuple(found), event, lane, _rarest(event, lane, np.array([one.count for one in found]), len(story.events)))


def _rarest(event: Rows, lane: Rows, counts: "NDArray[np.int64]", size: int) -> Rows:
    """Per event the lane of its rarest actor."""
    order = np.lexsort((lane, counts[lane], event))
    home = np.full(size, -1, dtype=np.intp)
    first = np.unique(event[order], return_index=True)
    home[first[0]] = lane[order][first[1]]
    return home
