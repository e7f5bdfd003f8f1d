"""In which order the table lists events: worked out of numbers, so that no row needs words but those of its page."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.app.keeping import kept
from components.charts.sides import actor_names
from components.events.coding import codes_of
from components.events.joins import actor_positions, cutting, positions, recall
from components.events.story import Story

Ints = NDArray[np.integer[Any]]
FEW = 20_000  # texts up to which those of a selection are sorted by themselves
NAMES = 3  # actors of an event by whose names it is sorted


@kept(64)
def table_order(shown: Story, sort: str, language: str) -> Ints:
    """Rows of ``shown.events`` as ``sort`` asks ("-" in front: falling), undated ones last, equal ones as they are."""
    column = sort.removeprefix("-")
    keys = _keys(shown, column, language)
    order = np.lexsort([-key if sort.startswith("-") else key for key in reversed(keys)])
    return order.astype(np.int32)


def _keys(shown: Story, column: str, language: str) -> list[NDArray[Any]]:
    """Numbers by which to sort, the first one first."""
    events = shown.events
    if column == "when":
        return [events["earliest"].to_numpy(dtype=float)]
    if column == "claims":
        return [claim_counts(shown)]
    if column == "status":
        return [_category_ranks(events["status"])]
    if column == "actors":
        return _actors(shown, language)
    return [_ranks(shown, column, language)]


def claim_counts(shown: Story) -> Ints:
    """How many claims each event has."""
    at = positions(shown, "claims")
    return np.bincount(at[at >= 0], minlength=len(shown.events))


def _category_ranks(column: "pd.Series[Any]") -> Ints:
    codes, names = codes_of(column)
    return np.append(ranks(pd.Series(names, dtype="str")), -1)[codes]


def _ranks(story: Story, column: str, language: str) -> Ints:
    """The place of each event's text among all texts; of many selected events among those of the whole story."""
    part = cutting(story)
    if part is not None and len(story.events) > FEW and not _told_otherwise(story):
        return _ranks(part.story, column, language)[part.rows["events"].numbers]
    return recall(story, f"ranks of {column} {language}", lambda: ranks(story.text("events", column, language)))


def _told_otherwise(story: Story) -> bool:
    """Whether titles are others than those of what ``story`` was cut out of: as known on a day."""
    return story.revision.rpartition("|")[2].startswith("known ")


def _actors(shown: Story, language: str) -> list[Ints]:
    """The places of the names of each event's first actors."""
    event, actor = positions(shown, "participants"), actor_positions(shown)
    place = np.append(ranks(pd.Series(list(actor_names(shown, language).values()), dtype="str")), -1)
    order = np.argsort(event, kind="stable")
    event, actor = event[order], actor[order]
    number = np.arange(len(event)) - np.searchsorted(event, event)
    out: list[Ints] = []
    for at in range(NAMES):
        key = np.full(len(shown.events), -1, dtype=np.int32)
        here = (number == at) & (event >= 0)
        key[event[here]] = place[actor[here]]
        out.append(key)
    return out


def ranks(texts: "pd.Series[str]") -> Ints:
    """The place of each of ``texts`` in rising order, the same for equal ones; accents and case do not matter."""
    plain = texts.str.lower()
    accented = ~plain.str.isascii()
    if accented.any():
        plain = plain.copy()
        folded = texts[accented].str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii").str.lower()
        plain[accented] = folded
    codes, different = pd.factorize(plain)
    names = pd.Series(different, dtype="str")
    place = np.empty(len(names) + 1, dtype=np.int32)
    place[names.argsort()] = np.arange(len(names))
    place[-1] = -1
    return place[codes]
