"""Which lanes there are and which events they hold: by family, type, actor or place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.charts.coded import Coded
from components.charts.takes_part import takes_part
from components.events.joins import recall
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

    @cached_property
    def _by_lane(self) -> tuple[Rows, Rows]:
        order = np.argsort(self.lane.astype(np.int16), kind="stable")
        return self.event[order], np.searchsorted(self.lane[order], np.arange(len(self.lanes) + 1))

    def rows(self, number: int) -> Rows:
        """Rows of the events in one lane, ascending."""
        events, start = self._by_lane
        return events[start[number] : start[number + 1]]


def lanes(story: Story, whole: Story, by: By, sides: Sequence[str] = ()) -> Lanes:
    """The lanes of ``whole`` with the events of ``story``: a filter empties lanes, it never removes one.

    ``sides`` are those of the actors of ``whole``, one per row; both stories have the same actors.
    """
    if by == "actor":
        return _by_actor(story, whole, sides)
    if by == "place":
        return recall(story, f"lanes by place {id(whole)}", lambda: _by_place(story, whole))
    return recall(story, f"lanes by {by} {id(whole)}", lambda: _by_type(story, whole, detail=by == "detail"))


def _by_type(story: Story, whole: Story, detail: bool) -> Lanes:
    column = "type" if detail else "family"
    counts = Coded(whole.events[column]).counts()
    if detail:
        keys = _type_order(whole)
    else:
        keys = [family for family in FAMILIES if family != "other" or counts.get("other", 0)]
    found = tuple(Lane(key, "type" if detail else "family", counts.get(key, 0)) for key in keys)
    return _single(found, Coded(story.events[column]).places(keys))


def _type_order(whole: Story) -> list[str]:
    """The types of a story by family, in the vocabulary's order, those of its own last."""
    pairs = whole.events[["type", "family"]].astype("str").drop_duplicates("type")
    known = list(FAMILY_OF_TYPE)

    def rank(pair: tuple[str, str]) -> tuple[int, int, str]:
        kind, family = pair
        return FAMILIES.index(family), known.index(kind) if kind in known else len(known), kind

    return [kind for kind, _ in sorted(zip(pairs["type"], pairs["family"], strict=True), key=rank)]


def _single(found: tuple[Lane, ...], lane: Rows) -> Lanes:
    rows = np.flatnonzero(lane >= 0)
    return Lanes(found, rows, lane[rows], lane)


def _by_place(story: Story, whole: Story) -> Lanes:
    counts = {place: count for place, count in _country(whole).counts().items() if count}
    nowhere = counts.pop("", 0)
    order = sorted(counts, key=lambda place: (-counts[place], place))
    own = order[:BUSIEST_PLACES]
    found = [Lane(place, "place", counts[place]) for place in own]
    if len(order) > len(own):
        found.append(Lane("", "elsewhere", sum(counts[place] for place in order[len(own) :])))
    found.append(Lane("", "nowhere", nowhere))
    country = _country(story)
    lane = country.places(own)
    return _single(tuple(found), np.where(country.equals(""), len(found) - 1, np.where(lane < 0, len(own), lane)))


def _country(story: Story) -> Coded:
    if "country" not in story.events:
        return Coded(pd.Series("", index=story.events.index, dtype="str"))
    country = story.events["country"]
    return Coded(country if isinstance(country.dtype, pd.CategoricalDtype) else country.astype("str").fillna(""))


def _by_actor(story: Story, whole: Story, sides: Sequence[str]) -> Lanes:
    ids = whole.actors["actor_id"].astype("str").tolist()
    pairs, side = takes_part(whole), list(sides) or [""] * len(ids)
    counts = pairs.events_of.tolist()
    busiest = sorted((k for k in range(len(ids)) if counts[k]), key=lambda k: (-counts[k], ids[k]))[:BUSIEST_ACTORS]
    weight = dict.fromkeys(side, 0)
    for one, count in zip(side, counts, strict=True):
        weight[one] += count
    busiest.sort(key=lambda k: (-weight[side[k]], side[k], -counts[k], ids[k]))
    lane_of = np.full(len(ids), -1, dtype=np.intp)
    lane_of[busiest] = np.arange(len(busiest))
    alone = len(whole.events) - int(np.count_nonzero(np.bincount(pairs.event[lane_of[pairs.actor] >= 0])))
    found = (*(Lane(ids[k], "actor", counts[k]) for k in busiest), Lane("", "others", alone))
    return _copies(story, found, lane_of)


def _copies(story: Story, found: tuple[Lane, ...], lane_of: Rows) -> Lanes:
    """An event in each lane of its actors; its label goes to the lane of the rarest; without any, to the last lane."""
    pairs = takes_part(story)
    lane = lane_of[pairs.actor]
    event, lane = pairs.event[lane >= 0], lane[lane >= 0]
    home = np.full(len(story.events), len(found) - 1, dtype=np.intp)
    for number in sorted(range(len(found) - 1), key=lambda number: -found[number].count):
        home[event[lane == number]] = number
    rest = np.flatnonzero(np.bincount(event, minlength=len(story.events)) == 0)
    return Lanes(found, np.concatenate([event, rest]), np.concatenate([lane, np.full(len(rest), len(found) - 1)]), home)
