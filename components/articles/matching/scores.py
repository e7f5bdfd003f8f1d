"""How near proposals and events are: who, when and what, each from 0 to 1, for many events at once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from components.articles.matching.index import WEIGHT_OF_ROLE, WEIGHT_WHERE_TOLD, Floats, Index, Ints
from components.articles.model import Participant
from components.events.vocabulary import FAMILY_OF_TYPE

BY_STEPS = (0.6, 0.5, 0.4)  # Kremlin and Russia; the Kremlin's spokesman and Russia; all that lie further apart
FELLOW = 0.3  # the Kremlin and Putin, who both belong to Russia
OF_FAMILY = 0.3
OF_UNKNOWN = 0.3  # "other" says nothing against any type
TOLERANCE = 3.0  # days that reports of one event may lie apart: time zones, the night, the day of publication
BY_DAYS_APART = (1.0, 0.6, 0.35, 0.2)
LEAST_OVERLAP = 0.3
UNDATED = 0.35  # the most that an event without a date in the text can be worth: that of the day of publication
HALVED_AFTER = 60.0  # days before publication after which an undated event is half as likely
UNPLACED = 0.2  # neither a date nor a day of publication


@dataclass(frozen=True)
class Party:
    """One participant of a proposal: its weight, and how near each actor of the story is to it (last: nobody)."""

    weight: float
    nearness: Floats
    row: int


def is_told(kind: str, families: Mapping[str, str]) -> bool:
    """Whether a type is one of saying, such as a statement. ``families`` are those of the story's own types."""
    return {**FAMILY_OF_TYPE, **families}.get(kind) == "statements"


def parties(index: Index, participants: Sequence[Participant], told: bool) -> tuple[Party, ...]:
    """The participants of a proposal, those that the story does not know included: they are near nobody."""
    rows = index.row_of_actor.get_indexer(pd.Index([one.actor_id for one in participants], dtype="str")).tolist()
    found = []
    for one, row in zip(participants, rows, strict=True):
        weight = (WEIGHT_WHERE_TOLD if told else WEIGHT_OF_ROLE).get(one.role, 1.0)
        found.append(Party(weight, nearness(index, row if one.actor_id else -1), row if one.actor_id else -1))
    return tuple(found)


def nearness(index: Index, row: int) -> Floats:
    """How near every actor is to that of ``row``, from 0 to 1; one more place at the end stands for nobody."""
    size = len(index.row_of_actor)
    near = np.zeros(size + 1)
    if row < 0:
        return near
    for step, above in enumerate(index.chain):
        worth = BY_STEPS[min(step, len(BY_STEPS) - 1)]
        near[:size][above == row] = np.maximum(near[:size][above == row], worth)
        if above[row] >= 0:
            near[above[row]] = max(near[above[row]], worth)
    if index.chain and (home := index.chain[0][row]) >= 0:
        near[:size] = np.maximum(near[:size], np.where(index.chain[0] == home, FELLOW, 0.0))
    near[:size] = np.maximum(near[:size], np.where(index.state_of == row, BY_STEPS[0], 0.0))
    if index.state_of[row] >= 0:
        near[index.state_of[row]] = max(near[index.state_of[row]], BY_STEPS[0])
    near[row] = 1.0
    return near


def who(index: Index, rows: Ints, cast: Sequence[Party]) -> Floats:
    """How far the participants agree: the mean of what both have in common, by all of them and by the fewer."""
    if not cast or not rows.size:
        return np.zeros(len(rows))
    counts = index.starts[rows + 1] - index.starts[rows]
    owner = np.repeat(np.arange(len(rows)), counts)
    at = np.arange(len(owner)) + np.repeat(index.starts[rows] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    actor, weight = index.actor[at], index.weight[at]
    best, ours = np.zeros(len(at)), np.zeros(len(rows))
    for party in cast:
        common = party.nearness[actor] * np.minimum(weight, party.weight)
        best = np.maximum(best, common)
        most = np.zeros(len(rows))
        np.maximum.at(most, owner, common)
        ours += most
    theirs = np.bincount(owner, best, minlength=len(rows))
    of_event = np.bincount(owner, weight, minlength=len(rows))
    of_proposal = sum(party.weight for party in cast)
    fewer = np.minimum(of_event, of_proposal)
    shared = np.minimum((ours + theirs) / 2, fewer)
    by_all = shared / (of_event + of_proposal - shared)
    by_fewer = np.divide(shared, fewer, out=np.zeros_like(shared), where=fewer > 0)
    return np.asarray((by_all + by_fewer) / 2)


def when(earliest: float, latest: float, firsts: Floats, lasts: Floats) -> Floats:
    """How far the days of a dated proposal agree with those of events.

    The same day is 1, days apart are worth ``BY_DAYS_APART``; where spans overlap, the more the nearer in length they
    are (a day within its week 0.73, its month 0.60, its year 0.46, an open span 0.3). Undated events get UNPLACED.
    """
    apart = np.maximum(np.maximum(firsts - latest, earliest - lasts), 0.0)
    own, theirs = latest - earliest + 1, lasts - firsts + 1
    with np.errstate(invalid="ignore"):
        ratio = np.where(np.isinf(own) & np.isinf(theirs), 1.0, np.minimum(own, theirs) / np.maximum(own, theirs))
    overlap = LEAST_OVERLAP + (1 - LEAST_OVERLAP) * np.nan_to_num(ratio) ** 0.25
    steps = np.nan_to_num(np.minimum(np.ceil(apart), len(BY_DAYS_APART))).astype(np.intp)
    by_days = np.array([*BY_DAYS_APART, 0.0])[steps]
    return np.where(np.isnan(firsts), UNPLACED, np.where(apart > 0, by_days, overlap))


def when_undated(published: float | None, firsts: Floats, lasts: Floats) -> Floats:
    """What an undated proposal of an article of the day ``published`` is worth beside events of known days."""
    if published is None:
        return np.full(len(firsts), UNPLACED)
    apart = np.maximum(np.maximum(firsts - published, published - lasts), 0.0)
    return np.where(np.isnan(firsts), UNPLACED, UNDATED * 0.5 ** (np.nan_to_num(apart) / HALVED_AFTER))


def what(index: Index, rows: Ints, kind: str, families: Mapping[str, str]) -> Floats:
    """How near the types of events are to ``kind``; ``families`` are those of the story's own types."""
    return np.array([type_nearness(kind, name, families) for name in index.kinds] or [0.0])[index.kind[rows]]


def type_nearness(one: str, other: str, families: Mapping[str, str]) -> float:
    """How near two types are, from 0 to 1: equal, akin by the lexicon, of one family, or neither."""
    if one == other:
        return 1.0
    if "other" in (one, other):
        return OF_UNKNOWN
    family = {**FAMILY_OF_TYPE, **families}
    of_family = OF_FAMILY if family.get(one, "other") == family.get(other, "other") else 0.0
    return _akin().get(" ".join(sorted((one, other))), of_family)


@lru_cache(maxsize=1)
def _akin() -> Mapping[str, float]:
    file = Path(__file__).parents[1] / "lexicons" / "related_types.toml"
    return {
        " ".join(sorted(pair.split())): float(worth)
        for pair, worth in tomllib.loads(file.read_text(encoding="utf-8"))["nearness"].items()
    }
