"""Who acts with whom: the links of the actor graph, worked out of a story's participants.

Telling is not acting: in contacts, support and pressure the role *source* links nobody, or press officers would look
like negotiators. In statements and institutions only the one who speaks or decides is linked to the one it is about,
and that weighs half.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.charts.pairing import pairs
from components.events.joins import Cutting, actor_positions, cutting, keep, positions, ranges, recall
from components.events.story import Story
from components.events.vocabulary import FAMILIES, ROLES

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ABOUT = ("statements", "institutions")  # families in which an actor speaks or decides about another
ABOUT_WEIGHT = 0.5
DOMINANT_SHARE = 0.45
DIRECTED_SHARE = 0.6
MIXED = -1

_SOURCE = ROLES.index("source")
_INITIATOR = ROLES.index("initiator")
_TARGET = ROLES.index("target")


@dataclass(frozen=True, eq=False)
class Acts:
    """One row per actor and event, without doubles: positions in ``story.events`` and ``story.actors``, and the role.

    ``role`` indexes ``ROLES``; an own role of the story has the number after the last.
    """

    event: Ints
    actor: Ints
    role: Ints


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of actors with the events they share; ``a`` < ``b`` are positions in ``actors`` (ids, as in the story).

    Of L links: ``count`` events (L), ``weight`` by family (L × 6), ``counts`` of events by family (L × 6), ``forward``
    and ``backward`` events by family directed from a to b and from b to a (L × 6). Of the P shared events, one row per
    pair and event: ``pair`` the link's position and ``event`` the event's position in ``story.events``.
    """

    actors: tuple[str, ...]
    a: Ints
    b: Ints
    count: Ints
    weight: Floats
    counts: Ints
    forward: Ints
    backward: Ints
    pair: Ints
    event: Ints

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def strength(self) -> Floats:
        """Weight of each link over all families."""
        return np.asarray(self.weight.sum(axis=1))

    @cached_property
    def family(self) -> Ints:
        """Position in ``FAMILIES`` of the family with at least 45 % of a link's weight, else ``MIXED``."""
        if not len(self):
            return np.zeros(0, np.int64)
        largest = self.weight.argmax(axis=1)
        share = self.weight.max(axis=1) / self.strength
        return np.where(share >= DOMINANT_SHARE - 1e-9, largest, MIXED)

    @cached_property
    def direction(self) -> Ints:
        """1 where a link leads from a to b, -1 from b to a, 0 where it has no direction.

        It has one if at least 60 % of the events of its dominant family do, one way at least twice as often.
        """
        rows, family = np.arange(len(self)), np.maximum(self.family, 0)
        there, back = self.forward[rows, family], self.backward[rows, family]
        most, least = np.maximum(there, back), np.minimum(there, back)
        enough = there + back >= DIRECTED_SHARE * self.counts[rows, family] - 1e-9
        leads = (self.family != MIXED) & enough & (most > 0) & (most >= 2 * least)
        return np.where(leads, np.where(there > back, 1, -1), 0)

    def between(self, a: str, b: str) -> int:
        """Position of the link of two actors (in either order), or -1."""
        if a not in self.actors or b not in self.actors:
            return -1
        low, high = sorted((self.actors.index(a), self.actors.index(b)))
        found = np.flatnonzero((self.a == low) & (self.b == high))
        return int(found[0]) if len(found) else -1

    def of(self, actor: int) -> Ints:
        """Positions of the links of the actor at position ``actor``."""
        return np.flatnonzero((self.a == actor) | (self.b == actor))

    def events_of(self, link: int) -> Ints:
        """Positions in ``story.events`` of the events shared on ``link``."""
        return np.sort(self.event[self.pair == link])


def acts(story: Story) -> Acts:
    """Who took part in what, each actor once per event (with the most active role), ordered by event and actor."""
    part = cutting(story)
    found = keep(story, "acts", lambda: _acts(story)) if part is None else _acts_in(part)
    return Acts(found.event.astype(np.int64), found.actor.astype(np.int64), found.role.astype(np.int64))


def _acts_in(part: Cutting) -> Acts:
    """Those of the events that were cut out of a story."""
    whole = part.story
    above = cutting(whole)
    found = keep(whole, "acts", lambda: _acts(whole)) if above is None else _acts_in(above)
    size = len(whole.events)
    starts = recall(whole, "starts of acts", lambda: np.searchsorted(found.event, np.arange(size + 1)))
    events = part.rows["events"].numbers
    at = ranges(starts, events)
    return Acts(np.repeat(np.arange(len(events)), np.diff(starts)[events]), found.actor[at], found.role[at])


def _acts(story: Story) -> Acts:
    event, actor = positions(story, "participants").astype(np.int64), actor_positions(story).astype(np.int64)
    role = _codes(story.participants["role"], ROLES)
    role = np.where(role < 0, len(ROLES), role)
    known = (event >= 0) & (actor >= 0)
    # One number per row sorts a million of them fast. A source who also acts has acted, so source comes last.
    last = role == _SOURCE
    who = event[known] * len(story.actors) + actor[known]
    packed = np.sort((who * 2 + last[known]) * 8 + role[known])
    who, role = packed // 16, packed % 8
    first = np.ones(len(who), bool)
    first[1:] = who[1:] != who[:-1]
    who, size = who[first], max(len(story.actors), 1)
    return Acts((who // size).astype(np.int32), (who % size).astype(np.int32), role[first].astype(np.int8))


def event_counts(story: Story, rows: Acts | None = None) -> Ints:
    """Number of events of each actor in any role, aligned to ``story.actors``."""
    rows = acts(story) if rows is None else rows
    return np.bincount(rows.actor, minlength=len(story.actors))


def links(story: Story, rows: Acts | None = None, among: Ints | None = None) -> Links:
    """All links of ``story``, or those between the actors at the positions ``among``.

    An event with n linked actors gives each pair the weight 1/√(n−1).
    """
    part = cutting(story)
    if part is None:
        found = keep(story, "shared events", lambda: _shared(story, acts(story) if rows is None else rows))
    else:
        found = _shared_in(part)
    return _gather(story, found if among is None else _among(found, among, max(len(story.actors), 1)))


def _among(shared: "_Shared", actors: Ints, size: int) -> "_Shared":
    """What pairs of these ``actors`` share."""
    inside = np.zeros(size, dtype=bool)
    inside[actors] = True
    wanted = inside[shared.keys // size] & inside[shared.keys % size]
    rows, columns = np.flatnonzero(wanted[shared.pair]), ("event", "family", "forth", "back", "weight")
    number = (np.cumsum(wanted) - 1)[shared.pair[rows]]
    taken = {name: getattr(shared, name)[rows] for name in columns}
    return replace(shared, keys=shared.keys[wanted], pair=number, **taken)


@dataclass(frozen=True, eq=False)
class _Shared:
    """What pairs of actors share, sorted by event, whose rows begin at ``start``: number of the pair in ``keys``
    (a * number of actors + b), event, family, whether it leads from a to b or back, and its weight.
    """

    keys: Ints
    start: Ints
    pair: Ints
    event: Ints
    family: Ints
    forth: NDArray[np.bool_]
    back: NDArray[np.bool_]
    weight: Floats


def _shared_in(part: Cutting) -> _Shared:
    """What pairs share in the events that were cut out of a story."""
    whole = part.story
    above = cutting(whole)
    found = keep(whole, "shared events", lambda: _shared(whole, acts(whole))) if above is None else _shared_in(above)
    events = part.rows["events"].numbers
    at, size = ranges(found.start, events), np.diff(found.start)[events]
    there, pair = _numbered(found.pair[at], len(found.keys))
    return _Shared(
        keys=found.keys[there],
        start=np.concatenate(([0], np.cumsum(size))),
        pair=pair,
        event=np.repeat(np.arange(len(events)), size),
        family=found.family[at],
        forth=found.forth[at],
        back=found.back[at],
        weight=found.weight[at],
    )


def _ids(story: Story) -> tuple[str, ...]:
    part = cutting(story)
    if part is not None:
        return _ids(part.story)
    return keep(story, "ids of actors", lambda: tuple(story.actors["actor_id"].astype("str")))


def _numbered(values: Ints, size: int) -> tuple[Ints, Ints]:
    """The different ones of ``values``, which are less than ``size``, rising, and of each value its number there."""
    if len(values) < size:
        names, number = np.unique(values, return_inverse=True)
        return names, number
    there = np.bincount(values, minlength=size) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]


def _shared(story: Story, rows: Acts) -> _Shared:
    family = family_codes(story)
    about = np.isin(family, [FAMILIES.index(name) for name in ABOUT])[rows.event]
    speaks = (rows.role == _INITIATOR) | (rows.role == _SOURCE)
    counts = np.where(about, speaks | (rows.role == _TARGET), rows.role != _SOURCE)
    one, two, size = pairs(rows.event[counts])
    event, about = rows.event[counts][one], about[counts][one]
    actor, role = rows.actor[counts], rows.role[counts]
    starts = np.where(about, speaks[counts][one], role[one] == _INITIATOR)
    begins = np.where(about, speaks[counts][two], role[two] == _INITIATOR)
    forth, back = starts & (role[two] == _TARGET), begins & (role[one] == _TARGET)
    weight = np.where(about, ABOUT_WEIGHT, 1.0) / np.sqrt(size - 1)
    used = np.flatnonzero(~about | forth | back)
    used = used[np.argsort(event[used], kind="stable")]
    keys, pair = np.unique((actor[one] * len(story.actors) + actor[two])[used], return_inverse=True)
    many = np.bincount(event[used], minlength=len(story.events))
    return _Shared(
        keys=keys,
        start=np.concatenate(([0], np.cumsum(many))),
        pair=pair.astype(np.int32),
        event=event[used].astype(np.int32),
        family=family[event[used]].astype(np.int8),
        forth=forth[used],
        back=back[used],
        weight=weight[used],
    )


def family_codes(story: Story) -> Ints:
    """Position in ``FAMILIES`` of each event's family; what is not there is "other"."""
    codes = _codes(story.events["family"], FAMILIES)
    return np.where(codes < 0, FAMILIES.index("other"), codes)


def _codes(values: "pd.Series[str]", names: Sequence[str]) -> Ints:
    """Position of each value in ``names``, -1 where it is not there; of categories each is looked up once."""
    index = pd.Index(list(names), dtype="object")
    if isinstance(values.dtype, pd.CategoricalDtype):
        places = np.append(index.get_indexer(values.cat.categories.astype("object")), -1)
        return np.asarray(places[values.cat.codes.to_numpy()], dtype=np.int64)
    return np.asarray(index.get_indexer(pd.Index(values, dtype="object")), dtype=np.int64)


def _gather(story: Story, shared: _Shared) -> Links:
    """Sum what is shared by pair."""
    keys, pair = shared.keys, shared.pair.astype(np.int64)
    cell, shape = pair * len(FAMILIES) + shared.family, (len(keys), len(FAMILIES))

    def by_family(values: NDArray[Any] | None) -> Floats:
        return np.bincount(cell, values, minlength=len(keys) * len(FAMILIES)).reshape(shape).astype(float)

    return Links(
        actors=_ids(story),
        a=keys // max(len(story.actors), 1),
        b=keys % max(len(story.actors), 1),
        count=np.bincount(pair, minlength=len(keys)),
        weight=by_family(shared.weight),
        counts=by_family(None).astype(np.int64),
        forward=by_family(shared.forth).astype(np.int64),
        backward=by_family(shared.back).astype(np.int64),
        pair=pair,
        event=shared.event.astype(np.int64),
    )
