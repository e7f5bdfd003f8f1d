"""The events of a story as arrays, so that a million of them can be compared at once. Made once for each ``Story``."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.joins import actor_positions, find, keep, positions
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]

DEEPEST = 16  # affiliations of affiliations; a check forbids circles, this only keeps them from running for ever
# How much a role counts. Of a statement it is who speaks that counts; of anything else the one who tells is a witness.
WEIGHT_OF_ROLE = {"initiator": 1.0, "target": 1.0, "participant": 1.0, "mediator": 0.5, "source": 0.5}
WEIGHT_WHERE_TOLD = {"initiator": 1.0, "target": 0.3, "participant": 1.0, "mediator": 0.5, "source": 1.0}


@dataclass(frozen=True, eq=False)
class Index:
    """The events of a story, row by row.

    ``earliest`` and ``latest`` are days (NaN: no date); ``kind`` counts in ``kinds``. The participants of event ``e``
    are ``actor[starts[e]:starts[e + 1]]`` (rows of the actors, −1 unknown), each with its ``weight`` in 0 to 1.
    ``undated`` is the first row without a date. ``chain`` holds step by step the affiliation of each actor, that of
    its affiliation, and so on (−1 past the end).
    """

    earliest: Floats
    latest: Floats
    kind: Ints
    kinds: tuple[str, ...]
    starts: Ints
    actor: Ints
    weight: Floats
    row_of_actor: "pd.Index[str]"
    state_of: Ints
    chain: tuple[Ints, ...]
    undated: int


def index_of(story: Story) -> Index:
    """The index of ``story``, kept as long as the story lives."""
    return keep(story, "matching", lambda: _index(story))


def _index(story: Story) -> Index:
    events = story.events
    kind, kinds = pd.factorize(events["type"].astype("str"))
    family = {**FAMILY_OF_TYPE, **story.families}
    told = np.array([family.get(name) == "statements" for name in kinds], bool)
    starts, actor, weight = _participants(story, told[kind] if len(kinds) else np.zeros(0, bool))
    earliest = events["earliest"].to_numpy(np.float64)
    return Index(
        earliest,
        events["latest"].to_numpy(np.float64),
        np.asarray(kind, np.intp),
        tuple(map(str, kinds)),
        starts,
        actor,
        weight,
        pd.Index(story.actors["actor_id"].astype("str")),
        _states(story),
        _chain(story),
        int(np.count_nonzero(~np.isnan(earliest))),
    )


def _participants(story: Story, told: NDArray[np.bool_]) -> tuple[Ints, Ints, Floats]:
    event, actor = positions(story, "participants"), actor_positions(story)
    use = np.flatnonzero(event >= 0)
    order = use[np.argsort(event[use], kind="stable")]
    codes, roles = pd.factorize(story.participants["role"].astype("str"))
    usual, of_told = (
        np.array([*(table.get(name, 1.0) for name in roles), 1.0]) for table in (WEIGHT_OF_ROLE, WEIGHT_WHERE_TOLD)
    )
    weight = np.where(told[event[order]], of_told[codes[order]], usual[codes[order]])
    starts = np.concatenate(([0], np.cumsum(np.bincount(event[order], minlength=len(story.events)))))
    return starts.astype(np.intp), actor[order], weight


def _chain(story: Story) -> tuple[Ints, ...]:
    if "affiliation" not in story.actors:
        return ()
    parent = np.append(find(story.actors["actor_id"], story.actors["affiliation"].fillna("")), -1)
    steps: list[Ints] = [parent[:-1]]
    while len(steps) < DEEPEST and (steps[-1] >= 0).any():
        steps.append(parent[steps[-1]])
    return tuple(steps)


def _states(story: Story) -> Ints:
    """For each actor that speaks for its country the row of the state of that country; −1 for all others."""
    actors = story.actors
    none = np.full(len(actors), -1, dtype=np.intp)
    if "country" not in actors or "kind" not in actors:
        return none
    country, kind = actors["country"].fillna("").to_numpy(object), actors["kind"].fillna("").to_numpy(object)
    rows = np.flatnonzero((kind == "state") & (country != ""))
    state = dict(zip(country[rows][::-1], rows[::-1].tolist(), strict=True))
    none[kind == "government"] = [state.get(code, -1) for code in country[kind == "government"]]
    return none
