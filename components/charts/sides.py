"""Who belongs together: blocs of actors, and the colour slot each side of the graph has.

A bloc is the column ``side`` where it is filled, else the root of the chain of affiliations, else the country. The four
blocs whose actors have most events have a slot of their own; media and everybody else share one each.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from components.charts.links import Acts, acts
from components.events.joins import keep
from components.events.place_words import country_name
from components.events.story import Story, texts

OWN_SLOTS = ("1", "2", "3", "4")
MEDIA, OTHERS = "media", "others"
SLOTS = (*OWN_SLOTS, MEDIA, OTHERS)
_STATES = ("state", "government")


@dataclass(frozen=True)
class Sides:
    """``bloc`` and ``slot`` by actor_id, and the bloc that has each of the slots "1" to "4"."""

    bloc: Mapping[str, str]
    slot: Mapping[str, str]
    owner: Mapping[str, str]


def sides(whole: Story, rows: Acts | None = None) -> Sides:
    """The sides of a whole story: call it on unfiltered data, so that a filter never changes a colour."""
    return keep(whole, "sides", lambda: _sides(whole, acts(whole) if rows is None else rows))


def _sides(whole: Story, rows: Acts) -> Sides:
    bloc = blocs(whole.actors)
    ids = whole.actors["actor_id"].astype("str").to_numpy()
    of_actor, names = pd.factorize(np.array([bloc[actor] for actor in ids], dtype=object))
    busy = dict(zip(names, np.bincount(of_actor[rows.actor], minlength=len(names)), strict=True))
    ranked = sorted((name for name in names if name != MEDIA), key=lambda name: (-busy[name], name))
    owner = dict(zip(OWN_SLOTS, ranked, strict=False))
    slots = {name: slot for slot, name in owner.items()} | {MEDIA: MEDIA}
    return Sides(bloc, {actor: slots.get(bloc[actor], OTHERS) for actor in ids}, owner)


def blocs(actors: pd.DataFrame) -> dict[str, str]:
    """Bloc of each actor_id: a side's slug, the id of the actor it belongs to, or "country:XX"; "media" for media."""
    table = {name: _column(actors, name) for name in ("actor_id", "affiliation", "side", "country", "kind")}
    people = {row[0]: row[1:] for row in zip(*table.values(), strict=True)}
    leaders = set(table["affiliation"]) & set(people)
    state = {country: actor for actor, (_, _, country, kind) in reversed(people.items()) if country and kind == "state"}
    named = Counter(side for _, side, _, _ in people.values() if side)
    out = {}
    for actor in people:
        chain = _chain(actor, people)
        out[actor] = _bloc(chain, people, leaders, state, named)
    return out


def _column(actors: pd.DataFrame, name: str) -> list[str]:
    if name not in actors:
        return [""] * len(actors)
    return list(actors[name].astype("object").fillna("").astype("str"))


def _chain(actor: str, people: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The actor, whom it belongs to, whom that belongs to, and so on; a circle of affiliations is cut."""
    chain = [actor]
    while (above := people[chain[-1]][0]) in people and above not in chain:
        chain.append(above)
    return chain


def _bloc(
    chain: list[str],
    people: Mapping[str, tuple[str, ...]],
    leaders: set[str],
    state: Mapping[str, str],
    named: Mapping[str, int],
) -> str:
    for actor in chain:
        if side := people[actor][1]:
            return side
    root = chain[-1]
    _, _, country, kind = people[root]
    if kind == MEDIA:
        return MEDIA
    if root in named or (kind not in _STATES and root in leaders):
        return root
    # A state, its ministries and its citizens without an office are one bloc.
    return state.get(country, f"country:{country}") if country else root


def bloc_name(story: Story, bloc: str, language: str, names: Mapping[str, str]) -> str:
    """Name of a bloc: as ``story.toml`` gives it, else that of the actor of this id (``names``), else the country's."""
    if bloc in story.sides:
        return story.heading(story.sides[bloc], language)
    if bloc in names:
        return names[bloc]
    return country_name(bloc.removeprefix("country:"), language)


def actor_names(story: Story, language: str) -> Mapping[str, str]:
    """Name of each actor_id, in the order of ``story.actors``; one without a name is called by its id."""
    return _names(ActorsOfStory(story), language)


class ActorsOfStory:
    """The table of actors of a story, which all that is cut out of it shares: equal where it is the same object."""

    def __init__(self, story: Story) -> None:
        self.languages, self.table = story.languages, story.actors

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ActorsOfStory) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=16)
def _names(actors: ActorsOfStory, language: str) -> dict[str, str]:
    ids = actors.table["actor_id"].astype("str")
    names = texts(actors.table, "name", (language, *actors.languages))
    return {actor: name or actor for actor, name in zip(ids, names, strict=True)}
